from __future__ import annotations

import numpy as np
import pytest

from tests.index.trees import small_tree
from valuenet.errors import DataError
from valuenet.index.factors import Choice, Comparisons, Dirichlet, Noise, Resample
from valuenet.index.read_factors import drawn, read_factors, usual_factors
from valuenet.index.recipe import recipe_of
from valuenet.index.table import table_of

TREE = small_tree()
TABLE = table_of(TREE, "abc", np.array([[4.0, 1.5, 2.0], [9.0, np.nan, 1.0], [7.0, 2.5, 5.0]]))
ALL = """
scale: {options: [{}, {normalise: rank}], likelihoods: [3, 1]}
noise: {spread: 0.1, parents: [firms]}
shares: {concentration: 50, parents: [index]}
data: {counts: [number], versions: 7}
"""


def test_every_kind_is_read() -> None:
    scale, noise, shares, data = read_factors(ALL, TREE, TABLE)
    assert scale == Choice("scale", [{}, {"normalise": "rank"}], [3.0, 1.0])
    assert noise == Noise("noise", 0.1, ["firms"])
    assert shares == Dirichlet("shares", 50.0, ["index"])
    assert isinstance(data, Resample)
    assert callable(data.versions)
    assert data.versions(1).shape == (7, 3, 3)
    (judged,) = read_factors("j: {judgements: {index: {firms/papers: 3}}, spread: 0.2}", TREE, TABLE)
    assert judged == Comparisons("j", {"index": {"firms/papers": 3}}, 0.2)
    assert read_factors("s: {concentration: any}", TREE, TABLE) == (Dirichlet("s"),)


def test_versions_keep_gaps_and_means() -> None:
    found = drawn(TABLE.values, np.array([True, False, False]), 0.2, 4000, seed=5)
    assert np.isnan(found[:, 1, 1]).all()
    assert np.nanmean(found, axis=0) == pytest.approx(TABLE.values, rel=0.03, nan_ok=True)
    spread = found.std(axis=0)[0]
    assert spread[2] == pytest.approx(0.2 * 2.0, rel=0.1)
    assert spread[0] == pytest.approx(np.sqrt(4 + 0.04 * (16 + 4)), rel=0.1)  # of the count, and of its error


def test_the_recipes_own_way_comes_first_and_is_not_there_twice() -> None:
    found = usual_factors(recipe_of({"normalise": "rank", "treat": "winsorise"}), 0.1)
    assert found[0] == Noise("weights", 0.1)
    assert [one.options for one in found if isinstance(one, Choice)] == [
        [{}, {"normalise": "min_max"}],
        [{}, {"treat": "none"}],
        [{}, {"impute": "median"}],
    ]
    assert usual_factors(recipe_of({"weigh": "benefit_of_the_doubt"}))[0].name == "scale"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "give a mapping of factors"),
        ("a: [", "cannot be read as YAML"),
        ("a: 3", "factor 'a': give a mapping"),
        ("a: {sprad: 1}", "one of options, judgements"),
        ("a: {spread: 0.1, parent: [x]}", "there is no 'parent'; did you mean 'parents'"),
        ("a: {spread: much}", "spread is 'much', it is a number"),
        ("a: {spread: 0.1, parents: firms}", "parents is a list"),
        ("a: {options: rank}", "options is a list"),
        ("a: {options: [{}], likelihoods: [x]}", "likelihoods is 'x'"),
        ("a: {judgements: 3}", "judgements is a mapping"),
        ("a: {error: -1}", "error from 0 up"),
        ("a: {error: 0.1, counts: [numbr]}", "did you mean 'number'"),
        ("a: {counts: [age]}", "name leaves of whole numbers only"),
    ],
)
def test_mistakes_name_the_file_and_the_factor(text: str, says: str) -> None:
    with pytest.raises(DataError, match=r"^factors\.yaml: ") as caught:
        read_factors(text, TREE, TABLE)
    assert says in str(caught.value)
