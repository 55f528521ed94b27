from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.index.asem import asem
from tests.index.trees import FEW, small_tree, tables
from valuenet.errors import DataError
from valuenet.index.build import IndexResult, build
from valuenet.index.recipe import STANDARD, Recipe, changed, recipe_of
from valuenet.index.table import ByLeaf, FloatArray, table_of
from valuenet.index.tree import Indicator, Tree, tree_of

NAN = float("nan")
LENIENT = recipe_of({"screen": {"empty": "leave_out", "constant": "leave_out"}})
WHOLE = tree_of([Indicator("index"), Indicator("a", "index", 1, 0.5), Indicator("b", "index", 1, 0.5)])


def made(tree: Tree, values: FloatArray, recipe: Recipe = LENIENT) -> IndexResult:
    return build(tree, table_of(tree, [f"r{number}" for number in range(len(values))], values), recipe)


def test_an_index_by_hand() -> None:
    # number (0.4): 0, 0.5, 1 over 10..30; age (0.2, less is better): 1, 0, none; papers (0.4): none, 0, 1.
    values: ByLeaf = {
        "number": {"A": 10, "B": 20, "C": 30},
        "age": {"A": 2, "B": 4, "C": None},
        "papers": {"B": 7, "C": 9},
    }
    tree = small_tree()
    result = build(tree, table_of(tree, ["A", "B", "C"], values))
    assert list(result.score_rows()) == [
        ("A", "index", 0.2, 2, 0.6),
        ("A", "firms", 0.2, 2, 1.0),
        ("A", "number", 0.0, 3, 1.0),
        ("A", "age", 0.2, 1, 1.0),
        ("A", "papers", None, None, 0.0),
        ("B", "index", 0.2, 2, 1.0),
        ("B", "firms", 0.2, 2, 1.0),
        ("B", "number", 0.2, 2, 1.0),
        ("B", "age", 0.0, 2, 1.0),
        ("B", "papers", 0.0, 2, 1.0),
        ("C", "index", 0.8, 1, 0.8),
        ("C", "firms", 0.4, 1, round(0.4 / 0.6, 12)),
        ("C", "number", 0.4, 1, 1.0),
        ("C", "age", None, None, 0.0),
        ("C", "papers", 0.4, 1, 1.0),
    ]
    assert list(result.value_rows())[:4] == [
        ("A", "number", 10.0, 0.0),
        ("A", "age", 2.0, 1.0),
        ("A", "papers", None, None),
        ("B", "number", 20.0, 0.5),
    ]
    assert result.left_out == ()


@given(tables(), st.randoms(use_true_random=False))
@FEW
def test_moving_the_regions_moves_their_rows_and_nothing_else(
    case: tuple[Tree, FloatArray], chance: random.Random
) -> None:
    tree, values = case
    order = list(range(len(values)))
    chance.shuffle(order)
    before, after = made(tree, values), made(tree, values[order])
    np.testing.assert_array_equal(after.scores, before.scores[order])
    np.testing.assert_array_equal(after.ranks, before.ranks[order])
    np.testing.assert_array_equal(after.coverage, before.coverage[order])


@given(tables(), st.integers(-50, 50), st.sampled_from([0.5, 2.0, 4.0]))
@FEW
def test_the_unit_of_a_leaf_does_not_matter(case: tuple[Tree, FloatArray], origin: int, unit: float) -> None:
    tree, values = case
    moved = values.copy()
    moved[:, 0] = moved[:, 0] * unit + origin
    before, after = made(tree, values), made(tree, moved)
    np.testing.assert_allclose(after.scores, before.scores, atol=1e-9)


@given(tables(), st.lists(st.floats(-9, 9), min_size=8, max_size=8))
@FEW
def test_a_leaf_of_weight_0_cannot_matter(case: tuple[Tree, FloatArray], noise: list[float]) -> None:
    tree, values = case
    light_leaf = tree.leaves[0]
    indicators = [replace(one, weight=0.0) if one.code == light_leaf else one for one in tree.indicators]
    assume(any(one.weight for one in indicators))
    light, other = tree_of(indicators), values.copy()
    other[:, 0] = noise[: len(values)]
    before, after = made(light, values), made(light, other)
    np.testing.assert_array_equal(after.score_of(light.root), before.score_of(light.root))
    np.testing.assert_array_equal(after.rank_of(light.root), before.rank_of(light.root))


