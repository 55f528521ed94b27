"""Profiles: what forms tell beside their core, numbered, so that each two profiles are compared but once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import polars as pl

from valuenet.resolve.match.compare import EXACT, LEVELS, READS, exact_level
from valuenet.resolve.match.weigh import factors

_ONLY_IN = {"alias": "alias", "words": "words", "initials": "initials"}
"""Levels of the cores that only one kind of block gives."""
_ORDER = ("kind", "source", "domain", "arm", "registered", "place", "industry")
"""The comparisons in the order in which they rule pairs out soonest."""
_SLACK = 1 - 1e-9  # products in another order differ in their last digits


@dataclass(frozen=True)
class Profiles:
    """By comparison, the profile of each form (`codes`, a row a form) and what each profile tells (`told`, by number).

    `most` is the factor of each form's core where another core equals it.
    """

    codes: pl.DataFrame
    told: Mapping[str, pl.DataFrame]
    most: pl.Series


def profiles(forms: pl.DataFrame) -> Profiles:
    """Return the profiles of `forms` (as `forms.forms`, with `common`: whether many share its web domain).

    >>> from valuenet.resolve.match.forms import forms
    >>> from valuenet.resolve.keys import mention_keys
    >>> names = ["北京商汤科技有限公司", "北京旷视科技有限公司", "商汤"]
    >>> three = pl.DataFrame({"mention": [0, 1, 2], "kind": ["enterprise"] * 3, "name_zh": names})
    >>> found = profiles(forms(three, mention_keys(three)).with_columns(common=pl.lit(False)))
    >>> found.codes["place"][0] == found.codes["place"][1], found.told["place"].height
    (True, 2)
    """
    codes = forms.select((pl.struct(READS[name]).hash().rank("dense") - 1).alias(name) for name in _ORDER)
    told = {
        name: forms.select(*READS[name], code=codes[name]).unique("code").sort("code").drop("code") for name in _ORDER
    }
    most = forms.select(exact_level().replace_strict(factors()["core"], return_dtype=pl.Float64))
    return Profiles(codes, told, most.to_series())


def weight(pairs: pl.DataFrame, known: Profiles, comparison: str) -> pl.Series:
    """Return the factor of a comparison for each of `pairs` (left, right: rows of the forms)."""
    told, codes = known.told[comparison], known.codes[comparison]
    size = max(told.height, 1)
    both = codes.gather(pairs["left"]).cast(pl.UInt64) * size + codes.gather(pairs["right"])
    distinct = both.unique() if size > 1 else both.head(1)
    left, right = told[distinct // size], told[distinct % size]
    sides = pl.concat(
        [left.select(pl.all().name.suffix("_l")), right.select(pl.all().name.suffix("_r"))], how="horizontal"
    )
    level = sides.select(LEVELS[comparison]()).to_series()
    found = level.replace_strict(factors()[comparison], return_dtype=pl.Float64).rename(comparison)
    if size == 1:
        return found.new_from_index(0, pairs.height) if pairs.height else found
    return both.replace_strict(distinct, found, return_dtype=pl.Float64).rename(comparison)


def reachable(pairs: pl.DataFrame, block: str, known: Profiles, least: float) -> pl.DataFrame:
    """Return those of `pairs` (left, right), which met in a kind of `block`, that can reach a score of `least`.

    The odds are bounded from above: by what equal cores of that length weigh, or the best that cores that differ can,
    and by the highest factor of each comparison not yet made. No pair that has such a score is left out; cores in two
    scripts are kept, as they count for others.
    """
    needed = _SLACK * least / (1 - least) if least < 1 else 0.0
    other = max(
        factor
        for level, factor in factors()["core"].items()
        if level not in EXACT and _ONLY_IN.get(level, block) == block
    )
    most = known.most.clip(lower_bound=other)
    script = known.told["registered"]["script"].gather(known.codes["registered"])
    apart = script.gather(pairs["left"]) != script.gather(pairs["right"])
    kept = pairs.select("left", "right", odds=most.gather(pairs["left"]), sounds=apart)
    for at, name in enumerate(_ORDER):
        rest = prod(max(factors()[later].values()) for later in _ORDER[at + 1 :])
        kept = kept.with_columns(odds=kept["odds"] * weight(kept, known, name))
        kept = kept.filter((pl.col("odds") * rest >= needed) | pl.col("sounds"))
    return kept.select("left", "right")
