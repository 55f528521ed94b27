"""One region of an index as a reader sees it: what lifts it, who is like it, and what a better rank would take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import RenderableType

from valuenet.cli.drawn import table_of
from valuenet.cli.index_tables import Asked, Shown, figure, labelled, place, rows_like, signed
from valuenet.errors import UsageError, nearest
from valuenet.index.build import build
from valuenet.index.gain import gain
from valuenet.index.standing import Standing, peers, standings, strengths_weaknesses


def region_shown(asked: Asked, word: str, code: str | None, number: int) -> Shown:
    """Show one region: its rank at each level, strengths and weaknesses, the nearest peers; all leaves as a table."""
    region, tree = asked.region_meant(word), asked.named.tree
    result = build(tree, asked.table, asked.recipe)
    meant = indicator_meant(asked, code)
    lifting, holding = strengths_weaknesses(result, region, number, meant)
    near = peers(result, region, number)
    scores = [row for row in result.score_rows() if row[0] == region]
    ranked: list[dict[str, Any]] = [
        {"indicator": row[1], "level": tree.levels[row[1]], "score": row[2], "rank": row[3], "coverage": row[4]}
        for row in scores
    ]
    tables = {
        "standing": labelled(asked, ranked),
        "contributions": labelled(asked, rows_like(standings(result, region, meant))),
        "strengths": labelled(asked, rows_like(lifting)),
        "weaknesses": labelled(asked, rows_like(holding)),
        "peers": labelled(asked, rows_like(near)),
    }
    levels = table_of(asked.region(region), "indicator", "rank", "score", "coverage")
    for row in ranked:
        if row["indicator"] in tree.children or len(tree.codes) <= 10:
            indent = "  " * (row["level"] - 1)
            cells = (place(row["rank"]), figure(row["score"]), f"{row['coverage']:.0%}")
            levels.add_row(indent + asked.label(row["indicator"]), *cells)
    alike = table_of("Nearest peers", "region", "distance", "rank")
    for one in near:
        alike.add_row(asked.region(one.region), figure(one.distance), place(one.rank))
    parts = [levels, _side(asked, "What lifts it", lifting), _side(asked, "What holds it back", holding), alike]
    lost = sum(one.value is None for one in standings(result, region, meant))
    notes = [f"{lost} indicators have no data for this region; they neither lift it nor hold it back"] if lost else []
    return Shown(tables, parts, notes)


def indicator_meant(asked: Asked, code: str | None) -> str | None:
    """Return the code of an indicator given by its code or its name; raise `UsageError` where there is none."""
    if code is None or code in asked.named.tree.codes:
        return code
    names = {name: own for own, labels in asked.named.labels.items() for name in labels}
    if code not in names:
        raise UsageError(f"--code {code}: is no indicator of the index{nearest(code, asked.named.tree.codes)}")
    return names[code]


def _side(asked: Asked, title: str, found: Sequence[Standing]) -> RenderableType:
    shown = table_of(title, "indicator", "value", "rank", "contribution", "against the mean")
    for one in found:
        value = "-" if one.value is None else f"{one.value:,.6g}"
        shown.add_row(
            asked.label(one.leaf), value, f"{place(one.rank)} of {one.n}", figure(one.contribution), signed(one.lead)
        )
    return shown


def gain_shown(asked: Asked, word: str, ranks: int, costs: Mapping[str, float], measure: str) -> Shown:
    """Show the smallest change of a region's values with which it gains so many ranks."""
    region = asked.region_meant(word)
    result = build(asked.named.tree, asked.table, asked.recipe)
    found = gain(result, region, ranks, costs=costs, measure=measure)
    title = f"{asked.region(region)}: from rank {found.before} to rank {found.wanted}"
    shown = table_of(title, "indicator", "value", "would be", "share of the range")
    for move in found.moves:
        shown.add_row(asked.label(move.leaf), f"{move.before:,.6g}", f"{move.after:,.6g}", f"{move.share:.1%}")
    summary = {name: value for name, value in rows_like([found])[0].items() if name != "moves"}
    tables = {"gain": labelled(asked, [summary]), "moves": labelled(asked, rows_like(found.moves))}
    if not found.reached:
        notes = [f"rank {found.wanted} is out of reach: {found.why}; it would be {found.after}"]
    elif found.exact:
        notes = [f"no smaller change reaches rank {found.wanted}; each indicator's change is a share of its range"]
    else:
        notes = [f"it would have rank {found.after}; {found.why}"]
    return Shown(tables, [shown], notes)
