"""The words that the command line takes, and what it says to wrong ones."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.called import COMMAND, ROOT, Said, help_text, process, valuenet
from valuenet.network.kernel.library import library

COMMANDS = (
    *("new", "fetch", "check", "build", "report", "table", "review", "effect", "trace", "subject", "diff"),
    *("network", "shock", "index", "resolve", "audit", "reconstruct"),
)


def test_the_documentation_holds_the_real_help() -> None:
    told = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for words in ((), *((command,) for command in COMMANDS)):
        assert help_text(*words) in told, f"docs/cli.md lacks the help of 'valuenet {' '.join(words)}'"


def test_every_command_is_documented_and_tested() -> None:
    listed = re.findall(r"^  ([a-z]+)  ", help_text().partition("Commands:")[2], flags=re.MULTILINE)
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("biuld",), 2, "Did you mean 'build'"),
        (("trace",), 2, "Missing argument 'FILE'"),
        (("build", "nowhere"), 2, "there is no study at 'nowhere'"),
        (("report", "STUDY", "--lang", "fr"), 2, "'fr' is not a language; known: zh, en"),
        (("report", "STUDY", "--format", "docx"), 2, "'docx' is not a format"),
        (("trace", "DATABASE", "enterprises.by_regoin"), 2, "did you mean 'enterprises.by_region'"),
        (("trace", "DATABASE", "enterprises.by_region", "city=1"), 2, "give region=VALUE"),
        (("trace", "missing.duckdb", "enterprises.by_region"), 1, "missing.duckdb"),
        (("subject", "没有这家公司", "DATABASE"), 2, "no subject is named '没有这家公司'"),
        (("diff", "DATABASE", "--wave", "2018", "--wave", "2020"), 2, "has no wave '2020'"),
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


@pytest.mark.parametrize(("words", "code"), [(("trace", "DATABASE", "enterprises.by_regoin"), 2), (("check", "."), 1)])
def test_a_process_ends_as_the_call_does_and_says_no_more(
    words: tuple[str, ...], code: int, database: Path, tmp_path: Path
) -> None:
    """What libraries have to say when a process ends (of objects that they lost, say) is no matter of its user."""
    (tmp_path / "study.yaml").write_text("study: [", encoding="utf-8")
    real = [{"DATABASE": str(database)}.get(word, word) for word in words]
    alone, called = process(*real, cwd=tmp_path), valuenet(*real, cwd=tmp_path)
    assert (alone.returncode, alone.stdout, alone.stderr) == (code, "", called.stderr)
    assert called == Said(code, "", called.stderr)
    assert called.stderr.startswith("error: ")


def test_help_is_the_same_in_a_process_of_its_own() -> None:
    assert process("--help").stdout.strip() == help_text()


def test_a_reader_who_has_seen_enough_is_no_mistake(database: Path) -> None:
    """A process that reads the answer and ends before it is said closes the pipe."""
    with subprocess.Popen(
        [*COMMAND, "network", str(database), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == ""
        assert started.wait(timeout=60) in (0, 1)


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


def test_a_missing_kernel_is_said_once_in_words_and_not_when_quiet(changing_file: Path) -> None:
    words = ("network", str(changing_file))
    said = process(*words, environment={"VALUENET_KERNEL": "nowhere.so"})
    assert said.returncode == 0
    assert said.stderr.count("warning: valuenet's compiled kernel is not there") == 1
    assert "RuntimeWarning" not in said.stderr
    library.cache_clear()  # as a process of its own begins
    try:
        assert valuenet(*words, "--quiet", environment={"VALUENET_KERNEL": "nowhere.so"}).stderr == ""
        assert library() is None
    finally:
        library.cache_clear()
