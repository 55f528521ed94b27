"""The library as it is used from Python: build a study, open its file, read a table."""

from __future__ import annotations

from pathlib import Path

import valuenet as vn
from valuenet.database.read import Database


def test_build_and_open_give_the_same_tables(example: Database, example_again: Path) -> None:
    with vn.open(example_again) as opened:
        table = opened.table("enterprises.by_region")
        assert opened.study["study"] == "example"
    assert example.table("enterprises.by_region").equals(table)
    assert table["enterprises"].sum() == 21
