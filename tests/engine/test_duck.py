from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from valuenet.engine.duck import connect, query_frame, register
from valuenet.errors import DatabaseError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.duckdb"
    with connect(path) as con:
        con.execute("CREATE TABLE t AS SELECT range AS n, '企业' || range AS name FROM range(3)")
    return path


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `code` in a Python of its own."""
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_file_is_written_and_read_again(file: Path) -> None:
    with connect(str(file), read_only=True) as con:
        frame = query_frame(con, "SELECT * FROM t ORDER BY n DESC")
    assert frame.to_dicts() == [{"n": n, "name": f"企业{n}"} for n in (2, 1, 0)]
    assert sorted(path.name for path in file.parent.iterdir()) == ["small.duckdb"]


def test_read_only_means_so(file: Path) -> None:
    with connect(file, read_only=True) as con, pytest.raises(duckdb.Error, match="read-only"):
        con.execute("CREATE TABLE u AS SELECT 1")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{here}/secret.csv')",
        "SELECT * FROM '{here}/secret.csv'",
        "SELECT * FROM glob('{here}/*')",
        "COPY (SELECT 1) TO '{here}/out.csv'",
        "ATTACH '{here}/other.duckdb' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "SELECT * FROM local",
        "SET enable_external_access = true",
        "SET threads = 1",
    ],
)
def test_a_query_reaches_nothing_but_its_file(file: Path, sql: str) -> None:
    local = pl.DataFrame({"n": [1]})
    (file.parent / "secret.csv").write_text("secret\n", encoding="utf-8")
    with connect(file) as con, pytest.raises(duckdb.Error):
        con.execute(sql.format(here=file.parent))
    assert local.height == 1
    assert sorted(path.name for path in file.parent.iterdir()) == ["secret.csv", "small.duckdb"]


def test_frames_are_handed_in_by_name() -> None:
    with connect(":memory:") as con:
        register(con, "frame", pl.DataFrame({"n": [1, 2, None]}))
        assert query_frame(con, "SELECT sum(n) AS total, count(*) AS rows FROM frame").row(0) == (3, 3)


def test_memory_and_threads_are_limited(file: Path) -> None:
    with connect(file, memory_limit="100MB", threads=1) as con:
        settings = "SELECT current_setting('memory_limit') AS memory, current_setting('threads') AS threads"
        assert query_frame(con, settings).row(0) == ("95.3 MiB", 1)


def test_what_does_not_fit_into_memory_is_spilled_beside_the_file_and_cleared_away(file: Path) -> None:
    with connect(file, memory_limit="20MB", threads=1) as con:
        con.execute("CREATE TABLE wide AS SELECT range AS n, md5(range::VARCHAR) AS word FROM range(300000)")
        assert query_frame(con, "SELECT count(*) AS n FROM (SELECT DISTINCT word FROM wide)").item() == 300_000
    assert sorted(path.name for path in file.parent.iterdir()) == ["small.duckdb"]


def test_a_frame_holds_plain_types() -> None:
    query = (
        "SELECT sum(n) AS a, avg(n) AS b, count(*) AS c, 0.25 AS d, NULL::VARCHAR AS e, [1, 2] AS f FROM range(4) t(n)"
    )
    with connect(":memory:") as con:
        frame = query_frame(con, query)
    assert frame.row(0) == (6, 1.5, 4, 0.25, None, [1, 2])
    assert frame.dtypes == [pl.Int64, pl.Float64, pl.Int64, pl.Float64, pl.String, pl.List(pl.Int32)]


def test_a_query_of_no_rows_keeps_its_columns() -> None:
    with connect(":memory:") as con:
        frame = query_frame(con, "SELECT 1 AS a, 'x' AS b WHERE false")
    assert (frame.height, frame.columns) == (0, ["a", "b"])


def test_a_result_not_read_to_its_end_does_not_bar_the_next_query(file: Path) -> None:
    with connect(file) as con:
        assert con.execute("SELECT n FROM t ORDER BY n").fetchone() == (0,)
        assert query_frame(con, "SELECT count(*) AS rows FROM t").item() == 3


@pytest.mark.parametrize(
    "sql", ["CREATE TABLE u (n INT)", "SELECT 1; SELECT 2", "", "DROP TABLE t", "INSERT INTO t VALUES (1, 'a')"]
)
def test_what_is_no_single_select_is_refused_before_it_has_run(file: Path, sql: str) -> None:
    with connect(file) as con:
        with pytest.raises(DatabaseError, match="a query is one SELECT"):
            query_frame(con, sql)
        assert query_frame(con, "SELECT count(*) AS rows FROM t").item() == 3
        assert query_frame(con, "SHOW TABLES").rows() == [("t",)]


def test_a_missing_file_is_not_made_for_a_reader(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"no database file .*absent.duckdb: make it with 'valuenet build"):
        connect(tmp_path / "absent.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_places_that_hold_no_database(tmp_path: Path, file: Path) -> None:
    with pytest.raises(DatabaseError, match="it is a folder"):
        connect(tmp_path)
    with pytest.raises(DatabaseError, match="there is no folder"):
        connect(tmp_path / "absent" / "a.duckdb")
    for content in (b"", b"hello, I am text\n" * 1000):
        text = tmp_path / "text.duckdb"
        text.write_bytes(content)
        with pytest.raises(DatabaseError, match="it is not a DuckDB file"):
            connect(text, read_only=True)
    half = tmp_path / "half.duckdb"
    half.write_bytes(file.read_bytes()[:15_000])
    with pytest.raises(DatabaseError, match="damaged"):
        connect(half, read_only=True)
    with pytest.raises(DatabaseError, match="cannot open"):
        connect(file, memory_limit="a lot")


def test_a_file_open_in_this_program_with_other_settings_is_refused(file: Path) -> None:
    with connect(file), pytest.raises(DatabaseError, match="this program has it open"):
        connect(file, read_only=True)


def test_a_file_open_in_another_program_names_that_program(file: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from valuenet.engine.duck import connect
        from valuenet.errors import DatabaseError
        try:
            connect(Path(sys.argv[1]), read_only=True)
        except DatabaseError as error:
            print(error)
    """
    with connect(file) as con:
        said = run(code, file)
        assert query_frame(con, "SELECT count(*) AS rows FROM t").item() == 3
    assert "small.duckdb: process " in said.stdout
    assert "close it there" in said.stdout


