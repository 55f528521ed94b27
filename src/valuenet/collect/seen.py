"""Rows met before, known again by their hash: a table of numbers instead of one of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

KEY = ("first_half", "second_half")
"""Two columns of 64 bits. Two rows of a billion that share all 128 are less likely than a broken disk."""


def keyed(rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return `rows` with the columns `KEY`, a hash of what they hold in `columns`.

    >>> keyed(pl.DataFrame({"name": ["a", "b", "a"]}), ["name"]).unique(KEY).height
    2
    """
    held = pl.struct(*columns)
    return rows.with_columns(held.hash(seed).alias(name) for seed, name in enumerate(KEY))


@dataclass
class Seen:
    """The keys (columns `KEY` and `number`) of all rows so far."""

    _keys: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema=dict.fromkeys(KEY, pl.UInt64) | {"number": pl.UInt32})
    )

    @property
    def height(self) -> int:
        """The number of keys."""
        return self._keys.height

    def add(self, keys: pl.DataFrame) -> None:
        """Add the keys of rows not met before."""
        self._keys = pl.concat([self._keys, keys])

    def near(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the keys that any of `rows` shares at least by half.

        A join hashes its right side, here millions of keys for some thousand rows: half of the key spares that.
        """
        return self._keys.filter(pl.col(KEY[0]).is_in(rows[KEY[0]].implode()))

    def fresh(self, rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
        """Return, in order and each once, the rows that are not seen yet by `columns`; from now on they are.

        >>> seen = Seen()
        >>> [seen.fresh(pl.DataFrame({"n": n}), ["n"])["n"].to_list() for n in ([1, 1], [2, 1])]
        [[1], [2]]
        """
        told = keyed(rows, columns).unique(KEY, keep="first", maintain_order=True)
        new = told.join(self.near(told), on=KEY, how="anti", maintain_order="left")
        self.add(new.select(*KEY, pl.lit(0, pl.UInt32).alias("number")))
        return new.drop(KEY)
