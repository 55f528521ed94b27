"""Every table of subjects of a study, one after another: filled, numbered, named, and parted into its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from valuenet.errors import DataError
from valuenet.model.fields import NAME_FIELDS, PLACE_FIELDS, fields
from valuenet.model.figure import Figure
from valuenet.reconstruct.invent import invented_names
from valuenet.reconstruct.lists import Waves, left_rows, listed, rows_with, with_entry
from valuenet.reconstruct.nodes import with_nodes
from valuenet.reconstruct.recipe import Assumptions, Bound, TableRecipe
from valuenet.reconstruct.table import Names, table


@dataclass(frozen=True)
class Ground:
    """What a reconstruction stands on: the country, the waves in order, figures, printed names and assumptions."""

    country: str
    waves: Waves
    figures: Mapping[str, Figure]
    names: Names
    assumptions: Assumptions


@dataclass
class Subjects:
    """Tables by the name of their file; who entered with which wave; the enterprises, those that left among them."""

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    entries: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"number": pl.UInt32, "entry": pl.String})
    )
    enterprises: pl.DataFrame = field(default_factory=pl.DataFrame)


def enterprises_of(ground: Ground, seed: int) -> pl.DataFrame:
    """Return the enterprises of the last list: `number` from 0 on, `country`, fields, `entry`, bounds of relations."""
    found = [(name, recipe) for name, recipe in ground.assumptions.tables.items() if recipe.kind == "enterprise"]
    if len(found) != 1:
        raise DataError(f"the assumptions declare {len(found)} tables of kind 'enterprise': there must be one")
    name, recipe = found[0]
    frame = _entered(name, recipe, table(name, recipe, ground.figures, ground.names, seed), ground, seed)
    bounds = [column for bound in recipe.relations for column in _bounds(frame, bound)]
    return named(frame.with_row_index("number").with_columns(pl.lit(ground.country).alias("country"), *bounds))


def _bounds(frame: pl.DataFrame, bound: Bound) -> list[pl.Series]:
    """Return the columns that bound the relations of a kind: null for rows that the bound is not for."""
    inside = rows_with(frame, bound.within)
    told = {"least": bound.at_least, "most": bound.at_most}
    return [
        pl.Series(f"{word}_{bound.relation}", [value if here else None for here in inside], dtype=pl.Int64)
        for word, value in told.items()
        if value is not None
    ]


def subjects_of(ground: Ground, enterprises: pl.DataFrame, nodes: pl.DataFrame, seed: int) -> Subjects:
    """Return all tables of subjects; rows that can be nodes of the network are, the others get further numbers.

    `enterprises` as `enterprises_of` gives them; `nodes` has number, kind, names, place and degree.
    """
    found = Subjects()
    parts: dict[str, list[pl.DataFrame]] = {}
    counter = _Counter(enterprises.height + nodes.height)
    for name, recipe in ground.assumptions.tables.items():
        file = recipe.file or name
        frame = enterprises
        if recipe.kind != "enterprise":
            frame = _other(name, recipe, ground, nodes, counter, seed)
        if recipe.lists is None:
            parts.setdefault(file, []).append(frame)
            continue
        gone = counter.numbered(left_rows(name, frame, recipe.lists, ground.waves, seed).drop("number"))
        gone = named(gone)
        for wave, members in listed(name, frame, gone, recipe.lists, ground.waves, ground.figures, seed).items():
            parts[f"{file}_{wave}"] = [_of_list(members, wave, ground.waves)]
        found.entries = pl.concat([found.entries, frame.select("number", "entry")])
        if recipe.kind == "enterprise":
            found.enterprises = pl.concat([frame, gone], how="diagonal")
    found.tables = {file: shown(pl.concat(each, how="diagonal")) for file, each in parts.items()}
    return found


def _other(
    name: str, recipe: TableRecipe, ground: Ground, nodes: pl.DataFrame, counter: _Counter, seed: int
) -> pl.DataFrame:
    frame = table(name, recipe, ground.figures, ground.names, seed)
    if recipe.nodes:
        frame = with_nodes(frame, nodes, recipe.kind, ground.country)
    return named(counter.numbered(_entered(name, recipe, frame, ground, seed)))


def _entered(name: str, recipe: TableRecipe, frame: pl.DataFrame, ground: Ground, seed: int) -> pl.DataFrame:
    if recipe.lists is None:
        return frame
    return with_entry(name, frame, recipe.lists, ground.waves, ground.figures, seed)


class _Counter:
    """Numbers for subjects that are no node of the network, one after another."""

    def __init__(self, start: int) -> None:
        self._next = start

    def numbered(self, frame: pl.DataFrame) -> pl.DataFrame:
        known = frame["number"].to_list() if "number" in frame.columns else [None] * frame.height
        numbers = []
        for number in known:
            numbers.append(self._next if number is None else number)
            self._next += number is None
        return frame.with_columns(pl.Series("number", numbers, dtype=pl.UInt32))


def named(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `frame` (kind, number, name_zh, name_en) with an invented name for each row that has no English one."""
    invented = invented_names(frame["kind"], frame["number"])
    new = pl.col("name_en").is_null()
    return frame.with_columns(
        pl.when(new).then(invented["name_zh"]).otherwise("name_zh").alias("name_zh"),
        pl.when(new).then(invented["name_en"]).otherwise("name_en").alias("name_en"),
    )


def _of_list(members: pl.DataFrame, wave: str, waves: Waves) -> pl.DataFrame:
    """Return the rows of a list; quantities are known of the last one alone."""
    if wave == list(waves)[-1]:
        return members
    return members.with_columns(
        pl.lit(None, pl.Float64).alias(name) for name in members.columns if members[name].dtype.is_float()
    )


def shown(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that a source has, by number: names, places, the parent and those fields that anyone has."""
    known = (*NAME_FIELDS, *PLACE_FIELDS, "parent", *fields())
    columns = [name for name in known if name in frame.columns and frame[name].null_count() < frame.height]
    quantities = [name for name in columns if frame[name].dtype.is_float()]
    whole = [name for name in quantities if bool((frame[name].drop_nulls() % 1 == 0).all())]
    return frame.sort("number").select(columns).with_columns(pl.col(whole).cast(pl.Int64))
