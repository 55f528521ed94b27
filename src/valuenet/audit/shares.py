"""Shares: part over whole at the printed precision, whole numbers behind percentages, and percentages that make 100."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from valuenet.audit.identity import Identity, added, cell
from valuenet.audit.ratio import fits, latent, nearest_fit, ratio, split, wholes_for
from valuenet.audit.sheet import Entry, Path, Sheet
from valuenet.audit.sums import totals

RATIO = "a share is its part over the whole, at the printed precision"
SPLIT = "shares of a printed number come from whole numbers of things"
LATENT = "counts and their shares stand for one whole"
HUNDRED = "shares of one whole make 100"
FAR = 0.2
DEEPEST = 2
"""How many segments below a number of things a share may stand to be of it; a total reaches down all the way."""


def shares(sheet: Sheet) -> Iterator[Identity]:
    """Yield what shares must hold: with a printed whole, with one that only they imply, and together."""
    alone: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    without: list[Entry] = []
    for share in sheet.entries:
        if share.measure != "share" or _is_total(share.stem, sheet):
            continue
        counts = [each for each in _counts(sheet, share) if each.id != share.id]
        wholes = _wholes(sheet, share)
        if not wholes:
            without.append(share)
        elif counts:
            yield from _ratios(sheet, share, counts, wholes)
        elif share.figure.unit == "percent":
            for whole in wholes:
                if whole.figure.exact_count:
                    alone[(whole.id, *share.stem[:-1])].append(share)
    for (whole_id, *_), entries in alone.items():
        if _is_base(sheet.by_id[whole_id], entries):
            yield split("split", SPLIT, [entry.id for entry in entries], whole_id)
    yield from _latent(sheet, without)
    yield from _hundred(sheet)


def _ratios(sheet: Sheet, share: Entry, counts: Sequence[Entry], wholes: Sequence[Entry]) -> Iterator[Identity]:
    factor = 100.0 if share.figure.unit == "percent" else 1.0
    for count, whole in product(counts, wholes):
        if count.figure.value <= whole.figure.value or _is_total(whole.stem, sheet):
            yield ratio("share", RATIO, share.id, [count.id], whole.id, factor=factor)


def _is_base(whole: Entry, entries: Sequence[Entry]) -> bool:
    """Whether shares may be of a number: one of them is, or all are of a number that is not far."""
    cells, base = [cell(entry.figure) for entry in entries], round(whole.figure.value)
    if any(fits([each], base, complete=False) for each in cells):
        return True
    near = nearest_fit(cells, base, complete=False)
    return near is not None and abs(near - base) <= FAR * base


def _is_total(stem: Path, sheet: Sheet) -> bool:
    return stem[-1:] != () and stem[-1] in sheet.rules.words["total"]


def _counts(sheet: Sheet, share: Entry) -> Sequence[Entry]:
    for unit in _units(sheet):
        if found := sheet.at(share.stem, unit, share):
            return found
    return ()


def _units(sheet: Sheet) -> list[str]:
    """The units that a share may be of: those that add up, counts first; a weight is a share of its own."""
    found = {entry.measure for entry in sheet.entries if entry.measure == entry.figure.unit != "weight"}
    return sorted((unit for unit in found if sheet.rules.adds_up(unit)), key=lambda unit: (unit != "count", unit))


def _wholes(sheet: Sheet, share: Entry) -> list[Entry]:
    """The printed number that a share is of: the nearest total, number of things or plural above it."""
    for size in range(len(share.stem) - 1, 0, -1):
        above = share.stem[:size]
        for unit in _units(sheet):
            found = totals(sheet, above, unit, share)
            if not found and unit == "count" and _steps(share, size) <= DEEPEST:
                found = [e for word in sorted(sheet.rules.words["base"]) for e in sheet.at((*above, word), unit, share)]
                found = found or [e for many in (*_plurals(above), above) for e in sheet.at(many, unit, share)]
            if found:
                return list({entry.figure.value: entry for entry in reversed(found) if entry.rank is None}.values())
    return []


def _steps(share: Entry, size: int) -> int:
    """How many segments a share stands below the first `size` of its stem, its rank not counted."""
    return len(share.stem) - size - (share.rank is not None)


def _plurals(stem: Path) -> list[Path]:
    """The stems that name many of what the last segment names one of: `a.university` to `a.universities`."""
    *above, last = stem
    if not above:
        return []
    ending = f"{last[:-1]}ies" if last.endswith("y") else f"{last}s"
    return [(*above, ending)]


def _latent(sheet: Sheet, without: Sequence[Entry]) -> Iterator[Identity]:
    """Lists of counts and shares without a total: one whole for each, and for lists of shares alone beside it."""
    pairs: dict[Path, list[tuple[Entry, Entry]]] = defaultdict(list)
    single: dict[Path, list[Entry]] = defaultdict(list)
    for share in without:
        group = share.listing or share.stem[:-1]
        counts = [count for count in _counts(sheet, share) if count.figure.exact_count]
        if share.figure.unit != "percent":
            continue
        if counts:
            pairs[group].append((counts[0], share))
        else:
            single[group].append(share)
    for group, found in pairs.items():
        ids = [(count.id, share.id) for count, share in found]
        if len(ids) > 1:
            yield latent("share", LATENT, ids)
        for beside, entries in single.items():
            together = beside[:-1] == group[:-1] and len(beside) > 1
            if together and entries[0].language == found[0][1].language and _mostly_of(found, entries):
                yield latent("share", LATENT, ids, [entry.id for entry in entries])


def _mostly_of(pairs: Sequence[tuple[Entry, Entry]], entries: Sequence[Entry]) -> bool:
    """Whether most of some shares come from the whole that counts and shares imply: then all of them should."""
    wholes = wholes_for([(cell(count.figure), cell(share.figure)) for count, share in pairs])
    return any(
        sum(fits([cell(entry.figure)], whole, complete=False) for entry in entries) > len(entries) / 2
        for whole in wholes[:50]
    )


def _hundred(sheet: Sheet) -> Iterator[Identity]:
    """Shares that make 100: two that complete each other, a set with one called 'other', or nearly 100 together."""
    sets: dict[tuple[Path, str, str], list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        if (
            entry.measure == "share"
            and entry.rank is None
            and not _is_total(entry.stem, sheet)
            and not entry.printed_in
        ):
            sets[entry.stem[:-1], entry.measure, entry.language].append(entry)
        elif entry.measure.startswith("share_of"):
            sets[(entry.stem[0], str(len(entry.stem)), entry.stem[-1]), entry.measure, entry.language].append(entry)
    for found in sets.values():
        names = {_side(entry.stem[-1]): entry for entry in found}
        for pair in sheet.rules.complements:
            if both := _pair(names, pair):
                yield from _make_hundred(both, 25.0)
        if totals(sheet, found[0].stem[:-1], "share", found[0]):
            continue
        if any(entry.stem[-1] in sheet.rules.words["other"] for entry in found):
            yield from _make_hundred(found, 25.0)
        else:
            yield from _make_hundred(found, 1.0)


def _side(name: str) -> str:
    return name.rpartition("_")[2]


def _pair(names: dict[str, Entry], pair: frozenset[str]) -> list[Entry]:
    """The two entries of a set that are called as the pair is, where they are called alike but for that."""
    both = [names[name] for name in sorted(pair) if name in names]
    stems = {entry.stem[-1].removesuffix(_side(entry.stem[-1])) for entry in both}
    return both if len(both) == 2 and len(stems) == 1 else []


def _make_hundred(entries: Sequence[Entry], near: float) -> Iterator[Identity]:
    made = math.fsum(entry.figure.value for entry in entries)
    if len(entries) > 1 and abs(made - 100) <= near:
        yield added("hundred", HUNDRED, 100.0, [entry.id for entry in entries])
