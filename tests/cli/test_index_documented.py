"""The example in docs/index.md is complete, and gives the figures that the Human Development Report printed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.indices import answered, called, write
from tests.index.asem import asem
from valuenet.index.build import build

TEXT = (Path(__file__).parents[2] / "docs" / "index.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```(?:csv|yaml) (\S+)\n(.*?)^```", TEXT, flags=re.DOTALL | re.MULTILINE))
PRINTED = {"Norway": 0.957, "United States": 0.926, "China": 0.761, "Sudan": 0.510, "Niger": 0.394}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, **{name.replace(".", "_"): text for name, text in FILES.items()})


def test_the_human_development_index_as_printed(folder: Path) -> None:
    done = answered(folder, "rank", "--recipe", str(folder / "recipe.yaml"))
    scores = {row["region"]: row["score"] for row in done["scores"] if row["indicator"] == "hdi"}
    assert scores == pytest.approx(PRINTED, abs=0.0011)  # its inputs are printed to one decimal
    assert scores["Sudan"] == pytest.approx(0.510, abs=5e-4)


def test_the_other_files_are_read(folder: Path) -> None:
    factors = ("--factors", str(folder / "factors.yaml"), "--draws", "8")
    done = answered(folder, "uncertainty", "--recipe", str(folder / "recipe.yaml"), *factors)
    assert {row["factor"] for row in done["sensitivity"]} == {"weights", "scale", "data"}
    code, printed, _ = called("ahp", str(folder / "judgements.csv"), "--json")
    assert code == 0
    assert sum(row["eigenvector"] for row in json.loads(printed)["weights"]) == pytest.approx(1)


def test_the_asem_index_from_files(tmp_path: Path) -> None:
    tree, table, recipe = asem()
    lines = [f"{one.code},{one.parent or ''},{one.direction},{one.weight}" for one in tree.indicators]
    columns = {**dict(zip(tree.leaves, table.values.T.tolist(), strict=True))}
    columns |= {name: values.tolist() for name, values in table.denominators.items()}
    columns |= {name: list(values) for name, values in table.groups.items()}
    rows = [
        ",".join([region, *("" if cell is None or cell != cell else str(cell) for cell in cells)])
        for region, *cells in zip(table.regions, *columns.values(), strict=True)
    ]
    folder = write(
        tmp_path,
        tree_csv="\n".join(["code,parent,direction,weight", *lines]),
        values_csv="\n".join([",".join(["unit", *columns]), *rows]),
        recipe_yaml=json.dumps(recipe.as_mapping()),
    )
    done = answered(folder, "rank", "--recipe", str(folder / "recipe.yaml"))
    found = [row["score"] for row in done["scores"] if row["indicator"] == "Index"]
    assert found == pytest.approx(build(tree, table, recipe).score_of("Index").tolist(), abs=1e-12)
