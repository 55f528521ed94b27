from __future__ import annotations

import polars as pl
import pytest

from tests.conftest import BuildStudy
from tests.studies import raw, source_of, told
from valuenet.collect.join import columns_of, columns_read, joined
from valuenet.errors import DataError
from valuenet.model.source import Join, Source

PEOPLE = raw(("id", "who"), [("1", "甲"), ("2", "乙"), ("1", "丙"), (None, "丁")]).frame


def join(**parts: object) -> Join:
    """Return a join with the source `people`, unless it says otherwise."""
    return Join.model_validate({"source": "people", "on": {"firm": "id"}, **parts})


def test_a_row_with_several_matches_is_there_several_times_under_one_number() -> None:
    firms = raw(("firm",), [("1",), ("3",), ("2",), (None,)]).frame
    found = joined(firms, (join(),), {"people": PEOPLE})
    assert told(found, "row", "firm", "people.id", "people.who") == [
        (2, "1", "1", "甲"),
        (2, "1", "1", "丙"),
        (3, "3", None, None),
        (4, "2", "2", "乙"),
        (5, None, None, None),
    ]


def test_a_table_may_join_itself() -> None:
    frame = raw(("id", "above"), [("1", None), ("2", "1")]).frame
    found = joined(frame, (join(source="tree", name="parent", on={"above": "id"}),), {"tree": frame})
    assert told(found, "id", "parent.id") == [("1", None), ("2", "1")]


def test_a_join_may_use_what_an_earlier_one_brought() -> None:
    towns = raw(("who", "town"), [("甲", "北京"), ("乙", "上海")]).frame
    second = join(source="towns", on={"people.who": "who"})
    found = joined(raw(("firm",), [("1",), ("2",)]).frame, (join(), second), {"people": PEOPLE, "towns": towns})
    assert told(found, "firm", "people.who", "towns.town") == [
        ("1", "甲", "北京"),
        ("1", "丙", None),
        ("2", "乙", "上海"),
    ]


def test_several_columns_must_all_be_equal() -> None:
    left = raw(("a", "b"), [("1", "x"), ("1", "y")]).frame
    right = raw(("c", "d", "e"), [("1", "y", "found")]).frame
    found = joined(left, (join(source="other", on={"a": "c", "b": "d"}),), {"other": right})
    assert told(found, "other.e") == [None, "found"]


@pytest.mark.parametrize(("on", "message"), [({"frm": "id"}, "'frm'; did you mean 'firm'"), ({"firm": "idd"}, "'idd'")])
def test_a_column_that_is_not_there(on: dict[str, str], message: str) -> None:
    with pytest.raises(DataError, match=f"cannot join 'people': there is no column .*{message[1:4]}"):
        joined(raw(("firm",), [("1",)]).frame, (join(on=on),), {"people": PEOPLE})


def sources() -> dict[str, Source]:
    """Return a source that reads two others, one of them through the other."""
    tie = {
        "relation": "work",
        "ego": {"subject": "enterprise", "fields": {"name_zh": "name", "place": {"column": "town", "optional": True}}},
        "alter": {
            "subject": "organisation",
            "when": [{"column": "people.kind", "in": ["x"]}],
            "fields": {"name_zh": "people.who", "sector": {"column": ["kin.s", "s"], "optional": True}},
        },
    }
    joins = [
        {"source": "people", "on": {"id": "firm"}},
        {"source": "people", "name": "kin", "on": {"people.kin": "id"}},
    ]
    return {"firms": source_of([tie], join=joins), "people": source_of([])}


def test_each_file_is_read_for_the_columns_that_anyone_reads_of_it() -> None:
    assert columns_read(sources()["firms"])[1] == {"town", "kin.s", "s"}
    read, optional = columns_of("firms", sources())
    assert (set(read), set(optional)) == ({"name", "town", "id", "s"}, {"town", "s"})
    read, optional = columns_of("people", sources())
    assert (set(read), set(optional)) == ({"firm", "id", "kind", "who", "kin", "s"}, {"s"})


def test_a_column_that_one_needs_is_not_optional_for_another() -> None:
    needs = {"subject": "enterprise", "fields": {"name_zh": "s"}}
    both = {**sources(), "people": source_of([needs])}
    assert columns_of("people", both)[1] == frozenset()


def test_a_joined_column_that_may_be_absent_is_null(build_study: BuildStudy) -> None:
    fields = {"name_zh": "name", "place": {"column": "more.town", "optional": True}, "status": "more.status"}
    firms = {
        "join": [{"source": "more", "on": {"name": "name"}}],
        "records": [{"subject": "enterprise", "fields": fields}],
    }
    files = {
        "firms.csv": "name\n甲\n乙\n丙\n",
        "more-1.csv": "name,status,town\n甲,上市企业,北京\n",
        "more-2.csv": "name,status\n乙,独角兽企业\n",
    }
    database = build_study({"firms": firms, "more": {"path": "more-*.csv"}}, files)
    rows = database.query("SELECT name_zh, region, status FROM enterprise ORDER BY status")
    assert rows.rows() == [("甲", "110000", "listed"), ("乙", None, "unicorn"), ("丙", None, None)]
    assert database.query("SELECT source_id, rows_kept FROM source ORDER BY source_id").rows() == [
        ("firms", 3),
        ("more/1", 1),
        ("more/2", 1),
    ]


def test_frames_come_without_the_numbers_of_the_other_table() -> None:
    found = joined(raw(("firm",), [("1",)]).frame, (join(),), {"people": PEOPLE.with_columns(_parent_row=pl.lit(1))})
    assert found.columns == ["row", "firm", "people.id", "people.who"]
