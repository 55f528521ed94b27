"""The command that tells how much results depend on which doubtful pairs are one organisation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from valuenet.cli.shown import JsonOption, QuietOption, progress, say

if TYPE_CHECKING:
    from valuenet.run.effect import Effect

_SHOWN = (
    ("nodes", "relations"),
    ("average_degree", "relations"),
    ("average_clustering", "ties_undirected_k2"),
    ("transitivity", "ties_undirected"),
    ("average_path_length", "ties_undirected"),
    ("largest_component", "ties_undirected"),
    ("degree_gini", "relations"),
)
"""Statistics that are told in words; `--json` has all of them."""
_MOST = 10


def effect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A database file that 'build' wrote.")],
    draws: Annotated[int, typer.Option("--draws", min=1, max=1000, help="Plausible resolutions to count.")] = 20,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draws.")] = 0,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell how results move if doubtful pairs of names are one."""
    from valuenet.database.read import Database
    from valuenet.run.effect import effect as effect_on

    with progress(quiet or as_json) as tell, Database(file) as database:
        found = effect_on(database, draws=draws, seed=seed, progress=tell)
    say(quiet, as_json, _as_json(found), lambda: "\n".join(_words(found)))


def _as_json(found: Effect) -> dict[str, Any]:
    tables = {name: getattr(found, name).to_dicts() for name in ("statistics", "nodes", "regions")}
    return {"pairs": found.pairs, "joinable": found.joinable, "draws": found.draws, **tables}


def _words(found: Effect) -> list[str]:
    if not found.pairs:
        return ["no pair is doubtful, so nothing moves"]
    by_name = {(row["statistic"], row["reading"]): row for row in found.statistics.to_dicts()}
    lines = [
        f"{found.pairs:,} doubtful pairs; all of them one would make {found.joinable:,} subjects fewer",
        f"as built, and the range over {found.draws} plausible resolutions:",
    ]
    for key in _SHOWN:
        row = by_name.get(key)
        if row and row["value"] is not None:
            name = f"{key[0].replace('_', ' ')} ({key[1].replace('_', ' ')})"
            lines.append(f"  {name}: {row['value']:,.6g} ({row['low']:,.6g} to {row['high']:,.6g})")
    return [*lines, *_moved("nodes by weighted degree", found.nodes), *_moved("regions by the index", found.regions)]


def _moved(what: str, table: Any) -> list[str]:
    rows = [row for row in table.to_dicts() if row["low"] != row["high"]]
    if not rows:
        return [f"ranks of {what}: none of the {table.height} moves"]
    shown = [f"  {row['name']}: {row['rank']} ({row['low']} to {row['high']})" for row in rows[:_MOST]]
    more = [f"  and {len(rows) - _MOST} more"] if len(rows) > _MOST else []
    return [f"ranks of {what}: {len(rows)} of {table.height} move", *shown, *more]
