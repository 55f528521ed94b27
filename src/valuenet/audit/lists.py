"""Lists: their order, their sum, and what a place in one, or none, says of a figure elsewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from valuenet.audit.identity import Identity, added, bounded, ordered
from valuenet.audit.names import folded
from valuenet.audit.sheet import Entry, Path, Sheet, without_top
from valuenet.audit.sums import totals
from valuenet.audit.whole import implied

Names = Mapping[str, str]
SORTED = 0.75


def lists(sheet: Sheet, names: Names) -> Iterator[Identity]:
    """Yield what lists must hold; `names` maps folded names to one name of the same organisation."""
    yield from _order(sheet)
    yield from _within_total(sheet)
    yield from _within_network(sheet, names)
    yield from _against_own_total(sheet, names)
    yield from _group_within_list(sheet)


def _key(name: str, names: Names) -> str:
    return names.get(folded(name), folded(name))


def _order(sheet: Sheet) -> Iterator[Identity]:
    for (listing, _, _), entries in sheet.listings.items():
        ranks = [entry.rank for entry in entries]
        if set(listing[-1].split("_")) & sheet.rules.words["steps"]:
            continue
        if len(entries) < 3 or ranks != list(range(1, len(entries) + 1)) or not _unit_ranks(entries[0], sheet):
            continue
        values = [entry.figure.value for entry in entries]
        falls = sum(a >= b for a, b in pairwise(values))
        rises = sum(a <= b for a, b in pairwise(values))
        named = any("top" in segment for segment in listing) or "top" in entries[0].figure.table.casefold()
        if max(falls, rises) >= (0.5 if named else SORTED) * (len(values) - 1):
            yield ordered("order", "a list is in order", [entry.id for entry in entries], falling=falls >= rises)


def _unit_ranks(entry: Entry, sheet: Sheet) -> bool:
    return entry.measure in ("share", "percent", "weight") or sheet.rules.adds_up(entry.figure.plain_unit)


def _within_total(sheet: Sheet) -> Iterator[Identity]:
    """The entries of a list are not more than the total above it, or than the part of it that they belong to."""
    says = "the entries of a list are not more than the whole that they belong to"
    for (listing, measure, _), entries in sheet.listings.items():
        if measure in ("weight", "share") or not sheet.rules.adds_up(entries[0].figure.plain_unit):
            continue
        ids = [entry.id for entry in entries]
        for size in range(len(listing) - 1, 0, -1):
            wholes = totals(sheet, listing[:size], measure, entries[0])
            if not wholes:
                continue
            sibling = sheet.rules.belongs.get(listing[-1])
            parts = sheet.at((*listing[:size], sibling), measure, entries[0]) if sibling else ()
            complete = _shares_make_all(sheet, entries)
            for whole in parts or wholes:
                if parts or not _many_answers(sheet, entries):
                    yield added("list", says, whole.id, ids, at_most=not complete or bool(parts))
            break


def _many_answers(sheet: Sheet, entries: Sequence[Entry]) -> bool:
    """Whether things are listed more than once each: their shares alone make clearly more than all."""
    return math.fsum(share.figure.value for e in entries for share in sheet.at(e.stem, "share", e)[:1]) > 105


def _shares_make_all(sheet: Sheet, entries: Sequence[Entry]) -> bool:
    shares = [share for entry in entries for share in sheet.at(entry.stem, "share", entry)[:1]]
    made = math.fsum(share.figure.value for share in shares)
    return len(shares) == len(entries) and abs(made - 100) <= math.fsum(share.figure.half_width for share in shares)


def _within_network(sheet: Sheet, names: Names) -> Iterator[Identity]:
    """What is counted in a part of a network is not above the whole, nor above its list where it is not listed."""
    counted = {key: entries for key, entries in sheet.listings.items() if sheet.rules.adds_up(entries[0].figure.unit)}
    for (listing, measure, language), entries in counted.items():
        wholes = [
            other
            for (key, unit, spoken), other in counted.items()
            if unit == measure and spoken == language and _is_part_of(listing, key)
        ]
        listed: dict[str, Entry] = {}
        for entry in (each for whole in wholes for each in whole):
            listed.setdefault(_key(entry.item, names), entry)
        if not wholes:
            continue
        cut = max((whole[-1] for whole in wholes), key=lambda entry: entry.figure.value)
        for entry in entries:
            found = listed.get(_key(entry.item, names)) or _by_beginning(entry, entries, listed, names)
            if found:
                says = f"a part of a network gives '{entry.figure.row}' no more than the whole"
                yield bounded("part", says, entry.id, [found.id])
            else:
                says = f"'{entry.figure.row}' is not named in the list of the whole, so it is not above the last there"
                yield bounded("part", says, entry.id, [cut.id])


def _is_part_of(part: Path, whole: Path) -> bool:
    """Whether one listing is of a part of the other: `app_network.top15.node` and `network.top30.node`.

    The last segment may differ: a node that is in one list of a part may be in another list of the whole.
    """
    one, other = without_top(part), without_top(whole)
    if one == other or "top" not in other:
        return False
    heads = one[:-1], other[:-1]
    if len(one) == len(other) and heads[0][1:] == heads[1][1:]:
        return one[0] != other[0] and (one[0].endswith(other[0]) or one[0].startswith(f"{other[0]}_"))
    return len(one) == len(other) + 1 and any(
        one[:place] + one[place + 1 :] == other for place in range(1, len(one) - 1)
    )


def _by_beginning(entry: Entry, part: Sequence[Entry], listed: Mapping[str, Entry], names: Names) -> Entry | None:
    """A longer or shorter form of the same name, where only one can be meant: Didi, Didi Taxi."""
    taken = {_key(each.item, names) for each in part}
    words = re.split(r"[\W_]+", entry.item.casefold())
    found = [
        other
        for key, other in listed.items()
        if key not in taken and _begins(words, re.split(r"[\W_]+", other.item.casefold()))
    ]
    return found[0] if len(found) == 1 else None


def _begins(one: Sequence[str], other: Sequence[str]) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _like_flow(segment: str, listing: Path) -> bool:
    """Whether a segment such as `tech_input` says what a listing such as `tech.top30.input` lists."""
    told = [word for each in without_top(listing) if each != "top" for word in each.split("_")]
    return segment.split("_") == told


def _against_own_total(sheet: Sheet, names: Names) -> Iterator[Identity]:
    """What an organisation's own tables count or imply is what the list of all has, or not above its last."""
    for stem, pairs in _implied_wholes(sheet).items():
        for (listing, _, language), entries in sheet.listings.items():
            if (
                not _like_flow(stem[-1], listing)
                or entries[0].figure.unit != "count"
                or "top" not in without_top(listing)
            ):
                continue
            like = sheet.by_id[pairs[0][0]]
            if like.language != language:
                continue
            own = [e for e in entries if _key(e.item, names).startswith(_key(stem[-2], names))]
            if own:
                says = "the whole that a table's counts and shares imply is the number in the list of all"
                yield implied("member", says, pairs, own[0].id)
            else:
                says = f"'{stem[-2]}' is not named in the list of all, so it is not above the last there"
                yield implied("member", says, pairs, entries[-1].id, at_most=True)


