"""From clusters to the tables `subject` and `name`, with ids that stay the same for the same inputs."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5

import polars as pl

from valuenet.model.fields import NAME_FIELDS
from valuenet.model.vocabulary import vocabulary
from valuenet.resolve.cluster import Numbers, cluster
from valuenet.resolve.keys import IDENTITIES, NAMES, mention_keys, spellings

_PLACE = ("country", "region", "city")
_HANZI = r"[\x{3400}-\x{9FFF}]"
_TEXTS = ("kind", "registered_name", "name_zh", "name_en", *_PLACE, "home_country", "parent", *IDENTITIES)


@dataclass(frozen=True)
class Resolved:
    """Subjects, their names, and the subject of each mention (by position), parents after the mentions given."""

    subjects: pl.DataFrame
    names: pl.DataFrame
    subject_of: pl.Series


def resolve(mentions: pl.DataFrame) -> Resolved:
    """Make one subject of all mentions that share an identity or an unambiguous name.

    `mentions` has the columns mention (0, 1, 2 …), source_id, ordinal (precedence of the source), row, kind,
    synthetic, and any of the names (`alias` as lists), places, parent and identity fields. The source of least ordinal
    decides, but on a place: that is the most exact one told within the country that it tells. A parent that is only
    named becomes a subject too. A subject is synthetic where all that is known of it is.
    """
    mentions = _with_parents(_complete(mentions))
    numbers, used = cluster(mention_keys(mentions), mentions.select("mention", "source_id"))
    subject_of = _ids(mentions, numbers, used)
    placed = mentions.with_columns(subject_of).sort("ordinal", "row", maintain_order=True)
    return Resolved(_subjects(placed), _names(placed), subject_of)


def _complete(mentions: pl.DataFrame) -> pl.DataFrame:
    types = {**dict.fromkeys(_TEXTS, pl.String()), "alias": pl.List(pl.String)}
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in types.items() if name not in mentions.columns]
    return mentions.with_columns(*absent, pl.lit(None, pl.String).alias("named_as_parent"))


def _with_parents(mentions: pl.DataFrame) -> pl.DataFrame:
    """Add a mention for each parent that a source names, at the first row that does."""
    named = mentions.filter(pl.col("parent").is_not_null())
    hanzi = pl.col("parent").str.contains(_HANZI)
    parents = named.unique(["parent", "source_id"], keep="first", maintain_order=True).select(
        "source_id",
        "ordinal",
        "row",
        "synthetic",
        pl.lit("organisation").alias("kind"),
        pl.when(hanzi).then("parent").alias("name_zh"),
        pl.when(~hanzi).then("parent").alias("name_en"),
        pl.col("parent").alias("named_as_parent"),
    )
    return pl.concat([mentions.drop("mention"), parents], how="diagonal_relaxed").with_row_index("mention")


def _ids(mentions: pl.DataFrame, numbers: Numbers, used: pl.DataFrame) -> pl.Series:
    """Return a subject id a mention: the kind, and a digest of the best key its cluster holds."""
    held = used.with_columns(pl.Series("cluster", numbers[used["mention"].to_numpy()]))
    best = held.sort("rank", "key").unique("cluster", keep="first").select("cluster", "key")
    kinds = mentions.select("mention", "kind").with_columns(pl.Series("cluster", numbers))
    precedence = {term.code: int(term.extra["precedence"]) for term in vocabulary("kind").terms}
    order = pl.col("kind").replace_strict(precedence, return_dtype=pl.Int64)
    clusters = kinds.sort(order).unique("cluster", keep="first").join(best, on="cluster", how="left")
    described = mentions.join(clusters.filter(pl.col("key").is_null()), on="mention", how="semi")
    keyed = clusters.update(described.select("mention", _description()), on="mention")
    digests = pl.Series("digest", map(_digest, keyed["key"]), dtype=pl.String)
    ids = keyed.select("cluster", pl.format("{}-{}", "kind", digests).alias("subject_id"))
    return kinds.join(ids, on="cluster", how="left", maintain_order="left")["subject_id"]


def _digest(key: str) -> str:
    return md5(key.encode(), usedforsecurity=False).hexdigest()[:16]


def _description() -> pl.Expr:
    """Return a key for a mention that is left with an ambiguous name and nothing else: all that its source says of it.

    Like descriptions in one source are so one subject; in two sources nothing says that they are.
    """
    texts = [pl.col(name).fill_null("") for name in ("source_id", *_TEXTS)]
    return pl.concat_str(*texts, pl.col("alias").list.join("\x1f").fill_null(""), separator="\x1e").alias("key")


def _subjects(placed: pl.DataFrame) -> pl.DataFrame:
    """Return one row a subject; `placed` is in the order of precedence."""
    first = [pl.col(name).drop_nulls().first() for name in (*NAMES, "home_country")]
    unnamed = pl.col("name_zh").is_null() & pl.col("name_en").is_null()
    other = pl.coalesce("registered_name", pl.col("alias").list.first())
    hanzi = other.str.contains(_HANZI)
    return (
        placed.group_by("subject_id")
        .agg(*first, pl.col("synthetic").all())
        .join(_places(placed), on="subject_id", how="left")
        .join(_parents(placed), on="subject_id", how="left")
        .with_columns(
            pl.col("subject_id").str.split("-").list.first().alias("kind"),
            pl.when(unnamed & hanzi).then(other).otherwise("name_zh").alias("name_zh"),
            pl.when(unnamed & ~hanzi).then(other).otherwise("name_en").alias("name_en"),
        )
        .drop("registered_name", "alias")
        .sort("subject_id")
    )


def _places(placed: pl.DataFrame) -> pl.DataFrame:
    """Return where each subject sits: in the country told first, the place told to the city, else to the region."""
    told = placed.select("subject_id", *_PLACE).filter(pl.any_horizontal(pl.col(*_PLACE).is_not_null()))
    countries = told.drop_nulls("country").unique("subject_id", keep="first", maintain_order=True)
    return (
        told.join(countries.select("subject_id", first="country"), on="subject_id", how="left", maintain_order="left")
        .filter(pl.col("country").eq_missing(pl.col("first")))
        .sort(pl.col("region").is_null(), pl.col("city").is_null(), maintain_order=True)
        .unique("subject_id", keep="first", maintain_order=True)
        .drop("first")
    )


def _parents(placed: pl.DataFrame) -> pl.DataFrame:
    heads = placed.select("source_id", parent="named_as_parent", parent_id="subject_id").drop_nulls("parent")
    return (
        placed.select("subject_id", "source_id", "parent")
        .drop_nulls("parent")
        .join(heads, on=["source_id", "parent"], maintain_order="left")
        .filter(pl.col("parent_id") != pl.col("subject_id"))
        .unique("subject_id", keep="first", maintain_order=True)
        .select("subject_id", "parent_id")
    )


def _names(placed: pl.DataFrame) -> pl.DataFrame:
    """Return one row a spelling, source and subject: at the first row in which the source has it."""
    found = []
    for column, kind in NAME_FIELDS.items():
        named = spellings(placed.select("subject_id", "source_id", "ordinal", "row", name=column))
        by_script = pl.when(pl.col("name").str.contains(_HANZI)).then(pl.lit("zh")).otherwise(pl.lit("en"))
        language = pl.lit(column[-2:]) if column in ("name_zh", "name_en") else by_script
        found.append(named.with_columns(pl.lit(kind).alias("name_kind"), language.alias("language")))
    return (
        pl.concat(found)
        .sort("subject_id", "ordinal", "row", maintain_order=True)
        .unique(["subject_id", "name", "source_id"], keep="first", maintain_order=True)
        .drop("ordinal")
    )
