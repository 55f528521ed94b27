"""Blocks: which forms are worth comparing, because their names share something that few others have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.resolve.names.script import phonetic

PAIRS = pl.Schema({"left": pl.UInt32, "right": pl.UInt32, "block": pl.String})
"""Two rows of the forms (left < right), and the kind of block in which they met first."""
CUT = pl.Schema({"block": pl.String, "key": pl.String, "forms": pl.UInt32})
"""A block that was not compared for its size: its kind, what its forms share, and how many they are."""
Keyed = tuple[tuple[str, pl.DataFrame], ...]
"""For each kind of block, the forms (form) and what they share with others (shared)."""
Kept = Callable[[pl.DataFrame, str], pl.DataFrame]
"""Tells of pairs (left, right) that met in a kind of block which of them are worth comparing."""
_LONGEST_HAN = 10
_PAIR = pl.col("left").cast(pl.UInt64) * 2**32 + pl.col("right")


@dataclass(frozen=True)
class Blocked:
    """Pairs of forms to be compared (columns `PAIRS`) and the blocks that were left out (columns `CUT`)."""

    pairs: pl.DataFrame
    cut: pl.DataFrame


def blocked(forms: pl.DataFrame, limit: int, aliases: pl.DataFrame | None = None, kept: Kept | None = None) -> Blocked:
    """Return the pairs of `forms` (as `forms.forms`) that share a block of at most `limit` organisations.

    Forms meet by what is left of their names, by its sound, by its words in any order, by one slip, by initials, by web
    domain and by alias; a larger block is parted by region, then by industry, then left out. Of the pairs, only those
    are returned that are `kept`.

    >>> from valuenet.resolve.match.forms import forms
    >>> from valuenet.resolve.keys import mention_keys
    >>> three = ["商汤", "Shangtang", "旷视"]
    >>> names = pl.DataFrame({"mention": [0, 1, 2], "kind": ["enterprise"] * 3, "name_zh": three})
    >>> blocked(forms(names, mention_keys(names)), 50).pairs.rows()
    [(0, 1, 'sound')]
    """
    rows = forms.with_row_index("form")
    return paired(keyed(rows, aliases), rows, limit, kept)


def paired(blocks: Keyed, rows: pl.DataFrame, limit: int, kept: Kept | None = None) -> Blocked:
    """Return the pairs of `rows` (forms with their number, `form`) that share a block of at most `limit`.

    >>> paired((), pl.DataFrame(), 50).pairs.height
    0
    """
    distinct, cuts = PAIRS.to_frame().with_columns(pair=_PAIR), [CUT.to_frame()]
    for block, each in blocks:
        if each.is_empty():
            continue
        sized, cut = _sized(each, rows, limit)
        pairs = _pairs(sized) if kept is None else kept(_pairs(sized), block)
        pairs = pairs.select("left", "right", block=pl.lit(block), pair=_PAIR).unique("pair")
        distinct = pl.concat([distinct, pairs.join(distinct, on="pair", how="anti").sort("pair")])
        cuts.append(cut.select(block=pl.lit(block), key="shared", forms="forms"))
    return Blocked(distinct.drop("pair"), pl.concat(cuts))


def keyed(rows: pl.DataFrame, aliases: pl.DataFrame | None = None) -> Keyed:
    """Return, for each kind of block, the forms (form) by what they share (shared); `rows` has their number, `form`.

    >>> from valuenet.resolve.match.forms import forms
    >>> from valuenet.resolve.keys import mention_keys
    >>> one = pl.DataFrame({"mention": [0], "kind": ["enterprise"], "name_zh": ["商汤科技"]})
    >>> dict(keyed(forms(one, mention_keys(one)).with_row_index("form")))["core"].rows()
    [(0, '商汤')]
    """
    named = rows.filter(pl.col("core") != "").select("form", "core", "script")
    cores = named.select("core").unique(maintain_order=True)
    sounds = cores.with_columns(sound=pl.Series([phonetic(core) for core in cores["core"]], dtype=pl.String))
    by_core = named.join(sounds, on="core", maintain_order="left")
    held = rows.filter(pl.col("domain") != "")
    return (
        ("alias", _aliased(rows, aliases)),
        ("core", named.select("form", shared="core")),
        ("domain", held.select("form", shared="domain")),
        ("sound", by_core.filter(pl.col("sound").str.len_chars() > 4).select("form", shared="sound")),
        ("words", _words(named)),
        ("slip", _slips(by_core)),
        ("initials", _initials(named)),
    )


def _aliased(rows: pl.DataFrame, aliases: pl.DataFrame | None) -> pl.DataFrame:
    if aliases is None or aliases.is_empty():
        return pl.DataFrame(schema={"form": pl.UInt32, "shared": pl.String})
    numbered = aliases.with_row_index("alias").unpivot(["left", "right"], index="alias", value_name="key")
    return numbered.join(rows, on="key").select("form", shared=pl.col("alias").cast(pl.String))


def _words(named: pl.DataFrame) -> pl.DataFrame:
    words = pl.col("core").str.split(" ")
    several = named.filter((pl.col("script") == "latin") & (words.list.len() > 2))
    return several.select("form", shared=words.list.sort().list.join(" "))


def _initials(named: pl.DataFrame) -> pl.DataFrame:
    words = pl.col("core").str.split(" ")
    latin = named.filter(pl.col("script") == "latin")
    short = latin.filter((words.list.len() == 1) & pl.col("core").str.len_chars().is_between(3, 6))
    long = latin.filter(words.list.len().is_between(3, 8))
    content = words.list.eval(pl.element().filter(~pl.element().is_in(["of", "for", "in", "at", "de", "a"])))
    return pl.concat(
        [
            short.select("form", shared="core"),
            long.select("form", shared=content.list.eval(pl.element().str.head(1)).list.join("")),
        ]
    )


def _slips(by_core: pl.DataFrame) -> pl.DataFrame:
    """Return keys that two cores share where they differ in one character: all but one, or one half."""
    length = pl.col("core").str.len_chars()
    han = by_core.filter((pl.col("script") == "han") & length.is_between(4, _LONGEST_HAN))
    core = pl.col("core").str
    without = [
        han.filter(length > at).select("form", shared=pl.concat_str(core.head(at), core.slice(at + 1)))
        for at in range(_LONGEST_HAN)
    ]
    size = pl.col("sound").str.len_chars()
    latin = by_core.filter((pl.col("script") == "latin") & (size > 7))
    halves = [
        latin.select("form", shared=pl.concat_str(pl.lit(mark), cutting))
        for half in (size // 2, (size + 1) // 2)
        for mark, cutting in (("^", pl.col("sound").str.head(half)), ("$", pl.col("sound").str.tail(half)))
    ]
    return pl.concat([*without, *halves]).unique(maintain_order=True)


def _sized(keyed: pl.DataFrame, rows: pl.DataFrame, limit: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Keep blocks of at most `limit` organisations; part larger ones by region, then by industry, or leave them out.

    What is kept has form, met and `number`, which tells one block from another; what is left out shared and forms.
    """
    at = keyed["form"]
    met = keyed.with_columns(rows[name].gather(at) for name in ("met", "group", "source"))
    met = met.with_columns(number=pl.struct("group", "shared").hash()).filter(pl.col("number").is_duplicated())
    met = _voices(met, rows).with_columns(size=pl.len().over("number"))
    small = met.filter(pl.col("size").is_between(2, limit)).select("form", "met", "number")
    large = met.filter(pl.col("size") > limit)
    if large.is_empty():
        return small, pl.DataFrame(schema={"shared": pl.String, "forms": pl.UInt32})
    kept, cut = _parted(large, rows, limit)
    return pl.concat([small, kept]), cut


