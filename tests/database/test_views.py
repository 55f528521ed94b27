from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.hand_made import database
from valuenet.database.network import hold_wave
from valuenet.database.views import held_views, hold_views, view_statements, wide_kinds
from valuenet.engine.spark import to_spark
from valuenet.model.fields import fields_of

SUBJECTS: dict[str, dict[str, Any]] = {
    "甲": {"region": "110000", "city": "110000"},
    "乙": {"region": "440000"},
    "外": {"country": "US"},
    "校": {"kind": "university"},
    "行": {"kind": "organisation", "region": "310000"},
    "谜": {"kind": "organisation", "country": None},
}
VALUES = [
    ("甲", "patents", "7"),
    ("甲", "patents", "9", "2018"),
    ("甲", "funding_cny", "1e9"),
    ("甲", "operating", "true"),
    ("甲", "founded", "2011-03"),
    ("甲", "layer", "base"),
    ("甲", "alliance", "AIIA"),
    ("甲", "alliance", "Zhongguancun"),
    ("甲", "alliance", "Old", "2017"),
    ("乙", "layer", "application"),
    ("外", "sector", "smart_chip"),
    ("行", "sector", "finance"),
]
TIES: list[dict[str, Any]] = [
    {"relation_id": "in", "ego_id": "甲", "alter_id": "外", "kind": "technology_input"},
    {"relation_id": "out", "ego_id": "甲", "alter_id": "乙", "kind": "technology_output", "date": "2018-05-01"},
    {"relation_id": "bank", "ego_id": "乙", "alter_id": "行", "kind": "technology_output", "first_wave": "2019"},
    {"relation_id": "study", "ego_id": "甲", "alter_id": "校", "kind": "study"},
    {"relation_id": "self", "ego_id": "乙", "alter_id": "乙", "kind": "investment"},
    {"relation_id": "veiled", "ego_id": "乙", "alter_id": "谜", "kind": "financing"},
    {"relation_id": "past", "ego_id": "甲", "alter_id": "外", "kind": "work", "last_wave": "2018"},
    {"relation_id": "later", "ego_id": "甲", "alter_id": "外", "kind": "work", "first_wave": None},
    {"relation_id": "outsider", "ego_id": "外", "alter_id": "甲", "kind": "technology_input"},
]
SAMPLE = ("甲", "乙", "校")


def made(reading: str) -> duckdb.DuckDBPyConnection:
    """Return the hand-made study in one reading of counts, with its sample."""
    con = database(SUBJECTS, VALUES, TIES, whole=True)
    con.execute("UPDATE study SET reading = ?", [reading])
    for name in SAMPLE:
        con.execute("INSERT INTO sample SELECT ?, wave FROM wave", [name])
    return con


@pytest.fixture(scope="module")
def study() -> duckdb.DuckDBPyConnection:
    """The hand-made study, counted by own rows."""
    return made("own")


def test_a_value_of_the_wave_goes_before_one_without(study: duckdb.DuckDBPyConnection) -> None:
    assert study.execute(
        "SELECT wave, patents FROM enterprise_by_wave WHERE subject_id = '甲' ORDER BY wave"
    ).fetchall() == [
        ("2017", 7),
        ("2018", 9),
        ("2019", 7),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("list", 5, "1"), ("more", 2, "2")], "1"),
        ([("more", 2, "2"), ("list", 5, "1")], "1"),
        ([("list", 5, "1"), ("list", 3, "3")], "3"),
        ([("more", 9, "2")], "2"),
    ],
)
def test_of_two_sources_the_first_declared_and_of_two_rows_the_upper_decides(
    given: list[tuple[str, int, str]], expected: str
) -> None:
    con = database({"甲": {}}, whole=True)
    con.execute("INSERT INTO sample VALUES ('甲', '2019')")
    for source, row, value in given:
        con.execute("INSERT INTO attribute VALUES ('甲', 'industry_text', ?, NULL, ?, ?)", [value, source, row])
    assert con.execute("SELECT industry_text FROM enterprise").fetchall() == [(expected,)]


