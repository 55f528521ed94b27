"""How the comparison with a database is told: by chapter, what is not exact and why, a summary; or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from valuenet.audit.compare import Compared, Count, count, residue, summary
from valuenet.audit.record import recorded
from valuenet.cli.drawn import chapter_title, drawn, table_of
from valuenet.database.read import Database
from valuenet.errors import DatabaseError

HEADS = {"equal": "exact", "rounding": "rounding", "differs": "differs", "no_data": "no data", "unbound": "no table"}


def compared_in(database: Database) -> list[Compared]:
    """The comparison that a database file holds; raises `DatabaseError` where it holds none."""
    compared = recorded(database)
    if not compared:
        raise DatabaseError(
            f"{database.path} holds no comparison: its study has no figures.csv and bindings.csv in its folder; "
            "for the arithmetic of printed figures alone: valuenet audit --figures FILE"
        )
    return compared


def compared_json(compared: Sequence[Compared]) -> dict[str, Any]:
    """The comparison as plain values, the query behind each figure among them."""
    all_of = count("", compared)
    return {
        "exact": all_of.equal,
        "compared": all_of.counted,
        "failing": sum(each.fails for each in compared),
        "chapters": [_count_json(each) for each in summary(compared)],
        "figures": [_figure_json(each) for each in compared],
    }


def _count_json(each: Count) -> dict[str, Any]:
    counts = {head.replace(" ", "_"): getattr(each, name) for name, head in HEADS.items()}
    return {"chapter": each.chapter, "figures": each.figures, **counts}


def _figure_json(each: Compared) -> dict[str, Any]:
    figure = each.figure
    return {
        "figure": figure.id,
        "chapter": figure.chapter,
        "place": figure.place,
        "published": figure.printed,
        "computed": each.computed,
        "unit": figure.unit,
        "status": figure.status,
        "outcome": each.outcome,
        "fails": each.fails,
        "reason": each.reason,
        "table": each.measure,
        "query": each.query,
    }


def compared_words(compared: Sequence[Compared], whole: bool = False) -> str:
    """A table of outcomes by chapter, for each chapter what is not exact and why, and `N of M exact`.

    `whole` lists every figure instead, with the query behind it.
    """
    counts = summary(compared)
    table = table_of("Published figures by chapter", "chapter", *HEADS.values())
    for each in counts:
        cells = (getattr(each, name) for name in HEADS)
        table.add_row(chapter_title(each.chapter), *(f"{cell:,}" if cell else "" for cell in cells))
    parts: list[RenderableType] = [table]
    listed, shown = (compared, _figures) if whole else (list(residue(compared)), _residue)
    of_chapter = {each.chapter: [row for row in listed if row.figure.chapter == each.chapter] for each in counts}
    parts += [shown(name, rows) for name, rows in of_chapter.items() if rows]
    if not whole:
        parts.append("Every figure with the query behind it: --all")
    all_of = count("", compared)
    what = "figure" if all_of.unbound == 1 else "figures"
    without = f"; {all_of.unbound:,} {what} that no table counts" if all_of.unbound else ""
    parts.append(f"{all_of.equal:,} of {all_of.counted:,} exact{without}")
    if failing := sum(each.fails for each in compared):
        words = "figure of status exact differs" if failing == 1 else "figures of status exact differ"
        parts.append(f"{failing:,} {words}, marked with !")
    return drawn(parts)


def _figures(name: str, rows: Iterable[Compared]) -> Table:
    """Every figure of a chapter, each with the query that yields it, or with why none does."""
    table = table_of(chapter_title(name), "figure, and the query behind it", "published", "computed", "outcome")
    for row in rows:
        words = escape(f"{row.figure.id}\n{row.figure.place}")
        words += f"\n[dim]{escape(row.query or row.reason)}[/]" if row.query or row.reason else ""
        table.add_row(words, row.figure.printed, row.computed_text or "", HEADS[row.outcome])
    return table


def _residue(name: str, rows: Iterable[Compared]) -> Table:
    """What is not exact in a chapter; twins in two languages that came out alike are told once."""
    table = table_of(chapter_title(name), "figure, and what is known of it", "published", "computed", "status")
    told: dict[tuple[str, str, str], list[Compared]] = {}
    for row in rows:
        told.setdefault((row.figure.base_id, row.figure.printed.replace(",", ""), row.computed_text), []).append(row)
    for twins in told.values():
        first = twins[0]
        mark = "[bold red]! [/]" if any(each.fails for each in twins) else ""
        languages = f" ({', '.join(each.figure.language for each in twins)})" if len(twins) > 1 else ""
        words = mark + escape(first.figure.id) + languages
        words += f"\n[dim]{escape(first.reason)}[/]" if first.reason else ""
        table.add_row(words, first.figure.printed, first.computed_text or "no data", first.figure.status)
    return table
