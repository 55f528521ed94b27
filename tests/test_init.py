"""The library as it is used from Python: build a study, open its file, read a table."""

from __future__ import annotations

from pathlib import Path

import valuenet as vn
from valuenet.study.template import new_study


def test_build_and_open_give_the_same_tables(tmp_path: Path) -> None:
    new_study(tmp_path / "example")
    with vn.build(tmp_path / "example", out=tmp_path / "example.duckdb") as built:
        table = built.table("enterprises.by_region")
        assert built.study["study"] == "example"
    with vn.open(tmp_path / "example.duckdb") as opened:
        assert opened.table("enterprises.by_region").equals(table)
        assert table["enterprises"].sum() == 21
