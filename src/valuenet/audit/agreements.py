"""Agreement: a figure printed twice, in two languages or two places, says the same; stocks grow by what is new."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from valuenet.audit.identity import Identity, added, either, equal
from valuenet.audit.sheet import Entry, Path, Sheet, is_year

LANGUAGES = "two languages agree"
RESTATED = "a figure printed in two places is the same"
STOCK = "the stock of one year and what is new make the stock of the next"
YEAR = "a figure of a year is the stock of that year, or what was new in it"
MOST_PAIRED = 5
NEAR = 0.25


def agreements(sheet: Sheet) -> Iterator[Identity]:
    """Yield what must agree: twins in two languages, and figures that two places of a document repeat."""
    groups = [list(entries) for entries in sheet.by_alias.values()]
    latest = _latest(sheet)
    for entries in sheet.by_alias.values():
        venue = [entry for entry in entries if entry.printed_in]
        groups += [[one, other] for one in venue for other in latest.get(one.alias, ())]
    for group in groups:
        pairs = combinations(group, 2) if len(group) <= MOST_PAIRED else pairwise(group)
        for one, other in pairs:
            if one.figure.plain_unit == other.figure.plain_unit and _comparable(one, other):
                yield _agreement(one, other, sheet)


def _comparable(one: Entry, other: Entry) -> bool:
    """Twins in two languages, or two places in one language (or in both): the rest follows from these."""
    return one.path == other.path or one.language == other.language or not (one.language and other.language)


def _agreement(one: Entry, other: Entry, sheet: Sheet) -> Identity:
    twins = one.path == other.path and one.language != other.language
    labels = " ".join((one.figure.row, one.figure.column, one.figure.note, other.figure.row, other.figure.note))
    any_unit = twins and bool(set(re.split(r"[\W_]+", labels.casefold())) & sheet.rules.words["magnitude"])
    rule, says = ("language", LANGUAGES) if twins else ("restatement", RESTATED)
    return equal(rule, says, one.figure, other.figure, any_unit=any_unit)


def _latest(sheet: Sheet) -> dict[Path, list[Entry]]:
    """Entries of the latest year of their table, by their path without the year."""
    dated: dict[Path, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in sheet.entries:
        years = [place for place, segment in enumerate(entry.path) if is_year(segment)]
        if len(years) == 1 and 0 < years[0] < len(entry.path) - 1 and not entry.printed_in:
            place = years[0]
            dated[entry.path[:place] + entry.path[place + 1 :]].append((entry.path[place], entry))
    last = {path: max(year for year, _ in found) for path, found in dated.items()}
    return {path: [entry for year, entry in found if year == last[path]] for path, found in dated.items()}


def stocks(sheet: Sheet) -> Iterator[Identity]:
    """Yield what ties stocks by year to figures of what is new, beside them or elsewhere in the file."""
    series = _series(sheet)
    yield from _beside(sheet)
    for entry in sheet.entries:
        if entry.figure.unit != "count" or entry.rank is not None or not entry.stem:
            continue
        head, _, last = entry.alias[-1].rpartition("_") if len(entry.alias) == 2 else ("", "", "")
        if not head or (found := series.get(singular(head))) is None or entry.id in {e.id for _, e in found}:
            continue
        if last == "new" and len(found) > 1:
            (_, before), (_, now) = found[-2:]
            grown = now.figure.value - before.figure.value
            if _near(entry.figure.value, grown):
                yield added("stock", STOCK, now.id, [before.id, entry.id])
                for whole in sheet.alike(sheet.by_alias.get((*entry.alias[:-1], head), ()), entry):
                    if _near(whole.figure.value, now.figure.value):
                        yield equal("stock", "the stock of the text is that of the table", whole.figure, now.figure)
        elif is_year(last):
            yield from _of_year(entry, last, found)


def _beside(sheet: Sheet) -> Iterator[Identity]:
    """Years and what is new, in one place of the id: `parks.2018`, `parks.2019`, `parks.new`."""
    for entry in sheet.entries:
        for place, segment in enumerate(entry.stem):
            if segment not in sheet.rules.words["new"] or not place or not sheet.rules.adds_up(entry.figure.plain_unit):
                continue
            head, tail = entry.stem[:place], entry.stem[place + 1 :]
            years = {
                other.stem[place]: other
                for other in sheet.alike(
                    [e for e in sheet.inside.get(head, ()) if e.stem[place + 1 :] == tail and is_year(e.stem[place])],
                    entry,
                )
                if other.figure.unit == entry.figure.unit
            }
            if len(years) > 1:
                before, now = sorted(years)[-2:]
                yield added("stock", STOCK, years[now].id, [years[before].id, entry.id])


def _of_year(entry: Entry, year: str, found: Sequence[tuple[str, Entry]]) -> Iterator[Identity]:
    stock = dict(found)
    if year not in stock:
        return
    choices, values = [equal("stock", YEAR, entry.figure, stock[year].figure)], [stock[year].figure.value]
    earlier = [said for said in stock if said < year]
    if earlier:
        before = stock[max(earlier)]
        choices.append(added("stock", STOCK, stock[year].id, [before.id, entry.id]))
        values.append(stock[year].figure.value - before.figure.value)
    if any(_near(entry.figure.value, value) for value in values):
        yield either("stock", YEAR, choices)


def _near(value: float, other: float) -> bool:
    return abs(value - other) <= NEAR * max(abs(value), abs(other))


def _series(sheet: Sheet) -> dict[str, list[tuple[str, Entry]]]:
    """Tables by year: for each thing counted, years and figures; a thing that two tables count is left out."""
    found: dict[str, dict[Path, list[tuple[str, Entry]]]] = defaultdict(lambda: defaultdict(list))
    for entry in sheet.entries:
        years = [place for place, segment in enumerate(entry.stem) if is_year(segment)]
        if entry.figure.unit != "count" or len(years) != 1 or not 0 < years[0] < len(entry.stem) - 1:
            continue
        rest = entry.stem[: years[0]] + entry.stem[years[0] + 1 :]
        thing = next((s for s in reversed(rest) if s not in sheet.rules.words["total"]), "")
        found[singular(thing)][(*rest, entry.language)].append((entry.stem[years[0]], entry))
    return {
        thing: sorted(next(iter(tables.values())), key=lambda pair: pair[0])
        for thing, tables in found.items()
        if len(tables) == 1
    }


def singular(words: str) -> str:
    """The last word of a segment, for one of many.

    >>> singular("industry_alliances"), singular("policies"), singular("industrial_park")
    ('alliance', 'policy', 'park')
    """
    last = words.rpartition("_")[2]
    if last.endswith("ies"):
        return f"{last[:-3]}y"
    return last[:-1] if last.endswith("s") and not last.endswith("ss") else last