@given(tables())
@FEW
def test_scores_stay_within_weights_and_inputs_stay_as_they_were(case: tuple[Tree, FloatArray]) -> None:
    tree, values = case
    kept = values.copy()
    result = made(tree, values)
    np.testing.assert_array_equal(values, kept)
    assert (np.nan_to_num(result.scores) <= [tree.weights[code] + 1e-12 for code in tree.codes]).all()
    assert (np.nan_to_num(result.scores) >= 0).all()
    for _, _, score, place, coverage in result.score_rows():
        assert (score is None) == (place is None) == (coverage == 0)
        assert score is None or math.isfinite(score)


def test_results_are_read_only_and_not_the_array_given() -> None:
    values = np.array([[1.0, 2.0, 3.0], [2.0, 1.0, 5.0]])
    result = made(small_tree(), values)
    values[0, 0] = 99.0
    assert result.values[0, 0] == 1.0
    for array in (*result.stages.values(), result.scores, result.ranks, result.coverage, result.weights):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


def test_a_constant_leaf_is_left_out_and_named_where_the_recipe_allows_it() -> None:
    result = made(small_tree(), np.array([[1.0, 5.0, 3.0], [2.0, 5.0, 4.0]]))
    (gone,) = map(str, result.left_out)
    assert gone.startswith("indicator 'age': left out, all its values are equal")
    assert result.score_of("index").tolist() == [0.0, 0.8]
    assert result.coverage[:, 0].tolist() == [0.8, 0.8]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([[1.0, 5.0], [2.0, 5.0]], "indicator 'b': all its values are equal"),
        ([[1.0, NAN], [2.0, NAN]], "indicator 'b': it has no data"),
        ([[1.0, 5.0]], "indicator 'a': there is one region only"),
    ],
)
def test_an_indicator_that_tells_nothing_is_refused_by_name(values: list[list[float]], message: str) -> None:
    with pytest.raises(DataError, match=message):
        made(WHOLE, np.array(values), STANDARD)


@pytest.mark.parametrize("low", [0.0, -1.0])
@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_what_a_mean_cannot_take_is_refused_by_name(method: str, low: float) -> None:
    recipe = recipe_of({"normalise": {"low": low}, "aggregate": method})
    with pytest.raises(
        DataError, match=rf"indicator 'a': its value {low:g} has no place in the {method} mean of 'index'"
    ):
        made(WHOLE, np.array([[1.0, 2.0], [2.0, 3.0]]), recipe)


def test_one_region_has_a_score_where_the_scale_is_fixed() -> None:
    posts = {"normalise": {"method": "goalposts", "posts": {"a": [0, 10], "b": [0, 4]}}, "aggregate": "geometric"}
    result = made(WHOLE, np.array([[5.0, 2.0]]), recipe_of(posts))
    assert result.score_of("index").tolist() == [0.5]
    assert result.rank_of("index").tolist() == [1]


def test_regions_with_too_little_data_go_with_their_groups_and_earlier_waves() -> None:
    values = np.array([[1.0, 2.0], [NAN, NAN], [3.0, NAN], [5.0, 6.0]])
    recipe = {"screen": {"regions": 0.5}, "impute": {"method": "group_mean", "groups": "coast", "fallback": "mean"}}
    table = table_of(WHOLE, list("ABCD"), values, groups={"coast": ["x", "x", "x", "y"]}, earlier=[values])
    result = build(WHOLE, table, recipe_of(recipe))
    assert result.regions == ("A", "C", "D")
    assert [(one.kind, one.code, one.share) for one in result.left_out] == [("region", "B", 0.0)]
    assert result.imputed.tolist() == [[0, 0], [0, 1], [0, 0]]
    assert result.stages["imputed"][1].tolist() == [3.0, 2.0]
    assert result.coverage[1, 0] == 0.5


def test_the_published_tree_of_parents_weights_is_shown_not_used() -> None:
    tree = tree_of([Indicator("i", weight=0.3), Indicator("a", "i", 1, 0.1), Indicator("b", "i", 1, 0.1)])
    result = made(tree, np.array([[1.0, 2.0], [2.0, 1.0]]))
    assert [str(one) for one in result.mismatches] == ["indicator 'i': its weight is 0.3, its leaves sum to 0.2"]
    assert result.weights.tolist() == [0.2, 0.1, 0.1]