def _voices(met: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Let the same form speak in a block for each that is one already, whatever their order; every source has a say."""
    voices = pl.struct("number", "met", "source").hash()
    met = met.with_columns(voice=voices).with_columns(several=pl.col("voice").is_duplicated())
    several = met.filter("several")
    if several.is_empty():
        return met
    told = rows.select("name", "region", "industry", "domain")[several["form"]]
    ordered = pl.concat([several, told], how="horizontal").sort(told.columns, maintain_order=True)
    first = ordered.unique("voice", keep="first", maintain_order=True).select(met.columns)
    return pl.concat([met.filter(~pl.col("several")), first])


def _parted(block: pl.DataFrame, rows: pl.DataFrame, limit: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    told = rows.select("industry", region=_region())[block["form"]]
    block = pl.concat([block, told], how="horizontal").with_columns(parted=pl.lit(""))
    for finer in (pl.col("region"), pl.concat_str("region", pl.lit("/"), "industry")):
        size = pl.len().over("number", "parted")
        block = block.with_columns(parted=pl.when(size > limit).then(finer).otherwise("parted"))
    block = block.with_columns(size=pl.len().over("number", "parted"))
    cut = block.filter(pl.col("size") > limit).group_by("shared").agg(forms=pl.len().cast(pl.UInt32)).sort("shared")
    kept = block.filter(pl.col("size").is_between(2, limit))
    return kept.select("form", "met", number=pl.struct("number", "parted").hash()), cut


def _region() -> pl.Expr:
    own = pl.when(pl.col("city") != "").then("city").when(pl.col("region") != "").then("region").otherwise("place")
    return own.str.head(2)


def _pairs(kept: pl.DataFrame) -> pl.DataFrame:
    """Return each two forms of a block that are not one already (left < right)."""
    ordered = kept.sort("number")
    sizes = ordered["number"].rle().struct.field("len").to_numpy().astype(np.int64)
    after = np.repeat(np.cumsum(sizes), sizes) - np.arange(ordered.height) - 1  # how many of its block follow each
    first = np.repeat(np.arange(ordered.height), after)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after)
    form, met = (ordered[name].to_numpy() for name in ("form", "met"))
    apart = met[first] != met[second]
    one, other = form[first[apart]], form[second[apart]]
    return pl.DataFrame({"left": np.minimum(one, other), "right": np.maximum(one, other)})