def _implied_wholes(sheet: Sheet) -> dict[Path, list[tuple[str, str]]]:
    """Counts with shares in lists that have no total of their own, by what stands before the list."""
    found: dict[Path, list[tuple[str, str]]] = {}
    for (listing, measure, _), entries in sheet.listings.items():
        if measure != "count" or len(listing) < 3 or totals(sheet, listing[:-1], "count", entries[0]):
            continue
        for entry in entries:
            for share in sheet.at(entry.stem, "share", entry)[:1]:
                found.setdefault(listing[:-1], []).append((entry.id, share.id))
    return found


def _group_within_list(sheet: Sheet) -> Iterator[Identity]:
    """A group of so many has no more than so many at the head of the list together."""
    for total in sheet.entries:
        stem = total.stem
        if total.measure != "count" or len(stem) != 3 or stem[-1] not in sheet.rules.words["total"]:
            continue
        for size in sheet.at(stem[:1], "count", total)[:1]:
            for (listing, measure, language), entries in sheet.listings.items():
                many = int(size.figure.value)
                if measure != "count" or language != total.language or not 0 < many <= len(entries):
                    continue
                if _like_flow(stem[1], listing) and "top" in without_top(listing):
                    says = f"{many} have no more than the first {many} of the list together"
                    yield bounded("group", says, total.id, [entry.id for entry in entries[:many]])
