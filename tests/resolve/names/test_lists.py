from __future__ import annotations

import pytest

from valuenet.resolve.names import lists


@pytest.mark.parametrize("name", ["legal_forms", "industry_words", "units", "bodies", "abbreviations", "words"])
def test_a_list_holds_each_word_once_and_none_is_empty(name: str) -> None:
    firsts = [next(iter(row.values())) for row in lists.rows(name)]
    assert [word for word in firsts if not word.strip()] == []
    assert sorted({word for word in firsts if firsts.count(word) > 1}) == []


def test_chinese_words_are_found_by_their_end_the_longer_first() -> None:
    words, lengths = lists.endings("legal_forms")
    assert list(lengths["司"]) == sorted({len(word) for word in words if word[-1] == "司"}, reverse=True)
    assert "股份有限公司" in words
    assert "co ltd" not in words


def test_a_place_that_is_a_word_too_counts_under_its_full_name_only() -> None:
    assert "阿里" not in lists.places_zh()
    assert lists.places_zh()["阿里地区"].startswith("54")
    assert lists.places_zh()["昆山市"] == "320583"
    assert "昆山" not in lists.places_zh()


def test_every_abbreviation_stands_for_something_longer() -> None:
    assert [short for short, full in lists.abbreviations().items() if len(full) < len(short)] == []
    assert set(lists.leading_abbreviations()) <= set(lists.abbreviations())


def test_general_words_are_industry_words() -> None:
    assert lists.general_words() < lists.industry_words()
    assert lists.linking()
    assert lists.spelled_out()["univ"] == "university"
    assert lists.unaccented("Ångström Łódź Universität") == "angstrom lodz universitat"
