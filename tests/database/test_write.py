from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from valuenet.database.create import create_tables
from valuenet.database.write import insert, new_database
from valuenet.errors import DatabaseError

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from valuenet.database.write import new_database
from valuenet.errors import DatabaseError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    with new_database(Path(sys.argv[1])) as con:
        for number in range(20):
            con.execute(f"CREATE TABLE t{number} AS SELECT i, md5(i::VARCHAR) AS text FROM range(2000) AS r(i)")
except DatabaseError as error:
    print(error)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An earlier file at the place where a new one is to be written."""
    path = tmp_path / "out.duckdb"
    with new_database(path) as con:
        con.execute("CREATE TABLE old AS SELECT 1 AS one")
    return path


def beside(path: Path) -> list[str]:
    """Return the names of all files and folders where `path` is, but its own."""
    return sorted(each.name for each in path.parent.iterdir() if each != path)


def test_columns_are_matched_by_name_and_absent_ones_are_null() -> None:
    con = duckdb.connect()
    create_tables(con)
    insert(
        con,
        "name",
        pl.DataFrame({"row": [3], "source_id": ["s"], "name_kind": ["common"], "name": ["甲"], "subject_id": ["x"]}),
    )
    insert(con, "name", pl.DataFrame())
    assert con.execute("SELECT * FROM name").fetchall() == [("x", "甲", None, "common", "s", 3)]


@pytest.mark.parametrize("row", [None, 0])
def test_a_row_that_breaks_a_promise_is_refused_with_its_table(row: int | None) -> None:
    con = duckdb.connect()
    create_tables(con)
    bad = {"row": row, "source_id": "s", "name_kind": "common", "name": "甲", "subject_id": "x"}
    with pytest.raises(DatabaseError, match=r"table 'name' refuses a row: .*row"):
        insert(con, "name", pl.DataFrame([bad], schema_overrides={"row": pl.Int64}))
    insert(con, "name", pl.DataFrame([{**bad, "row": 2}]))
    assert con.execute("SELECT count(*) FROM name").fetchall() == [(1,)]


def test_a_new_file_takes_the_place_of_the_old_and_its_folder_is_made(old: Path, tmp_path: Path) -> None:
    with new_database(old) as con:
        con.execute("CREATE TABLE new AS SELECT 2 AS two")
        assert [name for name in beside(old) if name.endswith(".building")] == [f".out.duckdb.{os.getpid()}.building"]
    with duckdb.connect(str(old), read_only=True) as con:
        assert con.execute("SELECT two FROM new").fetchall() == [(2,)]
    assert beside(old) == []
    with new_database(tmp_path / "a" / "b" / "c.duckdb"):
        pass
    assert (tmp_path / "a" / "b" / "c.duckdb").is_file()


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit, MemoryError, DatabaseError, OSError])
def test_whatever_goes_wrong_the_old_file_stays_and_nothing_beside_it(fault: type[BaseException], old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(fault):
        _write_and_fail(old, fault)
    assert old.read_bytes() == before
    assert beside(old) == []


def _write_and_fail(path: Path, fault: type[BaseException]) -> None:
    with new_database(path) as con:
        con.execute("CREATE TABLE new AS SELECT 2 AS two")
        raise fault


def test_what_duckdb_refuses_is_told_as_such(old: Path) -> None:
    before = old.read_bytes()
    said = r"cannot write .*out\.duckdb: .*nowhere.*; an earlier file is left as it was"
    with pytest.raises(DatabaseError, match=said), new_database(old) as con:
        con.execute("SELECT * FROM nowhere")
    assert old.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as POSIX does")
@pytest.mark.parametrize("limit", [1_000, 100_000, 400_000, 2_000_000])
def test_a_full_disk_leaves_the_old_file_to_the_byte(limit: int, old: Path) -> None:
    before = old.read_bytes()
    command = [sys.executable, "-c", FULL_DISK, str(old), str(limit)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("cannot ")
    assert "File too large" in run.stdout
    assert old.read_bytes() == before
    assert beside(old) == []


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="it is a folder; name the database file in it"), new_database(tmp_path):
        pass


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="cannot write"), new_database(tmp_path / "file" / "out.duckdb"):
        pass


def test_what_an_earlier_run_left_is_cleared(old: Path) -> None:
    left = old.with_name(f".out.duckdb.{os.getpid()}.building")
    left.write_text("broken")
    left.with_name(left.name + ".wal").write_text("broken")
    left.with_name(left.name + ".tmp").mkdir()
    with new_database(old) as con:
        con.execute("CREATE TABLE new AS SELECT 2 AS two")
    assert beside(old) == []
