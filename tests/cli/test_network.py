"""The command on networks, as its user calls it."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.cli.called import valuenet


def answer(*words: str, cwd: Path | None = None) -> dict[str, Any]:
    done = valuenet("network", *words, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def triangle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three firms that supply each other in a ring, and one beside."""
    file = tmp_path_factory.mktemp("ties") / "ties.csv"
    file.write_text("source,target,kind\n甲,乙,work\n乙,丙,work\n丙,甲,study\n甲,丁,study\n", encoding="utf-8")
    return file


def statistics(found: dict[str, Any]) -> dict[tuple[str, str], Any]:
    return {(each["statistic"], each["reading"]): each["value"] for each in found["statistics"]}


def test_a_study_is_told_in_tables_of_a_terminals_width(database: Path) -> None:
    done = valuenet("network", str(database), "--null", "20", "--keep", "sample")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("Structure:", "What other programs print", "largest communities", "Against 20 random networks"):
        assert words in done.stdout
    assert "Synthetic data" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_same_call_gives_the_same_bytes_and_quiet_says_nothing(database: Path) -> None:
    one, other = (valuenet("network", str(database), "--null", "9", "--json").stdout for _ in range(2))
    assert one == other
    silent = valuenet("network", str(database), "--quiet")
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")


def test_an_edge_list_is_measured(triangle: Path) -> None:
    found = statistics(answer(str(triangle)))
    assert (found["nodes", "relations"], found["relations", "relations"]) == (4, 4)
    assert found["triangles", "ties_undirected"] == 1
    assert found["average_path_length", "ties_undirected"] == pytest.approx(8 / 6)
    only = statistics(answer(str(triangle), "--kind", "work"))
    assert (only["nodes", "relations"], only["relations", "relations"]) == (3, 2)


def test_what_is_written_can_be_measured_again(triangle: Path, tmp_path: Path) -> None:
    expected = statistics(answer(str(triangle)))
    for name in ("net.gexf", "net.graphml.gz"):  # every other format: tests/network/exchange
        assert answer(str(triangle), "--export", str(tmp_path / name))["files"]
        assert statistics(answer(str(next(tmp_path.glob(f"{name.partition('.')[0]}*{name[3:]}"))))) == expected
        for file in tmp_path.iterdir():
            file.unlink()


def test_gephis_format_holds_labels_kinds_and_positions(database: Path, tmp_path: Path) -> None:
    answer(str(database), "--export", str(tmp_path / "net.gexf"))
    peer = nx.read_gexf(tmp_path / "net.gexf")
    names = [data["label"] for _, data in peer.nodes(data=True)]
    assert all(names)
    assert {"technology_input", "study"} & {data["kind"] for *_, data in peer.edges(data=True)}
    assert all("viz" in data for _, data in peer.nodes(data=True))


def test_pictures_and_tables_are_written(database: Path, tmp_path: Path) -> None:
    whole, near = tmp_path / "whole.svg", tmp_path / "near.png"
    found = answer(str(database), "--picture", str(whole), "--lang", "zh", "--out", str(tmp_path / "tables"))
    drawn = whole.read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "合成数据" in drawn
    name = max(found["positions"], key=lambda row: row["weighted_degree"])["label"]
    answer(str(database), "--picture", str(near), "--around", name, "--steps", "2")
    assert near.read_bytes().startswith(b"\x89PNG")
    with (tmp_path / "tables" / "network_positions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(found["positions"])
    assert {row["note"] for row in rows} == {"synthetic data"}


@pytest.mark.parametrize(
    ("content", "name", "code", "says"),
    [
        ("", "none.csv", 1, "none.csv"),
        ("just text\n", "text.csv", 1, "text.csv"),
        ("<gexf", "broken.gexf", 1, "broken.gexf"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><graphml/>', "bomb.graphml", 1, "bomb.graphml"),
    ],
)
def test_a_file_that_is_no_network_ends_in_one_clear_message(
    content: str, name: str, code: int, says: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = valuenet("network", str(tmp_path / name))
    assert done.returncode == code, done.stdout
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--kind", "studdy"), "did you mean 'study'"),
        (("--layer", "applicaton"), "did you mean 'application'"),
        (("--wave", "1999"), "no wave '1999'"),
        (("--null", "5", "--keep", "kinds"), "did you mean 'kind'"),
        (("--picture", "x.gif"), "FILE.svg or FILE.png"),
        (("--picture", "x.svg", "--around", "nobody at all"), "no node 'nobody at all'"),
        (("--export", "net.xyz"), "xyz"),
        (("--lang", "fr", "--picture", "x.svg"), "'fr' is not a language"),
    ],
)
def test_a_wrong_word_is_named(words: tuple[str, ...], says: str, database: Path, tmp_path: Path) -> None:
    done = valuenet("network", str(database), *words, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_packed_list_without_direction_says_how_it_was_read(tmp_path: Path) -> None:
    file = tmp_path / "friends.graphml.gz"
    club = nx.karate_club_graph()
    file.write_bytes(gzip.compress("".join(nx.generate_graphml(club)).encode()))
    done = valuenet("network", str(file))
    assert done.returncode == 0
    assert "no direction" in done.stderr
    assert "78" in done.stdout