def test_values_have_the_types_of_their_fields_and_no_data_is_null(study: duckdb.DuckDBPyConnection) -> None:
    columns = "patents, funding_cny, operating, founded, layer, region, name_zh"
    assert study.execute(f"SELECT {columns} FROM enterprise ORDER BY patents NULLS LAST").fetchall() == [
        (7, 1e9, True, "2011-03", "base", "110000", None),
        (None, None, None, None, "application", "440000", None),
    ]


def test_every_kind_has_a_view_of_its_single_fields(study: duckdb.DuckDBPyConnection) -> None:
    for kind in wide_kinds():
        columns = [row[0] for row in study.execute(f"DESCRIBE {kind}").fetchall()]
        single = [item.field for item in fields_of(kind) if not item.multiple]
        assert columns == ["subject_id", "name_zh", "name_en", "country", "region", "city", "home_country", *single]
    assert "organisation" not in wide_kinds()


def test_several_values_are_rows_and_one_is_one(study: duckdb.DuckDBPyConnection) -> None:
    fields = "field IN ('alliance', 'patents')"
    assert study.execute(
        f"SELECT field, value FROM subject_value WHERE subject_id = '甲' AND {fields} ORDER BY ALL"
    ).fetchall() == [
        ("alliance", "AIIA"),
        ("alliance", "Zhongguancun"),
        ("patents", "7"),
    ]


def test_the_network_is_of_the_samples_relations_at_the_reported_wave(study: duckdb.DuckDBPyConnection) -> None:
    found = study.execute(
        "SELECT relation_id, family, source_end, from_id, to_id, overseas FROM network_relation ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("bank", "technology", "ego", "乙", "行", False),
        ("in", "technology", "alter", "外", "甲", True),
        ("out", "technology", "ego", "甲", "乙", False),
        ("self", "capital", "ego", "乙", "乙", False),
        ("study", "human_capital", "alter", "校", "甲", False),
        ("veiled", "capital", "alter", "谜", "乙", None),
    ]


def test_a_relation_knows_its_ends(study: duckdb.DuckDBPyConnection) -> None:
    found = study.execute(
        "SELECT ego_layer, alter_kind, alter_country, alter_sector FROM network_relation WHERE relation_id = 'in'"
    ).fetchall()
    assert found == [("base", "enterprise", "US", "smart_chip")]


def test_every_node_has_its_degree_and_a_self_loop_counts_twice(study: duckdb.DuckDBPyConnection) -> None:
    found = study.execute(
        "SELECT subject_id, is_sample, weighted_degree FROM network_node ORDER BY subject_id"
    ).fetchall()
    assert {name: (sample, degree) for name, sample, degree in found} == {
        "甲": (True, 3),
        "乙": (True, 5),
        "外": (False, 1),
        "校": (False, 1),
        "行": (False, 1),
        "谜": (False, 1),
    }


def test_a_sample_enterprise_without_ties_is_a_node() -> None:
    con = database({"甲": {}}, whole=True)
    con.execute("INSERT INTO sample VALUES ('甲', '2019')")
    assert con.execute("SELECT subject_id, is_sample, weighted_degree FROM network_node").fetchall() == [
        ("甲", True, 0)
    ]


