"""The comparison of network engines: a line a piece, with what it took beside its peers'."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import network as module
from benchmarks.engines import WORKS
from benchmarks.measured import Cost, Failed
from benchmarks.network import PIECES, Piece, lines, main

PATHS = "path length, undirected"


def answering(monkeypatch: pytest.MonkeyPatch, cpu: dict[str, float], **values: float) -> list[list[str]]:
    """Let each process, known by its last word, answer that it took so many CPU seconds; return the calls."""
    called = []

    def measured(words: Sequence[str | Path]) -> Cost:
        called.append([str(word) for word in words])
        by = called[-1][-1].partition(": ")[2]
        if by not in cpu:
            raise Failed("no memory")
        return Cost(9.0, 9.0, 50.0, json.dumps({"values": values, "cpu_s": cpu[by], "wall_s": 2.0}))

    monkeypatch.setattr(module, "measured", measured)
    return called


def test_every_piece_has_its_work_and_a_name_of_its_own() -> None:
    assert {(piece.what.partition(",")[0], piece.by) for piece in PIECES} == set(WORKS)
    assert len({piece.name for piece in PIECES}) == len(PIECES)


def test_what_a_peer_needs_is_said_as_a_multiple_beside_the_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, {"igraph": 3.0, "valuenet": 0.05}, mean=4.5)
    found = list(lines([Piece(PATHS, "igraph", 1), Piece(PATHS, "valuenet", 1, goals=(("igraph", 20), ("nobody", 2)))]))
    assert [line.note for line in found] == ["mean 4.5", "50.00 ms; mean 4.5; 60.0 times igraph (goal 20)"]
    assert found[1].cost == Cost(0.05, 2.0, 50.0)


def test_a_projected_time_stands_for_the_measured_one(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, {"networkx": 1.0}, **{"projected CPU s": 500.0})
    (found,) = lines([Piece(PATHS, "networkx", 1, note="projected")])
    assert found.cost is not None
    assert (found.cost.cpu_s, found.note) == (500.0, "projected")


def test_what_fails_or_is_not_installed_is_told_and_the_rest_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    called = answering(monkeypatch, {"valuenet in NumPy": 1.0})
    found = list(lines([Piece(PATHS, "igraph", 1), Piece(PATHS, "nowhere", 1), Piece(PATHS, "valuenet in NumPy", 1)]))
    assert [line.note for line in found] == ["failed: no memory", "skipped: nowhere is not installed", ""]
    assert [words[:2] == ["env", "VALUENET_KERNEL=none"] for words in called] == [False, True]


def test_a_piece_in_a_process_of_its_own_says_what_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--only", "ties, all three readings 1x: valuenet"])
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"values", "cpu_s", "wall_s"}
    assert found["cpu_s"] > 0


def test_larger_networks_can_be_left_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answering(monkeypatch, {})
    main(["--up-to", "1"])
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 1 + sum(piece.size == 1 for piece in PIECES)
