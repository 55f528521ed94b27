"""Links between mentions: pairs that are one organisation, or may be, with the rule that says so."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from valuenet.resolve.match.blocks import Blocked, blocked
from valuenet.resolve.match.compare import compared
from valuenet.resolve.match.forms import forms
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.match.weigh import weighed
from valuenet.resolve.names.parse import parsed

LINKS = pl.Schema(
    {"left": pl.UInt32, "right": pl.UInt32, "score": pl.Float64, "rule": pl.String, "decision": pl.String}
)
"""Two mentions (left < right), how likely they are one subject (0 to 1), by what they met, and `merge` or `review`."""
_MANY = 5
"""A web domain that more organisations than this have is that of a park, a group or a shop, and nobody's own."""
_CHUNK = 1_000_000  # pairs compared at a time


@dataclass(frozen=True)
class Matched:
    """Links (columns `LINKS`), the blocks left out for their size (`blocks.CUT`) and the number of pairs compared."""

    links: pl.DataFrame
    cut: pl.DataFrame
    compared: int


def links(mentions: pl.DataFrame, keys: pl.DataFrame, settings: Settings | None = None) -> pl.DataFrame:
    """Return the pairs of mentions that are, or may be, one organisation by their names (columns `LINKS`).

    `mentions` as in `resolve.subjects.resolve`: mention, kind and any of the names, places, domain and identity fields;
    `keys` as `resolve.keys.KEYS`. Pairs that share a key of `keys` are no links: they meet without one.

    >>> names = ["北京品友互动信息技术有限公司", "品友互动", "商汤"]
    >>> mentions = pl.DataFrame({"mention": [0, 1, 2], "kind": ["enterprise"] * 3, "name_zh": names})
    >>> from valuenet.resolve.keys import mention_keys
    >>> links(mentions, mention_keys(mentions)).select("left", "right", "decision").rows()
    [(0, 1, 'merge')]
    """
    return matched(mentions, keys, settings).links


def matched(mentions: pl.DataFrame, keys: pl.DataFrame, settings: Settings | None = None) -> Matched:
    """Return what `links` returns, with an account of what was not compared.

    >>> from valuenet.resolve.keys import mention_keys
    >>> mentions = pl.DataFrame({"mention": [0], "kind": ["enterprise"], "name_zh": ["商汤"]})
    >>> matched(mentions, mention_keys(mentions)).compared
    0
    """
    settings = settings or Settings()
    found = forms(mentions, keys)
    return judged(blocked(found, settings.block, comparable_aliases(settings.aliases)), found, settings)


def judged(candidates: Blocked, found: pl.DataFrame, settings: Settings) -> Matched:
    """Return the links among the candidate pairs of the forms `found`.

    >>> from valuenet.resolve.keys import mention_keys
    >>> two = pl.DataFrame({"mention": [0, 1], "kind": ["enterprise"] * 2, "name_zh": ["商汤科技", "商汤"]})
    >>> found = forms(two, mention_keys(two))
    >>> judged(blocked(found, 50), found, Settings()).compared
    1
    """
    rivals, shared = _rivals(found), _shared_domains(found)
    heard = _heard(candidates.pairs, found)
    parts = [LINKS.to_frame()]
    for at in range(0, candidates.pairs.height, _CHUNK):
        sides = compared(candidates.pairs.slice(at, _CHUNK), found, shared)
        parts.append(_judged(sides, rivals, heard, settings))
    best = _best(pl.concat(parts))
    return Matched(best, candidates.cut, candidates.pairs.height)


def comparable_aliases(aliases: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of names (left, right) as names are compared.

    >>> comparable_aliases(pl.DataFrame({"left": ["腾讯"], "right": ["Tencent"]})).rows()
    [('腾讯', 'tencent')]
    """
    keys = {name: parsed(name).key for name in {*aliases["left"], *aliases["right"]}}
    return (
        aliases.with_columns(pl.col("left", "right").replace_strict(keys, return_dtype=pl.String)) if keys else aliases
    )


def _rivals(found: pl.DataFrame) -> pl.DataFrame:
    """Return how many full legal names share each core: a brand alone does not tell which of them it means."""
    full = found.filter((pl.col("legal_form") != "") & (pl.col("core") != "") & pl.col("whole"))
    return full.group_by("group", "core").agg(rivals=pl.struct("place", "industry", "arm").n_unique())


def _heard(pairs: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Return how many full legal names of the other script each form sounds like: pinyin alone tells none of them."""
    full = found.with_row_index("form").filter((pl.col("legal_form") != "") & pl.col("whole"))
    rows = full.select("form", "script", "core", "place", "industry")
    sounding = pairs.filter(pl.col("block") == "sound").select("left", "right")
    both = pl.concat([sounding, sounding.select(left="right", right="left")])
    sides = both.join(rows.select("form", "script"), left_on="left", right_on="form").join(
        rows, left_on="right", right_on="form", suffix="_other"
    )
    other = sides.filter(pl.col("script") != pl.col("script_other"))
    return other.group_by(form="left").agg(heard=pl.struct("core", "place", "industry").n_unique())


def _shared_domains(found: pl.DataFrame) -> pl.DataFrame:
    held = found.filter(pl.col("domain") != "").group_by("domain").agg(pl.col("met").n_unique())
    return held.filter(pl.col("met") > _MANY).select("domain")


def _judged(sides: pl.DataFrame, rivals: pl.DataFrame, heard: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Return the links among compared pairs: those of a score that reaches `settings.review`."""
    told = sides.join(rivals, left_on=["group_l", "core_l"], right_on=["group", "core"], how="left").rename(
        {"rivals": "rivals_l"}
    )
    told = told.join(rivals, left_on=["group_r", "core_r"], right_on=["group", "core"], how="left").rename(
        {"rivals": "rivals_r"}
    )
    both_full = (pl.col("legal_form_l") != "") & (pl.col("legal_form_r") != "")
    most = pl.max_horizontal(pl.col("rivals_l", "rivals_r").fill_null(1))
    for side, form in (("heard_l", "left"), ("heard_r", "right")):
        told = told.join(heard.rename({"heard": side}), left_on=form, right_on="form", how="left")
    alike = pl.max_horizontal(pl.col("heard_l", "heard_r").fill_null(1))
    by_sound = (pl.col("block") == "sound") & (pl.col("script_l") != pl.col("script_r"))
    many = pl.when(by_sound & both_full).then(alike).when(both_full).then(1).otherwise(most)
    scored = weighed(told.with_columns(rivals=many))
    merged = pl.col("score") >= settings.merge
    return scored.filter(pl.col("score") >= settings.review).select(
        left=pl.min_horizontal("mention_l", "mention_r"),
        right=pl.max_horizontal("mention_l", "mention_r"),
        score="score",
        rule="block",
        decision=pl.when(merged).then(pl.lit("merge")).otherwise(pl.lit("review")),
    )


def _best(found: pl.DataFrame) -> pl.DataFrame:
    ordered = found.sort("left", "right", "score", "rule", descending=[False, False, True, False])
    return ordered.unique(["left", "right"], keep="first", maintain_order=True)
