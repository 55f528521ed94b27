"""Sums: a total is its parts, a parent its children, the parts of a list are not more than the whole."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from valuenet.audit.identity import Identity, added
from valuenet.audit.sheet import Entry, Path, Sheet, is_year

PARTS = "a total is the sum of its parts"
WEIGHTS = "the weight of an indicator is the sum of those below it"
NEAR_ONE, NEAR_HUNDRED = 0.1, 15
LABELLED = 0.4
"""The least part of a total that rows of its own table may make, where the total is labelled as one."""


def sums(sheet: Sheet) -> Iterator[Identity]:
    """Yield what must add up: by ids, by the rows and columns of tables, by parents."""
    seen: set[frozenset[str]] = set()
    by_ids = (*_by_id(sheet), *_across(sheet))
    known = {identity.subject for identity in by_ids}
    for identity in (*by_ids, *_by_table(sheet, known), *_by_parent(sheet)):
        if (key := frozenset(identity.figures)) not in seen:
            seen.add(key)
            yield identity


def totals(sheet: Sheet, stem: Path, measure: str, like: Entry) -> list[Entry]:
    """The totals that stand directly below a stem."""
    return [
        entry
        for word in sorted(sheet.rules.words["total"])
        for entry in sheet.at((*stem, word), measure, like)
        if entry.rank is None
    ]


def _adds_up(measure: str, entry: Entry, sheet: Sheet) -> bool:
    return measure == "share" or sheet.rules.adds_up(entry.figure.plain_unit)


def _by_id(sheet: Sheet) -> Iterator[Identity]:
    for whole in sheet.entries:
        if whole.rank is not None or whole.stem[-1:] == () or whole.stem[-1] not in sheet.rules.words["total"]:
            continue
        if not _adds_up(whole.measure, whole, sheet):
            continue
        if whole.measure == "share" and abs(whole.figure.value - 100) <= NEAR_HUNDRED and _percent(whole):
            yield added("hundred", "a whole is 100 % of itself", 100.0, [whole.id], strict=True)
        parts = _parts(sheet, whole.stem[:-1], whole)
        if len(parts) > 1 and _is_split(sheet, whole, parts):
            yield added("sum", PARTS, whole.id, [part.id for part in parts])


def _percent(entry: Entry) -> bool:
    return entry.figure.unit == "percent"


def _across(sheet: Sheet) -> Iterator[Identity]:
    """A total that further segments follow: `stock.total.2019` of `stock.parks.2019` and its like."""
    words = sheet.rules.words["total"]
    for whole in sheet.entries:
        places = [place for place, segment in enumerate(whole.stem[:-1]) if segment in words and place]
        if len(places) != 1 or whole.rank is not None or not _adds_up(whole.measure, whole, sheet):
            continue
        head, tail = whole.stem[: places[0]], whole.stem[places[0] + 1 :]
        beside = {
            entry.stem
            for entry in sheet.inside.get(head, ())
            if len(entry.stem) == len(whole.stem) and entry.stem[len(head) + 1 :] == tail and entry.id != whole.id
        }
        found = [sheet.at(stem, whole.measure, whole)[:1] for stem in sorted(beside)]
        parts = [entry for entries in found for entry in entries if entry.figure.unit == whole.figure.unit]
        if len(parts) > 1 and _is_split(sheet, whole, parts):
            yield added("sum", PARTS, whole.id, [part.id for part in parts])


def _parts(sheet: Sheet, stem: Path, whole: Entry) -> list[Entry]:
    """Go down from a stem: of each branch its total, else what is below it; lists and totals of years are no parts."""
    branches: dict[str, dict[Path, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in sheet.inside.get(stem, ()):
        if entry.measure == whole.measure and entry.figure.unit == whole.figure.unit:
            branches[entry.stem[len(stem)]][entry.stem].append(entry)
    words = sheet.rules.words["total"]
    parts: list[Entry] = []
    for name, places in branches.items():
        if name in words:
            continue
        here = [*stem, name]
        for choice in (tuple(here), *((*here, word) for word in sorted(words))):
            if choice in places:
                parts.append(sheet.alike(places[choice], whole)[0])
                break
        else:
            parts += _parts(sheet, tuple(here), whole)
    return parts


def _is_split(sheet: Sheet, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether parts are meant to make the whole: by their shares where they have any, else by their size."""
    found = math.fsum(part.figure.value for part in parts)
    low, high = sheet.rules.plausible
    labelled = whole.figure.row.casefold().rpartition("/")[2].strip() in sheet.rules.words["total"]
    same_table = {(part.figure.table, part.figure.column) for part in parts} == {
        (whole.figure.table, whole.figure.column)
    }
    if labelled and same_table and whole.figure.table:
        low = min(low, LABELLED)
    if not low * whole.figure.value <= found <= high * whole.figure.value:
        return False
    if whole.measure == "share":
        return True
    shares = [share for part in parts for share in sheet.at(part.stem, "share", whole)[:1]]
    if len(shares) < len(parts):
        return True
    made = math.fsum(share.figure.value for share in shares)
    return made > 98 or abs(made - 100 * found / whole.figure.value) > 2


