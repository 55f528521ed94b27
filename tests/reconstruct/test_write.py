from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from valuenet.errors import UsageError
from valuenet.reconstruct.write import digests, write_tables

TABLES = {
    "a": pl.DataFrame({"n": range(5000), "t": [f"名{at % 7}" for at in range(5000)]}),
    "b": pl.DataFrame({"n": [None, 1.5]}),
}


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    first = write_tables(TABLES, tmp_path / "one")
    write_tables(TABLES, tmp_path / "two")
    assert [path.name for path in first] == ["a.parquet", "b.parquet"]
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert pl.read_parquet(first[0]).equals(TABLES["a"])
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["a.parquet", "b.parquet"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot write to"):
        write_tables(TABLES, tmp_path / "file")
