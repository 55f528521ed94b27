"""Builds of a size: the line that says what a row costs, and one that says why a build failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import pipeline
from benchmarks.measured import Cost, Failed
from benchmarks.pipeline import lines


def test_the_cost_of_a_row_is_compared_with_the_first_size(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = {100: Cost(1.0, 1.0, 100.0), 10_000: Cost(2.1, 2.0, 200.0), 100_000: Cost(12.0, 9.0, 900.0)}

    def built(relations: int, folder: Path | None) -> Cost:
        return costs[relations]

    monkeypatch.setattr(pipeline, "_built", built)
    notes = [line.note for line in lines((10_000, 100_000))]
    assert notes[1] == "191 µs a row, 1.00 x the first; without the start 100 µs, 1.00 x"
    assert notes[2] == "109 µs a row, 0.57 x the first; without the start 100 µs, 1.00 x"


def test_a_build_that_fails_leaves_the_others_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def built(relations: int, folder: Path | None) -> Cost:
        if relations == 10_000:
            raise Failed("no space left")
        return Cost(1.0 + relations / 10_000, 1.0, 100.0)

    monkeypatch.setattr(pipeline, "_built", built)
    found = list(lines((10_000, 100_000)))
    assert [line.cost is None for line in found] == [False, True, False]
    assert found[1].note == "failed: no space left"
