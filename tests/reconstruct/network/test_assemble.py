"""The network of a study from its figures: every figure of a small industry, and of the packaged study."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from tests.reconstruct import small_network as small
from tests.reconstruct.network_reader import counted, intruders, missed, read
from valuenet.errors import DataError
from valuenet.model.figure import read_figures
from valuenet.reconstruct.build import read_names
from valuenet.reconstruct.network.assemble import NODES, RELATIONS, reconstruct_network
from valuenet.reconstruct.network.plan import read_plan
from valuenet.reconstruct.recipe import read_assumptions
from valuenet.reconstruct.subjects import Ground, enterprises_of


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_of_a_small_industry_is_met(seed: int) -> None:
    figures, plan, sample = small.figures(), small.plan(), small.enterprises()
    network = reconstruct_network(sample, figures, plan, seed)
    found = read(sample, network, figures, plan)
    assert missed(found) == {}
    assert intruders(found) == []
    assert len({figure.id for figure, _ in counted(found)}) == len(figures)
    assert network.nodes.schema == NODES
    assert network.relations.schema == RELATIONS
    assert network.nodes["number"].to_list() == list(range(60, 800))


def test_every_node_has_a_relation_and_none_is_its_own_other_side() -> None:
    network = reconstruct_network(small.enterprises(), small.figures(), small.plan(), 1)
    ego, alter = (network.relations[end].to_list() for end in ("ego", "alter"))
    assert {*ego, *alter} == set(range(800))
    assert all(one != two for one, two in zip(ego, alter, strict=True))
    assert max(ego) < 60


def test_the_seed_alone_decides() -> None:
    one, same, other = (
        reconstruct_network(small.enterprises(), small.figures(), small.plan(), seed) for seed in (1, 1, 2)
    )
    assert one.nodes.equals(same.nodes)
    assert one.relations.equals(same.relations)
    assert not one.relations.equals(other.relations)


def test_two_sizes_are_all_a_network_needs() -> None:
    wanted = {name: figure for name, figure in small.figures().items() if name in {"nodes", "relations"}}
    plan = small.plan(figures={"nodes": "nodes", "relations": "relations"}, group=[], compared={}, foreign_owned={})
    network = reconstruct_network(small.enterprises(), wanted, plan, 1)
    assert (network.nodes.height + 60, network.relations.height) == (800, 1200)


def test_a_contradiction_names_the_figures_and_nothing_else() -> None:
    figures = small.figures()
    figures["layer.00.x"] = replace(figures["layer.00.x"], value=90.0, printed="90")
    with pytest.raises(DataError, match=r"these 2 cannot hold together.*sample\.02\.x = 70; layer\.00\.x = 90"):
        reconstruct_network(small.enterprises(), figures, small.plan(), 1)


def test_a_figure_that_cannot_hold_keeps_its_place_in_the_list() -> None:
    figures = small.figures()
    figures["layer.00.x"] = replace(figures["layer.00.x"], value=90.0, printed="90", status="irreconcilable")
    plan, sample = small.plan(), small.enterprises()
    found = read(sample, reconstruct_network(sample, figures, plan, 1), figures, plan)
    inner = [row for row in found.rows if row[0] >= 12]
    assert 55 <= sum(20 in row[:2] for row in inner) <= 70
    assert missed(found) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_of_the_packaged_study_is_met(seed: int) -> None:
    folder = Path(str(files("valuenet") / "studies" / "china_ai_2019"))
    figures, plan = read_figures(folder / "figures.csv"), read_plan(folder / "network.yaml", folder / "names.csv")
    waves = {str(year): date(year, 12, 31) for year in (2017, 2018, 2019)}
    names, assumptions = read_names(folder / "names.csv"), read_assumptions(folder / "assumptions.yaml")
    sample = enterprises_of(Ground(plan.country, waves, figures, names, assumptions), seed)
    found = read(sample, reconstruct_network(sample, figures, plan, seed), figures, plan)
    assert missed(found) == {}
    assert intruders(found) == []
    assert len({figure.id for figure, _ in counted(found)}) > 300


def test_names_of_the_packaged_study_are_read_once() -> None:
    path = Path(str(files("valuenet") / "studies" / "china_ai_2019" / "names.csv"))
    with path.open(encoding="utf-8", newline="") as lines:
        printed = [row["printed"] for row in csv.DictReader(lines)]
    assert len(printed) == len(set(printed)) == len(read_plan(path.parent / "network.yaml", path).names)