HDI = """
NOR 82.4 18.1 12.9 66494 0.957
USA 78.9 16.3 13.4 63826 0.926
CHN 76.9 14.0 8.1 16057 0.761
SDN 65.3 7.9 3.8 3829 0.510
NER 62.4 6.5 2.1 1201 0.394
"""
"""UNDP, Human Development Report 2020, table 1: life expectancy, expected and mean years of schooling, income by head
in 2019, and the index; technical note 1: Sudan's income index is 0.5506 and its index 0.510."""


def test_the_human_development_index_by_its_published_formula() -> None:
    parents = {
        "hdi": None,
        "health": "hdi",
        "education": "hdi",
        "expected": "education",
        "mean": "education",
        "income": "hdi",
    }
    tree = tree_of([Indicator(code, parent) for code, parent in parents.items()], weighted=False)
    posts = {"health": [20, 85], "expected": [0, 18], "mean": [0, 15], "income": [100, 75_000]}
    recipe = recipe_of(
        {
            "normalise": {"method": "goalposts", "posts": posts, "logarithms": {"income": "log"}},
            "weigh": "equal",
            "aggregate": {"method": "geometric", "indicators": {"education": "arithmetic"}},
        }
    )
    rows = [line.split() for line in HDI.split("\n")[1:-1]]
    values = np.array([row[1:5] for row in rows], float)
    result = build(tree, table_of(tree, [row[0] for row in rows], values), recipe)
    printed = np.array([row[5] for row in rows], float)
    np.testing.assert_allclose(result.score_of("hdi"), printed, atol=0.0011)  # the inputs are printed to one decimal
    assert result.score_of("income")[3] == pytest.approx(0.5506, abs=5e-5)
    assert result.score_of("hdi")[3] == pytest.approx(0.510, abs=5e-4)
    assert result.score_of("expected")[0] == 1  # beyond the goalposts is the goalpost


TAI = np.array(
    [
        10,
        12,
        11.4,
        9.5,
        10.8,
        9.4,
        9.4,
        11.6,
        10.9,
        7.1,
        10.2,
        11.9,
        9.4,
        9.3,
        11.7,
        8.4,
        7.9,
        9.6,
        7.3,
        7.2,
        9.5,
        9.1,
        7.1,
    ]
)
"""OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5: mean years of schooling in the 23 countries
of the Technology Achievement Index, Finland, the United States and Sweden first."""


@pytest.mark.parametrize(("method", "printed"), [("z_score", [0.26, 1.52, 1.14]), ("min_max", [0.59, 1.0, 0.88])])
def test_the_normalised_schooling_of_the_handbook(method: str, printed: list[float]) -> None:
    tree = tree_of([Indicator("schooling", None, 1, 1.0)])
    result = made(tree, TAI[:, None], recipe_of({"normalise": method}))
    assert result.normalised[:3, 0].round(2).tolist() == printed