def test_technology_ties_are_own_rows_or_those_of_either_side(study: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT subject_id, partner_id, direction, relation_id FROM technology_tie ORDER BY ALL"
    own = [
        ("乙", "行", "technology_output", "bank"),
        ("甲", "乙", "technology_output", "out"),
        ("甲", "外", "technology_input", "in"),
    ]
    assert study.execute(query).fetchall() == own
    assert made("either").execute(query).fetchall() == sorted([*own, ("乙", "甲", "technology_input", "out")])


def grouped(reading: str) -> list[tuple[object, ...]]:
    """Return the ties of a group of two, 甲 and 乙, from the side of each member."""
    con = made(reading)
    con.execute("INSERT INTO subject_group VALUES ('pair', '一对', 'A pair', 'ecosystem', 1)")
    con.execute("INSERT INTO group_member VALUES ('pair', '甲'), ('pair', '乙'), ('pair', '甲')")
    columns = "subject_id, partner_id, relation_id, kind, counted, overseas, is_inside"
    return con.execute(f"SELECT {columns} FROM group_tie ORDER BY ALL").fetchall()


def test_a_groups_ties_are_seen_from_each_member_and_mirrored_ones_are_marked() -> None:
    rows: list[tuple[object, ...]] = [
        ("乙", "乙", "self", "investment", True, False, True),
        ("乙", "甲", "out", "technology_input", False, False, True),
        ("乙", "行", "bank", "technology_output", True, False, False),
        ("乙", "谜", "veiled", "financing", True, None, False),
        ("甲", "乙", "out", "technology_output", True, False, True),
        ("甲", "外", "in", "technology_input", True, True, False),
        ("甲", "校", "study", "study", True, False, False),
    ]
    assert grouped("own") == rows
    assert grouped("either") == [(*row[:4], True, *row[5:]) for row in rows]


def test_a_tie_of_a_group_knows_where_its_partner_is_and_whose_it_is() -> None:
    con = database({"甲": {}, "乙": {"region": "310000", "home_country": "US"}}, ties=[TIES[1]], whole=True)
    con.execute("INSERT INTO sample VALUES ('甲', '2019')")
    con.execute("INSERT INTO subject_group VALUES ('one', '一', 'One', 'compared', 1)")
    con.execute("INSERT INTO group_member VALUES ('one', '甲')")
    places = "role, partner_country, partner_home_country, partner_region, overseas"
    assert con.execute(f"SELECT {places} FROM group_tie").fetchall() == [("compared", "CN", "US", "310000", False)]


def test_the_view_of_a_groups_ties_has_a_twin_on_spark() -> None:
    assert "TRUE AS counted" in to_spark(view_statements()["group_tie"])


def test_rows_held_for_the_measures_are_those_of_the_views() -> None:
    con = made("own")
    before = {view: con.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall() for view in view_statements()}
    hold_views(con)
    del before["subject_head"]  # no measure reads it
    for view, expected in before.items():
        assert con.execute(f"SELECT * FROM temp.{view} ORDER BY ALL").fetchall() == expected


@pytest.mark.parametrize("wave", [None, "2018"])
def test_held_views_are_let_go_behind_their_block(wave: str | None) -> None:
    con = made("own")
    if wave:
        hold_wave(con, wave)
    hold_views(con, ("described",))
    held = _tables(con)
    before = {view: con.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall() for view in view_statements()}
    with held_views(con):
        assert "described" in held
        assert "network_relation" in _tables(con) - held
        inside = {view: con.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall() for view in view_statements()}
    after = {view: con.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall() for view in view_statements()}
    assert before == inside == after
    assert _tables(con) == held  # what was held before still is


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()}


def test_subjects_roll_up_to_the_topmost_whole_and_circles_end() -> None:
    con = made("own")
    ids = [row[0] for row in con.execute("SELECT subject_id FROM subject ORDER BY 1 LIMIT 5").fetchall()]
    con.execute("UPDATE subject SET parent_id = NULL")
    for part, whole in zip((ids[0], ids[1], ids[3], ids[4]), (ids[1], ids[2], ids[4], ids[3]), strict=True):
        con.execute("UPDATE subject SET parent_id = ? WHERE subject_id = ?", [whole, part])
    heads = {row[0]: row[1:] for row in con.execute("SELECT subject_id, head_id, depth FROM subject_head").fetchall()}
    assert [heads[each] for each in ids] == [(ids[2], 2), (ids[2], 1), (ids[2], 0), (ids[4], 1), (ids[3], 1)]
    assert len(heads) == con.execute("SELECT count(*) FROM subject").fetchall()[0][0]
