from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from valuenet.database.diff.sides import account, open_side, sides
from valuenet.errors import DatabaseError, UsageError


def test_two_waves_of_a_file_or_two_files(changing_file: Path, other_file: Path) -> None:
    both = sides(changing_file, None, ("2018", "2019"))
    assert (both.a.wave, both.b.wave, both.same_file, both.notes) == ("2018", "2019", True, ())
    assert (both.a.reported, both.b.reported) == (False, True)
    both = sides(changing_file, other_file, ())
    assert (both.a.wave, both.b.wave, both.same_file) == ("2019", "2019", False)
    assert [(row["source_id"], row["same_file"]) for row in account(both)] == [("gone", False), ("registry", False)]


@pytest.mark.parametrize(
    ("waves", "says"),
    [
        ((), "give two database files, or one and two waves"),
        (("2018",), "one and two waves"),
        (("2018", "2018"), "one and two waves"),
        (("2018", "2020"), "has no wave '2020'; it has 2018, 2019"),
        (("2018", "2019", "2018"), "--wave was given 3 times"),
    ],
)
def test_waves_that_cannot_be_compared(waves: tuple[str, ...], says: str, changing_file: Path) -> None:
    with pytest.raises(UsageError, match=says):
        sides(changing_file, None, waves)


def test_a_file_is_not_compared_with_itself(changing_file: Path) -> None:
    with pytest.raises(UsageError, match="same file and wave"):
        sides(changing_file, changing_file, ())


def test_what_is_no_database_is_said(changing_file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_text("no database", encoding="utf-8")
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    for name, says in (
        ("x.duckdb", "not a DuckDB file"),
        ("empty.duckdb", "not a database that this valuenet made"),
        ("no", "no database file"),
    ):
        with pytest.raises(DatabaseError, match=says):
            sides(changing_file, tmp_path / name, ())


def older(file: Path, folder: Path) -> Path:
    """A copy as an earlier version of another study would have made it."""
    copy = folder / "older.duckdb"
    copy.write_bytes(file.read_bytes())
    with duckdb.connect(str(copy)) as con:
        con.execute("DROP VIEW conflict; DROP VIEW statement; DROP VIEW subject_change; DROP TABLE mention")
        con.execute("UPDATE study SET study = 'elder', version = '0.0.1'")
    return copy


def test_an_older_file_and_another_study_are_said_and_compared(changing_file: Path, tmp_path: Path) -> None:
    copy = older(changing_file, tmp_path)
    assert not open_side(copy, None).whole
    both = sides(copy, changing_file, ())
    assert [note["note"] for note in both.notes] == ["other_study", "other_version", "lacks_tables_a"]
