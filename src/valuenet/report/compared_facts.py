"""What sentences say of comparisons: with the wave before, with random networks, with suppliers lost at random."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from valuenet.language import Figure, listed, phrase
from valuenet.report.claims import RowValues, Teller, size
from valuenet.report.facts import inside, roles

LEVEL = 0.05
"""A figure as far from its random networks as one in twenty of them is no longer put down to chance."""
NAMED = 6
WELL = 0.5
"""Agreement of a core's pattern with the ties from which on it is said to explain them."""

Rows: TypeAlias = Sequence[RowValues]
Facts: TypeAlias = dict[str, Figure]

_EXPLAINED = re.compile(r"\s*[(（].*[)）]\s*$")


def compared_facts(tell: Teller, rows: Rows) -> Facts:
    """Return further arguments for the message of a table that compares; none for other tables."""
    found = _FACTS.get(tell.measure.name)
    return tell.counts(found(tell, rows)) if found and rows else {}


def _waves(tell: Teller, rows: Rows) -> Facts:
    """Set the last wave against the one before: what rose, what fell, what stayed."""
    parts = roles(tell.measure)
    waves = list(dict.fromkeys(str(row["wave"]) for row in rows))
    now, then = ([row for row in rows if row["wave"] == wave] for wave in (waves[-1], waves[-2] if waves[1:] else None))
    before = {row[parts.label] if parts.label != "wave" else None: row for row in then}
    moves: dict[str, list[str]] = {"rose": [], "fell": [], "kept": [], "new": []}
    for row in (row for row in now if row[parts.label] is not None):
        past = before.get(row[parts.label] if parts.label != "wave" else None)
        if past is None and then:
            moves["new"].append(_item(tell, row))
        elif past is not None and row[parts.value] is not None and past[parts.value] is not None:
            step = size(row, parts.value) - size(past, parts.value)
            moves["rose" if step > 0 else "fell" if step < 0 else "kept"].append(_move(tell, row, past))
    return {
        "wave": waves[-1],
        "before": waves[-2] if waves[1:] else "",
        "compared": sum(map(len, moves.values())),
        "now": listed([_item(tell, row) for row in now], tell.language),
        "changes": phrase("fact-and", tell.language).join(
            phrase(f"change-{way}", tell.language, items=listed(items, tell.language), number=len(items))
            for way, items in moves.items()
            if items
        ),
    }


def _item(tell: Teller, row: RowValues) -> str:
    parts = roles(tell.measure)
    return phrase("fact-item", tell.language, label=_label(tell, row), value=tell.word(row, parts.value))


def _move(tell: Teller, row: RowValues, past: RowValues) -> str:
    parts = roles(tell.measure)
    ends = {"from": tell.word(past, parts.value), "to": tell.word(row, parts.value)}
    if row[parts.value] == past[parts.value]:
        return phrase("fact-item", tell.language, label=_label(tell, row), value=ends["to"])
    return phrase("change-from-to", tell.language, label=_label(tell, row), **ends)


def _label(tell: Teller, row: RowValues) -> str:
    name = roles(tell.measure).label
    return inside(tell.word(row, name), tell.measure.columns[name], tell.language)


def _structure(tell: Teller, rows: Rows) -> Facts:
    """Tell the share of the largest nodes as a share."""
    row = next((row for row in rows if row["statistic"] == "degree_top_1_percent"), None)
    return {"top_share": tell.figure(row["value"] if row else None, "share", (row,) if row else ())}


def _chance(tell: Teller, rows: Rows) -> Facts:
    """Sort the statistics by what all null models and readings say: above chance, below, within, or no two alike.

    Those of a network too large for a build to test are `untested`.
    """
    tested = [row for row in rows if row["networks"]]
    rest = dict.fromkeys(row["statistic"] for row in rows if not row["networks"])
    verdicts: dict[Figure, set[str]] = {}
    for row in tested:
        far = row["p"] is not None and size(row, "p") <= LEVEL
        side = "within" if not far else "above" if size(row, "z") > 0 else "below"
        verdicts.setdefault(row["statistic"], set()).add(side)
    sorts: dict[str, list[str]] = {"above": [], "below": [], "within": [], "mixed": []}
    for statistic, sides in verdicts.items():
        sorts[sides.pop() if len(sides) == 1 else "mixed"].append(_statistic(tell, statistic))
    sorts["untested"] = [_statistic(tell, statistic) for statistic in rest]
    named = {f"{side}_names": tell.named(names, NAMED) for side, names in sorts.items()}
    counts = {side: len(names) for side, names in sorts.items()}
    drawn = tell.word(tested[0], "networks") if tested else ""
    return {"models": len({row["model"] for row in tested}), "networks": drawn, **counts, **named}


def _statistic(tell: Teller, code: Figure) -> str:
    label = _EXPLAINED.sub("", tell.labels.word(code, "statistic", tell.language))
    return inside(label, "statistic", tell.language)


def _core(tell: Teller, rows: Rows) -> Facts:
    """Tell how well a core explains the ties: where it agrees with them to a half or more, there is one."""
    fit = next((row["value"] for row in rows if row["quantity"] == "core_fit"), None)
    return {"core": "none" if fit is None else "strong" if float(fit) >= WELL else "weak"}


def _shock(tell: Teller, rows: Rows) -> Facts:
    """Tell whether a country was cut off or the largest suppliers, and count what is hit."""
    found = {str(row["count"]): row["value"] for row in rows}
    counts = {
        "removed": "suppliers_lost",
        "hit": "receivers_hit",
        "losing": "receivers_losing_a_sector",
        "losing_still": "receivers_losing_a_sector_after_substitution",
        "failing": "failed",
    }
    told: Facts = {name: int(found.get(code) or 0) for name, code in counts.items()}
    return {"cut": "country" if any(row["country"] for row in rows) else "largest", **told}


def _removal(tell: Teller, rows: Rows) -> Facts:
    """Set what the shock costs against as many suppliers lost at random, and against the largest ones."""
    cascades = [row for row in rows if row["measured"] == "failed"] or list(rows)
    shock = next((row for row in cascades if row["strategy"] == "shock"), None)
    if shock is None:
        return {"verdict": "unknown"}
    chance, largest = (
        _at(shock, (row for row in cascades if row["strategy"] == way)) for way in ("random", "receivers")
    )
    if chance is None or largest is None:
        return {"verdict": "unknown"}
    above, below = (size(shock, "value") > size(chance, "high"), size(shock, "value") < size(chance, "low"))
    return {
        "verdict": "above" if above else "below" if below else "within",
        "shock_removed": tell.word(shock, "removed"),
        "shock_share": tell.word(shock, "value"),
        "random_share": tell.word(chance, "value"),
        "random_low": tell.word(chance, "low"),
        "random_high": tell.word(chance, "high"),
        "largest_share": tell.word(largest, "value"),
    }


def _at(shock: RowValues, curve: Iterable[RowValues]) -> RowValues | None:
    """Return the place of a curve where as many are removed as by the shock, if it goes so far."""
    return next((row for row in curve if row["removed"] == shock["removed"]), None)


_FACTS: dict[str, Callable[[Teller, Rows], Facts]] = {
    "sample.composition": _waves,
    "sample.enterprise_composition": _waves,
    "sample.totals": _waves,
    "sample.grand_total": _waves,
    "network.structure": _structure,
    "network.significance": _chance,
    "network.removal_curves": _removal,
    "network.shock": _shock,
    "network.core_and_groups": _core,
}
