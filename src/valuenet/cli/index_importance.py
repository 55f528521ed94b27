"""What the indicators of an index do to it: weights as they work out, how indicators go together, what each removes."""

from __future__ import annotations

from typing import Any

from rich.console import RenderableType

from valuenet.cli.drawn import table_of
from valuenet.cli.index_regions import indicator_meant
from valuenet.cli.index_tables import Asked, Shown, figure, labelled, rows_like
from valuenet.errors import DataError
from valuenet.index.build import IndexResult, build
from valuenet.index.correlation import alphas, correlations_of
from valuenet.index.importance import importances
from valuenet.index.removal import Removal, removals

STRONG = 0.9
"""Two indicators that go together more than this say nearly the same (OECD/JRC, Handbook, step 4)."""


def importance_shown(asked: Asked, code: str | None) -> Shown:
    """Show each leaf's weight as given and as it works out, Cronbach's alphas, correlations, and each removal."""
    result = build(asked.named.tree, asked.table, asked.recipe)
    weights = importances(result, indicator_meant(asked, code))
    pairs, groups = correlations_of(result), alphas(result)
    gone, notes = _removals(result)
    shifts: list[dict[str, Any]] = [
        {"indicator": one.code, "mean_shift": one.mean_shift, "largest": one.largest, "region": one.region}
        for one in gone
    ]
    alone: list[dict[str, Any]] = [
        {"code": one.code, "children": one.children, "n": one.n, "alpha": one.alpha} for one in groups
    ]
    without = [
        {"code": one.code, "indicator": child, "alpha_without": alpha}
        for one in groups
        for child, alpha in one.without.items()
    ]
    tables = {
        "importance": labelled(asked, rows_like(weights)),
        "correlations": labelled(asked, rows_like(pairs)),
        "alphas": labelled(asked, alone),
        "alphas_without": labelled(asked, without),
        "removals": labelled(asked, shifts),
    }
    shown = table_of(
        "Weights as given and as they work out", "indicator", "weight", "share of variance", "correlation", "ratio"
    )
    for one in weights:
        cells = (one.nominal, one.variance_share, one.correlation, one.correlation_ratio)
        shown.add_row(asked.label(one.leaf), *(figure(cell, 3) for cell in cells))
    strong = sum(pair.value is not None and abs(pair.value) > STRONG for pair in pairs)
    if strong:
        notes.append(f"{strong} pairs of indicators have a correlation beyond {STRONG}: they say nearly the same")
    against = sum(pair.inside and pair.value is not None and pair.value < 0 for pair in pairs)
    if against:
        notes.append(f"{against} pairs inside one group go against each other: in their mean they cancel out")
    return Shown(tables, [shown, _alphas(asked, alone), _gone(asked, shifts)], notes)


def _removals(result: IndexResult) -> tuple[tuple[Removal, ...], list[str]]:
    try:
        return removals(result), []
    except DataError as error:
        return (), [f"no removal: {error}"]


def _alphas(asked: Asked, rows: list[dict[str, Any]]) -> RenderableType:
    shown = table_of("How groups hold together", "group", "indicators", "regions", "Cronbach's alpha")
    for row in rows:
        name = "all leaves" if row["code"] == "leaves" else asked.label(str(row["code"]))
        shown.add_row(name, str(row["children"]), str(row["n"]), figure(row["alpha"], 3))
    return shown


def _gone(asked: Asked, rows: list[dict[str, Any]]) -> RenderableType:
    shown = table_of("The ranking without an indicator", "indicator", "mean shift", "largest", "of")
    for row in rows:
        cells = (f"{row['mean_shift']:.2f}", f"{row['largest']:g}", asked.region(str(row["region"])))
        shown.add_row(asked.label(str(row["indicator"])), *cells)
    return shown
