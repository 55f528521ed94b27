"""What the segments of an id say of a figure's place."""

from __future__ import annotations

import pytest

from tests.audit.printed import percent, printed
from valuenet.audit.rules import packaged_rules
from valuenet.audit.sheet import Entry, is_year, lay_out, without_top
from valuenet.model.figure import Figure


def entry(figure: Figure) -> Entry:
    return lay_out([figure], packaged_rules()).entries[0]


@pytest.mark.parametrize(
    ("figure", "stem", "measure", "language"),
    [
        (printed("a.total.count", 1), ("a", "total"), "count", ""),
        (percent("a.b.share.en", 1), ("a", "b"), "share", "en"),
        (percent("zh.a.b.share", 1), ("a", "b"), "share", "zh"),
        (printed("a.b_en", 1), ("a", "b"), "count", "en"),
        (percent("a.b", 1, column="Proportion"), ("a", "b"), "share", ""),
        (percent("a.b", 1, column="Strength"), ("a", "b"), "percent", ""),
        (percent("a.growth.percent", 1), ("a", "growth", "percent"), "percent", ""),
        (printed("a.b.weight", 0.1, "weight", 1), ("a", "b"), "weight", ""),
        (printed("a.r9", 1, row="Total"), ("a", "total"), "count", ""),
        (percent("a.b.share_deck", 1), ("a", "b"), "share", ""),
    ],
)
def test_stem_measure_and_language(figure: Figure, stem: tuple[str, ...], measure: str, language: str) -> None:
    found = entry(figure)
    assert (found.stem, found.measure, found.language) == (stem, measure, language)


def test_a_rank_parts_listing_and_item() -> None:
    found = entry(printed("a.top10.03.some_name.count", 5))
    assert (found.rank, found.listing, found.item) == (3, ("a", "top10"), "some_name")
    assert entry(printed("a.2019.x", 5)).rank is None
    assert entry(printed("a.top10.rank_07", 5, row="Some Name")).item == "some name"


def test_the_place_in_a_document_is_taken_out_of_the_alias() -> None:
    found = entry(printed("a.deck.parks_new", 5))
    assert (found.alias, found.printed_in) == (("a", "parks_new"), "deck")
    assert entry(printed("rd.firms_footnote", 5)).alias == ("rd", "firms")


def test_years_and_tops() -> None:
    assert (is_year("2019"), is_year("19"), is_year("3019")) == (True, False, False)
    assert without_top(("a", "top_10", "b")) == ("a", "top", "b")
