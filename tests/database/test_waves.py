from __future__ import annotations

from collections import Counter

import pytest

from valuenet.database.read import Database
from valuenet.database.waves import first_day, subject_change
from valuenet.measures.catalogue import catalogue
from valuenet.model.vocabulary import vocabulary

EXPECTED = {
    ("丁", "entry", "newly_listed"),
    ("戊", "entry", "founded"),
    ("己", "entry", "existed"),
    ("庚", "entry", "new_source"),
    ("癸", "entry", "admitted"),
    ("丙", "exit", "no_longer_listed"),
    ("辛", "exit", "source_ended"),
    ("壬", "exit", "closed"),
}


def test_each_entry_and_exit_has_its_cause(changing: Database) -> None:
    found = changing.query(
        "SELECT s.name_zh, c.change, c.cause, c.wave, c.before FROM subject_change c JOIN subject s USING (subject_id)"
    )
    assert {row[:3] for row in found.iter_rows()} == EXPECTED
    assert {row[3:] for row in found.iter_rows()} == {("2019", "2018")}


def test_every_cause_has_a_nature_and_is_met(changing: Database) -> None:
    causes = {term.code: term for term in vocabulary("wave_cause").terms}
    assert {cause for _, _, cause in EXPECTED} == {*causes} - {"excluded"}
    natures = {term.code for term in vocabulary("wave_nature").terms}
    assert {term.extra["broader"] for term in causes.values()} == natures
    assert all(causes[cause].extra["change"] == change for _, change, cause in EXPECTED)


def test_stocks_before_with_entries_and_without_exits_are_the_stocks_after(changing: Database) -> None:
    row = changing.query(catalogue()["sample.wave_balance"].sql).row(0, named=True)
    entered = sum(row[name] for name in row if name.startswith("entered"))
    left = sum(row[name] for name in row if name.startswith("left"))
    assert (row["before"], entered, left, row["subjects"]) == (5, 5, 3, 7)
    assert row["before"] + entered - left == row["subjects"]


def test_the_other_way_round_entries_are_exits(changing: Database) -> None:
    pair = (
        "SELECT a.wave, a.date, a.ordinal, b.wave AS before, b.date AS before_date, b.ordinal AS before_ordinal "
        "FROM wave a, wave b WHERE a.wave = '{}' AND b.wave = '{}'"
    )
    there = changing.query(subject_change(pair.format("2019", "2018")))
    back = changing.query(subject_change(pair.format("2018", "2019")))
    assert Counter(there["change"]) == {"entry": 5, "exit": 3}
    assert Counter(back["change"]) == {"entry": 3, "exit": 5}


def test_a_value_that_one_list_tells_differently_has_changed(changing: Database) -> None:
    measure = catalogue()["sample.wave_values"]
    assert changing.query(measure.sql).rows() == [("2019", "status", "economy", "changed", 1)]


def test_a_relation_is_new_by_its_date_or_by_its_source(changing: Database) -> None:
    found = changing.query(catalogue()["network.wave_relations"].sql)
    assert found.rows() == [("2019", "technology_input", "entry", "economy", "dated", 1)]


@pytest.mark.parametrize(
    ("date", "day"), [("2011", "2011-01-01"), ("2011-03", "2011-03-01"), ("2011-03-14", "2011-03-14")]
)
def test_a_date_known_in_part_counts_from_its_first_day(date: str, day: str, changing: Database) -> None:
    assert str(changing.query(f"SELECT {first_day(repr(date))} AS d").item()) == day