QUERY = """
    import sys
    from valuenet.engine.duck import connect, query_frame, register
    con = connect(sys.argv[1])
    frame = query_frame(con, "SELECT * FROM t")
    register(con, "frame", frame)
    con.execute("CREATE TABLE u AS SELECT * FROM frame")
    kinds = con.execute("SELECT * FROM u").description
    try:
        query_frame(con, "SELECT absent FROM u")
    except Exception as error:
        kept = error
"""


@pytest.mark.parametrize("end", ["con.close()", "raise SystemExit(con)"])
def test_nothing_is_said_when_the_program_ends(file: Path, end: str) -> None:
    ended = run(textwrap.dedent(QUERY) + end, file)
    assert "leaked" not in ended.stderr
    assert "nanobind" not in ended.stderr


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"n": [1, None], "text": ["甲", None], "list": [["a"], None], "day": [date(2019, 1, 1), None]}),
        pl.DataFrame(schema={"n": pl.UInt32, "list": pl.List(pl.String), "half": pl.Float64}),
        pl.DataFrame({"yes": [True, False], "small": pl.Series([1, 2], dtype=pl.UInt8)}),
    ],
)
def test_a_frame_comes_back_as_it_was_handed_in(frame: pl.DataFrame) -> None:
    with connect(":memory:") as con:
        register(con, "handed", frame)
        assert query_frame(con, "SELECT * FROM handed").equals(frame, null_equal=True)


def test_nothing_here_needs_pyarrow_and_duckdb_does_not_complain_at_the_end() -> None:
    """Another program, since this one may have loaded pyarrow for a peer."""
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import polars as pl\n"
        "from valuenet.engine.duck import connect, query_frame, register\n"
        "con = connect(':memory:')\n"
        "register(con, 'handed', pl.DataFrame({'n': [1, 2], 'none': [None, None]}))\n"
        "print(query_frame(con, 'SELECT sum(n) AS total FROM handed').item())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("3\n", "")


def test_columns_of_one_name_are_kept_apart(file: Path) -> None:
    with connect(file) as con:
        frame = query_frame(con, "SELECT a.n, b.n FROM t a JOIN t b ON b.n = a.n + 1 ORDER BY a.n DESC")
    assert frame.to_dicts() == [{"n": 1, "n_1": 2}, {"n": 0, "n_1": 1}]
