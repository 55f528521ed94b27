"""Printed figures for tests, by hand and at random."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

from valuenet.audit.arithmetic import Audit, audit_figures
from valuenet.audit.identity import Cell, cell
from valuenet.model.figure import Figure

Changes = Mapping[str, float]


def printed(name: str, value: float, unit: str = "count", decimals: int = 0, **more: str) -> Figure:
    """One figure, printed with so many decimals."""
    text = f"{value:.{decimals}f}"
    figure = Figure(name, "", "", "", "", float(text), text, decimals, unit)
    return replace(figure, **more)  # type: ignore[arg-type]


def percent(name: str, value: float, decimals: int = 2, **more: str) -> Figure:
    """One percentage."""
    return printed(name, value, "percent", decimals, **more)


def sheet_of(*figures: Figure) -> dict[str, Figure]:
    """Figures by id."""
    return {figure.id: figure for figure in figures}


def audited(*figures: Figure) -> Audit:
    """The audit of a few figures."""
    return audit_figures(sheet_of(*figures))


def rules_of(audit: Audit) -> list[tuple[str, str]]:
    """Rule and subject of each finding."""
    return [(finding.rule, finding.subject) for finding in audit.findings]


def cells_of(*figures: Figure) -> dict[str, Cell]:
    """Printed values by id."""
    return {figure.id: cell(figure) for figure in figures}


def changed(figures: Mapping[str, Figure], changes: Changes) -> dict[str, Figure]:
    """The same figures with other values."""
    made = dict(figures)
    for name, value in changes.items():
        text = f"{value:.{made[name].decimals}f}"
        made[name] = replace(made[name], value=float(text), printed=text)
    return made


def named(audit: Audit) -> list[dict[str, float]]:
    """The corrections of an audit, as new values by id."""
    return [{name: float(new) for name, _, new in each.changes} for each in audit.corrections]


def offered(audit: Audit) -> list[dict[str, float]]:
    """The alternatives of an audit, as new values by id."""
    found = (each for finding in audit.findings for each in finding.alternatives)
    return [{name: float(new) for name, _, new in each.changes} for each in found]


def exchanged(text: str, place: int) -> str | None:
    """A numeral with two digits exchanged, where that makes another numeral."""
    if not (text[place].isdigit() and text[place + 1 : place + 2].isdigit()) or text[place] == text[place + 1]:
        return None
    made = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return None if made[0] == "0" and made[1:2] not in ("", ".") else made


def consistent(seed: int) -> dict[str, Figure]:
    """A document in which everything holds: totals, shares, lists, weights, stocks and two languages."""
    chance = random.Random(seed)
    return sheet_of(
        *_flows(chance), *_stocks(chance), *_layers(chance), *_bands(chance), *_lists(chance), *_weights(chance)
    )


def _flows(chance: random.Random) -> Iterable[Figure]:
    for flow in ("intake", "delivery"):
        home, abroad = chance.randint(100, 5000), chance.randint(50, 3000)
        total = home + abroad
        for name, value in (("total", total), ("domestic", home), ("overseas", abroad)):
            yield printed(f"hub.{flow}.{name}.count", value)
            yield percent(f"hub.{flow}.{name}.share", 100 * value / total, 0 if name == "total" else 2)
        for rank, value in enumerate(sorted((chance.randint(1, home // 10) for _ in range(6)), reverse=True), start=1):
            yield printed(f"hub.{flow}.province.{rank:02d}.place_{rank}.count", value)
            yield percent(f"hub.{flow}.province.{rank:02d}.place_{rank}.share", 100 * value / total)


def _stocks(chance: random.Random) -> Iterable[Figure]:
    for year in (2021, 2022):
        parts = [chance.randint(5, 900) for _ in range(4)]
        for which, value in enumerate(parts):
            yield printed(f"stock.{year}.kind_{which}", value, table="Stock", row=f"kind {which}", column=str(year))
        yield printed(f"stock.{year}.total", sum(parts), table="Stock", row="total", column=str(year))


def _layers(chance: random.Random) -> Iterable[Figure]:
    parts = [chance.randint(20, 400) for _ in range(3)]
    yield printed("firms.enterprises", sum(parts))
    for which, value in enumerate(parts):
        for language in ("zh", "en"):
            yield printed(f"firms.layer.layer_{which}.count.{language}", value, language=language)
        yield percent(f"firms.layer.layer_{which}.share", 100 * value / sum(parts))


def _bands(chance: random.Random) -> Iterable[Figure]:
    parts = [chance.randint(20, 200) for _ in range(3)]
    yield printed("funds.firms", sum(parts))
    for which, value in enumerate(parts):
        yield percent(f"funds.band_{which}.share", 100 * value / sum(parts))


def _lists(chance: random.Random) -> Iterable[Figure]:
    values = sorted(chance.sample(range(20, 1500), 12), reverse=True)
    for rank, value in enumerate(values, start=1):
        yield printed(f"network.top12.node.{rank:02d}.node_{rank}", value)
    part = sorted(
        ((chance.randint(value // 2, value), node) for node, value in enumerate(values, start=1)), reverse=True
    )
    for rank, (value, node) in enumerate(part[:6], start=1):
        yield printed(f"app_network.top6.node.{rank:02d}.node_{node}", value)


def _weights(chance: random.Random) -> Iterable[Figure]:
    leaves = [[chance.randint(20, 900) for _ in range(chance.randint(1, 4))] for _ in range(3)]
    whole = sum(map(sum, leaves))
    for branch, values in enumerate(leaves):
        weights = [round(value / whole, 4) for value in values]
        parent = f"index.branch_{branch}.weight"
        yield printed(parent, sum(weights), "weight", 4)
        for leaf, weight in enumerate(weights):
            yield printed(f"index.branch_{branch}.leaf_{leaf}.weight", weight, "weight", 4, parent=parent)
