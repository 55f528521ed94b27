"""The account of a source's rows: every row is kept, or rejected with the reason that weighs most."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from valuenet.collect.cells import REJECTS, SHOWN_CHARACTERS, holds
from valuenet.model.source import Record, RoundDeclaration, SubjectDeclaration

REASONS = pl.Schema(
    {
        "row": pl.UInt32,
        "field": pl.String,
        "value": pl.String,
        "reason": pl.String,
        "detail": pl.String,
        "order": pl.Int32,
    }
)
"""Why a row may have yielded nothing; the smallest `order` is the reason told."""

_LACKING, _UNREADABLE, _OUTSIDE = 2, 1, 3


def reasons_of(left: pl.DataFrame, records: Sequence[Record]) -> pl.DataFrame:
    """Return why each of the rows `left`, which yielded nothing at all, yielded nothing (columns `REASONS`).

    For each record that leaves a row out, the cell that was tested; for each that does not, what the row must lack.
    """
    found = [REASONS.to_frame()]
    for record in records:
        for condition in record.when:
            cells = left.filter(~holds(condition)).select("row", pl.col(condition.column).alias("value"))
            found.append(_reasons(cells, condition.column, "out_of_scope", _OUTSIDE))
        inside = left.filter(pl.all_horizontal(True, *map(holds, record.when)))
        lacks = "no_name" if isinstance(record, SubjectDeclaration) else "no_partner"
        nothing = inside.select("row", pl.lit(None, pl.String).alias("value"))
        found.append(
            _reasons(nothing, None, lacks if not isinstance(record, RoundDeclaration) else "no_record", _LACKING)
        )
    return pl.concat(found)


def _reasons(cells: pl.DataFrame, field: str | None, reason: str, order: int) -> pl.DataFrame:
    return cells.select(
        pl.col("row").cast(pl.UInt32),
        pl.lit(field, pl.String).alias("field"),
        "value",
        pl.lit(reason).alias("reason"),
        pl.lit(None, pl.String).alias("detail"),
        pl.lit(order, pl.Int32).alias("order"),
    )


def rejected(
    rows: pl.Series, kept: pl.Series, reasons: Sequence[pl.DataFrame], refusals: Sequence[pl.DataFrame]
) -> pl.DataFrame:
    """Return the rejects of a source (columns `cells.REJECTS`): lost rows with one reason each, then refused cells.

    Of several reasons, a cell that could not be read weighs most, then what the row lacks, then what the study
    leaves out. Refused cells are those of kept rows.
    """
    cells = pl.concat([REJECTS.to_frame(), *refusals]).unique(maintain_order=True)
    in_kept = pl.col("row").is_in(kept.implode())
    unreadable = cells.filter(~in_kept).with_columns(pl.lit(_UNREADABLE, pl.Int32).alias("order")).select(*REASONS)
    first = (
        pl.concat([REASONS.to_frame(), unreadable, *reasons])
        .sort("order", maintain_order=True)
        .unique("row", keep="first", maintain_order=True)
    )
    lost = rows.unique(maintain_order=True).to_frame("row").filter(~in_kept)
    told = lost.join(first, on="row", how="left", maintain_order="left").select(
        "row",
        pl.lit("row").alias("scope"),
        "field",
        pl.col("value").str.head(SHOWN_CHARACTERS),
        pl.col("reason").fill_null("no_record"),
        "detail",
    )
    return pl.concat([told, cells.filter(in_kept)])
