"""How much results depend on doubtful pairs, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from valuenet.cli.entry import app

RUN = CliRunner()


def test_words_and_json_tell_the_same(doubted_study: Path) -> None:
    file = str(doubted_study / "tiny.duckdb")
    said = RUN.invoke(app, ["effect", file, "--draws", "1"]).stdout
    assert said.startswith("3 doubtful pairs; all of them one would make 3 subjects fewer\n")
    found = json.loads(RUN.invoke(app, ["effect", file, "--draws", "1", "--json"]).stdout)
    nodes = next(row for row in found["statistics"] if row["statistic"] == "nodes")
    assert f"nodes (relations): 7 ({nodes['low']:g} to {nodes['high']:g})" in said
