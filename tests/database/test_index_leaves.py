"""Leaves from the database: values by wave, and the rows they are made of."""

from __future__ import annotations

import numpy as np
import pytest

from tests.database.indexed import sampled
from tests.measures.tiny_study import tiny, viewed
from valuenet.database.index_leaves import measured_by, read_behind, read_table, views_of
from valuenet.index.tree import Indicator, tree_of
from valuenet.measures.catalogue import indicators

TREE = tree_of([Indicator("all"), *(Indicator(name, "all", 1, 1.0) for name in indicators())])


@pytest.mark.parametrize("reading", ["own", "either"])
def test_the_rows_of_every_indicator_give_back_its_values(reading: str) -> None:
    con = viewed(tiny(reading))
    table = read_table(con, TREE, indicators(), [])
    assert table is not None
    behind = read_behind(con, TREE, indicators(), table)
    empty = np.asarray(np.isnan(table.values).all(axis=0))
    lost = [name for name, leaf in zip(TREE.leaves, behind.leaves, strict=True) if leaf is None]
    assert lost == [name for name, bare in zip(TREE.leaves, empty.tolist(), strict=True) if bare]
    assert len(lost) < 12


def test_a_leaf_that_its_rows_do_not_add_up_to_is_not_resampled() -> None:
    con = sampled()
    tree = tree_of([Indicator("number_of_parks", None, 1, 1.0)])
    measures = {"number_of_parks": measured_by("number_of_parks", None)}
    table = read_table(con, tree, measures, [])
    assert table is not None
    con.execute("DELETE FROM sample WHERE subject_id = 'p1100000'")
    assert read_behind(con, tree, measures, table).leaves == (None,)


def test_views_are_found_through_other_views() -> None:
    found = views_of(("SELECT * FROM technology_tie",))
    assert found.index("described") < found.index("network_relation") < found.index("technology_tie")
    assert "effective_value" not in found
