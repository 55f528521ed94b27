"""Mentions made ready once, so that more of them are linked without comparing those again."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from valuenet.resolve.match.blocks import Blocked, Keyed, keyed, paired
from valuenet.resolve.match.forms import forms
from valuenet.resolve.match.links import Matched, judged
from valuenet.resolve.match.settings import Settings


@dataclass(frozen=True)
class Prepared:
    """The forms of mentions (`forms.forms`, numbered by `form`) and what each shares with others, by kind of block."""

    rows: pl.DataFrame
    blocks: Keyed


def prepared(mentions: pl.DataFrame, keys: pl.DataFrame) -> Prepared:
    """Return `mentions` made ready; arguments as those of `links.links`.

    >>> from valuenet.resolve.keys import mention_keys
    >>> one = pl.DataFrame({"mention": [0], "kind": ["enterprise"], "name_zh": ["商汤"]})
    >>> prepared(one, mention_keys(one)).rows.height
    1
    """
    rows = forms(mentions, keys).with_row_index("form")
    return Prepared(rows, keyed(rows))


def added(known: Prepared, mentions: pl.DataFrame, keys: pl.DataFrame, settings: Settings | None = None) -> Matched:
    """Return the links between `mentions` and those of `known`, or one another; those of `known` are not told again.

    Mentions are numbered on from those of `known`; aliases are looked for among the new ones only.

    >>> from valuenet.resolve.keys import mention_keys
    >>> old = pl.DataFrame({"mention": [0], "kind": ["enterprise"], "name_zh": ["北京品友互动信息技术有限公司"]})
    >>> new = pl.DataFrame({"mention": [1], "kind": ["enterprise"], "name_zh": ["品友互动"]})
    >>> added(prepared(old, mention_keys(old)), new, mention_keys(new)).links.select("left", "right").rows()
    [(0, 1)]
    """
    settings = settings or Settings()
    first = known.rows.height
    fresh = forms(mentions, keys).with_row_index("form", offset=first)
    held = dict(known.blocks)
    blocks = tuple(
        (block, pl.concat([held[block].join(new, on="shared", how="semi", maintain_order="left"), new]))
        for block, new in keyed(fresh)
    )
    rows = pl.concat([known.rows, fresh])
    found = paired(blocks, rows, settings.block)
    pairs = found.pairs.filter(pl.col("right") >= first)
    used = pl.concat([pairs["left"], pairs["right"]]).unique().sort()
    narrow = rows.filter(pl.col("core").is_in(rows["core"].gather(used).unique().implode()))
    place = narrow.select("form").with_row_index("at")
    sides = pairs.join(place, left_on="left", right_on="form", maintain_order="left").join(
        place, left_on="right", right_on="form", suffix="_right", maintain_order="left"
    )
    return judged(
        Blocked(sides.select(left="at", right="at_right", block="block"), found.cut), narrow.drop("form"), settings
    )
