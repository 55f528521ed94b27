"""The command line as its user meets it: words, exit codes, and no traceback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-c", "import sys; sys.argv[0] = 'valuenet'; from valuenet.cli import main; main()")
COMMANDS = ("new", "fetch", "check", "build", "report", "trace")


def valuenet(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, in a terminal 80 characters wide."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    return subprocess.run([*COMMAND, *words], capture_output=True, text=True, cwd=cwd, env=environment, timeout=120)


def help_text(*words: str) -> str:
    return valuenet(*words, "--help").stdout.strip()


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "example"
    done = valuenet("new", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def database(study: Path) -> Path:
    file = study.parent / "example.duckdb"
    done = valuenet("build", str(study), "--out", str(file))
    assert done.returncode == 0, done.stderr
    return file


def test_the_documentation_holds_the_real_help() -> None:
    told = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for words in ((), *((command,) for command in COMMANDS)):
        assert help_text(*words) in told, f"docs/cli.md lacks the help of 'valuenet {' '.join(words)}'"


def test_every_command_is_documented_and_tested() -> None:
    listed = re.findall(r"^  ([a-z]+)  ", help_text().partition("Commands:")[2], flags=re.MULTILINE)
    assert tuple(listed) == COMMANDS


def test_new_writes_a_study_that_builds(database: Path) -> None:
    assert database.is_file()


def test_new_refuses_a_folder_that_holds_something(study: Path) -> None:
    done = valuenet("new", str(study))
    assert (done.returncode, "already holds something" in done.stderr) == (2, True)


def test_build_prints_the_account_of_every_source(study: Path, tmp_path: Path) -> None:
    done = valuenet("build", str(study), "--out", str(tmp_path / "x.duckdb"))
    sums = re.findall(r"^(\w+): ([\d,]+) rows read = ([\d,]+) kept \+ ([\d,]+) rejected$", done.stdout, re.MULTILINE)
    assert {name for name, *_ in sums} == {"enterprises", "ties", "rounds", "amounts", "research", "events"}
    for _, read, kept, rejected in sums:
        assert int(read.replace(",", "")) == int(kept.replace(",", "")) + int(rejected.replace(",", ""))


def test_json_is_one_object_and_quiet_is_silent(study: Path, tmp_path: Path) -> None:
    done = valuenet("build", str(study), "--out", str(tmp_path / "x.duckdb"), "--json")
    assert json.loads(done.stdout)["database"] == str(tmp_path / "x.duckdb")
    silent = valuenet("build", str(study), "--out", str(tmp_path / "x.duckdb"), "--quiet")
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")


def test_check_writes_nothing(study: Path, tmp_path: Path) -> None:
    done = valuenet("check", str(study), cwd=tmp_path)
    assert done.returncode == 0
    assert "enterprises: 22 rows read = 22 kept + 0 rejected" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_trace_lists_as_many_rows_as_the_figure_says(database: Path) -> None:
    import valuenet as vn

    with vn.open(database) as db:
        region, enterprises = db.table("enterprises.by_region").select("region", "enterprises").row(0)
    done = valuenet("trace", str(database), "enterprises.by_region", f"region={region}", "--json")
    rows = json.loads(done.stdout)["rows"]
    assert len({row["name"] for row in rows}) == enterprises
    assert all(row["path"] and row["row"] > 1 for row in rows)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("biuld",), 2, "Did you mean 'build'"),
        (("build",), 2, "Missing argument 'STUDY'"),
        (("build", "nowhere"), 2, "there is no study at 'nowhere'"),
        (("report", "STUDY", "--lang", "fr"), 2, "'fr' is not a language; known: zh, en"),
        (("report", "STUDY", "--format", "docx"), 2, "'docx' is not a format"),
        (("trace", "DATABASE", "enterprises.by_regoin"), 2, "did you mean 'enterprises.by_region'"),
        (("trace", "DATABASE", "enterprises.by_region", "city=1"), 2, "give region=VALUE"),
        (("trace", "missing.duckdb", "enterprises.by_region"), 1, "missing.duckdb"),
    ],
)
def test_a_mistake_ends_in_one_clear_message(
    words: tuple[str, ...], code: int, says: str, study: Path, database: Path, tmp_path: Path
) -> None:
    real = [{"STUDY": str(study), "DATABASE": str(database)}.get(word, word) for word in words]
    done = valuenet(*real, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "nanobind" not in done.stderr


def test_a_wrong_word_in_a_study_is_placed(study: Path, tmp_path: Path) -> None:
    text = (study / "study.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "study.yaml"
    broken.write_text(text.replace("core_technology: 核心技术", "core_technologie: 核心技术"), encoding="utf-8")
    line = next(
        n for n, words in enumerate(broken.read_text(encoding="utf-8").splitlines(), 1) if "technologie" in words
    )
    done = valuenet("build", str(tmp_path), "--json")
    assert done.returncode == 1
    assert f"study.yaml:{line}:" in json.loads(done.stdout)["error"]
    assert "did you mean 'core_technology'" in done.stderr


def test_an_interrupt_leaves_the_old_file(study: Path, database: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.duckdb"
    file.write_bytes(database.read_bytes())
    before = file.read_bytes()
    command = [*COMMAND, "build", str(study), "--out", str(file)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    end = time.monotonic() + 60
    while not any(p.name.startswith(".x.duckdb") for p in tmp_path.iterdir()) and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert told == "error: interrupted; nothing was changed\n"
    assert file.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["x.duckdb"]
