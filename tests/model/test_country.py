"""Countries: the list of ISO 3166-1, and the names that sources give them."""

from __future__ import annotations

import pytest

from valuenet.model.country import country_terms
from valuenet.model.vocabulary import vocabulary


def test_there_are_the_249_of_iso_3166() -> None:
    codes = [term.code for term in country_terms()]
    assert len(codes) == len(set(codes)) == 249
    assert codes == sorted(codes)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("America", "US"),
        ("美国", "US"),
        ("USA", "US"),
        ("England", "GB"),
        ("Holland", "NL"),
        ("South Korea", "KR"),
        ("韩国", "KR"),
        ("中国", "CN"),
        ("香港", "HK"),
        ("Taiwan, China", "TW"),
        ("DEU", "DE"),
        ("Türkiye", "TR"),
        ("Viet Nam", "VN"),
    ],
)
def test_countries_by_their_names(spelling: str, code: str) -> None:
    assert vocabulary("country").find(spelling) == code


def test_what_is_no_country_is_not_found() -> None:
    assert [
        name for name in ("European Union", "EU", "United Nations", "Europe") if vocabulary("country").find(name)
    ] == []
