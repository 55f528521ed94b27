"""The comparison of network files: every library reads and writes the same network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import exchange as module
from benchmarks import reference
from benchmarks.exchange import WORKS, lines, main, make
from benchmarks.measured import Cost, Failed

NODES, RELATIONS, ROWS = 60, 90, 1000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files to read, of a network of the same shape but small."""
    for holder in (reference, module):
        for name, value in (("NODES", NODES), ("RELATIONS", RELATIONS), ("EGOS", 5)):
            monkeypatch.setattr(holder, name, value)
    make(tmp_path, ROWS)
    return tmp_path


def test_every_library_finds_the_whole_network(folder: Path) -> None:
    for name, prepare in WORKS.items():
        told = prepare(folder)()
        if ": read" in name and "large" not in name:
            assert told == f"{NODES} nodes, {RELATIONS} relations", name
        elif "large" in name:
            assert told.endswith(f" nodes, {ROWS:,} relations"), name
    assert {path.name for path in folder.glob("written*")} == {
        f"written{there}.{suffix}" for there in ("", "-there") for suffix in ("gexf", "graphml")
    }


def test_libraries_agree_on_the_large_lists(folder: Path) -> None:
    told = {name: WORKS[name](folder)() for name in WORKS if "of names, large" in name}
    assert len(told) == 2
    assert len(set(told.values())) == 1


def test_a_piece_says_what_it_found_and_took(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(folder), "--only", next(name for name in WORKS if name.startswith("valuenet: read Parquet"))])
    found = json.loads(capsys.readouterr().out)
    assert (found["note"], set(found)) == (f"{NODES} nodes, {RELATIONS} relations", {"note", "cpu_s", "wall_s"})


def test_time_is_that_of_the_work_and_what_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(words: Sequence[str | Path]) -> Cost:
        if "igraph" in str(words[-1]):
            raise Failed("no memory")
        return Cost(9.0, 9.0, 70.0, json.dumps({"note": "done", "cpu_s": 0.5, "wall_s": 0.25}))

    monkeypatch.setattr(module, "measured", measured)
    monkeypatch.setattr(module, "find_spec", lambda library: None if library == "networkx" else library)
    found = {(line.case, line.note.partition(":")[0]): line.cost for line in lines(ROWS)}
    assert set(found) == {("valuenet", "done"), ("networkx", "skipped"), ("igraph", "failed")}
    assert found["valuenet", "done"] == Cost(0.5, 0.25, 70.0, found["valuenet", "done"].printed)  # type: ignore[union-attr]
