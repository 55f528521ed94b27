from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from valuenet.database.chosen import Ruled, known_of
from valuenet.database.read import Database
from valuenet.database.statements import Statement, statements_of
from valuenet.database.subject import rules_of
from valuenet.model.vocabulary import vocabulary

REPORTED = date(2019, 12, 31)
EARLY, THEN, LATE = date(2017, 1, 1), date(2019, 1, 1), date(2021, 1, 1)


def said(field: str, value: str, source: str, row: int = 2, *, chosen: bool = False, **more: Any) -> Statement:
    known = {"wave": None, "date": None, "ordinal": ord(source) - 96, **more}
    return Statement(field, value, known.pop("wave"), known.pop("date"), source, row, chosen, **known)


@pytest.mark.parametrize(
    ("statements", "rule", "reason", "differs"),
    [
        ([said("layer", "base", "a", chosen=True)], Ruled(), "single", False),
        ([said("layer", "base", "a", chosen=True), said("layer", "base", "b", chosen=True)], Ruled(), "agreed", False),
        ([said("layer", "base", "a", chosen=True), said("layer", "top", "b")], Ruled(), "first_source", True),
        ([said("layer", "base", "a", 2, chosen=True), said("layer", "top", "a", 3)], Ruled(), "upper_row", True),
        ([said("layer", "base", "a"), said("layer", "top", "b", wave="2019", chosen=True)], Ruled(), "own_wave", False),
        ([said("layer", "base", "a", wave="2018")], Ruled(), "not_this_wave", False),
        (
            [said("policy_area", "x", "a", chosen=True), said("policy_area", "y", "b", chosen=True)],
            Ruled(), "all_kept", False,
        ),
        ([said("alias", "x", "a", chosen=True), said("alias", "y", "b", chosen=True)], Ruled(), "kept_as_name", False),
        ([said("kind", "enterprise", "b", chosen=True), said("kind", "investor", "a")], Ruled(), "kind_order", True),
        (
            [said("kind", "enterprise", "b", chosen=True), said("kind", "organisation", "a")],
            Ruled(), "kind_order", False,
        ),
        (
            [said("layer", "top", "a"), *(said("layer", "base", source, chosen=True) for source in "bc")],
            Ruled("majority"), "most_sources", True,
        ),
        (
            [said("layer", "top", "a", date=EARLY), said("layer", "base", "b", date=THEN, chosen=True)],
            Ruled("recency"), "latest", True,
        ),
        (
            [said("layer", "top", "a", date=LATE), said("layer", "base", "b", date=THEN, chosen=True)],
            Ruled("recency"), "latest", True,
        ),
        (
            [said("layer", "top", "a"), said("layer", "base", "b", chosen=True)],
            Ruled("source", {"b": 1}), "preferred_source", True,
        ),
    ],
)  # fmt: skip
def test_the_reason_is_where_the_chosen_value_is_ahead(
    statements: list[Statement], rule: Ruled, reason: str, differs: bool
) -> None:
    (known,) = known_of(statements, {"layer": rule}, REPORTED)
    assert (known.reason, known.differs) == (reason, differs)
    assert reason in {term.code for term in vocabulary("statement_reason").terms}


def test_a_more_exact_place_wins_within_its_country() -> None:
    told = [
        said("country", "CN", "a", chosen=True), said("region", "110000", "a"),
        said("country", "CN", "b", chosen=True), said("region", "440000", "b", chosen=True),
        said("city", "440300", "b", chosen=True),
    ]  # fmt: skip
    found = {each.field: each for each in known_of(told, {}, REPORTED)}
    assert (found["region"].values, found["region"].reason) == (("440000",), "most_exact")
    assert (found["country"].reason, found["city"].reason) == ("agreed", "single")


def test_what_a_file_holds_has_a_reason_that_is_known(changing: Database) -> None:
    reasons = {term.code for term in vocabulary("statement_reason").terms}
    for subject_id in changing.query("SELECT subject_id FROM subject ORDER BY 1")["subject_id"]:
        known = known_of(statements_of(changing, subject_id), rules_of(changing), REPORTED)
        assert {each.reason for each in known} <= reasons
        assert sum(len(each.statements) for each in known) == len(statements_of(changing, subject_id))
