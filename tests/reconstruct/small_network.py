"""A small industry with printed figures of every sort, and the plan that points to them."""

from __future__ import annotations

from typing import Any

import polars as pl

from valuenet.model.figure import Figure
from valuenet.reconstruct.network.plan import Plan

REGIONS = ("110000", "440000", "310000", "330000")


def enterprises(size: int = 60) -> pl.DataFrame:
    """Return `size` enterprises E0, E1, ...; the first twelve are of the technology layer."""
    rows = [
        (at, f"E{at}", f"企业{at}", "technology" if at < 12 else "application", REGIONS[at % 4]) for at in range(size)
    ]
    names = {"number": pl.UInt32, "name_en": pl.String, "name_zh": pl.String, "layer": pl.String, "region": pl.String}
    return pl.DataFrame(rows, names, orient="row")


def figure(name: str, value: float, row: str = "", **more: Any) -> Figure:
    """Return a figure with as many decimals as `value` is written with."""
    text = str(value)
    decimals = len(text.partition(".")[2])
    given = {"unit": "percent" if decimals else "count", **more}
    return Figure(name, "", "", row, "", float(value), text, decimals, **given)


def figures() -> dict[str, Figure]:
    """Return the printed figures of the small industry, by id."""
    listed = {
        "sample": [("E0", 150), ("E1", 120), ("E20", 70)],
        "node": [("Great University", 30), ("Chips", 22)],
        "input": [("E0", 30), ("E1", 25)],
        "output": [("E0", 70), ("E1", 60)],
        "layer": [("E20", 60), ("E21", 55)],
        "outside": [("E0", 16), ("Great University", 12)],
        "region": [("Beijing", 18), ("Guangdong", 10)],
        "country": [("America", 8), ("Germany", 3)],
        "sector": [("AI Platform", 14), ("Smart Chip", 8)],
        "e1.sectors": [("AI Platform", 5), ("Robot", 3)],
    }
    shares = {
        "e1.sector_shares": [("AI Platform", 41.67), ("Robot", 25.0)],
        "e1.places": [("Beijing", 33.33), ("America", 16.67)],
    }
    found = [
        figure("nodes", 800),
        figure("relations", 1200),
        figure("foreign", 20),
        figure("abroad.study", 20.0),
        figure("family.input", 25.0),
        *(figure(f"group.{kind}", many) for kind, many in GROUP.items()),
        *(figure(f"home.{kind}", many) for kind, many in HOME.items()),
        figure("touched", 26.25),
        *(
            figure(f"{name}.{rank:02}.x", value, row)
            for name, entries in (listed | shares).items()
            for rank, (row, value) in enumerate(entries)
        ),
    ]
    return {each.id: each for each in found}


GROUP = {"technology_input": 64, "technology_output": 150, "study": 15, "work": 20, "financing": 14, "investment": 30}
HOME = {"technology_input": 54, "technology_output": 138}


def plan(**changed: Any) -> Plan:
    """Return the plan of the small industry, with parts of it `changed`."""
    kinds = ("technology_input", "technology_output", "study", "work", "financing", "investment")
    totals = dict(zip(kinds, ((150, 24), (450, 40), (150, 30), (150, 12), (150, 6), (150, 6)), strict=True))
    content: dict[str, Any] = {
        "country": "CN",
        "figures": {
            "nodes": "nodes",
            "relations": "relations",
            "foreign_technology_enterprises": "foreign",
            "overseas_share": {"study": "abroad.study"},
            "share_of_family": {"technology_input": "family.input"},
            "sample_degree": "sample.*.*",
            "node_degree": "node.*.*",
            "own": {"technology_input": "input.*.*", "technology_output": "output.*.*"},
            "layer_sample_degree": "layer.*.*",
            "layer_node_degree": "outside.*.*",
            "group": {
                "total": {kind: f"group.{kind}" for kind in GROUP},
                "domestic": {kind: f"home.{kind}" for kind in HOME},
                "regions": {"technology_input": "region.*.*"},
                "countries": {"technology_input": "country.*.*"},
                "sectors": {"technology_input": ["sector.*.*"]},
                "touched_share": "touched",
            },
            "compared": {
                "sector_counts": {"technology_input": "{name}.sectors.*.*"},
                "sector_shares": {"technology_input": "{name}.sector_shares.*.*"},
                "place_shares": {"technology_input": "{name}.places.*.*"},
            },
        },
        "layer": "application",
        "group": ["E0", "E1", "E2"],
        "compared": {"E1": "e1"},
        "relations": {kind: {"total": total, "overseas": abroad} for kind, (total, abroad) in totals.items()},
        "sample_alters": {"rows": 160, "share_of_listed": 0.2, "kinds": dict.fromkeys(kinds, 1.0)},
        "node_relations": {"university": {"study": 5, "work": 1}, "enterprise": {"technology_input": 2, "work": 1}},
        "seats": {"Chips": {"country": "US", "sector": "smart_chip"}, "Great University": {"region": "110000"}},
        "pools": [
            {"relations": ["study"], "nodes": 60, "kinds": {"university": 1}},
            {"relations": ["financing"], "nodes": 80, "kinds": {"investor": 1}},
            {"relations": ["technology_input", "technology_output", "work", "investment"], "kinds": {"enterprise": 1}},
        ],
        "connectors": {"rows": 3, "shape": 1.2},
        "foreign_owned": {"technology_input": 2},
        "other_countries": ["CA", "AU", "SE", "IN"],
        "names": {
            "Great University": {"name_en": "Great University", "name_zh": None, "kind": "university"},
            "Chips": {"name_en": "Chips", "name_zh": None, "kind": "enterprise"},
        },
    }
    return Plan.model_validate({**content, **changed})
