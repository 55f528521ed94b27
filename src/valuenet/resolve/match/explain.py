"""Two names side by side: what they were taken apart into, each comparison with its weight, and what follows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from valuenet.resolve.match.blocks import PAIRS, blocked
from valuenet.resolve.match.compare import COMPARISONS, compared
from valuenet.resolve.match.forms import forms
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.match.weigh import factors, weighed
from valuenet.resolve.names.name import Step
from valuenet.resolve.names.parse import steps_of
from valuenet.text import has_hanzi

SCORED = pl.Schema({"left": pl.String, "right": pl.String, "score": pl.Float64, "rule": pl.String})
"""Two names, how likely they are one organisation's (0 to 1), and by what they met."""
_SHOWN = {"core": "core", "place": "place", "industry": "industry", "registered": "legal_form", "arm": "arm"}
_KIND = "organisation"


@dataclass(frozen=True)
class Part:
    """One comparison: what either side says, the level of agreement, what it multiplies the odds by, and why."""

    comparison: str
    left: str
    right: str
    level: str
    factor: float
    why_zh: str
    why_en: str


@dataclass(frozen=True)
class Explained:
    """Two names compared: score (0 to 1), `merge`, `review` or `apart`, the parts of the score, both sides' steps."""

    left: str
    right: str
    score: float
    decision: str
    rule: str
    parts: tuple[Part, ...]
    steps_left: tuple[Step, ...]
    steps_right: tuple[Step, ...]


def explained(left: str, right: str, settings: Settings | None = None) -> Explained:
    """Return how two names compare, step by step, as if nothing but the names were known.

    >>> found = explained("北京品友互动信息技术有限公司", "品友互动")
    >>> found.decision, [(part.comparison, part.level) for part in found.parts][:2]
    ('merge', [('core', 'han4'), ('place', 'missing')])
    """
    settings = settings or Settings()
    sides = _compared(pl.DataFrame({"left": [left], "right": [right]}))
    steps = (steps_of(left), steps_of(right))
    if sides.is_empty():
        return Explained(left, right, 0.0, "apart", "nothing", (), *steps)
    row = sides.row(0, named=True)
    parts = tuple(_part(name, row) for name in COMPARISONS if name not in ("domain", "source", "kind"))
    score = float(row["score"])
    decision = "merge" if score >= settings.merge else "review" if score >= settings.review else "apart"
    return Explained(left, right, score, decision, row["block"], parts, *steps)


def scored_pairs(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return `pairs` (left, right: names) with the score of each and what they met by (columns `SCORED`).

    >>> scored_pairs(pl.DataFrame({"left": ["商汤科技"], "right": ["旷视科技"]}))["score"][0] < 0.5
    True
    """
    best = _compared(pairs).select("pair", "score", rule="block")
    told = pairs.select("left", "right").with_row_index("pair").join(best, on="pair", how="left", maintain_order="left")
    return told.select("left", "right", pl.col("score").fill_null(0.0), pl.col("rule").fill_null("asked"))


def _compared(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the best compared forms of each pair of names, with `pair`, its row, and the score."""
    names = pl.concat([pairs["left"].rename("name"), pairs["right"].rename("name")]).to_list()
    mentions = pl.DataFrame(
        {
            "mention": range(len(names)),
            "kind": [_KIND] * len(names),
            "name_zh": [name if has_hanzi(name) else None for name in names],
            "name_en": [None if has_hanzi(name) else name for name in names],
        },
        schema_overrides={"name_zh": pl.String, "name_en": pl.String},
    )
    keys = pl.DataFrame(schema={"mention": pl.UInt32, "key": pl.String})
    found = forms(mentions, keys)
    rows = found.with_row_index("form").select("form", "mention")
    size = pairs.height
    theirs = rows.filter(pl.col("mention") >= size).select(right="form", mention=pl.col("mention") - size)
    ours = rows.filter(pl.col("mention") < size).select(left="form", mention="mention")
    asked = ours.join(theirs, on="mention").select("left", "right", pair="mention")
    met = blocked(found, max(Settings().block, 2 * size)).pairs
    blocks = asked.join(met, on=["left", "right"], how="left").with_columns(pl.col("block").fill_null("asked"))
    sides = weighed(compared(blocks.select(*PAIRS, "pair"), found).with_columns(rivals=pl.lit(1)))
    return sides.sort("pair", "score", descending=[False, True], maintain_order=True).unique(
        "pair", keep="first", maintain_order=True
    )


def _part(comparison: str, row: dict[str, object]) -> Part:
    shown = _SHOWN[comparison]
    level = str(row[comparison])
    sides = (str(row[f"{shown}_l"] or ""), str(row[f"{shown}_r"] or ""))
    return Part(comparison, *sides, level, factors()[comparison][level], *_reasons()[comparison, level])


@cache
def _reasons() -> dict[tuple[str, str], tuple[str, str]]:
    text = (files("valuenet.resolve.match") / "weights.csv").read_text(encoding="utf-8")
    return {
        (row["comparison"], row["level"]): (row["why_zh"], row["why_en"]) for row in csv.DictReader(text.splitlines())
    }
