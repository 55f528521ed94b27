"""A shock for machines: one JSON object, or a CSV file a table, with names beside ids and labels beside codes."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import polars as pl

from valuenet.cli.shock_told import Told
from valuenet.errors import DataError
from valuenet.text import inert

SYNTHETIC = "synthetic data"


def told_json(found: Told) -> dict[str, Any]:
    """Everything as plain values: every row, with names beside ids and labels beside codes."""
    call = found.call
    steps = [
        {
            "removed": list(step.removed.words),
            "notes": list(step.removed.notes),
            "filter": step.chosen,
            "summary": counts,
            **{name: named(found, table).to_dicts() for name, table in tables.items()},
        }
        for step, counts, tables in zip(found.steps, found.summaries, found.tables, strict=True)
    ]
    rules = {name: getattr(call, name) for name in ("wave", "by", "capacity", "threshold", "unknown_counts")}
    worst = found.critical
    return {
        "synthetic": found.synthetic,
        "rules": {**rules, "observed_only": call.observed_only, "seed": call.seed},
        "steps": steps,
        "curves": found.whole["curves"].to_dicts(),
        "critical": {
            "objective": worst.objective,
            "loss": int(worst.loss[-1]) if len(worst.loss) else 0,
            "bound": int(worst.bound[-1]) if len(worst.bound) else 0,
            "total": worst.total,
            "guarantee": worst.guarantee,
            "suppliers": named(found, found.whole["critical"]).to_dicts(),
        },
    }


def named(found: Told, table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with a column of names after each of ids, and of labels after each of codes."""
    columns: list[pl.Series] = []
    for name in table.columns:
        values = table[name]
        columns.append(values)
        if name in ("receiver", "subject", "supplier") or (name == "lost" and values.dtype == pl.String):
            columns.append(
                values.replace_strict(found.names, default=None, return_dtype=pl.String).alias(f"{name}_name")
            )
        elif name in ("lost", "substitutes"):
            listed = [[found.names[each] for each in row] for row in values.to_list()]
            columns.append(pl.Series(f"{name}_names", listed, pl.List(pl.String)))
        elif name in ("sector", "kind"):
            column = "relation_kind" if name == "kind" else name
            columns.append(pl.Series(f"{name}_label", [found.label(column, each) for each in values], pl.String))
    result = pl.DataFrame(columns)
    if "side" in table.columns:
        labels = [found.label(side, value) for side, value in table.select("side", "value").iter_rows()]
        result = result.insert_column(2, pl.Series("value_label", labels, pl.String))
    return result


def write_tables(found: Told, folder: Path) -> list[Path]:
    """Write every table to `folder` as CSV in UTF-8 with the mark by which Excel knows it, and return the files."""
    tables = {
        f"step{place}_{name}": table for place, step in enumerate(found.tables, 1) for name, table in step.items()
    }
    counts = [
        {"step": place, "removed_words": "; ".join(step.removed.words), **counts}
        for place, (step, counts) in enumerate(zip(found.steps, found.summaries, strict=True), 1)
    ]
    tables = {"summary": pl.DataFrame(counts), **tables, **found.whole}
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            path = folder / f"shock_{name}.csv"
            marked = [SYNTHETIC] if found.synthetic else []
            path.write_bytes(_csv(named(found, table), marked).encode("utf-8-sig"))
            written.append(path)
    except OSError as error:
        raise DataError(f"{folder}: the tables cannot be written there ({error.strerror or error})") from error
    return written


def _csv(table: pl.DataFrame, marks: list[str]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([*table.columns, *marks])
    for row in table.iter_rows():
        cells = ("; ".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell) for cell in row)
        writer.writerow([*map(inert, cells), *marks])
    return lines.getvalue()
