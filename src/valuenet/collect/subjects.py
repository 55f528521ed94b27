"""Subjects that rows name: their kind, names, place and identity, one mention for each distinct description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from valuenet.collect.attributes import ATTRIBUTES, read_attributes
from valuenet.collect.cells import REJECTS, blank, converted, mapped, texts_of
from valuenet.collect.convert import Surroundings, converter_for
from valuenet.collect.naming import names_several, read_parties, spread
from valuenet.model.fields import DESCRIPTION, PLACE_FIELDS
from valuenet.model.source import SubjectDeclaration, Value

_NAMES = ("name_zh", "name_en", "registered_name", "alias")


@dataclass(frozen=True)
class Subjects:
    """The subjects of one record declaration.

    `rows` (at, row, mention): which mention each row of the frame names, several where a cell lists several.
    `mentions` (mention, row, declared, and `DESCRIPTION`): the distinct descriptions, at their first row.
    `attributes` as `attributes.ATTRIBUTES`; `rejects` as `cells.REJECTS`.
    """

    rows: pl.DataFrame
    mentions: pl.DataFrame
    attributes: pl.DataFrame
    rejects: pl.DataFrame


def read_subjects(
    frame: pl.DataFrame,
    declaration: SubjectDeclaration,
    around: Surroundings,
    unknown: Sequence[str],
    declared: bool,
) -> Subjects:
    """Read the subjects that `declaration` finds in `frame` (columns `at`, `row` and the source's own).

    Mentions count from 0; `declared` says whether the source lists them in their own right, not only as an end.
    """
    described, rejects = _described(frame, declaration, around, unknown)
    keys = [name for name in DESCRIPTION if described[name].null_count() < described.height]
    if not keys:
        nobody = described.clear().with_columns(
            pl.lit(0, pl.UInt32).alias("mention"), pl.lit(declared).alias("declared")
        )
        return Subjects(
            nobody.select("at", "row", "mention"), nobody.drop("at"), ATTRIBUTES.to_frame(), _together(rejects)
        )
    mentions = described.unique(keys, keep="first", maintain_order=True).with_row_index("mention")
    rows = (
        described.select("at", "row", *keys)
        .join(mentions.select("mention", *keys), on=keys, how="left", nulls_equal=True, maintain_order="left")
        .select("at", "row", "mention")
    )
    named = frame.join(rows, on="at", how="semi", maintain_order="left")  # what is lost is lost for its name
    attributes, refusals = read_attributes(named, rows, declaration, around, unknown)
    listed = mentions.drop("at").with_columns(pl.lit(declared).alias("declared"))
    return Subjects(rows, listed, attributes, _together([*rejects, *refusals]))


def _together(rejects: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([REJECTS.to_frame(), *rejects])


def _described(
    frame: pl.DataFrame, declaration: SubjectDeclaration, around: Surroundings, unknown: Sequence[str]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Return at, row and `DESCRIPTION`, one row a named subject; rows that name nobody are left out."""
    texts: dict[str, pl.Series] = {}
    lists: dict[str, pl.Series] = {}
    rejects: list[pl.DataFrame] = []
    for name, value in {"kind": declaration.subject, **declaration.fields}.items():
        if name in ("name_zh", "name_en", "alias", *PLACE_FIELDS) and names_several(name, value):
            listed, refusals = read_parties(frame, name, value, around, unknown)
            lists[name] = listed.alias(name)
        elif name == "place":
            refusals = _read_place(frame, value, around, unknown, texts)
        elif name in DESCRIPTION:
            read, refusals = texts_of(frame, value, converter_for(name, value, around), unknown)
            texts[name] = read.fill_null(texts.get(name, blank(frame.height)))
        else:
            continue
        rejects.append(refusals)
    plain = [texts.get(name, blank(frame.height)).alias(name) for name in DESCRIPTION if name != "alias"]
    spread_out = spread(frame.select("at", "row", *plain), lists)
    named = spread_out.filter(pl.col("kind").is_not_null() & pl.any_horizontal(pl.col(_NAMES).is_not_null()))
    return localised(named, around).select("at", "row", *DESCRIPTION), rejects


def _read_place(
    frame: pl.DataFrame, value: Value, around: Surroundings, unknown: Sequence[str], texts: dict[str, pl.Series]
) -> pl.DataFrame:
    """Fill country, region and city from one cell where no column of their own has filled them."""
    good, cells, refusals = converted(frame, value, converter_for("place", value, around), unknown)
    for part in ("country", "region", "city"):
        read = mapped(cells, {cell: getattr(found, part) for cell, found in good.items()})
        texts[part] = texts[part].fill_null(read) if part in texts else read
    return refusals


def localised(described: pl.DataFrame, around: Surroundings) -> pl.DataFrame:
    """Fill a region from its city and a country from its region.

    A country code that the study's country counts as one of its regions (`iso_country` of the region) becomes it.
    """
    regions, cities = around.vocabularies["region"].terms, around.vocabularies["city"].terms
    of_city = {term.code: term.extra["broader"] for term in cities if "broader" in term.extra}
    country = {term.code: term.extra.get("country", around.country) for term in regions}
    territory = {
        term.extra["iso_country"]: term.code
        for term in regions
        if "iso_country" in term.extra and country[term.code] == around.country
    }
    inside = pl.col("country").is_in(list(territory))
    return (
        described.with_columns(
            pl.when(inside).then(_looked_up("country", territory)).otherwise("region").alias("region"),
            pl.when(inside).then(pl.lit(around.country)).otherwise("country").alias("country"),
        )
        .with_columns(pl.coalesce("region", _looked_up("city", of_city)).alias("region"))
        .with_columns(pl.coalesce("country", _looked_up("region", country)).alias("country"))
    )


def _looked_up(column: str, table: dict[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(table, default=None, return_dtype=pl.String)
