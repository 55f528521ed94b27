"""The index of a study, computed from its database and written into it."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.database.indexed import TREE, index, indicator, sampled
from valuenet.database.check import problems
from valuenet.database.index import read_index
from valuenet.database.measured_index import write_index
from valuenet.errors import StudyError
from valuenet.index.build import build
from valuenet.model.declarations import Index


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    made = sampled()
    assert write_index(made, index()) == []
    return made


def test_an_index_is_its_tree_its_recipe_its_values_and_its_scores(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "SELECT indicator, level, weight, printed_weight, measure FROM index_indicator LIMIT 3") == [
        ("all", 1, 1.0, None, None),
        ("size", 2, 0.75, 0.7, None),
        ("number_of_enterprises", 3, 0.5, 0.5, "number_of_enterprises"),
    ]
    assert dict(rows(con, "SELECT step, method FROM index_recipe"))["aggregate"] == "sum"
    counted = "SELECT value FROM index_value WHERE indicator = 'number_of_enterprises' AND wave = '{}' ORDER BY region"
    assert [row[0] for row in rows(con, counted.format("2019"))] == [6, 4, 3, 2, 1]
    assert [row[0] for row in rows(con, counted.format("2018"))] == [5, 3, 2, 1, 0]
    assert rows(con, "SELECT DISTINCT wave FROM index_score ORDER BY 1") == [("2018",), ("2019",)]


def test_the_engine_gives_the_same_scores_from_the_file(con: duckdb.DuckDBPyConnection) -> None:
    found = read_index(con)
    again = {row[:2]: row[2:] for row in build(found.named.tree, found.table, found.recipe).score_rows()}
    held = rows(con, "SELECT region, indicator, score, rank, coverage FROM index_score WHERE wave = '2019'")
    assert {row[:2]: row[2:] for row in held} == again


def test_every_finding_is_in_its_table(con: duckdb.DuckDBPyConnection) -> None:
    tables = ("group", "standing", "peer", "gain", "move", "weight", "correlation", "alpha", "removal", "change")
    further = ("quantity", "resampled", "option", "interval", "rank_probability", "order", "sensitivity")
    for table in (*tables, *further):
        assert rows(con, f"SELECT count(*) > 0 FROM index_{table}") == [(True,)], table
    assert rows(con, "SELECT * FROM index_left_out") == []
    assert rows(con, "SELECT bool_and(is_resampled) FROM index_resampled") == [(True,)]
    assert rows(con, "SELECT verdict FROM index_group WHERE indicator = 'all' AND compared = 'children'") != []


def test_contributions_add_up_to_the_score_and_parts_to_the_change(con: duckdb.DuckDBPyConnection) -> None:
    off = """SELECT max(abs(s.score - c.whole)) FROM index_score s JOIN (
        SELECT region, sum(contribution) AS whole FROM index_standing GROUP BY region) c USING (region)
        WHERE s.indicator = 'all' AND s.wave = '2019'"""
    assert rows(con, off)[0][0] < 1e-9
    moved = "SELECT max(abs(score_after - score_before - region_part - others_part - coverage_part)) FROM index_change"
    assert rows(con, moved)[0][0] < 1e-9


def test_the_file_keeps_its_promises(con: duckdb.DuckDBPyConnection) -> None:
    assert [one for one in problems(con) if "index_" in one and "lacks" not in one] == []


def test_no_index_and_an_index_without_data() -> None:
    con = sampled({})
    assert write_index(con, None) == []
    assert rows(con, "SELECT count(*) FROM index_indicator") == [(0,)]
    write_index(con, index())
    assert rows(con, "SELECT count(*) FROM index_indicator") == [(5,)]
    assert rows(con, "SELECT count(value) FROM index_value") == [(0,)]
    assert rows(con, "SELECT code, why FROM index_left_out") == [("scores", "no_data")]


def test_one_region_has_values_and_says_why_it_has_no_more() -> None:
    con = sampled({"110000": 3})
    assert write_index(con, index()) == []
    assert rows(con, "SELECT count(rank) FROM index_score WHERE coverage > 0") == [(0,)]
    why = dict(rows(con, "SELECT code, why FROM index_left_out WHERE wave = '2019'"))
    assert why["number_of_parks"] == why["uncertainty"] == why["gain"] == "one_region"


def test_one_wave_is_no_change() -> None:
    con = sampled()
    con.execute("DELETE FROM wave WHERE wave <> '2019'")
    write_index(con, index())
    assert rows(con, "SELECT code, why FROM index_left_out") == [("change", "no_earlier_wave")]
    assert rows(con, "SELECT count(*) > 0 FROM index_interval") == [(True,)]


def test_a_leaf_without_data_or_the_same_everywhere_is_left_out_and_said() -> None:
    tree = [*TREE, indicator("number_of_policies", parent="all", weight=0.1)]
    con = sampled(dict.fromkeys(("110000", "310000", "320000", "330000"), 2))
    write_index(con, index(tree=tree))
    found = dict(rows(con, "SELECT code, why FROM index_left_out WHERE wave = '2019' AND part = 'indicator'"))
    assert found == {"number_of_enterprises": "constant", "number_of_policies": "no_data"}
    assert rows(con, "SELECT max(rank) FROM index_score WHERE indicator = 'all' AND wave = '2019'")[0][0] > 1


def test_a_recipe_is_the_studys_own_and_its_denominators_are_queries() -> None:
    divided = {"by": {"number_of_parks": "number_of_enterprises"}}
    recipe = {"denominate": divided, "normalise": {"high": 100}, "aggregate": "arithmetic", "rank": {"ties": "average"}}
    con = sampled()
    write_index(con, index(recipe=recipe))
    assert rows(con, "SELECT max(normalised) FROM index_value WHERE wave = '2019'") == [(100.0,)]
    found = read_index(con)
    assert found.recipe.normalise["high"] == 100
    assert found.table.denominators["number_of_enterprises"].tolist() == [6, 4, 3, 2, 1]


def test_a_recipe_that_cannot_be_followed_leaves_the_values_and_says_so() -> None:
    con = sampled()
    warnings = write_index(con, index(recipe={"aggregate": "geometric"}))
    assert [warning.partition(":")[0] for warning in warnings] == ["index at 2019", "index at 2018"]
    assert rows(con, "SELECT count(*) FROM index_score") == [(0,)]
    assert rows(con, "SELECT count(value) > 0 FROM index_value") == [(True,)]
    assert {row[0] for row in rows(con, "SELECT why FROM index_left_out")} == {"not_possible"}


def test_a_leaf_without_a_query_is_an_error_of_the_study() -> None:
    wrong = Index.model_validate({"tree": [indicator("number_of_park", weight=1)]})
    with pytest.raises(StudyError, match=r"names no measure 'number_of_park'; did you mean 'number_of_parks'\?"):
        write_index(sampled(), wrong)
