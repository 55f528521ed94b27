"""The ASEM index of COINr from its open data: tree, table and recipe; tests skip where the data are not there."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from valuenet.index.recipe import Recipe, recipe_of
from valuenet.index.table import Table, table_of
from valuenet.index.tree import Indicator, Tree, tree_of

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "coinr_asem"


def _rows(name: str) -> list[dict[str, str]]:
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"no {name}: the open data lie in ../shared/data beside the repository, where they are")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def asem() -> tuple[Tree, Table, Recipe]:
    """Return tree, table and recipe, as the metadata and method.json say."""
    weights = {row["Code"]: float(row["Weight"]) for row in _rows("weights_original.csv")}
    about = {row["IndCode"]: row for row in _rows("input_IndMeta.csv")}
    parents: dict[str, str | None] = {"Index": None}
    for row in about.values():
        parents |= {row["Agg2"]: row["Agg3"], row["Agg1"]: row["Agg2"], row["IndCode"]: row["Agg1"]}
    directions = {code: int(float(row["Direction"])) for code, row in about.items()}
    units = {code: row["IndUnit"] for code, row in about.items()}
    tree = tree_of(Indicator(c, p, directions.get(c, 1), weights[c], units.get(c)) for c, p in parents.items())
    data, by = _rows("input_IndData.csv"), _rows("input_Denominators.csv")
    regions = [row["UnitCode"] for row in data]
    assert regions == [row["UnitCode"] for row in by]
    values = {leaf: {r["UnitCode"]: float(r[leaf]) if r[leaf] else None for r in data} for leaf in tree.leaves}
    names = [name for name in by[0] if name.startswith("Den_")]
    denominators = {name: [float(row[name]) if row[name] else None for row in by] for name in names}
    groups = {name: [row[name] or None for row in data] for name in data[0] if name.startswith("Group_")}
    return tree, table_of(tree, regions, values, denominators=denominators, groups=groups), _recipe(about)


def _recipe(about: dict[str, dict[str, str]]) -> Recipe:
    method = {step: {key: value[0] for key, value in each.items()} for step, each in _method().items()}
    assert method["denominate"]["specby"] == "metadata"
    return recipe_of(
        {
            "denominate": {"by": {code: row["Denominator"] for code, row in about.items() if row["Denominator"]}},
            "impute": {
                "method": {"indgroup_mean": "group_mean"}[method["impute"]["imtype"]],
                "groups": method["impute"]["groupvar"],
            },
            "treat": {
                "method": "winsorise",
                "skew": method["treat"]["t_skew"],
                "kurtosis": method["treat"]["t_kurt"],
                "share": 0.1,
                "counted": "passes",
                "turn": method["treat"]["winchange"],
                "otherwise": {"CTlog": "log_ct"}[method["treat"]["deflog"]],
            },
            "normalise": {"method": {"minmax": "min_max"}[method["normalise"]["ntype"]], "low": 0, "high": 100},
            "weigh": {"parents": "given"},
            "aggregate": {"arith_mean": "arithmetic"}[method["aggregate"]["agtype"]],
        }
    )


def _method() -> dict[str, Any]:
    path = FOLDER / "method.json"
    if not path.is_file():
        pytest.skip("no method.json: the open data lie in ../shared/data beside the repository, where they are")
    return dict(json.loads(path.read_text(encoding="utf-8")))
