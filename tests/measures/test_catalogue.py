"""The catalogue: what each measure declares, its labels, and the way from a figure to its rows."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest
import sqlglot
from hypothesis import given
from hypothesis import strategies as st
from sqlglot import exp

from valuenet.errors import UsageError
from valuenet.measures.catalogue import (
    CHART_FORMS,
    CHART_NEEDS,
    CHART_WORDS,
    UNITS,
    Measure,
    catalogue,
    chapters,
    column_labels,
    indicators,
    measure,
    trace_sql,
)
from valuenet.model.declarations import Indicator
from valuenet.model.vocabulary import vocabulary_names
from valuenet.study.read import standard_index

from .conftest import answer, parsed
from .tiny_study import Connection, vocabularies

EVERY = [*catalogue().values(), *indicators().values()]
CHAPTERS = [
    *("sample", "enterprises", "technology", "network", "ecosystem"),
    *("converged", "academia", "linkers", "government", "index", "audit"),
]
each = pytest.mark.parametrize("item", EVERY, ids=lambda item: item.name)


def test_chapters_stand_in_the_order_of_the_report() -> None:
    assert list(chapters()) == CHAPTERS
    assert list(dict.fromkeys(item.chapter for item in catalogue().values())) == CHAPTERS


def test_every_file_is_listed_once_and_every_listed_table_has_its_file() -> None:
    folder = files("valuenet.measures")
    for chapter in chapters().values():
        found = {path.name.removesuffix(".sql") for path in (folder / chapter.chapter).iterdir()}
        assert sorted(chapter.tables) == sorted(found), chapter.chapter
    folders = {path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert folders == {*chapters(), "indicators", "vocabularies"}


@each
def test_key_units_and_chart_are_declared_soundly(item: Measure) -> None:
    assert item.key
    assert set(item.key) <= set(item.columns)
    assert set(item.columns.values()) <= UNITS | set(vocabulary_names()) | set(vocabularies())
    if item.chart:
        assert item.chart["form"] in CHART_FORMS
        form, parts = item.chart["form"], set(item.chart) - {"form"}
        assert {"label", "value"} <= parts <= set(CHART_WORDS)
        assert {"colour", *parts} >= set(CHART_NEEDS.get(form, ()))
        assert {name for part in parts for name in item.chart[part].split()} <= set(item.columns)
        assert ("colour" in parts or "series" in parts) >= (form in ("grouped_bar", "stacked_bar"))


@each
def test_both_languages_are_there(item: Measure) -> None:
    assert item.title("zh") != item.title("en")
    assert (item.note("zh") is None) == (item.note("en") is None)
    for words in (item.title("en"), item.note("en") or ""):
        assert words.isascii()
    for words in (item.title("zh"), item.note("zh") or ""):
        assert not re.search(r"[\u2e80-\u9fff\uff00-\uffef] [\u2e80-\u9fff\uff00-\uffef]", words)
        assert not re.search(r"[\u2e80-\u9fff][,.;:?!]", words)


def test_a_broken_line_leaves_no_space_in_chinese() -> None:
    note = catalogue()["ecosystem.input_regions_top10"].note("zh")
    assert note is not None
    assert "对方不参与排名" in note


def test_every_column_is_labelled_and_every_label_is_used() -> None:
    used = {name for item in EVERY for name in item.columns}
    assert used == set(column_labels())
    assert all(label["zh"] and label["en"] for label in column_labels().values())


def test_titles_are_told_apart() -> None:
    for language in ("zh", "en"):
        titles = [item.title(language) for item in catalogue().values()]
        assert len(set(titles)) == len(titles)


def test_an_unknown_table_names_the_nearest() -> None:
    assert measure("network.structure").name == "network.structure"
    with pytest.raises(UsageError, match=r"did you mean 'network.structure'"):
        measure("network.structur")


# tracing


def _rows(con: Connection, item: Measure) -> list[dict[str, object]]:
    columns, rows = answer(con, item.sql)
    return [dict(zip((name for name, _ in columns), row, strict=True)) for row in rows]


def _basis_columns(item: Measure) -> set[str]:
    basis = next(cte for cte in parsed(item.sql).args["with_"].expressions if cte.alias == "basis")
    return set(basis.this.named_selects)


def _counted(item: Measure) -> str | None:
    """The column that counts the rows of `basis`: the first count, or the weighted degree of a ranked node."""
    asked = "degree" if item.name.endswith("_nodes") else "count"
    figures = [name for name, unit in item.columns.items() if unit == asked]
    return figures[0] if figures and {"subject_id", "relation_id"} & _basis_columns(item) else None


@each
def test_basis_is_spelled_out_and_holds_the_key(item: Measure) -> None:
    assert set(item.key) <= _basis_columns(item)
    assert "*" not in _basis_columns(item)


def _trace_all(con: Connection, items: list[Measure]) -> int:
    traced = 0
    for item in items:
        counted = _counted(item)
        for row in _rows(con, item):
            found = con.execute(trace_sql(item, {name: row[name] for name in item.key})).fetchall()
            assert not counted or len(found) == (row[counted] or 0), (item.name, row)
            traced += 1
    return traced


def test_a_count_is_traced_to_exactly_that_many_rows(study: Connection) -> None:
    assert _trace_all(study, EVERY) > 350


def test_a_count_on_either_side_is_traced_to_as_many_rows(either_study: Connection) -> None:
    read = [item for item in EVERY if re.search("technology_tie|group_tie|reading", item.sql)]
    assert _trace_all(either_study, read) > 60


def test_most_tables_hold_a_count_that_can_be_traced() -> None:
    assert sum(1 for item in EVERY if _counted(item)) > 80


def test_text_is_read_as_the_key_asks(study: Connection) -> None:
    year = trace_sql(measure("academia.ai_majors_by_year"), {"education_level": None, "year": "2019"})
    assert [row[0] for row in study.execute(year).fetchall()] == ["u2", "u3"]
    passed = trace_sql(measure("sample.screening"), {"rule": "market", "passed": "False"})
    assert [row[0] for row in study.execute(passed).fetchall()] == ["out"]
    unknown = trace_sql(measure("enterprises.by_layer"), {"layer": None})
    assert [row[0] for row in study.execute(unknown).fetchall()] == ["e7"]


@pytest.mark.parametrize(
    ("name", "key", "message"),
    [
        ("linkers.alliances_by_year", {"year": "soon"}, "'soon' is not a year"),
        ("sample.screening", {"rule": "ai", "passed": "maybe"}, "'maybe' is not a boolean"),
        ("sample.screening", {"rule": "ai"}, "named by rule, passed"),
        ("enterprises.by_layer", {"layer": "base", "x": "1"}, "named by layer"),
    ],
)
def test_a_wrong_key_says_what_is_asked(name: str, key: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        trace_sql(measure(name), key)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_key_stays_a_literal(text: str) -> None:
    sql = trace_sql(measure("linkers.organisers_top20"), {"organiser": text})
    where = sqlglot.parse_one(sql, read="duckdb").args["where"].this
    assert isinstance(where, exp.NullSafeEQ)
    assert where.expression.this == text


PLANTED = ["A' OR 1=1 --", "A\\' OR 'a'='a", "'; DROP TABLE subject; --", "/* A */", "A\0", "$1", "A"]


@pytest.mark.parametrize("text", PLANTED)
def test_no_key_reaches_other_rows(text: str, study: Connection) -> None:
    sql = trace_sql(measure("linkers.organisers_top20"), {"organiser": text})
    assert {row[1] for row in study.execute(sql).fetchall()} == ({"A"} if text == "A" else set())


# the standard index


def _weight(indicator: Indicator, tree: tuple[Indicator, ...]) -> float:
    below = [other for other in tree if other.parent == indicator.indicator]
    return sum(_weight(other, tree) for other in below) if below else indicator.weight or 0.0


def test_the_standard_index_has_the_published_shape() -> None:
    tree = standard_index()
    (root,) = (each for each in tree if each.parent is None)
    dimensions = [each for each in tree if each.parent == root.indicator]
    components = [each for each in tree if each.parent in {dimension.indicator for dimension in dimensions}]
    leaves = [each for each in tree if each.measure]
    assert (len(dimensions), len(components), len(leaves)) == (6, 10, 24)
    assert len(tree) == 1 + 6 + 10 + 24
    assert all(each.weight is None for each in (root, *dimensions, *components))
    assert _weight(root, tree) == pytest.approx(0.9998)


def test_published_weights_of_parents_differ_from_their_leaves_by_rounding_only() -> None:
    text = (files("valuenet.model") / "standard_index.csv").read_text(encoding="utf-8")
    printed = {row["indicator"]: row["printed_weight"] for row in csv.DictReader(text.splitlines())}
    tree = standard_index()
    gaps = {
        each.indicator: round(_weight(each, tree) - float(printed[each.indicator]), 4)
        for each in tree
        if printed[each.indicator]
    }
    rounded = {"academic_ecology": -0.0001, "international_openness": -0.0001}
    assert {name: gap for name, gap in gaps.items() if gap} == rounded


def test_every_leaf_of_the_standard_index_has_its_query() -> None:
    assert {each.measure for each in standard_index() if each.measure} == set(indicators())
    assert all(list(item.columns) == ["region", "value"] and item.key == ("region",) for item in indicators().values())
