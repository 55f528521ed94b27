"""What a study may set about the matching of names."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

ALIASES = pl.Schema({"left": pl.String, "right": pl.String})
"""Two names of one organisation, as a file of aliases, a bilingual column or a register has them."""


@dataclass(frozen=True)
class Settings:
    """Thresholds between 0 and 1: links of a score of `merge` or more are decided, of `review` or more doubtful.

    `aliases` (columns `ALIASES`) holds pairs of names that are known to be one organisation's; `block` bounds how
    many organisations are compared with each other because their names share something: a larger block is parted by
    place, then by industry, and what is still larger is not compared, which is told.
    """

    merge: float = 0.9
    review: float = 0.5
    aliases: pl.DataFrame = field(default_factory=ALIASES.to_frame)
    block: int = 50
