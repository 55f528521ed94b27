"""Links between mentions: pairs that are one organisation, or may be, with the rule that says so."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from valuenet.resolve.match.blocks import Blocked, blocked
from valuenet.resolve.match.compare import COMPARISONS, LEVELS, READS, likeness
from valuenet.resolve.match.forms import forms
from valuenet.resolve.match.profiles import Profiles, profiles, reachable, weight
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.match.weigh import factors, scored
from valuenet.resolve.names.parse import parsed

LINKS = pl.Schema(
    {"left": pl.UInt32, "right": pl.UInt32, "score": pl.Float64, "rule": pl.String, "decision": pl.String}
)
"""Two mentions (left < right), how likely they are one subject (0 to 1), by what they met, and `merge` or `review`."""
_MANY = 5
"""A web domain that more organisations than this have is that of a park, a group or a shop, and nobody's own."""
_CHUNK = 1_000_000  # pairs compared at a time
_FEW = 10_000  # pairs of a block up to which to compare them all takes less than to rule some out


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
    known = profiles(_with_common(found))

    def kept(pairs: pl.DataFrame, block: str) -> pl.DataFrame:
        return reachable(pairs, block, known, settings.review) if pairs.height > _FEW else pairs

    return judged(blocked(found, settings.block, comparable_aliases(settings.aliases), kept), found, settings, known)


def judged(candidates: Blocked, found: pl.DataFrame, settings: Settings, known: Profiles | None = None) -> Matched:
    """Return the links among the candidate pairs of the forms `found`; `known` has their profiles, if made already.

    >>> from valuenet.resolve.keys import mention_keys
    >>> two = pl.DataFrame({"mention": [0, 1], "kind": ["enterprise"] * 2, "name_zh": ["商汤科技", "商汤"]})
    >>> found = forms(two, mention_keys(two))
    >>> judged(blocked(found, 50), found, Settings()).compared
    1
    """
    known = known or profiles(_with_common(found))
    rows = _rows(candidates.pairs, found)
    chunks = (candidates.pairs.slice(at, _CHUNK) for at in range(0, candidates.pairs.height, _CHUNK))
    links = [_judged(chunk, rows, known, settings) for chunk in chunks]
    return Matched(_best(pl.concat([LINKS.to_frame(), *links])), candidates.cut, candidates.pairs.height)


def comparable_aliases(aliases: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of names (left, right) as names are compared.

    >>> comparable_aliases(pl.DataFrame({"left": ["腾讯"], "right": ["Tencent"]})).rows()
    [('腾讯', 'tencent')]
    """
    keys = {name: parsed(name).key for name in {*aliases["left"], *aliases["right"]}}
    return (
        aliases.with_columns(pl.col("left", "right").replace_strict(keys, return_dtype=pl.String)) if keys else aliases
    )


def _rows(pairs: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Return of each form what cores are compared by, and how many organisations its name alone may mean."""
    form = pl.int_range(pl.len(), dtype=pl.UInt32)
    rows = found.select("mention", *READS["core"], "group", full=pl.col("legal_form") != "", form=form)
    rows = rows.join(_rivals(found), on=["group", "core"], how="left", maintain_order="left")
    rows = rows.join(_heard(pairs, found), on="form", how="left", maintain_order="left")
    return rows.drop("group", "form").with_columns(pl.col("rivals", "heard").fill_null(1))


def _rivals(found: pl.DataFrame) -> pl.DataFrame:
    """Return how many full legal names share each core: a brand alone does not tell which of them it means."""
    full = found.filter((pl.col("legal_form") != "") & (pl.col("core") != "") & pl.col("whole"))
    return full.group_by("group", "core").agg(rivals=pl.struct("place", "industry", "arm").hash().n_unique())


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


def _with_common(found: pl.DataFrame) -> pl.DataFrame:
    """Add whether many organisations have a form's web domain."""
    many = (pl.col("met").n_unique().over("domain") > _MANY) & (pl.col("domain") != "")
    return found.with_columns(common=many)


def _judged(pairs: pl.DataFrame, rows: pl.DataFrame, known: Profiles, settings: Settings) -> pl.DataFrame:
    """Return the links among pairs: those of a score that reaches `settings.review`."""
    left = rows[pairs["left"]].select(pl.all().name.suffix("_l"))
    right = rows[pairs["right"]].select(pl.all().name.suffix("_r"))
    sides = pl.concat([pairs, left, right], how="horizontal")
    core = sides.with_columns(likeness=likeness(sides)).select(LEVELS["core"]()).to_series()
    weights = [weight(pairs, known, name) for name in COMPARISONS if name != "core"]
    told = sides.select(rivals=_among()).with_columns(
        core.replace_strict(factors()["core"], return_dtype=pl.Float64).alias("core"), *weights
    )
    found = pl.concat([sides, scored(told)], how="horizontal").filter(pl.col("score") >= settings.review)
    merged = pl.col("score") >= settings.merge
    return found.select(
        left=pl.min_horizontal("mention_l", "mention_r"),
        right=pl.max_horizontal("mention_l", "mention_r"),
        score="score",
        rule="block",
        decision=pl.when(merged).then(pl.lit("merge")).otherwise(pl.lit("review")),
    )


def _among() -> pl.Expr:
    """Return among how many organisations two names share their odds, as either may mean any of them."""
    both_full = pl.col("full_l") & pl.col("full_r")
    by_sound = (pl.col("block") == "sound") & (pl.col("script_l") != pl.col("script_r"))
    alike = pl.max_horizontal("heard_l", "heard_r")
    return (
        pl.when(by_sound & both_full)
        .then(alike)
        .when(both_full)
        .then(1)
        .otherwise(pl.max_horizontal("rivals_l", "rivals_r"))
    )


def _best(found: pl.DataFrame) -> pl.DataFrame:
    ordered = found.sort("left", "right", "score", "rule", descending=[False, False, True, False])
    return ordered.unique(["left", "right"], keep="first", maintain_order=True)
