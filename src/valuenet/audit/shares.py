"""Shares: part over whole at the printed precision, whole numbers behind percentages, and percentages that make 100."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from valuenet.audit.identity import Identity, added, cell
from valuenet.audit.ratio import fits, nearest_fit, ratio, split
from valuenet.audit.sheet import Entry, Path, Sheet
from valuenet.audit.slips import cost, printed, slips
from valuenet.audit.sums import totals
from valuenet.audit.whole import latent, wholes_for
from valuenet.model.figure import Figure

RATIO = "a share is its part over the whole, at the printed precision"
SPLIT = "shares of a printed number come from whole numbers of things"
LATENT = "counts and their shares stand for one whole"
HUNDRED = "shares of one whole make 100"
FAR, CHANCE, SLIP = 0.2, 0.05, 2.0
DEEPEST = 2
"""How many segments below a number of things a share may stand to be of it; a total reaches down all the way."""


def shares(sheet: Sheet) -> Iterator[Identity]:
    """Yield what shares must hold: with a printed whole, with one that only they imply, and together."""
    sets: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    without: list[Entry] = []
    for share in sheet.entries:
        if share.measure == "share" and not _is_total(share.stem, sheet):
            wholes = _wholes(sheet, share)
            for whole in wholes:
                sets[whole.id, share.listing or share.stem[:-1]].append(share)
            if not wholes:
                without.append(share)
    for (whole_id, _), entries in sets.items():
        identities = list(_of_whole(sheet, sheet.by_id[str(whole_id)], entries))
        yield from identities
        if not identities:
            without += entries
    yield from _latent(sheet, list({share.id: share for share in without}.values()))
    yield from _hundred(sheet)


def _of_whole(sheet: Sheet, whole: Entry, entries: Sequence[Entry]) -> Iterator[Identity]:
    """What the shares of a set must hold, if they are of that whole: with counts, and without."""
    counted = [(share, count) for share in entries for count in _counts(sheet, share) if count.id != share.id]
    if _is_whole(whole, counted, sheet):
        for share, count in counted:
            factor = 100.0 if share.figure.unit == "percent" else 1.0
            yield ratio("share", RATIO, share.id, [count.id], whole.id, factor=factor)
    with_count = {share.id for share, _ in counted}
    alone = [share for share in entries if share.id not in with_count and share.figure.unit == "percent"]
    if alone and whole.figure.exact_count and is_base(whole.figure, [share.figure for share in alone]):
        yield split("split", SPLIT, [share.id for share in alone], whole.id)


def _is_whole(whole: Entry, counted: Sequence[tuple[Entry, Entry]], sheet: Sheet) -> bool:
    """Whether counts and shares are of a printed number: some of them fit it, or all imply a number not far from it."""
    if any(count.figure.value > whole.figure.value for _, count in counted) and not _is_total(whole.stem, sheet):
        return False
    fitting = sum(_roughly(share, count, whole) for share, count in counted)
    if 2 * fitting >= len(counted):
        return True
    told = wholes_for([(cell(count.figure), cell(share.figure)) for share, count in counted])
    if len(counted) > 1 and told:
        return any(cost(printed(whole.figure.value, 0), str(guess)) <= SLIP for guess in told[:5])
    return _is_total(whole.stem, sheet) or any(_slipped(share, count, whole) for share, count in counted)


def _slipped(share: Entry, count: Entry, whole: Entry) -> bool:
    """Whether a share is one slip of the pen away from its count over the whole."""
    if share.figure.unit != "percent" or not whole.figure.value:
        return False
    decimals = share.figure.decimals
    made = 100 * count.figure.value / whole.figure.value
    return cost(printed(share.figure.value, decimals), printed(made, decimals)) <= SLIP


def _roughly(share: Entry, count: Entry, whole: Entry) -> bool:
    """Whether a share is its count over the whole, but for a slip of the pen."""
    factor = 100.0 if share.figure.unit == "percent" else 1.0
    made = factor * count.figure.value / whole.figure.value if whole.figure.value else 0.0
    return abs(made - share.figure.value) <= max(FAR * made, 2 * share.figure.half_width)


def is_base(whole: Figure, shares: Sequence[Figure]) -> bool:
    """Tell whether percentages are of a printed number, from what they say themselves.

    They are where they make 100; where more of them come from whole numbers than chance would have; or where a number
    near the printed one fits all, and chance would hardly find one.

    >>> def shown(value, decimals, unit):
    ...     return Figure(f"{value}", "", "", "", "", value, "", decimals, unit)
    >>> is_base(shown(165, 0, "count"), [shown(58.97, 2, "percent"), shown(25.64, 2, "percent")])
    True
    >>> is_base(shown(797, 0, "count"), [shown(21.17, 2, "percent")])
    False
    """
    cells, base = [cell(each) for each in shares], round(whole.value)
    if len(cells) > 1 and abs(math.fsum(each.value for each in cells) - 100) <= math.fsum(each.half for each in cells):
        return True
    chances = [min(1.0, base * 2 * each.half / 100) for each in cells]
    fitting = sum(fits([each], base, complete=False) for each in cells)
    if 2 * fitting >= len(cells) and at_least(fitting, chances) < CHANCE:
        return True
    near = nearest_fit(cells, base, complete=False)
    if near is None or abs(near - base) > FAR * base:
        return False
    slipped = set(slips(str(base)))
    return (len(slipped) if str(near) in slipped else 2 * FAR * base) * math.prod(chances) < CHANCE


def at_least(many: int, chances: Sequence[float]) -> float:
    """The probability that at least so many of independent chances come true.

    >>> at_least(2, [0.5, 0.5]), at_least(1, [0.5, 0.5])
    (0.25, 0.75)
    """
    exactly = [1.0]
    for chance in chances:
        exactly = [a * (1 - chance) + b * chance for a, b in zip([*exactly, 0.0], [0.0, *exactly], strict=True)]
    return math.fsum(exactly[many:])


def _is_total(stem: Path, sheet: Sheet) -> bool:
    return stem[-1:] != () and stem[-1] in sheet.rules.words["total"]


def _counts(sheet: Sheet, share: Entry) -> Sequence[Entry]:
    for unit in sheet.adding_units:
        if found := sheet.at(share.stem, unit, share):
            return found
    return _in_row(sheet, share)


def _in_row(sheet: Sheet, share: Entry) -> Sequence[Entry]:
    """The one figure that adds up in the row of a share, in a table whose ids number rows and columns."""
    figure = share.figure
    row = sheet.by_row.get((figure.table, figure.row, share.language), ())
    found = [e for e in row if e.measure != "share" and sheet.rules.adds_up(e.figure.plain_unit) and e.id != share.id]
    same = [e for e in found if e.stem[:-1] == share.stem[:-1] and figure.column and e.figure.column != figure.column]
    return same if len(same) == 1 == len(found) else ()


def _wholes(sheet: Sheet, share: Entry) -> list[Entry]:
    """The printed number that a share is of: the nearest total, number of things or plural above it."""
    for count in _in_row(sheet, share):
        figure = count.figure
        found = sheet.labelled_totals.get((figure.table, figure.column, figure.unit, count.language), ())
        if len(found) == 1 and found[0].id != count.id:
            return list(found)
    for size in range(len(share.stem) - 1, 0, -1):
        above = share.stem[:size]
        for unit in sheet.adding_units:
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
