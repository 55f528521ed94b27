"""The command on shocks, as its user calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.called import valuenet
from valuenet.cli import main


@pytest.fixture(scope="module")
def database(example_folder: Path) -> Path:
    """The example's file, built once for all tests."""
    return example_folder / "example.duckdb"


def answer(*words: str, cwd: Path | None = None) -> dict[str, Any]:
    done = valuenet("shock", *words, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_shock_is_told_in_tables_a_reader_understands(database: Path) -> None:
    done = valuenet("shock", str(database), "--remove", "top:3")
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "the 3 suppliers of most receivers cut off (family: Technology)",
        "compared, without substitutes",
        "hurt most",
    ):
        assert words in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_same_call_gives_the_same_bytes_and_quiet_says_nothing(database: Path) -> None:
    one, other = (valuenet("shock", str(database), "--json").stdout for _ in range(2))
    assert one == other
    silent = valuenet("shock", str(database), "--quiet")
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")


def test_steps_filters_and_lists(database: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("# those of today\ncountry:China & top:1\n\n", encoding="utf-8")
    found = answer(
        *(str(database), "--remove", "top:1:degree", "--step", f"top:1; file:{listed}", "--kind", "技术输入"),
        *("--capacity", "0", "--threshold", "0.2", "--observed-only", "--unknown-counts"),
    )
    first, second = found["steps"]
    assert first["filter"] == {"kind": ["technology_input"]}
    assert first["removed"] == ["top:1:degree"]
    assert second["removed"] == ["top:1:receivers", "country:CN & top:1:receivers"]
    assert [row["kind"] for row in first["by_kind"]] == ["technology_input"]
    assert second["summary"]["relations"] < first["summary"]["relations"]
    assert found["rules"]["capacity"] == 0


def test_every_table_becomes_a_file(database: Path, tmp_path: Path) -> None:
    found = answer(str(database), "--remove", "top:2", "--out", str(tmp_path / "tables"))
    names = {Path(file).name for file in found["files"]}
    assert {"shock_summary.csv", "shock_curves.csv", "shock_critical.csv", "shock_step1_by_side.csv"} <= names
    text = (tmp_path / "tables" / "shock_critical.csv").read_bytes().decode("utf-8-sig")
    assert text.startswith("rank,subject,subject_name,alone,gain,loss,bound,synthetic data\r\n")
    assert text.count("\r\n") == 1 + len(found["critical"]["suppliers"])


@pytest.mark.usefixtures("bare_build")
def test_a_study_is_built_first(example_folder: Path, tmp_path: Path) -> None:
    one = answer(str(example_folder), "--remove", "top:1", "--objective", "cut_off", cwd=tmp_path)
    assert (tmp_path / one["database"]).is_file()
    assert one["critical"]["guarantee"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--remove", "country:Untied Kingdom"), 2, "no subject of this network has the country 'Untied Kingdom'"),
        (("--remove", "contry:US"), 2, "did you mean 'country'"),
        (("--sector", "smart_chips!"), 2, "no relation here has the sector"),
        (("--kind", "technology_imput"), 2, "did you mean 'technology_input'"),
        (("--wave", "1999"), 2, "has no wave '1999'"),
        (("--by", "sectr"), 2, "did you mean 'sector'"),
        (("--capacity", "-1"), 2, "is no share"),
        (("--threshold", "2"), 2, "is no share"),
        (("--objective", "recievers"), 2, "did you mean 'receivers'"),
        (("--step", ";"), 2, "a step removes nobody"),
        (("--remove", "file:nowhere.txt"), 1, "nowhere.txt: cannot be read as a list"),
    ],
)
def test_a_wrong_word_ends_in_one_message(
    words: tuple[str, ...],
    code: int,
    says: str,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["valuenet", "shock", str(database), *words])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (code, "")
    assert says in said.err
    assert said.err.startswith("error: ")
    assert said.err.count("\n") == 1
