"""An index as a reader sees it: tables for the terminal, for CSV files and for JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType

from valuenet.cli.drawn import drawn, table_of
from valuenet.errors import DataError
from valuenet.index.build import IndexResult, build
from valuenet.index.compare import Comparison, compared
from valuenet.index.what_if import with_weights
from valuenet.index.yearly import changes
from valuenet.text import inert

if TYPE_CHECKING:
    from valuenet.index.read import NamedTree
    from valuenet.index.recipe import Recipe
    from valuenet.index.table import Table

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Shown:
    """What a command found: named tables of rows, what the terminal shows of them, and remarks."""

    tables: Mapping[str, Rows]
    parts: Sequence[RenderableType]
    notes: Sequence[str] = ()

    def words(self) -> str:
        """Return the text for the terminal."""
        return drawn([*self.parts, *(f"note: {note}" for note in self.notes)])


def index_shown(named: NamedTree, table: Table, recipe: Recipe) -> Shown:
    """Build an index, and show its ranking; scores of all levels and all values go with it as tables."""
    result = build(named.tree, table, recipe)
    scores = [
        dict(zip(("region", "indicator", "score", "rank", "coverage"), row, strict=True)) for row in result.score_rows()
    ]
    values = [
        dict(zip(("region", "indicator", "value", "normalised"), row, strict=True)) for row in result.value_rows()
    ]
    weights = _weights(result) if result.weights.ndim == 1 else []
    tables = {"scores": scores, "values": values, "weights": weights}
    return Shown(tables, [_ranking(named, result)], _notes(result))


def _weights(result: IndexResult) -> Rows:
    return [
        {"indicator": code, "weight": weight}
        for code, weight in zip(result.tree.codes, result.weights.tolist(), strict=True)
    ]


def _ranking(named: NamedTree, result: IndexResult) -> RenderableType:
    tree = named.tree
    tops = tree.children.get(tree.root, ())[:3]
    shown = table_of(
        _label(named, tree.root), "region", "rank", "score", *(_label(named, top) for top in tops), "coverage"
    )
    place = {code: column for column, code in enumerate(tree.codes)}
    order = sorted(range(len(result.regions)), key=lambda row: (_last(result.ranks[row, 0]), result.regions[row]))
    for row in order:
        scores = [_figure(result.scores[row, place[code]]) for code in (tree.root, *tops)]
        rank = "-" if result.ranks[row, 0] != result.ranks[row, 0] else f"{result.ranks[row, 0]:g}"
        shown.add_row(result.regions[row], rank, *scores, f"{result.coverage[row, 0]:.0%}")
    return shown


def _label(named: NamedTree, code: str) -> str:
    return named.labels[code][1]


def _last(rank: float) -> float:
    return rank if rank == rank else float("inf")


def _figure(number: float | None) -> str:
    return "-" if number is None or number != number else f"{number:.4f}"


def _notes(result: IndexResult) -> list[str]:
    imputed, moved = int((result.imputed != 0).sum()), int((result.treated != 0).sum())
    return [
        *map(str, result.left_out),
        *map(str, result.mismatches),
        *([f"{imputed:,} cells without data were imputed"] if imputed else []),
        *([f"{moved:,} cells were winsorised or transformed"] if moved else []),
    ]


def what_if_shown(named: NamedTree, table: Table, recipe: Recipe, weights: Mapping[str, float]) -> Shown:
    """Build an index as it is and with other weights, and show both rankings.

    Raises `DataError` where the recipe does not take the weights of the tree, which would then change nothing.
    """
    if recipe.weigh.method != "given" or recipe.weigh["parents"] != "leaves":
        raise DataError("recipe: weigh: what-if changes the tree's weights of leaves, which this recipe does not use")
    first = build(named.tree, table, recipe)
    second = build(with_weights(named.tree, weights), table, recipe)
    pairs = zip(_weights(first), _weights(second), strict=True)
    changed = [{**one, "what_if": other["weight"]} for one, other in pairs]
    found = compared(first, second)
    title = f"{_label(named, named.tree.root)}, with " + ", ".join(
        f"{code} = {value:g}" for code, value in weights.items()
    )
    tables = {"compared": _rows(found.rows), "weights": changed}
    return Shown(tables, [_sides(title, found, ("as it is", "what if"))], [_apart(found), *_notes(second)])


def compared_shown(named: NamedTree, waves: tuple[Table, Table], recipe: Recipe) -> Shown:
    """Build the index of an earlier and a later table, and show both rankings and what made the difference."""
    found = compared(*(build(named.tree, wave, recipe) for wave in waves))
    made = changes(named.tree, *waves, recipe)
    shown = table_of("What made the difference", "region", "difference", "its own", "the others", "coverage")
    for one in made:
        parts = (one.difference, one.region_part, one.others_part, one.coverage_part)
        shown.add_row(one.region, *map(_signed, parts))
    tables = {
        "compared": _rows(found.rows),
        "changes": [{**row, "difference": one.difference} for row, one in zip(_rows(made), made, strict=True)],
    }
    title = _label(named, named.tree.root)
    return Shown(tables, [_sides(title, found, ("earlier", "later")), shown], [_apart(found)])


def _sides(title: str, found: Comparison, names: tuple[str, str]) -> RenderableType:
    first, second = names
    shown = table_of(title, "region", f"rank {first}", f"rank {second}", "shift", f"score {first}", f"score {second}")
    for row in sorted(found.rows, key=lambda row: (row.first_rank is None, row.first_rank or 0, row.region)):
        ranks = ("-" if rank is None else f"{rank:g}" for rank in (row.first_rank, row.second_rank))
        shift = "-" if row.shift is None else f"{row.shift:+g}" if row.shift else "0"
        shown.add_row(row.region, *ranks, shift, _figure(row.first_score), _figure(row.second_score))
    return shown


def _signed(number: float | None) -> str:
    return "-" if number is None else f"{number:+.4f}"


def _apart(found: Comparison) -> str:
    tau = "" if found.kendall is None else f", Kendall's tau {found.kendall:.3f}"
    shifts = f"ranks shift by {found.mean_shift:.2f} on the mean, {found.largest_shift:g} at most"
    return f"{found.n} regions in both; {shifts}{tau}"


def _rows(found: Iterable[Any]) -> Rows:
    return [dict(zip((field.name for field in fields(one)), astuple(one), strict=True)) for one in found]


def write_tables(shown: Shown, folder: Path) -> list[str]:
    """Write every table that has rows as `NAME.csv` into the folder, and return the files' names."""
    files = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in shown.tables.items():
            if rows:
                path = folder / f"{name}.csv"
                path.write_text(_csv(rows), encoding="utf-8", newline="")
                files.append(str(path))
    except OSError as error:
        raise DataError(f"{folder}: cannot be written to ({error}); give another --out") from None
    return files


def _csv(rows: Rows) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row.values()] for row in rows)
    return lines.getvalue()
