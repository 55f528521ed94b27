"""Queries of figures: what printed words become, and that they stay words."""

import duckdb
import pytest

from valuenet.audit.binding import Binding, Bindings, Condition
from valuenet.audit.query import LABELS, Words, expected_rows, figure_query, names_query, spelling, subject_names
from valuenet.model.figure import Figure

from .conftest import Results

FIGURE = Figure("a.b", "sample", "", "Row", "Column", 1.0, "1", 0, "count")
NAMES = {"chips": ("Intel's", "英特尔")}


def asked(
    results: Results, measure: str, where: dict[str, str], column: str, function: str = "value", by: str = ""
) -> str | None:
    """The query of a figure whose row is `chips`, bound to these conditions."""
    conditions = tuple(
        Condition(name, text[0] if text[0] == ">" else "=", text.lstrip(">")) for name, text in where.items()
    )
    binding = Binding("a.{x}", measure, conditions, function, column, by, "", "")
    codes = {
        (name, spelling(word)): code
        for name, code, *labels in results.query(LABELS).iter_rows()
        for word in (code, *labels)
    }
    wanted = subject_names([FIGURE], Bindings((binding,), NAMES))
    subjects = {name: (one,) for name, one in results.query(names_query(wanted)).iter_rows()}
    return figure_query(binding, {"row": "chips", "x": "Beijing"}, NAMES, Words(codes, subjects))


def values(results: Results, query: str | None) -> list[object]:
    """What a query gives."""
    assert query is not None
    return results.query(query)["value"].to_list()


@pytest.mark.parametrize(
    ("measure", "where", "column", "function", "expected"),
    [
        ("enterprises.by_region", {"region": "{x:region}"}, "enterprises", "value", [2]),
        ("enterprises.by_region", {"region": "{Shandong:region}|{x:region}"}, "enterprises", "sum", [3]),
        ("enterprises.by_region", {"region": "{Shandong:region}|{x:region}"}, "share", "each", [0.25, 0.125]),
        ("enterprises.by_region", {"region": "*"}, "", "count", [5]),
        ("enterprises.by_region", {}, "enterprises", "sum", [8]),
        ("enterprises.by_region", {"region": "*", "enterprises": ">1"}, "", "count", [2]),
        ("enterprises.by_founding_year", {"year": "2010..2015"}, "enterprises", "sum", [4]),
        ("enterprises.by_founding_year", {"year": "1999"}, "enterprises", "value", []),
        ("enterprises.by_founding_year", {"year": "1999"}, "enterprises", "sum", [None]),
        ("enterprises.by_layer", {"layer": "base"}, "enterprises", "value", [1]),
        ("network.top_relation_nodes", {"subject_id": "{row:subject}"}, "weighted_degree", "value", [4]),
        ("network.domestic_vs_overseas", {"has_foreign_ties": "true"}, "enterprises", "value", [3]),
        ("academia.institute_patents_top10", {"subject_id": "{名i2:subject}"}, "patents", "value", [10]),
        ("index.tree", {"indicator": "{number of parks:indicator}"}, "weight", "value", [0.4]),
        ("technology.rd_intensity_top20", {}, "", "count", [5]),
        ("ecosystem.input_sectors_integrative_top10", {}, "", "count", []),
    ],
)
def test_words_become_the_rows_they_mean(
    measure: str, where: dict[str, str], column: str, function: str, expected: list[object], results: Results
) -> None:
    found = values(results, asked(results, measure, where, column, function))
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_the_value_where_another_is_greatest(results: Results) -> None:
    query = asked(results, "enterprises.by_founding_year", {"year": "*"}, "year", "at_most", "enterprises")
    assert values(results, query) == [2015]


@pytest.mark.parametrize(
    "where",
    [{"region": "{Atlantis:region}"}, {"region": "{x:regions}"}, {"region": "{x:subject}"}, {"share": ">a lot"}],
)
def test_words_without_a_code_leave_the_figure_to_the_next_binding(where: dict[str, str], results: Results) -> None:
    assert asked(results, "enterprises.by_region", where, "enterprises") is None


@pytest.mark.parametrize("text", ["base' OR 'a'='a", "'; DROP TABLE subject; --", "base"])
def test_a_word_stays_a_literal(text: str, results: Results) -> None:
    assert len(values(results, asked(results, "enterprises.by_layer", {"layer": text}, "enterprises"))) == (
        text == "base"
    )


def test_a_query_runs_as_it_stands(results: Results) -> None:
    query = asked(results, "enterprises.by_region", {"region": "{x:region}"}, "enterprises")
    assert query == 'SELECT "enterprises" AS value FROM result."enterprises_by_region" WHERE "region" = \'110000\''
    assert isinstance(results.con, duckdb.DuckDBPyConnection)


@pytest.mark.parametrize(
    ("where", "rows"),
    [({"a": "x|y", "b": "1"}, 2), ({}, 1), ({"a": "x|y", "b": "*"}, None), ({"a": "1..3"}, None), ({"a": ">3"}, None)],
)
def test_how_many_rows_the_conditions_name(where: dict[str, str], rows: int | None) -> None:
    conditions = tuple(
        Condition(name, text[0] if text[0] == ">" else "=", text.lstrip(">")) for name, text in where.items()
    )
    assert expected_rows(Binding("", "", conditions, "each", "", "", "", "")) == rows
