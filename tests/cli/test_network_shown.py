from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.cli.network_asked import Asked, Found, measured
from valuenet.cli.network_shown import network_json, network_tables, network_words, number


def _found(folder: Path, networks: int = 0) -> Found:
    (folder / "a.csv").write_text("source,target\n[b]x,甲\n甲,c\nc,[b]x\nc,d\n", encoding="utf-8")
    return measured(Asked(str(folder / "a.csv"), {}, networks=networks), None, folder, lambda words, done: None)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "no data"), (0, "0"), (0.0, "0.0000"), (-1234.5, "-1,234"), (2.0, "2"), (0.5, "0.5000"), (1e-7, "1e-07")],
)
def test_numbers_are_written_for_people(value: float | None, shown: str) -> None:
    assert number(value) == shown


def test_names_that_look_like_markup_stay_names(tmp_path: Path) -> None:
    assert "[b]x" in network_words(_found(tmp_path), 5)


def test_no_nodes_are_listed_where_none_are_wanted(tmp_path: Path) -> None:
    words = network_words(_found(tmp_path), 0)
    assert "The first" not in words
    assert "Structure: 4 nodes, 4 relations" in words


def test_every_table_is_there_for_machines(tmp_path: Path) -> None:
    found = _found(tmp_path, networks=6)
    told = network_json(found)
    assert set(network_tables(found)) <= set(told)
    assert told["null_model"] == "ties: degrees"
    assert len(told["ensemble"]) == 6 * len(found.analysis.statistics)
    assert {row["id"] for row in told["positions"]} == {"[b]x", "c", "d", "甲"}
