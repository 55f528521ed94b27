"""Declared rules: patterns over ids turned into identities between the figures that they find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from valuenet.audit.identity import Identity, added, bounded, either, equal
from valuenet.audit.pattern import LATEST, filled, is_open, matcher
from valuenet.audit.ratio import ratio
from valuenet.audit.rules import Rule
from valuenet.audit.sheet import Entry, Sheet

Index = Mapping[str, Sequence[Entry]]


def formulas(sheet: Sheet) -> Iterator[Identity]:
    """Yield the identities of all declared rules."""
    index = _index(sheet)
    for rule in sheet.rules.declared:
        match = matcher(rule.when, sheet.rules.words)
        for anchor in sheet.entries:
            for path in dict.fromkeys((".".join(anchor.alias), ".".join(anchor.path))):
                if (names := match(path)) is not None:
                    yield from _of_rule(rule, anchor, names, index, sheet)
                    break


def _index(sheet: Sheet) -> Index:
    """Entries by what a pattern may call them: the id, that without venue, and of counts also without last word."""
    index: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in sheet.entries:
        names = {".".join(entry.alias), ".".join(entry.path)}
        if sheet.rules.adds_up(entry.figure.plain_unit):
            names.add(".".join(entry.stem))
        for name in names:
            index[name][entry.id] = entry
    return {name: list(entries.values()) for name, entries in index.items()}


def _find(pattern: str, names: Mapping[str, str], anchor: Entry, index: Index, sheet: Sheet) -> list[Entry]:
    """The entries a pattern stands for, one for each id, in the anchor's language where there is one."""
    wanted = filled(pattern, names)
    if not is_open(wanted):
        return list(_first(index.get(wanted, ()), anchor, sheet))
    match = matcher(wanted, sheet.rules.words)
    found: dict[str, list[Entry]] = {}
    for path, entries in index.items():
        if (names_there := match(path)) is not None:
            found[names_there.get(LATEST, "") + path] = list(_first(entries, anchor, sheet))
    entries = [entry for key in sorted(found, reverse=True) for entry in found[key]]
    return entries if LATEST in pattern else list({entry.id: entry for entry in reversed(entries)}.values())


def _first(entries: Sequence[Entry], anchor: Entry, sheet: Sheet) -> Sequence[Entry]:
    """Of repeated figures the one in the anchor's language, rather in the running text than in another place."""
    return sorted(sheet.alike(entries, anchor), key=lambda entry: bool(entry.printed_in))[:1]


def _of_rule(rule: Rule, anchor: Entry, names: Mapping[str, str], index: Index, sheet: Sheet) -> Iterator[Identity]:
    choices = [
        identity
        for claim in rule.claims
        if (identity := _of_claim(rule, claim, anchor, names, index, sheet)) is not None
    ]
    if len(choices) == 1:
        yield choices[0]
    elif choices:
        yield either(rule.rule, rule.says, choices)


def _of_claim(
    rule: Rule, claim: Mapping[str, Any], anchor: Entry, names: Mapping[str, str], index: Index, sheet: Sheet
) -> Identity | None:
    def find(pattern: str) -> list[Entry]:
        return [entry for entry in _find(pattern, names, anchor, index, sheet) if entry.id != anchor.id]

    if "total" in claim:
        return _total(rule, claim["total"], anchor, names, index, sheet)
    if "ratio" in claim:
        parts, wholes = (find(pattern) for pattern in claim["ratio"])
        if not parts or not wholes:
            return None
        factor = float(claim.get("factor", 1))
        pairs = bool(claim.get("per_pair"))
        ids = [part.id for part in parts]
        return ratio(rule.rule, rule.says, anchor.id, ids, wholes[0].id, factor=factor, per_pair=pairs)
    other = find(claim.get("equal") or claim["at_most"])
    other = [entry for entry in other if entry.figure.unit == anchor.figure.unit]
    if not other:
        return None
    if "equal" in claim:
        return equal(rule.rule, rule.says, anchor.figure, other[0].figure)
    return bounded(rule.rule, rule.says, anchor.id, [other[0].id])


def _total(
    rule: Rule, claim: Mapping[str, Any], anchor: Entry, names: Mapping[str, str], index: Index, sheet: Sheet
) -> Identity | None:
    wholes = _find(claim["whole"], names, anchor, index, sheet)
    if not wholes:
        return None
    parts: list[Entry] = []
    for pattern in claim["parts"]:
        found = [entry for entry in _find(pattern, names, anchor, index, sheet) if entry.id != wholes[0].id]
        if not found:
            return None
        # Of several years the latest before the whole's own: that one says the same as the whole.
        earlier = [entry for entry in found if entry.figure.value != wholes[0].figure.value] or found
        parts += earlier[:1] if f"<{LATEST}>" in pattern else found
    ids = list(dict.fromkeys(part.id for part in parts))
    units = {part.figure.unit for part in (*parts, wholes[0])}
    return added(rule.rule, rule.says, wholes[0].id, ids) if len(units) == 1 and len(ids) > 1 else None
