"""What a word can mean as a place: countries, regions and cities by every spelling that the vocabularies know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from valuenet.model.term import Term
from valuenet.model.vocabulary import Vocabulary

Kind = Literal["country", "region", "city", "inside"]

_US = """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois
Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana
Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon
Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia
Wisconsin|Wyoming|District of Columbia|AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT
NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"""
_CA = """Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland and Labrador|Nova Scotia|Ontario|Quebec
Prince Edward Island|Saskatchewan|AB|BC|MB|NB|NS|ON|QC"""
_GB = "England|Scotland|Wales|Northern Ireland"
_INSIDE = {"US": _US, "CA": _CA, "GB": _GB}
"""States that tell the country where it is left out, as in `Boulder, Colorado`."""
_APART = re.compile(r"[\s_-]+")
_IGNORED = re.compile(r"['’‘`ʻʼ.]")
_FORM = re.compile(r" (?:city|shi|province|municipality|autonomous region)$")


@dataclass(frozen=True)
class Reading:
    """One thing a word can mean: a country, region or city by its code, or something `inside` a country.

    `whole` is false where a vocabulary tells the name apart by what follows it, as in `Taizhou (Jiangsu)`.
    """

    kind: Kind
    code: str
    whole: bool = True


@dataclass(frozen=True)
class Gazetteer:
    """The readings of every spelling, and what the vocabularies say of regions and cities.

    `with_cities` are the regions that have cities, `territories` the ISO countries that a region stands for.
    """

    readings: Mapping[str, tuple[Reading, ...]]
    regions: Mapping[str, Term]
    cities: Mapping[str, Term]
    with_cities: frozenset[str]
    territories: frozenset[str]

    def country_of(self, region: str, home: str) -> str:
        """Return the country of a region: as its term says, else the study's own."""
        return self.regions[region].extra.get("country", home)

    def region_of(self, reading: Reading) -> str:
        """Return the region of a reading as region or city."""
        return reading.code if reading.kind == "region" else self.cities[reading.code].extra["broader"]

    def meanings(self, name: str, home: str) -> tuple[Reading, ...]:
        """Return what `name` can mean in a study of `home`.

        A territory with an ISO country of its own, such as Hong Kong, is a region for a study of the country that
        the vocabulary puts it in, and a country for any other.
        """
        key = place_key(name)
        found = self.readings.get(key, ())
        if not found and _FORM.search(key):
            found = tuple(each for each in self.readings.get(_FORM.sub("", key), ()) if each.kind in ("region", "city"))
        return tuple(each for each in found if self._counts(each, found, home))

    def _counts(self, reading: Reading, beside: tuple[Reading, ...], home: str) -> bool:
        if reading.kind == "inside":
            return True
        if reading.kind == "country":
            regions = [each.code for each in beside if each.kind == "region" and self._own(each.code) == reading.code]
            return all(self.country_of(region, home) != home for region in regions)
        region = self.region_of(reading)
        return self._own(region) is None or self.country_of(region, home) == home

    def _own(self, region: str) -> str | None:
        return self.regions[region].extra.get("iso_country")


def place_key(name: str) -> str:
    """Return the key under which spellings of a place meet: no case, width, accents, apostrophes or dots.

    >>> place_key("Ürümqi") == place_key("urumqi"), place_key("Xi’an"), place_key("The Netherlands")
    (True, 'xian', 'netherlands')
    """
    plain = name if name.isascii() else _without_accents(name)
    words = _APART.sub(" ", _IGNORED.sub("", plain.casefold()))
    return words.strip().removeprefix("the ")


def _without_accents(name: str) -> str:
    whole = unicodedata.normalize("NFKD", name)
    return "".join(char for char in whole if not unicodedata.combining(char))


def gazetteer(regions: Vocabulary, cities: Vocabulary, countries: Vocabulary) -> Gazetteer:
    """Return the gazetteer of three vocabularies; building it takes some milliseconds, so keep it.

    >>> from valuenet.model.vocabulary import vocabulary
    >>> found = gazetteer(vocabulary("region"), vocabulary("city"), vocabulary("country"))
    >>> [reading.code for reading in found.readings["suzhou"]]
    ['320500', '341300']
    """
    known: dict[str, dict[tuple[Kind, str], Reading]] = {}
    for name, reading in _readings(regions, cities, countries):
        meant = known.setdefault(place_key(name), {})
        before = meant.get((reading.kind, reading.code))
        meant[reading.kind, reading.code] = before if before and before.whole else reading
    by_code = {term.code: term for term in cities.terms if term.extra.get("broader")}
    return Gazetteer(
        readings={key: tuple(meant.values()) for key, meant in known.items()},
        regions={term.code: term for term in regions.terms},
        cities=by_code,
        with_cities=frozenset(term.extra["broader"] for term in by_code.values()),
        territories=frozenset(term.extra["iso_country"] for term in regions.terms if "iso_country" in term.extra),
    )


def _readings(regions: Vocabulary, cities: Vocabulary, countries: Vocabulary) -> Iterator[tuple[str, Reading]]:
    for country in countries.terms:
        for name in _names(country):
            yield name, Reading("country", country.code)
    for region in regions.terms:
        for name in _names(region):
            yield name, Reading("region", region.code)
    for city in cities.terms:
        for name in _names(city) if city.extra.get("broader") else ():
            bare = re.split(r"\s*[(,]", name)[0]
            yield bare, Reading("city", city.code, whole=bare == name)
    for code, states in _INSIDE.items():
        for name in re.split(r"[|\n]", states):
            yield name, Reading("inside", code)


def _names(term: Term) -> tuple[str, ...]:
    return (term.code, term.label_zh, term.label_en, *term.aliases)
