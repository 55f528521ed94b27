"""Places as sources write them, to codes of country, region and city."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from valuenet.collect.gazetteer import Gazetteer, Reading, gazetteer, place_key
from valuenet.collect.numbers import is_unknown
from valuenet.collect.reject import Unconvertible
from valuenet.model.vocabulary import Vocabulary, vocabulary
from valuenet.text import has_hanzi

_LONGEST = 200
_APART = re.compile(r"[,，、;；|\n()（）]+")
_APART_HANZI = re.compile(r"[,，、;；|\n()（）\s/·—–>-]+")
_ONLINE = r"(?:online|virtual|hybrid|remote|线上|在线|虚拟)"
_ALSO_ONLINE = re.compile(rf"\s*(?:\band\b|&|/|\+|和|及)\s*{_ONLINE}\b.*$", re.IGNORECASE)
_NO_PLACE = re.compile(
    rf"(?:\W|and|or|fully|{_ONLINE}|virtually|event|conference|venue|only|mode|physical|location|tentative|in.person|tb[acd]|举办|会议)+"
    r"|(?:[\w'’]+ )*(?:republic|state|federation) of(?: the)?",
    re.IGNORECASE,
)
"""Words that say nothing of where: held online too, or the formal rest of `China (People's Republic of)`."""
_VAGUE_WORDS = """亚洲 欧洲 非洲 美洲 北美洲 南美洲 北美 南美 拉丁美洲 大洋洲 南极洲 海外 境外 国外
asia europe africa america oceania antarctica overseas abroad multinational international"""
_VAGUE = frozenset(_VAGUE_WORDS.split()) | {"north america", "south america", "latin america", "various countries"}
"""Continents, and words that say abroad without saying where."""
_BELOW_CITY = re.compile(r".+(?:[区县旗镇乡街路号村]|district|county|new area|qu).*", re.IGNORECASE)
_SUFFIX_ALONE = re.compile(r"(?:新?区|县|旗|镇|乡|州|盟|省|市)")


@dataclass(frozen=True)
class _Part:
    """One part of a cell and what it can mean."""

    name: str
    readings: tuple[Reading, ...]

    def codes(self, kind: str) -> list[str]:
        return [each.code for each in self.readings if each.kind == kind]

    def within(self, country: str | None, home: str, known: Gazetteer) -> _Part:
        """Leave out the regions and cities of other countries than the one stated."""
        if country is None:
            return self
        kept = [
            each
            for each in self.readings
            if each.kind in ("country", "inside") or known.country_of(known.region_of(each), home) == country
        ]
        return replace(self, readings=tuple(kept))


@dataclass(frozen=True)
class Place:
    """A place by codes: ISO 3166 country, and region and city of their vocabularies as far as they are told."""

    country: str
    region: str | None = None
    city: str | None = None


def place(
    cell: str,
    country: str = "CN",
    *,
    regions: Vocabulary | None = None,
    cities: Vocabulary | None = None,
    countries: Vocabulary | None = None,
) -> Place | None:
    """Return the place that `cell` names; None for no data, also for an event that is only online.

    `country` is the study's; the vocabularies are the packaged ones unless given. Parts come in either order
    (`广东-深圳`, `Shenzhen, Guangdong`), Chinese ones also run together. A city gives its region, a region its
    country; a municipality is its own city. A region with an ISO country code of its own (Hong Kong) is a region for
    a study of the country that the vocabulary puts it in, and a country for any other.

    What is finer than a city is not kept. Abroad the country is enough; in a country with regions every part must be
    known down to the city. Raises `Unconvertible` ("not_a_place"), naming the part, where it is not, where parts
    contradict one another, where a name is ambiguous (`Taizhou`, `San Francisco, CA`), and where no country is told
    (`欧洲`, `海外`): the country is then unknown, not guessed.

    >>> place("广东-深圳"), place("北京-朝阳区")
    (Place(country='CN', region='440000', city='440300'), Place(country='CN', region='110000', city='110000'))
    >>> place("Taipei, Taiwan, China"), place("北美洲-美国").country, place("Online")
    (Place(country='CN', region='710000', city=None), 'US', None)
    >>> place("Hong Kong", "US")
    Place(country='HK', region=None, city=None)
    """
    if is_unknown(cell):
        return None
    known = _known(regions or vocabulary("region"), cities or vocabulary("city"), countries or vocabulary("country"))
    if len(cell) > _LONGEST:
        raise Unconvertible("not_a_place", "the cell is too long to be a place")
    parts = _parts(cell, country, known)
    return _resolved([part for part in parts if place_key(part.name) not in _VAGUE], country, known) if parts else None


_kept: list[tuple[tuple[Vocabulary, Vocabulary, Vocabulary], Gazetteer]] = []


def _known(regions: Vocabulary, cities: Vocabulary, countries: Vocabulary) -> Gazetteer:
    """Return the gazetteer of these very vocabularies, building it once for the last few of them."""
    wanted = (regions, cities, countries)
    for kept, found in _kept:
        if all(one is other for one, other in zip(kept, wanted, strict=True)):
            return found
    found = gazetteer(*wanted)
    _kept[:] = [*_kept[-3:], (wanted, found)]
    return found


def _parts(cell: str, home: str, known: Gazetteer) -> list[_Part]:
    text = cell.replace("\\n", "").strip()  # a line break that an export wrote out
    whole = known.meanings(text, home)
    if whole:
        return [_Part(text, whole)]
    parts: list[str] = []
    for part in (_APART_HANZI if has_hanzi(text) else _APART).split(text):
        plain = _ALSO_ONLINE.sub("", part).strip()
        if plain and not _NO_PLACE.fullmatch(plain):
            parts += _run_together(plain, known) if has_hanzi(plain) else _ending(plain, known)
    return [_Part(part, known.meanings(part, home)) for part in parts]


def _run_together(part: str, known: Gazetteer) -> list[str]:
    """Part `广东省深圳市南山区` where known names meet; leave it whole where the rest is no address."""
    found, rest = [], part
    while rest not in known.readings:
        sizes = range(min(len(rest) - 1, 12), 1, -1)
        size = next((size for size in sizes if rest[:size] in known.readings), 0)
        if not size or _SUFFIX_ALONE.fullmatch(rest[size:]):
            break
        found.append(rest[:size])
        rest = rest[size:]
    return [*found, rest] if rest in known.readings or _BELOW_CITY.fullmatch(rest) else [part]


def _ending(part: str, known: Gazetteer) -> list[str]:
    """Part a country or state off the end of `Baltimore, Maryland USA`, where no comma stands before it."""
    if place_key(part) in known.readings:
        return [part]
    words = part.split()
    for start in range(1, len(words)):
        ending = " ".join(words[start:])
        readings = known.readings.get(place_key(ending), ())
        if any(each.kind in ("country", "inside") for each in readings) and (len(ending) > 3 or ending.isupper()):
            return [*_ending(" ".join(words[:start]), known), ending]
    return [part]


def _stated(parts: list[_Part], known: Gazetteer) -> str | None:
    """Return the country that the parts state: a territory, else the last by name, else that of a state."""
    named = [part.codes("country") for part in parts]
    states = [part.codes("inside") for part in parts]
    every = [code for codes in named for code in codes]
    if own := [code for code in every if code in known.territories]:
        return own[-1]
    last = next(iter(named[-1]), None)
    if any(last in codes for codes in states[:-1]):  # `Athens, Georgia, USA`
        return last
    if len(set(every)) > 1 and all(named):
        raise Unconvertible("not_a_place", "names more than one country")
    if last and states[-1] and len(parts) > 1 and last not in states[-1]:
        raise Unconvertible("not_a_place", f"does not say whether '{parts[-1].name}' is a country or a state")
    return next(iter([*every[::-1], *(code for codes in states[::-1] for code in codes)]), None)


def _resolved(parts: list[_Part], home: str, known: Gazetteer) -> Place:
    if not parts:
        raise Unconvertible("not_a_place", "states no country")
    stated = _stated(parts, known)
    kept = [part.within(stated, home, known) for part in parts]
    unread = [part.name for part in parts if not part.readings and not _BELOW_CITY.fullmatch(part.name)]
    at = _region_at(kept, known)
    region = kept[at].codes("region")[0] if at is not None else None
    city = _city([part for place, part in enumerate(kept) if place != at], region, known)
    region = known.region_of(Reading("city", city)) if city else region
    if region is None:
        return _country_alone(stated, unread, home, known)
    if city is None and region in known.with_cities:
        city = region if region in known.cities else None
        if city is None and unread:
            raise Unconvertible("not_a_place", f"'{unread[0]}' is not a known place")
    return Place(known.country_of(region, home), region, city)


def _country_alone(stated: str | None, unread: list[str], home: str, known: Gazetteer) -> Place:
    """Return a place of which only the country is known; within a country with regions nothing may be left unread."""
    divided = any(known.country_of(region, home) == stated for region in known.regions)
    if unread and (stated is None or divided):
        raise Unconvertible("not_a_place", f"'{unread[0]}' is not a known place")
    if stated is None:
        raise Unconvertible("not_a_place", "states no country")
    return Place(stated)


def _region_at(parts: list[_Part], known: Gazetteer) -> int | None:
    """Return which part names the region: the first of a Chinese cell, the last of an English one."""
    found = {at: codes[0] for at, part in enumerate(parts) if (codes := part.codes("region"))}
    if len({*found.values()}) > 1:  # a city may be called like another region, as 海南 in Qinghai
        for at, code in list(found.items()):
            regions = {known.region_of(each) for each in parts[at].readings if each.kind == "city"}
            if regions & ({*found.values()} - {code}):
                del found[at]
    if len({*found.values()}) > 1:
        raise Unconvertible("not_a_place", "names regions that are not in one another")
    if not found:
        return None
    return min(found) if any(has_hanzi(part.name) for part in parts) else max(found)


def _city(parts: list[_Part], region: str | None, known: Gazetteer) -> str | None:
    """Return the lowest city that the parts name; one named like its region counts only where no other is named."""
    named = [(city, part) for part in parts if (city := _city_of(part, region, known))]
    found = {city for city, part in named if not part.codes("region")} or {city for city, _ in named}
    lowest = found - {known.cities[city].extra.get("prefecture") for city in found}
    if len(lowest) > 1:
        raise Unconvertible("not_a_place", "names more than one city")
    if lowest or region is None or region in known.cities:
        return next(iter(lowest), None)
    if elsewhere := next((part.name for part in parts if part.codes("city")), None):
        raise Unconvertible("not_a_place", f"'{elsewhere}' is in another region")
    return None


def _city_of(part: _Part, region: str | None, known: Gazetteer) -> str | None:
    """Return the city that a part names in `region`: the only one, or the only one of just this name."""
    fitting = [each for each in part.readings if each.kind == "city" and region in (None, known.region_of(each))]
    chosen = fitting if len(fitting) == 1 else [each for each in fitting if each.whole]
    if fitting and len(chosen) != 1:
        raise Unconvertible("not_a_place", f"does not say which '{part.name}' is meant")
    return chosen[0].code if chosen else None
