"""Which mentions are one subject: keys, links and judgements brought together, and all that stayed open told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from valuenet.resolve.cluster import Clustered, cluster
from valuenet.resolve.decided import DECIDED, Bearing, bearing, outcomes
from valuenet.resolve.hubs import HUB
from valuenet.resolve.judgements import UNSURE, Judgement
from valuenet.resolve.keys import IS_IDENTITY, NAMES, mention_keys, spellings
from valuenet.resolve.match.links import links
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.names.parse import parsed
from valuenet.text import name_key

DOUBTFUL = pl.Schema(
    {"left_id": pl.String, "right_id": pl.String, "score": pl.Float64, "rule": pl.String, "reason": pl.String}
)
"""Two subjects that may be one: how alike, by what rule, and why that is not decided (`doubt`)."""
STOPPED_NAME = pl.Schema({"name": pl.String, "subject_id": pl.String, "joins": pl.Int64, "reason": pl.String})
"""A name that would have joined so many subjects of other names, one that bears it, and why it was stopped."""
_TOLD = 5


@dataclass(frozen=True)
class Matching:
    """How mentions are matched: by their names where there are `settings`, else exactly; and what people judged."""

    settings: Settings | None = None
    judgements: tuple[Judgement, ...] = ()
    file: str = "judgements.csv"
    hub: int = HUB


@dataclass(frozen=True)
class Matched:
    """The clusters of the mentions, and what the judgements had to say."""

    clustered: Clustered
    bearing: Bearing | None


@dataclass(frozen=True)
class Findings:
    """What was decided on the way from mentions to subjects, as tables of the file, and what a user must know."""

    doubtful: pl.DataFrame
    stopped: pl.DataFrame
    judged: pl.DataFrame
    joined: pl.DataFrame
    warnings: tuple[str, ...]


def matched(mentions: pl.DataFrame, matching: Matching) -> Matched:
    """Return which mentions are one subject; `mentions` as `valuenet.resolve.subjects.resolve` has them.

    Raises `StudyError` where judgements contradict each other.
    """
    keys = mention_keys(mentions)
    sources = mentions.select("mention", "source_id")
    bearing_ = None
    if matching.judgements:
        exact = cluster(keys, sources, hub=matching.hub).numbers
        bearing_ = bearing(matching.judgements, mentions, keys, exact, matching.file)
    found: pl.DataFrame | None = None
    bare = pl.Series([], dtype=pl.String)
    if matching.settings is not None:
        found = links(mentions, keys, matching.settings)
        bare = _bare(keys)
    judged = bearing_.pairs if bearing_ else None
    return Matched(cluster(keys, sources, found, judged, bare=bare, hub=matching.hub), bearing_)


def _bare(keys: pl.DataFrame) -> pl.Series:
    """Return the names of several otherwise named mentions in which nothing but general words is left: 科技有限公司."""
    names = keys.filter(~IS_IDENTITY)
    several = names.filter((pl.len().over("mention") > 1) & (pl.len().over("key") > 2))["key"].unique().sort()
    return pl.Series([key for key in several if not parsed(key.partition("|")[2]).core], dtype=pl.String)


def findings(matched: Matched, mentions: pl.DataFrame, subject_of: pl.Series) -> Findings:
    """Return what is to be told of the matching, by the subjects that came of it."""
    clustered = matched.clustered
    judged, warnings = DECIDED.to_frame(), list[str]()
    if matched.bearing:
        judged, warnings = outcomes(matched.bearing, subject_of)
    stopped = _stopped(clustered.stopped, mentions, subject_of)
    doubtful = _doubtful(clustered.open_links, judged, subject_of)
    return Findings(doubtful, stopped, judged, clustered.joined, (*_hub_warnings(stopped), *warnings))


def _stopped(stopped: pl.DataFrame, mentions: pl.DataFrame, subject_of: pl.Series) -> pl.DataFrame:
    """Return the names that were stopped, each as the first mention that bears it spells it."""
    bearers = mentions.join(stopped.select("mention"), on="mention", how="semi")
    columns = [name for name in NAMES if name in mentions.columns]
    held = pl.concat([spellings(bearers.select("mention", name=column)) for column in columns])
    names: dict[int, list[str]] = {}
    for mention, name in held.select("mention", "name").iter_rows():
        names.setdefault(mention, []).append(name)
    rows = [
        (_spelled(names[mention], key), subject_of[mention], joins, reason)
        for mention, key, joins, reason in stopped.select("mention", "key", "joins", "reason").iter_rows()
    ]
    found = pl.DataFrame(rows, schema=STOPPED_NAME, orient="row")
    return found.sort("joins", "name", "subject_id", descending=[True, False, False])


def _spelled(names: Sequence[str], key: str | None) -> str:
    text = (key or "").partition("|")[2]
    return next((name for name in names if name_key(name) == text), names[0])


def _doubtful(open_links: pl.DataFrame, judged: pl.DataFrame, subject_of: pl.Series) -> pl.DataFrame:
    """Return each pair of subjects once that a link leaves open, by its best link, but those judged to be different."""
    ends = [subject_of.gather(open_links[end]) for end in ("left", "right")]
    pairs = open_links.select(
        pl.Series("one", ends[0], dtype=pl.String), pl.Series("other", ends[1], dtype=pl.String), "score", "rule", "why"
    ).filter(pl.col("one") != pl.col("other"))
    told = judged.filter(outcome="applied").select(
        pl.min_horizontal("left_id", "right_id").alias("left_id"),
        pl.max_horizontal("left_id", "right_id").alias("right_id"),
        "judgement",
    )
    best = (
        pairs.select(
            pl.min_horizontal("one", "other").alias("left_id"),
            pl.max_horizontal("one", "other").alias("right_id"),
            "score",
            "rule",
            reason="why",
        )
        .sort("score", "rule", "reason", descending=[True, False, False])
        .unique(["left_id", "right_id"], keep="first", maintain_order=True)
    )
    asked = best.join(told.unique(["left_id", "right_id"]), on=["left_id", "right_id"], how="left")
    unsure = pl.when(pl.col("judgement") == UNSURE).then(pl.lit("judged_unsure")).otherwise("reason")
    return (
        asked.filter(pl.col("judgement").is_null() | (pl.col("judgement") == UNSURE))
        .select("left_id", "right_id", "score", "rule", unsure.alias("reason"))
        .sort("left_id", "right_id")
    )


def _hub_warnings(stopped: pl.DataFrame) -> list[str]:
    shown = [
        f"the name '{name}' would make one of {joins:,} differently named subjects: it joins none (table stopped_name)"
        for name, joins in stopped.select("name", "joins").head(_TOLD).iter_rows()
    ]
    more = stopped.height - len(shown)
    return [*shown, *([f"{more:,} more such names are in the table stopped_name"] if more > 0 else [])]
