"""A register as ROR publishes it, a row an organisation, made one of a row a name."""

from __future__ import annotations

import polars as pl

from valuenet.errors import DataError

_COLUMNS = {
    "id": ("id", "ror_id"),
    "first": ("names.types.ror_display", "display_name"),
    "label": ("names.types.label", "labels"),
    "alias": ("names.types.alias", "aliases"),
    "acronym": ("names.types.acronym", "acronyms"),
    "country": ("locations.geonames_details.country_code", "country_code"),
    "city": ("locations.geonames_details.name", "city"),
    "region": ("locations.geonames_details.country_subdivision_name", "region"),
    "status": ("status",),
    "parent": ("parent",),
}
"""The columns of ROR's own table, and shorter names that subsets of it have; several values are parted by ; or |."""
_LANGUAGE = r"^(?:[a-z]{2,3}(?:-[A-Za-z]+)?|no_lang_code)?:\s*"


def is_ror(frame: pl.DataFrame) -> bool:
    """Tell whether `frame` has an organisation a row, its names in columns of their own.

    >>> is_ror(pl.DataFrame({"ror_id": ["r1"], "display_name": ["Foo"]})), is_ror(pl.DataFrame({"id": ["r1"]}))
    (True, False)
    """
    return _name("first", frame) is not None and _name("id", frame) is not None


def names_of(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a row a name of each active organisation: id, name, kind, country, city, region, parent.

    Raises `DataError` where no organisation is left.

    >>> one = {"ror_id": ["r1"], "display_name": ["Foo University"], "labels": ["de:Universität Foo|en:Foo University"]}
    >>> names_of(pl.DataFrame(one)).select("name", "kind").rows()
    [('Foo University', 'label'), ('Universität Foo', 'label')]
    """
    told = frame.select(_column(part, frame).alias(part) for part in _COLUMNS)
    active = told.filter(pl.col("status").is_null() | (pl.col("status") == "active"))
    if active.is_empty():
        raise DataError("the register holds no active organisation; the column status must have some that are 'active'")
    places = ("country", "city", "region", "parent")
    parts = [
        active.select("id", _listed(part), *places).with_columns(
            kind=pl.lit("label" if part == "first" else part), order=pl.lit(order)
        )
        for order, part in enumerate(("first", "label", "alias", "acronym"))
    ]
    named = (
        pl.concat(parts)
        .explode("name")
        .with_columns(pl.col("name").str.strip_chars().str.replace(_LANGUAGE, "").str.strip_chars())
    )
    rows = active.select("id").with_row_index("row")
    kept = named.filter(pl.col("name").is_not_null() & (pl.col("name") != "")).join(rows, on="id")
    return (
        kept.sort("row", "order", maintain_order=True)
        .unique(["id", "name"], keep="first", maintain_order=True)
        .select("id", "name", "kind", *places)
    )


def _listed(part: str) -> pl.Expr:
    one = pl.col(part)
    if part == "first":
        return pl.concat_list(one).alias("name")
    return one.str.replace_all("; ", "|", literal=True).str.split("|").alias("name")


def _column(part: str, frame: pl.DataFrame) -> pl.Expr:
    name = _name(part, frame)
    return pl.col(name).cast(pl.String) if name else pl.lit(None, pl.String)


def _name(part: str, frame: pl.DataFrame) -> str | None:
    return next((name for name in _COLUMNS[part] if name in frame.columns), None)
