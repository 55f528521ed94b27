"""Names in cells: several subjects in one cell become several rows, with their parents, aliases and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from valuenet.collect.cells import blank, cells_of, field_name, parts_of, refused
from valuenet.collect.convert import Surroundings, converter_for, read_cells
from valuenet.collect.names import Party
from valuenet.model.fields import PLACE_FIELDS
from valuenet.model.source import Value

PARTY = pl.Struct({"name": pl.String, "parent": pl.String, "aliases": pl.List(pl.String)})
"""One subject of a cell: its name, and what the cell says of its parent and other names."""

_Flat = tuple[str | None, str | None, list[str]]
_LEADS = ("name_zh", "name_en")


def read_parties(
    frame: pl.DataFrame, name: str, value: Value, around: Surroundings, unknown: Sequence[str]
) -> tuple[pl.Series, pl.DataFrame]:
    """Return a list of `PARTY` for each row, null where the cell names nobody, and the refused cells."""
    cells = cells_of(frame, value, unknown)
    parts = parts_of(cells, value.separator)
    distinct = pl.Series(list(dict.fromkeys(part for each in parts.values() for part in each)), dtype=pl.String)
    good, bad = read_cells(distinct, converter_for(name, value, around))
    # A list of places stands beside a list of names: one that is not known must not shift the others.
    holds_place = name in PLACE_FIELDS
    flat = [
        (cell, *party)
        for cell, each in parts.items()
        for part in each
        if part in good or holds_place
        for party in _parties(good.get(part))
    ]
    refusals = {cell: bad[part] for cell, each in parts.items() for part in each if part in bad}
    return _listed(cells, flat), refused(frame["row"], cells, refusals, field_name(value))


def _parties(found: Any) -> list[_Flat]:
    if found is None or isinstance(found, str):
        return [(found, None, [])]
    parties: tuple[Party, ...] = found
    return [(party.name, party.parent, list(party.aliases)) for party in parties]


def _listed(cells: pl.Series, flat: list[tuple[str, str | None, str | None, list[str]]]) -> pl.Series:
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "cell": pl.String,
        "name": pl.String,
        "parent": pl.String,
        "aliases": pl.List(pl.String),
    }
    table = pl.DataFrame(flat, schema=schema, orient="row")
    lists = table.group_by("cell", maintain_order=True).agg(pl.struct("name", "parent", "aliases").alias("parties"))
    return cells.rename("cell").to_frame().join(lists, on="cell", how="left", maintain_order="left")["parties"]


def names_several(name: str, value: Value) -> bool:
    """Tell whether one cell of the field can name several subjects, or several places beside them."""
    return name == "alias" or value.separator is not None or value.convert == "investors"


def spread(described: pl.DataFrame, lists: dict[str, pl.Series]) -> pl.DataFrame:
    """Give each name of a list its own row, and each place listed beside it where there are as many.

    `lists` holds, by field, a series of lists of `PARTY` as long as `described`. Every field becomes a text
    column; aliases are gathered in the list column `alias`, a parent told by a name fills `parent`.
    """
    described = _with_aliases(described, lists.get("alias"))
    lead = next((name for name in _LEADS if name in lists), None)
    if lead is None:
        return described
    length = lists[lead].list.len().fill_null(lists.get("name_en", lists[lead]).list.len())
    beside = [name for name in lists if name not in (lead, "alias")]
    described = described.with_columns(_beside(lists[name], length) for name in (lead, *beside))
    several = bool((length > 1).any())
    columns = [lead, *beside]
    described = described.explode(columns) if several else described.with_columns(pl.col(columns).list.first())
    own = pl.col(lead).struct
    aliases = pl.concat_list(pl.col("alias").fill_null([]), own.field("aliases").fill_null([]))
    return described.with_columns(
        pl.coalesce("parent", own.field("parent")).alias("parent"),
        pl.when(aliases.list.len() > 0).then(aliases).alias("alias"),
        *(pl.col(name).struct.field("name").alias(name) for name in columns),
    )


def _with_aliases(described: pl.DataFrame, aliases: pl.Series | None) -> pl.DataFrame:
    if aliases is None:
        return described.with_columns(blank(described.height, pl.List(pl.String)).alias("alias"))
    return described.with_columns(aliases.alias("alias").list.eval(pl.element().struct.field("name")))


def _beside(listed: pl.Series, length: pl.Series) -> pl.Expr:
    """Keep a list that is as long as the list of names; else as many nulls, and one where nobody is named."""
    nulls = pl.lit(None, dtype=PARTY).repeat_by(pl.lit(length).fill_null(1))
    return pl.when(pl.lit(listed.list.len() == length)).then(pl.lit(listed)).otherwise(nulls).alias(listed.name)
