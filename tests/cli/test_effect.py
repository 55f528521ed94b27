"""How much results depend on doubtful pairs, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from valuenet.cli.entry import app
from valuenet.database.read import Database
from valuenet.run.effect import Effect, effect

RUN = CliRunner()


def test_words_and_json_tell_the_same(doubted_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: dict[tuple[int, int], Effect] = {}

    def once(database: Database, *, draws: int, seed: int, progress: object) -> Effect:
        """Count what one call asks for, and give it to the next that asks for the same."""
        asked = (draws, seed)
        counted[asked] = counted.get(asked) or effect(database, draws=draws, seed=seed)
        return counted[asked]

    monkeypatch.setattr("valuenet.run.effect.effect", once)
    file = str(doubted_study / "tiny.duckdb")
    said = RUN.invoke(app, ["effect", file, "--draws", "1"]).stdout
    assert said.startswith("3 doubtful pairs; all of them one would make 3 subjects fewer\n")
    found = json.loads(RUN.invoke(app, ["effect", file, "--draws", "1", "--json"]).stdout)
    nodes = next(row for row in found["statistics"] if row["statistic"] == "nodes")
    assert f"nodes (relations): 7 ({nodes['low']:g} to {nodes['high']:g})" in said
