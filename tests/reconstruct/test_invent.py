from __future__ import annotations

import polars as pl

from valuenet.model.vocabulary import vocabulary
from valuenet.reconstruct.invent import MARK_EN, MARK_ZH, invented_names
from valuenet.resolve.subjects import resolve

KINDS = [term.code for term in vocabulary("kind").terms]


def test_every_name_says_that_it_is_invented() -> None:
    names = invented_names(KINDS, range(len(KINDS)))
    assert names["name_zh"].str.starts_with(MARK_ZH).all()
    assert names["name_en"].str.starts_with(MARK_EN).all()


def test_resolving_never_joins_two_of_them() -> None:
    kinds = [KINDS[at % len(KINDS)] for at in range(3000)]
    mentions = invented_names(kinds, range(3000)).with_columns(
        pl.Series("kind", kinds),
        pl.int_range(3000).cast(pl.UInt32).alias("mention"),
        pl.lit("s").alias("source_id"),
        pl.lit(1).alias("ordinal"),
        pl.int_range(3000).cast(pl.UInt32).alias("row"),
        pl.lit(True).alias("synthetic"),
    )
    assert resolve(mentions).subjects.height == 3000
