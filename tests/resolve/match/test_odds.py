from __future__ import annotations

import csv
from importlib.resources import files

import polars as pl
import pytest

from valuenet.resolve.match.hits import hits
from valuenet.resolve.match.odds import factors, meant, odds
from valuenet.resolve.match.register import REGISTER, register

ROWS = [
    ("st", "Stanford University", "US", "Stanford", None),
    ("bs", "Broad School of Physics", "US", "Stanford", "st"),
    ("ha", "Foo University", "US", "Boston", None),
    ("hc", "Foo University", "CN", "Shenyang", None),
    ("hc", "东方大学", "CN", "Shenyang", None),
    ("in", "IRBX", "FR", "Paris", None),
]
KNOWN = register(pl.DataFrame(ROWS, REGISTER, orient="row"))


def levels(text: str, whom: str) -> dict[str, str]:
    words, found = hits(text, KNOWN)
    told = meant(text, words, found, KNOWN)
    return next(dict(each.levels) for each in told if KNOWN.entries[each.entry].id == whom)


@pytest.mark.parametrize(
    ("text", "whom", "comparison", "level"),
    [
        ("Stanford University, Stanford, USA", "st", "place", "city"),
        ("Stanford University, USA", "st", "place", "country"),
        ("Stanford University, China", "st", "place", "abroad"),
        ("Stanford University, Boston", "st", "place", "elsewhere"),
        ("Stanford University", "st", "place", "named"),
        ("Foo University", "hc", "rank", "above"),
        ("Foo University", "ha", "rank", "below"),
        ("Stanford University", "st", "rank", "alone"),
        ("Broad School of Physics, Stanford University", "st", "whole", "whole_university"),
        ("Broad School of Physics, Stanford University", "bs", "whole", "part_university"),
        ("Broad School of Physics, Stanford University", "st", "order", "university_last"),
        ("Universität Stanford", "st", "rule", "words2"),
        ("Stanford Universität", "st", "spelled", "other"),
        ("Stanford University", "st", "spelled", "same"),
        ("东方大学法学院", "hc", "stands", "unit"),
        ("海淀区东方大学法学院", "hc", "stands", "part"),
    ],
)
def test_levels(text: str, whom: str, comparison: str, level: str) -> None:
    assert levels(text, whom)[comparison] == level


def test_an_acronym_counts_in_capitals_only() -> None:
    rows = [("a", "Foo Institute", "US", "Boston", None), ("a", "IRBX", "US", "Boston", None)]
    known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    found = [meant(text, *hits(text, known), known) for text in ("IRBX, Boston", "irbx, Boston")]
    assert [len(each) for each in found] == [1, 0]


def test_every_level_has_a_reason_and_a_positive_factor() -> None:
    text = (files("valuenet.resolve.match") / "register_weights.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert all(float(row["factor"]) > 0 and len(row["why"]) > 5 for row in rows)
    assert len({(row["comparison"], row["level"]) for row in rows}) == len(rows)


def test_every_level_that_comes_up_is_weighed() -> None:
    told = levels("Broad School of Physics, Stanford University, Stanford, USA", "st")
    assert set(told) == set(factors()) - {"prior"}
    assert all(level in factors()[comparison] for comparison, level in told.items())


def test_odds_multiply() -> None:
    assert odds({"place": "city"}) == pytest.approx(factors()["prior"]["any"] * factors()["place"]["city"])
