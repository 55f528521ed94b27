"""An index as a reader sees it: its ranking, beside that with other weights, and beside that of another wave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType

from valuenet.cli.drawn import table_of
from valuenet.cli.index_tables import Asked, Shown, Tables, figure, labelled, place, rows_like, signed
from valuenet.errors import DataError
from valuenet.index.build import IndexResult, build
from valuenet.index.compare import Comparison, compared
from valuenet.index.what_if import with_weights
from valuenet.index.yearly import changes


def index_shown(asked: Asked) -> Shown:
    """Build an index, and show its ranking; scores of all levels and all values go with it as tables."""
    result = build(asked.named.tree, asked.table, asked.recipe)

    def scores() -> Iterator[dict[str, Any]]:
        for row in result.score_rows():
            yield dict(zip(("region", "indicator", "score", "rank", "coverage"), row, strict=True))

    def values() -> Iterator[dict[str, Any]]:
        for row in result.value_rows():
            yield dict(zip(("region", "indicator", "value", "normalised"), row, strict=True))

    weights = labelled(asked, _weights(result)) if result.weights.ndim == 1 else []
    regions = [{"region": code, "region_zh": zh, "region_en": en} for code, (zh, en) in asked.regions.items()]
    tables: Tables = {"scores": scores, "values": values, "weights": weights, "regions": regions}
    return Shown(tables, [_ranking(asked, result)], [*_notes(result), *unlisted(asked, len(result.regions))])


def unlisted(asked: Asked, regions: int) -> list[str]:
    """Return the remark on regions that the terminal does not list."""
    more = regions - asked.top
    return [f"{more:,} more regions: --top {regions} lists them, --out writes them"] if more > 0 else []


def _weights(result: IndexResult) -> list[dict[str, Any]]:
    return [
        {"indicator": code, "weight": weight}
        for code, weight in zip(result.tree.codes, result.weights.tolist(), strict=True)
    ]


def _ranking(asked: Asked, result: IndexResult) -> RenderableType:
    tree = asked.named.tree
    tops = tree.children.get(tree.root, ())[:2]
    shown = table_of(asked.label(tree.root), "region", "rank", "score", *(asked.label(top) for top in tops), "coverage")
    columns = [tree.codes.index(code) for code in (tree.root, *tops)]
    ranks = result.ranks[:, 0].tolist()
    order = sorted(range(len(ranks)), key=lambda row: (_last(ranks[row]), result.regions[row]))
    for row in order[: asked.top]:
        scores = [figure(result.scores[row, column]) for column in columns]
        name = asked.region(result.regions[row])
        shown.add_row(name, place(ranks[row]), *scores, f"{result.coverage[row, 0]:.0%}")
    return shown


def _last(rank: float) -> float:
    return rank if rank == rank else float("inf")


def _notes(result: IndexResult) -> list[str]:
    imputed, moved = int((result.imputed != 0).sum()), int((result.treated != 0).sum())
    return [
        *map(str, result.left_out),
        *map(str, result.mismatches),
        *([f"{imputed:,} cells without data were imputed"] if imputed else []),
        *([f"{moved:,} cells were winsorised or transformed"] if moved else []),
    ]


def what_if_shown(asked: Asked, weights: Mapping[str, float]) -> Shown:
    """Build an index as it is and with other weights, and show both rankings.

    Raises `DataError` where the recipe does not take the weights of the tree, which would then change nothing.
    """
    tree, recipe = asked.named.tree, asked.recipe
    if recipe.weigh.method != "given" or recipe.weigh["parents"] != "leaves":
        raise DataError("recipe: weigh: what-if changes the tree's weights of leaves, which this recipe does not use")
    first = build(tree, asked.table, recipe)
    second = build(with_weights(tree, weights), asked.table, recipe)
    pairs = zip(_weights(first), _weights(second), strict=True)
    changed = [{**one, "what_if": other["weight"]} for one, other in pairs]
    found = compared(first, second)
    title = f"{asked.label(tree.root)}, with " + ", ".join(
        f"{asked.label(code)} = {value:g}" for code, value in weights.items()
    )
    tables = {"compared": labelled(asked, rows_like(found.rows)), "weights": labelled(asked, changed)}
    notes = [_apart(found), *_notes(second), *unlisted(asked, len(found.rows))]
    return Shown(tables, [_sides(asked, title, found, ("as it is", "what if"))], notes)


def compared_shown(first: Asked, second: Asked) -> Shown:
    """Build an earlier and a later index, and show both rankings and, of one tree, what made the difference."""
    results = [build(one.named.tree, one.table, one.recipe) for one in (first, second)]
    found = compared(*results)
    title = second.label(second.named.tree.root)
    parts = [_sides(second, title, found, ("earlier", "later"))]
    tables: Tables = {"compared": labelled(second, rows_like(found.rows))}
    notes = [_apart(found), *unlisted(second, len(found.rows))]
    if _weighed(first) == _weighed(second) and first.recipe == second.recipe:
        made = changes(second.named.tree, first.table, second.table, second.recipe)
        parts.append(_made(second, made))
        rows = [{**row, "difference": one.difference} for row, one in zip(rows_like(made), made, strict=True)]
        tables["changes"] = labelled(second, rows)
    else:
        notes.append("the two have different trees or recipes, so the difference cannot be told apart")
    return Shown(tables, parts, notes)


def _weighed(asked: Asked) -> list[tuple[str, str | None, int, float]]:
    tree = asked.named.tree
    return [(one.code, one.parent, one.direction, tree.weights[one.code]) for one in tree.indicators]


def _made(asked: Asked, made: Any) -> RenderableType:
    shown = table_of("What made the difference", "region", "difference", "its own", "the others", "coverage")
    for one in made[: asked.top]:
        parts = (one.difference, one.region_part, one.others_part, one.coverage_part)
        shown.add_row(asked.region(one.region), *map(signed, parts))
    return shown


def _sides(asked: Asked, title: str, found: Comparison, names: tuple[str, str]) -> RenderableType:
    first, second = names
    shown = table_of(title, "region", f"rank {first}", f"rank {second}", "shift", f"score {first}", f"score {second}")
    rows = sorted(found.rows, key=lambda row: (row.first_rank is None, row.first_rank or 0, row.region))
    for row in rows[: asked.top]:
        shift = "-" if row.shift is None else f"{row.shift:+g}" if row.shift else "0"
        shown.add_row(
            asked.region(row.region),
            place(row.first_rank),
            place(row.second_rank),
            shift,
            figure(row.first_score),
            figure(row.second_score),
        )
    return shown


def _apart(found: Comparison) -> str:
    tau = "" if found.kendall is None else f", Kendall's tau {found.kendall:.3f}"
    shifts = f"ranks shift by {found.mean_shift:.2f} on the mean, {found.largest_shift:g} at most"
    return f"{found.n} regions in both; {shifts}{tau}"
