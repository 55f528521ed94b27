from __future__ import annotations

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.filled import filled, filled_each
from valuenet.index.recipe import recipe_of
from valuenet.index.table import table_of

from .trees import small_tree


def test_it_is_what_a_build_imputes_with_screened_regions_empty() -> None:
    tree, nan = small_tree(), np.nan
    values = np.array([[1.0, 2.0, 3.0], [nan, nan, 4.0], [2.0, nan, 5.0], [4.0, 1.0, nan]])
    table = table_of(tree, "abcd", values, denominators={"size": [1.0, 2.0, 4.0, 8.0]})
    recipe = recipe_of({"denominate": {"by": {"papers": "size"}}, "screen": {"regions": 0.5}, "impute": "median"})
    found, result = filled(tree, table, recipe), build(tree, table, recipe)
    assert result.regions == ("a", "c", "d")
    np.testing.assert_array_equal(found[[0, 2, 3]], result.stages["imputed"])
    assert np.isnan(found[1]).all()


def test_a_version_in_which_a_leaf_is_constant_leaves_it_out_there_only() -> None:
    tree = small_tree()
    table = table_of(tree, "ab", np.array([[1.0, 2.0, 3.0], [2.0, 3.0, 4.0]]))
    flat = table.values.copy()
    flat[:, 1] = 7
    found = filled_each(tree, table, recipe_of({}), np.stack([table.values, flat]))
    np.testing.assert_array_equal(found[0], table.values)
    np.testing.assert_array_equal(np.isnan(found[1]), [[False, True, False]] * 2)
    with pytest.raises(DataError, match="indicator 'age': all its values are equal"):
        filled(tree, table_of(tree, "ab", flat), recipe_of({}))
