"""Values of fields: the attributes that the rows of a source give to the subjects they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from valuenet.collect.cells import cells_of, field_name, mapped, parts_of, refused
from valuenet.collect.convert import Surroundings, converter_for, read_cells
from valuenet.collect.validate import within_bounds
from valuenet.model.fields import MARK_FIELDS, NAME_FIELDS, PLACE_FIELDS, fields
from valuenet.model.source import SubjectDeclaration, Value

ATTRIBUTES = pl.Schema(
    {"mention": pl.UInt32, "field": pl.String, "value": pl.String, "wave": pl.String, "row": pl.UInt32}
)
"""One value of one mention, as text, at the first row that gives it."""


def read_attributes(
    frame: pl.DataFrame, rows: pl.DataFrame, declared: SubjectDeclaration, around: Surroundings, unknown: Sequence[str]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Return the attributes (`ATTRIBUTES`) of the mentions in `rows` (at, row, mention), and the refused cells."""
    found, rejects = [ATTRIBUTES.to_frame()], []
    for name, value in declared.fields.items():
        if name in {*NAME_FIELDS, *PLACE_FIELDS, *MARK_FIELDS}:
            continue
        values, refusals = _field_values(frame, name, value, around, unknown)
        rejects.append(refusals)
        held = rows.join(values, on="at", how="inner", maintain_order="left_right").select(
            "mention",
            pl.lit(name).alias("field"),
            "value",
            pl.lit(value.wave, dtype=pl.String).alias("wave"),
            "row",
        )
        found.append(held.unique(["mention", "value"], keep="first", maintain_order=True))
    return pl.concat(found), rejects


def _field_values(
    frame: pl.DataFrame, name: str, value: Value, around: Surroundings, unknown: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (at, value as text), a row for each value, and the cells refused by the converter or the bounds."""
    cells = cells_of(frame, value, unknown)
    parts = parts_of(cells, value.separator)
    distinct = pl.Series(list(dict.fromkeys(part for each in parts.values() for part in each)), dtype=pl.String)
    good, bad = read_cells(distinct, converter_for(name, value, around))
    good, beyond = within_bounds(fields()[name], good)
    bad |= beyond
    texts = {cell: [as_text(good[part]) for part in each if part in good] for cell, each in parts.items()}
    refusals = {cell: bad[part] for cell, each in parts.items() for part in each if part in bad}
    lists = mapped(cells, {cell: each for cell, each in texts.items() if each}, pl.List(pl.String))
    values = frame.select("at", lists.alias("value")).drop_nulls("value").explode("value")
    return values, refused(frame["row"], cells, refusals, field_name(value))


def as_text(value: Any) -> str:
    """Return a converted value as the text that the table `attribute` holds.

    >>> as_text(True), as_text(12.0), as_text(0.125), as_text("2011-03")
    ('true', '12', '0.125', '2011-03')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