CONN = """
54.5619441700609 62.6723806950837 44.4676245382545 49.87795409771 50.9243134315083 51.7104967513721 55.7923824597775
53.0928826978638 50.8974397573593 49.8090164656249 53.5621411807544 44.831718537896 51.9563608764953 55.0854687214637
46.984419038067 47.5003201329497 47.7091606859805 66.4059621320222 59.4287548438589 59.6914855616399 55.8121107980104
47.9411867040865 48.3863484646208 43.6610944650353 49.982972659843 51.997282987088 48.5286215154782 52.7373605305417
61.43013851405 51.5846214113193 37.6729433152365 19.8610960392372 46.0312016850598 33.2817736057297 27.8612651877919
27.96334282547 27.8389038165391 36.3187053541358 30.9389750707613 43.3336308929035 32.0378110689021 41.682585784363
31.2147751601712 22.3140253534858 38.6805540059236 22.4003864502496 26.6924701638304 29.5805667516647 60.1678491549574
32.7027862765496 31.8946064882914
"""
INDEX = """
CHE 67.70 DNK 64.15 NLD 63.70 NOR 63.66 BEL 62.88 SWE 62.43 LUX 61.51 AUT 61.47 DEU 60.36 MLT 60.14 SVN 60.04 IRL 60.02
SGP 59.00 FIN 58.17 GBR 57.15 LTU 56.87 CZE 56.47 HRV 55.51 HUN 55.22 EST 55.11 FRA 54.82 LVA 54.72 SVK 54.67 ROU 54.46
ESP 54.04 POL 53.87 PRT 53.03 ITA 51.38 BGR 50.68 CYP 50.63 KOR 50.20 NZL 48.94 GRC 48.64 JPN 47.24 KHM 45.63 BRN 45.56
AUS 45.42 VNM 43.55 LAO 42.52 MYS 42.25 MMR 41.95 PHL 41.33 THA 41.27 MNG 40.46 IDN 39.93 IND 39.48 KAZ 38.95 BGD 38.92
CHN 37.83 PAK 37.69 RUS 35.45
"""
NOT_IMPUTED = """
CHE NLD DNK NOR BEL SWE AUT LUX DEU SVN IRL MLT SGP FIN GBR LTU CZE HRV FRA HUN EST SVK LVA ESP ROU POL PRT ITA CYP BGR
KOR GRC NZL JPN AUS VNM KHM BRN PHL MYS THA IND MMR IDN LAO MNG KAZ BGD CHN PAK RUS
"""
"""Becker, Composite Indicator Development and Analysis in R with COINr (2021), appendix 18: imputed by the mean of the
group of equal GDP, at most five points winsorised, min-max from 0 to 100, arithmetic means; and without imputation."""


def test_the_asem_index_is_that_of_coinr() -> None:
    tree, table, method = asem()
    printed = {"impute": {"method": "group_mean", "groups": "Group_GDP"}, "treat": {"points": 5, "share": None}}
    result = build(tree, table, changed(method, printed))
    np.testing.assert_allclose(result.score_of("Conn"), np.array(CONN.split(), float), rtol=1e-12)
    index = dict(zip(result.regions, result.score_of("Index").tolist(), strict=True))
    words = INDEX.split()
    assert {code: f"{index[code]:.2f}" for code in words[::2]} == dict(zip(words[::2], words[1::2], strict=True))
    assert [result.rank_of("Index")[result.regions.index(code)] for code in words[::2]] == list(range(1, 52))
    bare = build(tree, table, changed(method, {"impute": "none", "treat": {"points": 5, "share": None}}))
    order = np.argsort(bare.rank_of("Index"), kind="stable")
    assert [bare.regions[row] for row in order] == NOT_IMPUTED.split()


def test_every_stage_of_the_asem_index_follows_from_the_one_before() -> None:
    """Against the formulas of method.json, done once more here by hand."""
    tree, table, method = asem()
    result = build(tree, table, method)
    stages = result.stages
    assert (result.imputed > 0).sum() == np.isnan(stages["denominated"]).sum() == 65
    column = tree.leaves.index("Goods")
    np.testing.assert_allclose(
        stages["denominated"][:, column], table.values[:, column] / table.denominators["Den_GDP"]
    )
    europe = np.array(table.groups["Group_EurAsia"]) == "Europe"
    for leaf in np.flatnonzero(np.isnan(stages["denominated"]).any(axis=0)):
        for group in (europe, ~europe):
            mean = np.nanmean(stages["denominated"][group, leaf])
            gaps = group & np.isnan(stages["denominated"][:, leaf])
            np.testing.assert_allclose(stages["imputed"][gaps, leaf], mean)
    low, high = stages["treated"].min(axis=0), stages["treated"].max(axis=0)
    upward = (stages["treated"] - low) / (high - low) * 100
    down = np.array([tree.directions[leaf] < 0 for leaf in tree.leaves])
    np.testing.assert_allclose(stages["normalised"], np.where(down, 100 - upward, upward), atol=1e-9)
    instit = [tree.leaves.index(leaf) for leaf in tree.children["Instit"]]
    np.testing.assert_allclose(result.score_of("Instit"), stages["normalised"][:, instit].mean(axis=1))
    parts = np.column_stack([result.score_of(code) for code in tree.children["Conn"]])
    np.testing.assert_allclose(result.score_of("Conn"), parts.mean(axis=1))
    np.testing.assert_allclose(result.score_of("Index"), (result.score_of("Conn") + result.score_of("Sust")) / 2)
    assert result.mismatches == ()
