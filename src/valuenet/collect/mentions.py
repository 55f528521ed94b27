"""The mentions of a source, each description once, however many slices and records tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from valuenet.collect.subjects import DESCRIPTION, Subjects

MENTIONS = pl.Schema(
    {"mention": pl.UInt32, "row": pl.UInt32, **dict.fromkeys(DESCRIPTION, pl.String), "declared": pl.Boolean}
    | {"alias": pl.List(pl.String)}
)
"""One mention: its number within the source, the first row that holds it, and its description."""

_KEY = ("first_half", "second_half")


@dataclass
class Mentions:
    """Numbers given to descriptions so far.

    A description is known again by 128 bits of its hash: a table of numbers instead of one of texts keeps ten
    million ties within memory, and two descriptions of a billion sharing all bits is less likely than a broken disk.
    """

    _numbers: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema=dict.fromkeys(_KEY, pl.UInt64) | {"number": pl.UInt32})
    )
    _told: list[pl.DataFrame] = field(default_factory=list)

    def numbered(self, found: Subjects) -> Subjects:
        """Return `found` with its mentions numbered as in the whole source, and keep those not met before."""
        described = pl.struct(*DESCRIPTION, "declared")
        halves = [described.hash(seed).alias(name) for seed, name in enumerate(_KEY)]
        keyed = found.mentions.with_columns(halves)
        # A join hashes its right side, here millions of numbers for some thousand rows: half of the key spares that.
        near = self._numbers.filter(pl.col(_KEY[0]).is_in(keyed[_KEY[0]].implode()))
        known = keyed.join(near, on=_KEY, how="left", maintain_order="left")
        new = (
            known.filter(pl.col("number").is_null())
            .drop("number")
            .with_row_index("number", offset=self._numbers.height)
        )
        self._numbers = pl.concat([self._numbers, new.select(*_KEY, "number")])
        self._told.append(new.drop("mention").rename({"number": "mention"}).select(*MENTIONS))
        numbers = known.join(
            new.select("mention", fresh="number"), on="mention", how="left", maintain_order="left"
        ).select("mention", pl.coalesce("number", "fresh").alias("number"))
        return replace(found, rows=_renumbered(found.rows, numbers), attributes=_renumbered(found.attributes, numbers))

    def mentions(self) -> pl.DataFrame:
        """Return every mention (columns `MENTIONS`), in the order of their numbers."""
        return pl.concat([MENTIONS.to_frame(), *self._told])


def _renumbered(frame: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    order = frame.columns
    renumbered = frame.join(numbers, on="mention", how="left", maintain_order="left").drop("mention")
    return renumbered.rename({"number": "mention"}).select(order)
