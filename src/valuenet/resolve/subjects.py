"""From clusters to the tables `subject` and `name`, with ids that stay the same for the same inputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.model.fields import IDENTITIES, NAME_FIELDS
from valuenet.model.precedence import Precedence
from valuenet.model.vocabulary import vocabulary
from valuenet.resolve.cluster import Numbers
from valuenet.resolve.keys import NAMES, spellings
from valuenet.resolve.matching import Findings, Matching, findings, matched
from valuenet.resolve.parents import parents_by_name
from valuenet.resolve.precedence import SHOWN, asked_first, ruled_places
from valuenet.resolve.references import digest

_PLACE = ("country", "region", "city")
_HANZI = r"[\x{3400}-\x{9FFF}]"
_TEXTS = ("kind", "registered_name", "name_zh", "name_en", *_PLACE, "home_country", "parent", *IDENTITIES)


@dataclass(frozen=True)
class Resolved:
    """Subjects, their names, and the subject of each mention (by position), parents after the mentions given.

    `findings` is what the matching has to tell: what stayed doubtful, what was stopped, what became of judgements.
    """

    subjects: pl.DataFrame
    names: pl.DataFrame
    subject_of: pl.Series
    findings: Findings


def resolve(mentions: pl.DataFrame, precedence: Precedence | None = None, matching: Matching | None = None) -> Resolved:
    """Make one subject of all mentions that share an identity or an unambiguous name, or that `matching` joins.

    `mentions` has the columns mention (0, 1, 2 …), source_id, ordinal (precedence of the source), row, kind,
    synthetic, and any of the names (`alias` as lists), places, parent and identity fields. The source of least ordinal
    decides, unless `precedence` (see `precedence.asked_first`) rules otherwise for a field; of places the most exact
    one told within the country that is so decided. A parent that is only named becomes a subject too; where names are
    matched and no source tells a parent, the one that a name tells is it (`parents`). A subject is synthetic where all
    that is known of it is.
    """
    mentions = _with_parents(mentions)
    found = matched(mentions, matching or Matching())
    clusters = found.clustered.numbers
    ids, numbers = _in_order(_ids(mentions, clusters, found.clustered.used))
    subjects = pl.Series("subject", numbers[clusters], dtype=pl.UInt32)
    subject_of = ids.gather(subjects)
    told = findings(found, mentions, subject_of)
    parts = (
        parents_by_name(mentions, found.clustered.used, numbers[clusters]) if matching and matching.settings else None
    )
    del found  # five million keys, which the rest has no need of
    mentions = mentions.with_columns(subjects).sort("ordinal", "row", maintain_order=True)
    made = _subjects(mentions, ids, precedence or Precedence())
    if parts is not None:
        made = _with_parents_by_name(made, parts, subject_of, ids)
    return Resolved(made, _names(mentions, ids), subject_of, told)


def _with_parents(mentions: pl.DataFrame) -> pl.DataFrame:
    """Add a mention for each parent that a source names, at the first row that does."""
    if "parent" not in mentions.columns:
        return mentions
    named = mentions.filter(pl.col("parent").is_not_null())
    hanzi = pl.col("parent").str.contains(_HANZI)
    parents = named.unique(["parent", "source_id"], keep="first", maintain_order=True).select(
        "source_id",
        "ordinal",
        "row",
        "synthetic",
        *(name for name in SHOWN[1:] if name in mentions.columns),
        pl.lit("organisation").alias("kind"),
        pl.when(hanzi).then("parent").alias("name_zh"),
        pl.when(~hanzi).then("parent").alias("name_en"),
        pl.col("parent").alias("named_as_parent"),
    )
    return pl.concat([mentions.drop("mention"), parents], how="diagonal_relaxed").with_row_index("mention")


def _ids(mentions: pl.DataFrame, clusters: Numbers, used: pl.DataFrame) -> pl.Series:
    """Return the subject id of each cluster: the kind, and a digest of the best key that it holds."""
    held = used.select("key", "rank", pl.Series("cluster", clusters[used["mention"].to_numpy()]))
    lowest = held.group_by("cluster").agg(pl.col("rank").min())
    best = held.join(lowest, on=["cluster", "rank"]).group_by("cluster").agg(pl.col("key").min())
    kinds = mentions.select("mention", "kind").with_columns(pl.Series("cluster", clusters))
    precedence = {term.code: int(term.extra["precedence"]) for term in vocabulary("kind").terms}
    order = pl.col("kind").replace_strict(precedence, return_dtype=pl.Int64)
    ranked = kinds.sort(order, maintain_order=True).unique("cluster", keep="first", maintain_order=True)
    keyed = ranked.join(best, on="cluster", how="left").sort("cluster")
    described = mentions.join(keyed.filter(pl.col("key").is_null()), on="mention", how="semi")
    keyed = keyed.update(described.select("mention", _description(described)), on="mention")
    digests = pl.Series("digest", map(digest, keyed["key"]), dtype=pl.String)
    return keyed.select(pl.format("{}-{}", "kind", digests).alias("subject_id")).to_series()


def _in_order(ids: pl.Series) -> tuple[pl.Series, Numbers]:
    """Return the distinct ids in order, and the place among them of each id: numbers sort faster than texts."""
    order = ids.arg_sort()
    ids = ids.gather(order)
    first = ids.ne_missing(ids.shift())
    places = np.empty(len(ids), dtype=np.int64)
    places[order.to_numpy()] = first.cum_sum().to_numpy().astype(np.int64) - 1
    return ids.filter(first), places


def _description(mentions: pl.DataFrame) -> pl.Expr:
    """Return a key for a mention that is left with an ambiguous name and nothing else: all that its source says of it.

    Like descriptions in one source are so one subject; in two sources nothing says that they are.
    """
    texts = [_column(mentions, name).fill_null("") for name in ("source_id", *_TEXTS)]
    alias = pl.col("alias").list.join("\x1f").fill_null("") if "alias" in mentions.columns else pl.lit("")
    return pl.concat_str(*texts, alias, separator="\x1e").alias("key")


def _column(frame: pl.DataFrame, name: str) -> pl.Expr:
    """Return the column `name`, of nulls where no source fills it."""
    return pl.col(name) if name in frame.columns else pl.lit(None, pl.String).alias(name)


def _subjects(mentions: pl.DataFrame, ids: pl.Series, precedence: Precedence) -> pl.DataFrame:
    """Return one row a subject; `mentions` (with `subject`, a position in `ids`) are in the order of precedence."""
    found = ids.to_frame().with_row_index("subject")
    synthetic = mentions.group_by("subject").agg(pl.col("synthetic").all())
    firsts = [_first(mentions, name, precedence) for name in (*NAMES, "home_country")]
    for each in (*firsts, synthetic, _places(mentions, precedence), _parents(mentions, ids, precedence)):
        found = found.join(each, on="subject", how="left", maintain_order="left")
    unnamed = pl.col("name_zh").is_null() & pl.col("name_en").is_null()
    other = pl.coalesce("registered_name", pl.col("alias").list.first())
    hanzi = other.str.contains(_HANZI)
    return found.with_columns(
        pl.col("subject_id").str.split("-").list.first().alias("kind"),
        pl.when(unnamed & hanzi).then(other).otherwise("name_zh").alias("name_zh"),
        pl.when(unnamed & ~hanzi).then(other).otherwise("name_en").alias("name_en"),
    ).drop("subject", "registered_name", "alias")


def _first(mentions: pl.DataFrame, column: str, precedence: Precedence) -> pl.DataFrame:
    """Return subject and `column`: the value of the mention that is asked first."""
    dtype = pl.List(pl.String) if column == "alias" else pl.String
    if column not in mentions.columns:
        return pl.DataFrame(schema={"subject": pl.UInt32, column: dtype})
    told = asked_first(mentions, column, precedence.rule_of(column)).select("subject", column)
    return told.unique("subject", keep="first", maintain_order=True)


def _places(mentions: pl.DataFrame, precedence: Precedence) -> pl.DataFrame:
    """Return where each subject sits: in the country told first, the place told to the city, else to the region."""
    told = _told_places(mentions)
    if precedence.rule_of("place") != "source":
        return ruled_places(told, _PLACE, precedence.rule_of("place"))
    told = told.select("subject", *_PLACE)
    first = told.select("subject", first="country").drop_nulls().unique("subject", keep="first", maintain_order=True)
    return (
        told.join(first, on="subject", how="left", maintain_order="left")
        .filter(pl.col("country").eq_missing(pl.col("first")))
        .sort(pl.col("region").is_null(), pl.col("city").is_null(), maintain_order=True)
        .unique("subject", keep="first", maintain_order=True)
        .drop("first")
    )


def _told_places(mentions: pl.DataFrame) -> pl.DataFrame:
    known = [name for name in SHOWN if name in mentions.columns]
    placed = mentions.select("subject", *known, *(_column(mentions, name) for name in _PLACE))
    return placed.filter(pl.any_horizontal(pl.col(*_PLACE).is_not_null()))


def _parents(mentions: pl.DataFrame, ids: pl.Series, precedence: Precedence) -> pl.DataFrame:
    if "parent" not in mentions.columns:
        return pl.DataFrame(schema={"subject": pl.UInt32, "parent_id": pl.String})
    heads = mentions.select("source_id", head="subject", parent="named_as_parent").drop_nulls("parent")
    told = (
        asked_first(mentions, "parent", precedence.rule_of("parent"))
        .select("subject", "source_id", "parent")
        .join(heads, on=["source_id", "parent"], maintain_order="left")
        .filter(pl.col("head") != pl.col("subject"))
        .unique("subject", keep="first", maintain_order=True)
    )
    return told.select("subject", ids.gather(told["head"]).alias("parent_id"))


def _with_parents_by_name(
    made: pl.DataFrame, parts: pl.DataFrame, subject_of: pl.Series, ids: pl.Series
) -> pl.DataFrame:
    """Fill the parents that no source tells with those that names tell."""
    told = parts.select(
        pl.Series("subject_id", subject_of.gather(parts["mention"]), dtype=pl.String),
        pl.Series("named_id", ids.gather(parts["head"]), dtype=pl.String),
    ).unique("subject_id", keep="first", maintain_order=True)
    joined = made.join(told, on="subject_id", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("parent_id", "named_id").alias("parent_id")).drop("named_id")


def _names(mentions: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Return one row a spelling, source and subject: at the first row in which the source has it."""
    found = []
    for column, kind in NAME_FIELDS.items():
        if column not in mentions.columns:
            continue
        named = spellings(mentions.select("subject", "source_id", "ordinal", "row", name=column))
        by_script = pl.when(pl.col("name").str.contains(_HANZI)).then(pl.lit("zh")).otherwise(pl.lit("en"))
        language = pl.lit(column[-2:]) if column in ("name_zh", "name_en") else by_script
        found.append(named.with_columns(pl.lit(kind).alias("name_kind"), language.alias("language")))
    together = (
        pl.concat(found)
        .sort("subject", "ordinal", "row", maintain_order=True)
        .unique(["subject", "name", "source_id"], keep="first", maintain_order=True)
    )
    return together.select(ids.gather(together["subject"]), pl.all().exclude("subject", "ordinal"))
