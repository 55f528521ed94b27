"""The mentions of a source, each description once, however many slices and records tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from valuenet.collect.seen import KEY, Seen, keyed
from valuenet.collect.subjects import Subjects
from valuenet.model.fields import DESCRIPTION

MENTIONS = pl.Schema(
    {"mention": pl.UInt32, "row": pl.UInt32, **dict.fromkeys(DESCRIPTION, pl.String), "declared": pl.Boolean}
    | {"alias": pl.List(pl.String)}
)
"""One mention: its number, the first row of its source that holds it, and its description."""


@dataclass
class Mentions:
    """Numbers given to the descriptions of a source so far, counted from `first`."""

    first: int = 0
    _numbers: Seen = field(default_factory=Seen)

    def numbered(self, found: Subjects) -> Subjects:
        """Return `found` with its mentions numbered as in the whole source; of them, only those not met before."""
        told = keyed(found.mentions, (*DESCRIPTION, "declared"))
        known = told.join(self._numbers.near(told), on=KEY, how="left", maintain_order="left")
        new = (
            known.filter(pl.col("number").is_null())
            .drop("number")
            .with_row_index("number", offset=self.first + self._numbers.height)
        )
        self._numbers.add(new.select(*KEY, "number"))
        fresh = new.select("mention", fresh="number")
        numbers = known.join(fresh, on="mention", how="left", maintain_order="left").select(
            "mention", pl.coalesce("number", "fresh").alias("number")
        )
        return replace(
            found,
            rows=_renumbered(found.rows, numbers),
            attributes=_renumbered(found.attributes, numbers),
            mentions=new.drop("mention").rename({"number": "mention"}).select(*MENTIONS),
        )


def _renumbered(frame: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    order = frame.columns
    renumbered = frame.join(numbers, on="mention", how="left", maintain_order="left").drop("mention")
    return renumbered.rename({"number": "mention"}).select(order)
