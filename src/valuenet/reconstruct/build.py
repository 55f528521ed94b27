"""The order of a reconstruction: figures, subjects, network, then the tables that a study reads as its sources."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from valuenet.errors import DataError, StudyError
from valuenet.model.fields import NAME_FIELDS, PLACE_FIELDS, fields
from valuenet.model.figure import Figure
from valuenet.reconstruct.finance import rounds_of
from valuenet.reconstruct.invent import invented_names
from valuenet.reconstruct.lists import Waves, left_rows, listed, with_entry
from valuenet.reconstruct.nodes import degrees, with_nodes
from valuenet.reconstruct.recipe import Assumptions
from valuenet.reconstruct.table import Names, generator, table
from valuenet.reconstruct.ties import tie_records

Progress = Callable[[str, float], None]


class Network(Protocol):
    """What the network half gives: `nodes` (number, names, kind, place, sector) and `relations` (ego, alter, kind)."""

    @property
    def nodes(self) -> pl.DataFrame:
        """Every relation node, numbered from where the enterprises end."""

    @property
    def relations(self) -> pl.DataFrame:
        """One row a relation."""


@dataclass(frozen=True)
class Study:
    """What a study gives to its reconstruction: its country, its waves in order, figures, names and assumptions."""

    country: str
    waves: Waves
    figures: Mapping[str, Figure]
    names: Names
    assumptions: Assumptions


def read_names(path: Path) -> dict[str, tuple[str | None, str]]:
    """Read the printed names: the Chinese and the English one by the English one."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return {row["name_en"]: (row["name_zh"] or None, row["name_en"]) for row in rows}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise StudyError(f"{path}: cannot be read as a table of names (printed, name_zh, name_en): {error}") from None


def enterprises_of(study: Study, seed: int) -> pl.DataFrame:
    """Return the enterprises with their `number`, from 0 on, all fields, and the wave of their entry."""
    name = _first(study.assumptions, "enterprise")
    recipe = study.assumptions.tables[name]
    frame = table(name, recipe, study.figures, study.names, seed)
    if recipe.lists is not None:
        frame = with_entry(name, frame, recipe.lists, study.waves, study.figures, seed)
    numbered = frame.with_row_index("number")
    return _named(numbered.with_columns(pl.lit(study.country).alias("country")))


def _first(assumptions: Assumptions, kind: str) -> str:
    for name, recipe in assumptions.tables.items():
        if recipe.kind == kind:
            return name
    raise DataError(f"the assumptions declare no table of kind '{kind}'")


def reconstruct(
    study: Study, network_of: Callable[[pl.DataFrame, int], Network], seed: int, tell: Progress
) -> dict[str, pl.DataFrame]:
    """Return every table by the name of its file: lists of subjects by wave, rounds of financing, relations.

    `network_of` makes the network of the enterprises with a seed. The same study and seed give the same tables.
    """
    tell("enterprises", 0.0)
    enterprises = enterprises_of(study, seed)
    tell("network", 0.1)
    network = network_of(enterprises, seed)
    nodes = _named(degrees(network.nodes, network.relations))
    tell("other subjects", 0.8)
    counter = _Counter(enterprises.height + nodes.height)
    found: dict[str, list[pl.DataFrame]] = {}
    rounds: list[pl.DataFrame] = []
    for name, recipe in study.assumptions.tables.items():
        if recipe.kind == "enterprise":
            frame = enterprises
        else:
            frame = table(name, recipe, study.figures, study.names, seed)
            if recipe.nodes:
                frame = with_nodes(frame, degrees(network.nodes, network.relations), recipe.kind, study.country)
            frame = counter.numbered(frame)
        if recipe.lists is None:
            found.setdefault(recipe.file or name, []).append(_named(frame))
            continue
        if recipe.kind != "enterprise":
            frame = with_entry(name, frame, recipe.lists, study.waves, study.figures, seed)
        gone = counter.numbered(left_rows(name, frame, recipe.lists, study.waves, seed).drop("number"))
        frame, gone = _named(frame), _named(gone)
        for wave, members in listed(name, frame, gone, recipe.lists, study.waves, study.figures, seed).items():
            found[f"{recipe.file or name}_{wave}"] = [_of_list(members, wave, study.waves)]
        if recipe.kind == "enterprise":
            rounds = [frame, gone.with_columns(pl.lit(None, pl.Float64).alias("raised_cny"))]
    tables = {name: _shown(pl.concat(parts, how="diagonal")) for name, parts in found.items()}
    tables |= _round_tables(pl.concat(rounds, how="diagonal"), study, seed)
    tell("relations", 0.9)
    parties = pl.concat([enterprises, nodes], how="diagonal_relaxed")
    ties = generator(seed, "relations")
    return tables | {
        "relations": tie_records(network.relations, parties, study.assumptions.relation_years, study.waves, ties)
    }


class _Counter:
    """Numbers for subjects that are no node of the network, one after another."""

    def __init__(self, start: int) -> None:
        self._next = start

    def numbered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return `frame` with a `number` for every row that has none."""
        known = frame["number"].to_list() if "number" in frame.columns else [None] * frame.height
        numbers = []
        for number in known:
            numbers.append(self._next if number is None else number)
            self._next += number is None
        return frame.with_columns(pl.Series("number", numbers, dtype=pl.UInt32))


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `frame` with an invented name for every row that has no English one."""
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
    return members.with_columns(pl.selectors.float() * None)


def _shown(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that a source has: names, places, the parent and the fields of the model, sorted by number."""
    known = (*NAME_FIELDS, *PLACE_FIELDS, "parent", *fields())
    columns = [name for name in known if name in frame.columns and frame[name].null_count() < frame.height]
    whole = [
        pl.col(name).cast(pl.Int64) for name in columns if frame[name].dtype.is_float() and _is_whole(frame[name])
    ]
    return frame.sort("number").select(columns).with_columns(whole)


def _is_whole(values: pl.Series) -> bool:
    return bool((values.drop_nulls() % 1 == 0).all())


def _round_tables(enterprises: pl.DataFrame, study: Study, seed: int) -> dict[str, pl.DataFrame]:
    rounds = rounds_of(enterprises, study.assumptions.finance, study.waves, generator(seed, "rounds"))
    names = enterprises.select("number", "name_zh", "name_en")
    told = rounds.join(names, on="number", how="left", maintain_order="left")
    columns = ["name_zh", "name_en", "round", "date", "amount_cny"]
    return {f"financing_rounds_{wave}": told.filter(pl.col("wave") == wave).select(columns) for wave in study.waves}
