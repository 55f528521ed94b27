"""The order of a reconstruction: figures, subjects, network, then the tables that a study reads as its sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from valuenet.errors import StudyError
from valuenet.model.figure import read_figures
from valuenet.model.printed_name import NAMES, read_printed_names
from valuenet.reconstruct.finance import rounds_of
from valuenet.reconstruct.network.assemble import Network, reconstruct_network
from valuenet.reconstruct.network.plan import read_plan
from valuenet.reconstruct.nodes import degrees
from valuenet.reconstruct.recipe import read_assumptions
from valuenet.reconstruct.subjects import Ground, enterprises_of, named, subjects_of
from valuenet.reconstruct.table import generator
from valuenet.reconstruct.ties import tie_records

Progress = Callable[[str, float], None]
"""Told the words of a stage and how much of it is done, from 0 to 1."""
NetworkOf = Callable[[pl.DataFrame, int], Network]
"""Makes the network of the enterprises with a seed."""

FIGURES, ASSUMPTIONS, PLAN = "figures.csv", "assumptions.yaml", "network.yaml"
"""The files of a study that can be reconstructed, beside its `study.yaml` and its name list."""


def reconstruct_folder(
    folder: Path, country: str, waves: Mapping[str, date], seed: int | None, tell: Progress
) -> dict[str, pl.DataFrame]:
    """Return the tables of the study in `folder`, from its figures, names, assumptions and network plan.

    Without a seed it is the one that the assumptions name, with which the study was shipped.
    Raises `StudyError` naming a file that is missing or wrong.
    """
    for name in (FIGURES, NAMES, ASSUMPTIONS, PLAN):
        if not (folder / name).is_file():
            raise StudyError(f"{folder / name}: there is no such file: a reconstruction needs it beside the study.yaml")
    ground = Ground(
        country,
        dict(sorted(waves.items(), key=lambda wave: wave[1])),
        read_figures(folder / FIGURES),
        read_names(folder / NAMES),
        read_assumptions(folder / ASSUMPTIONS),
    )
    plan = read_plan(folder / PLAN, folder / NAMES)
    chosen = ground.assumptions.seed if seed is None else seed
    return reconstruct(ground, lambda frame, seed: reconstruct_network(frame, ground.figures, plan, seed), chosen, tell)


def reconstruct(ground: Ground, network_of: NetworkOf, seed: int, tell: Progress) -> dict[str, pl.DataFrame]:
    """Return every table by the name of its file: lists of subjects by wave, rounds of financing, relations.

    The same ground and seed give the same tables.
    """
    tell("enterprises", 0.0)
    enterprises = enterprises_of(ground, seed)
    tell("network", 0.05)
    network = network_of(enterprises, seed)
    tell("other subjects", 0.8)
    subjects = subjects_of(ground, enterprises, degrees(network.nodes, network.relations), seed)
    tell("relations", 0.9)
    return (
        subjects.tables
        | _rounds(subjects.enterprises, ground, seed)
        | {
            "relations": tie_records(
                network.relations,
                _parties(enterprises, named(network.nodes), subjects.entries),
                ground.assumptions.relation_years,
                ground.waves,
                generator(seed, "relations"),
            )
        }
    )


def read_names(path: Path) -> dict[str, tuple[str | None, str]]:
    """Read the printed names: the Chinese and the English one by the English one."""
    return {each.name_en: (each.name_zh, each.name_en) for each in read_printed_names(path)}


def _parties(enterprises: pl.DataFrame, nodes: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Return everyone in the network by number, with founding and with the list of their entry, where they have one."""
    together = pl.concat([enterprises.drop("entry", strict=False), nodes], how="diagonal_relaxed")
    return together.join(entries, on="number", how="left", maintain_order="left")


def _rounds(enterprises: pl.DataFrame, ground: Ground, seed: int) -> dict[str, pl.DataFrame]:
    if not {"financed", "raised_cny", "founded"} <= set(enterprises.columns):
        return {}
    rounds = rounds_of(enterprises, ground.assumptions.finance, ground.waves, generator(seed, "rounds"))
    names = enterprises.select("number", "name_zh", "name_en")
    told = rounds.join(names, on="number", how="left", maintain_order="left")
    columns = ["name_zh", "name_en", "round", "date", "amount_cny"]
    return {f"financing_rounds_{wave}": told.filter(pl.col("wave") == wave).select(columns) for wave in ground.waves}
