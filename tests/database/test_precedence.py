"""The rule of a field: what the file shows where sources contradict each other."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.hand_made import database
from valuenet.database.precedence import write_precedence
from valuenet.model.precedence import Precedence

SOURCES = [("list", "list"), ("more", "more"), ("it's", "it's")]
TOLD = (("list", "base", None), ("more", "technology", None), ("it's", "technology", None))


def shown(
    rule: Any, told: tuple[tuple[str, str, str | None], ...] = TOLD, dates: dict[str, str] | None = None
) -> list[Any]:
    """Return the value of the field `layer` at every wave under a rule."""
    con = database({"e": {}})
    for row, (source, value, wave) in enumerate(told, start=2):
        con.execute("INSERT INTO attribute VALUES ('e', 'layer', ?, ?, ?, ?)", [value, wave, source, row])
    for source, day in (dates or {}).items():
        con.execute("UPDATE source SET accessed = ? WHERE source_id = ?", [day, source])
    write_precedence(con, Precedence.model_validate({"fields": {"layer": rule}} if rule else {}), SOURCES)
    return [row[0] for row in con.execute("SELECT value FROM effective_value ORDER BY wave").fetchall()]


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (None, "base"),
        ("source", "base"),
        ("majority", "technology"),
        (["it's", "more"], "technology"),
        (["list"], "base"),
    ],
)
def test_the_declared_rule_chooses(rule: Any, value: str) -> None:
    assert shown(rule) == [value] * 3


def test_the_latest_up_to_the_wave_is_shown_and_what_comes_later_only_where_nothing_came_before() -> None:
    dates = {"list": "2018-06-01", "more": "2019-06-01"}
    told = (("list", "base", None), ("more", "technology", None), ("it's", "application", None))
    assert shown("recency", told, dates) == ["base", "base", "technology"]


def test_a_value_of_the_wave_itself_comes_before_any_rule() -> None:
    told = (*TOLD, ("list", "application", "2018"))
    assert shown("majority", told) == ["technology", "application", "technology"]


def test_editions_of_one_list_are_one_voice() -> None:
    con = database({"e": {}})
    con.execute("UPDATE source SET series = 'editions' WHERE source_id <> 'list'")
    for row, (source, value, wave) in enumerate(TOLD, start=2):
        con.execute("INSERT INTO attribute VALUES ('e', 'layer', ?, ?, ?, ?)", [value, wave, source, row])
    write_precedence(con, Precedence.model_validate({"rule": "majority"}), SOURCES)
    assert con.execute("SELECT DISTINCT value FROM effective_value").fetchall() == [("base",)]


def test_only_departures_are_written() -> None:
    con = database({"e": {}})
    write_precedence(con, Precedence(), SOURCES)
    assert con.execute("SELECT count(*) FROM precedence").fetchall() == [(0,)]
    declared = Precedence.model_validate(
        {"fields": {"layer": ["more", "list"], "patents": "recency", "founded": "source"}}
    )
    write_precedence(con, declared, [("more/1", "more"), ("more/2", "more"), ("list", "list")])
    assert con.execute("SELECT * FROM precedence ORDER BY field, ordinal, source_id").fetchall() == [
        ("layer", "source", "more/1", 1), ("layer", "source", "more/2", 1), ("layer", "source", "list", 2),
        ("patents", "recency", None, None),
    ]  # fmt: skip


def test_the_default_is_as_if_there_were_no_rules() -> None:
    con: duckdb.DuckDBPyConnection = database(
        {"e": {}, "f": {}}, values=[("e", "layer", "base"), ("f", "layer", "x", "2018")]
    )
    plain = con.execute("SELECT * FROM effective_value ORDER BY ALL").fetchall()
    assert plain == [("e", wave, "layer", "base") for wave in ("2017", "2018", "2019")] + [("f", "2018", "layer", "x")]