def _by_table(sheet: Sheet, known: Set[str]) -> Iterator[Identity]:
    """Rows below one another with a row 'total' among them, and columns beside one another with a column 'total'."""
    words = sheet.rules.words["total"]
    for along, across in (("row", "column"), ("column", "row")):
        tables: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in sheet.entries:
            figure = entry.figure
            if entry.rank is None and figure.table and _adds_up(entry.measure, entry, sheet):
                tables[figure.table, getattr(figure, across), figure.unit, entry.measure, entry.language].append(entry)
        for entries in tables.values():
            wholes = [entry for entry in entries if getattr(entry.figure, along).casefold().strip() in words]
            parts = [entry for entry in entries if entry not in wholes]
            if len(wholes) != 1 or len(parts) < 2 or wholes[0].id in known or _is_steps(parts, along):
                continue
            if _is_split(sheet, wholes[0], parts) and not any("/" in getattr(p.figure, along) for p in parts):
                yield added("sum", PARTS, wholes[0].id, [part.id for part in parts])


def _is_steps(parts: Sequence[Entry], along: str) -> bool:
    """Whether parts repeat a label, or stand for years of a stock that grows: no parts of one whole."""
    labels = [getattr(part.figure, along) for part in parts]
    return len(set(labels)) < len(labels) or (along == "column" and all(is_year(label) for label in labels))


def _by_parent(sheet: Sheet) -> Iterator[Identity]:
    children: dict[str, list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        parent = sheet.by_id.get(entry.figure.parent)
        if parent and parent.id != entry.id and parent.figure.unit == entry.figure.unit:
            children[parent.id].append(entry)
    for parent_id, entries in children.items():
        parent = sheet.by_id[parent_id]
        weights = parent.measure == "weight" or "weight" in parent.figure.column.casefold()
        rule, says = ("weights", WEIGHTS) if weights else ("sum", PARTS)
        yield added(rule, says, parent_id, [entry.id for entry in entries], strict=weights)
    yield from _one_in_all(sheet)


def _one_in_all(sheet: Sheet) -> Iterator[Identity]:
    """The weights at the top of a tree make one, where they are near it: a part of a tree is left alone."""
    roots: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    spare: dict[tuple[str, str], float] = defaultdict(float)
    for entry in sheet.entries:
        if entry.measure == "weight":
            # Each weight below may have been rounded, and the sums of rounded ones were printed.
            spare[entry.figure.table, entry.language] += entry.figure.half_width
            if entry.figure.parent not in sheet.by_id:
                roots[entry.figure.table, entry.language].append(entry)
    for key, entries in roots.items():
        made = math.fsum(entry.figure.value for entry in entries)
        if len(entries) > 1 and abs(made - 1) <= NEAR_ONE:
            yield added(
                "weights", "the weights at the top make 1", 1.0, [entry.id for entry in entries], spare=spare[key]
            )
