from __future__ import annotations

from typing import Any

import pytest

from tests.hand_made import Row, database
from valuenet.screen.presence import write_presence

ALL = ["2017", "2018", "2019"]


def waves(subject: Row, values: tuple[tuple[Any, ...], ...] = (), **parts: Any) -> list[str]:
    """Return the waves at which a subject `x` is there, among another that is always."""
    con = database({"x": subject, "y": {}}, [("x", *value) for value in values], **parts)
    write_presence(con)
    return [row[0] for row in con.execute("SELECT wave FROM presence WHERE subject_id = 'x' ORDER BY wave").fetchall()]


@pytest.mark.parametrize(
    ("founded", "expected"),
    [
        ("2010", ALL),
        ("2017-12-31", ALL),
        ("2018-01", ALL[1:]),
        ("2018", ALL[1:]),
        ("2019-12-31", ["2019"]),
        ("2020", []),
    ],
)
def test_a_stock_is_there_from_its_first_day(founded: str, expected: list[str]) -> None:
    assert waves({}, (("founded", founded),)) == expected


@pytest.mark.parametrize(
    ("closed", "expected"),
    [("2017", []), ("2018", ["2017"]), ("2018-12-31", ["2017"]), ("2019-01-01", ["2017", "2018"]), ("2025-05", ALL)],
)
def test_a_stock_is_there_until_its_last_day(closed: str, expected: list[str]) -> None:
    assert waves({}, (("founded", "2001"), ("closed", closed))) == expected


def test_a_stock_without_dates_is_there_as_its_source_says() -> None:
    assert waves({}) == ALL
    spoken = [{"subject_id": "x", "first_ordinal": 2, "last_ordinal": 2, "explicit": True}]
    assert waves({}, mentioned=spoken) == ["2018"]
    assert waves({}, (("founded", "2019"),), mentioned=spoken) == []
    both = [*spoken, {"subject_id": "x", "source_id": "more", "first_ordinal": 3}]
    assert waves({}, mentioned=both) == ["2018", "2019"]


def test_a_date_told_for_a_wave_counts_at_that_wave() -> None:
    assert waves({}, (("closed", "2016", "2018"),)) == ["2017", "2019"]


@pytest.mark.parametrize(("held", "expected"), [("2018", ["2018"]), ("2019-05-01", ["2019"]), ("2016", [])])
def test_a_flow_belongs_to_its_year(held: str, expected: list[str]) -> None:
    assert waves({"kind": "conference"}, (("held", held),)) == expected


def test_a_flow_without_a_date_belongs_to_the_waves_its_source_speaks_for() -> None:
    assert waves({"kind": "conference"}) == []
    spoken = [{"subject_id": "x", "first_ordinal": 2, "last_ordinal": 2, "explicit": True}]
    assert waves({"kind": "conference"}, mentioned=spoken) == ["2018"]


@pytest.mark.parametrize(("kind", "field"), [("policy", "issued"), ("park", "established"), ("university", "founded")])
def test_each_kind_has_its_own_first_day(kind: str, field: str) -> None:
    assert waves({"kind": kind}, ((field, "2019-03"),)) == ["2019"]


def test_what_is_only_an_end_of_ties_is_there_from_the_first_tie() -> None:
    end = [{"subject_id": "x", "declared": False}, {"subject_id": "y"}]
    ties = [{"ego_id": "y", "alter_id": "x", "first_wave": wave} for wave in ("2019", "2018")]
    assert waves({"kind": "organisation"}, ties=ties, mentioned=end) == ["2018", "2019"]
    assert waves({"kind": "organisation"}, (("founded", "2019"),), ties=ties, mentioned=end) == ["2019"]


def test_what_is_only_an_end_of_ties_to_come_is_not_there_yet() -> None:
    end = [{"subject_id": "x", "declared": False}, {"subject_id": "y"}]
    ties = [{"ego_id": "y", "alter_id": "x", "first_wave": None}]
    assert waves({"kind": "organisation"}, ties=ties, mentioned=end) == []
