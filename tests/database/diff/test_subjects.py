from __future__ import annotations

from pathlib import Path

import duckdb

from valuenet.database.diff.sides import Sides, sides
from valuenet.database.diff.subjects import moved_ids, subject_diff, subjects_at


def compared(both: Sides, top: int = 0) -> dict[str, object]:
    a, b = (subjects_at(side, both.same_file) for side in (both.a, both.b))
    return subject_diff(both, a, b, moved_ids(both, a, b), top)


def names(part: object) -> list[str]:
    assert isinstance(part, dict)
    return [row["name"] for row in part["first"]]


def test_what_came_and_went_between_two_files(changing_file: Path, other_file: Path) -> None:
    found = compared(sides(changing_file, other_file, ()))
    assert (names(found["only_a"]), names(found["only_b"])) == (["庚"], ["申"])
    assert (names(found["into_sample"]), names(found["out_of_sample"])) == (["申"], ["庚"])
    assert found["causes"] == []
    (firms,) = (row for row in found["by_kind"] if row["kind"] == "enterprise")  # type: ignore[attr-defined]
    assert (firms["a"], firms["b"], firms["same"]) == (10, 10, 9)


def test_between_two_waves_the_causes_are_told_whichever_comes_first(changing_file: Path) -> None:
    there, back = (compared(sides(changing_file, None, waves)) for waves in (("2018", "2019"), ("2019", "2018")))
    assert there["causes"] == back["causes"]
    assert sum(row["subjects"] for row in there["causes"] if row["change"] == "entry") == 5  # type: ignore[attr-defined]
    assert names(there["into_sample"]) == names(back["out_of_sample"])


def test_lists_are_bounded_and_counts_are_not(changing_file: Path) -> None:
    found = compared(sides(changing_file, None, ("2018", "2019")), top=2)
    assert len(names(found["into_sample"])) == 2
    assert found["into_sample"]["count"] == 5  # type: ignore[index]


def test_subjects_under_other_ids_are_followed_by_their_names(changing_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "renamed.duckdb"
    copy.write_bytes(changing_file.read_bytes())
    with duckdb.connect(str(copy)) as con:
        con.execute(
            "CREATE TEMP TABLE ids AS SELECT subject_id, name_zh FROM subject WHERE name_zh IN ('甲', '乙', '丙')"
        )
        told = "(SELECT subject_id FROM ids WHERE name_zh = '{}')"
        for table in ("subject", "name", "sample", "presence"):
            con.execute(f"UPDATE {table} SET subject_id = 'x-甲' WHERE subject_id = {told.format('甲')}")
        for table in ("subject", "sample", "presence"):  # 丙 becomes part of 乙
            con.execute(f"DELETE FROM {table} WHERE subject_id = {told.format('丙')}")
        con.execute(f"UPDATE name SET subject_id = {told.format('乙')} WHERE subject_id = {told.format('丙')}")
    found = compared(sides(changing_file, copy, ()))
    assert [(row["name_a"], row["b_id"]) for row in found["other_id"]["first"]] == [("甲", "x-甲")]  # type: ignore[index]
    assert [(row["name_a"], row["name_b"]) for row in found["joined"]["first"]] == [("丙", "乙")]  # type: ignore[index]
    assert names(found["only_a"]) == names(found["only_b"]) == []
    assert found["parted"]["count"] == 0  # type: ignore[index]
    back = compared(sides(copy, changing_file, ()))
    assert [row["name_b"] for row in back["parted"]["first"]] == ["丙"]  # type: ignore[index]
