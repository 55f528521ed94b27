"""What words can mean as places."""

from __future__ import annotations

import pytest

from valuenet.collect.gazetteer import Reading, gazetteer, place_key
from valuenet.model.term import Term
from valuenet.model.vocabulary import vocabulary

REGIONS, CITIES, COUNTRIES = vocabulary("region"), vocabulary("city"), vocabulary("country")
KNOWN = gazetteer(REGIONS, CITIES, COUNTRIES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ürümqi", "urumqi"),
        ("Xi'an", "XI’AN"),
        ("The Netherlands", "Netherlands"),
        ("U.S.A.", "usa"),
        ("Tel-Aviv", "Tel  Aviv"),
        ("ＢＥＩＪＩＮＧ", "Beijing"),
        ("México", "Mexico"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_every_term_is_found_by_its_labels() -> None:
    for kind, terms in (("country", COUNTRIES.terms), ("region", REGIONS.terms)):
        for term in terms:
            for name in (term.code, term.label_zh, term.label_en):
                assert any((each.kind, each.code) == (kind, term.code) for each in KNOWN.readings[place_key(name)])
    for city in CITIES.terms:
        assert Reading("city", city.code) in KNOWN.readings[place_key(city.label_zh)]


def test_cities_of_one_name_are_told_apart_by_whether_the_name_is_theirs_alone() -> None:
    suzhou = [each for each in KNOWN.readings["suzhou"] if each.kind == "city"]
    assert {each.code: each.whole for each in suzhou} == {"320500": True, "341300": False}


@pytest.mark.parametrize(("home", "kinds"), [("CN", {"region", "city"}), ("US", {"country"})])
def test_a_territory_is_a_region_or_a_country(home: str, kinds: set[str]) -> None:
    assert {each.kind for each in KNOWN.meanings("Hong Kong", home)} == kinds
    assert {each.kind for each in KNOWN.meanings("澳门", home)} == kinds


def test_the_form_of_a_name_may_be_left_out_but_makes_no_country() -> None:
    assert Reading("region", "330000") in KNOWN.meanings("Zhejiang Province", "CN")
    assert KNOWN.meanings("Jersey City", "CN") == ()


def test_a_study_may_bring_its_own_regions() -> None:
    own = REGIONS.with_terms([Term("US-CA", "加利福尼亚", "California", extra={"country": "US"})])
    known = gazetteer(own, CITIES, COUNTRIES)
    assert Reading("region", "US-CA") in known.meanings("California", "US")
    assert known.country_of("US-CA", "CN") == "US"
