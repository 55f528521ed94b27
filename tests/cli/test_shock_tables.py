"""A shock as JSON and as CSV files."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.shocks import told_of
from valuenet.cli.shock_tables import named, told_json, write_tables
from valuenet.errors import DataError


def test_json_holds_every_row_with_names_and_labels() -> None:
    found = told_of(["country:US"], ["b"])
    plain = json.loads(json.dumps(told_json(found)))
    first, _ = plain["steps"]
    assert first["removed"] == ["country:US"]
    assert first["summary"]["ties_lost"] == 3
    assert first["cut_off"][1] == {
        **{"receiver": "p", "receiver_name": "Firm p", "sector": "chip", "sector_label": "Smart chips"},
        **{"lost": ["a"], "lost_names": ["Firm a"], "substitutes": [], "substitutes_names": [], "inputs": 1},
    }
    assert {row["value_label"] for row in first["by_side"] if row["side"] == "layer"} == {"Base layer", "no data"}
    assert plain["critical"]["suppliers"][0]["subject_name"] == "Firm a"
    assert plain["synthetic"] is True


def test_a_csv_holds_every_row_and_nothing_a_spreadsheet_would_run(tmp_path: Path) -> None:
    found = told_of(["country:US"])
    files = {path.name: path for path in write_tables(found, tmp_path / "new" / "folder")}
    for name, table in found.tables[0].items():
        text = files[f"shock_step1_{name}.csv"].read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        assert text.count(b"\r\n") == table.height + 1
        assert text.decode("utf-8-sig").splitlines()[0].endswith(",synthetic data")
    assert "a,Firm a" in files["shock_critical.csv"].read_text(encoding="utf-8-sig")


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be written there"):
        write_tables(told_of(["a"]), tmp_path / "file")


def test_a_table_without_ids_stays_as_it_is() -> None:
    table = pl.DataFrame({"strategy": ["random"], "value": [0.5]})
    assert named(told_of(["a"]), table).equals(table)
