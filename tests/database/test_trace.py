from __future__ import annotations

import csv
from pathlib import Path

import pytest

from valuenet.database.read import Database
from valuenet.database.trace import key_values, measure_named, trace_rows
from valuenet.errors import UsageError


def test_a_figure_leads_to_the_rows_of_its_files(example: Database, example_folder: Path) -> None:
    by_region = measure_named("enterprises.by_region")
    for region, enterprises in example.table("enterprises.by_region").select("region", "enterprises").iter_rows():
        rows = trace_rows(example, by_region, {"region": region})
        listed = [row for row in rows if row["source_id"] == "enterprises"]
        assert len({row["name"] for row in rows}) == enterprises
        assert len(listed) >= enterprises
        with (example_folder / "data" / "enterprises.csv").open(encoding="utf-8", newline="") as lines:
            cells = list(csv.reader(lines))
        assert all(row["name"] in cells[row["row"] - 1] for row in listed)


def test_a_figure_of_relations_leads_to_both_ends(example: Database) -> None:
    kinds = measure_named("network.relations_by_kind")
    kind, relations = example.table(kinds.name).select("kind", "relations").row(0)
    rows = trace_rows(example, kinds, {"kind": kind})
    assert len(rows) == relations
    assert all(row["name"].split(" — ")[1] == kind and row["path"].endswith(".csv") for row in rows)


def test_keys_are_given_as_words() -> None:
    by_region = measure_named("enterprises.by_region")
    assert key_values(by_region, ["region=110000"]) == {"region": "110000"}
    assert key_values(by_region, ["region="]) == {"region": None}
    for wrong in ("city=1", "region", ""):
        with pytest.raises(UsageError, match=r"is not a key of enterprises\.by_region; give region=VALUE"):
            key_values(by_region, [wrong])


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(
        UsageError, match=r"there is no table 'enterprises.by_regoin'; did you mean 'enterprises.by_region'\?"
    ):
        measure_named("enterprises.by_regoin")
