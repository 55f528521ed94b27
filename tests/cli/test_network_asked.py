from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.cli.network_asked import Asked, is_network_file, measured
from valuenet.errors import UsageError


@pytest.mark.parametrize("name", ["a.gexf", "a.GraphML", "a.csv.gz", "a.edges", "a.parquet"])
def test_files_of_networks_are_known_by_their_suffix(name: str) -> None:
    assert is_network_file(Path(name))


@pytest.mark.parametrize("name", ["a.duckdb", "study.yaml", "a", "china_ai_2019", "a.gz"])
def test_everything_else_is_a_study_or_its_file(name: str) -> None:
    assert not is_network_file(Path(name))


def test_a_file_has_one_network_and_no_waves(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("source,target\na,b\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--wave goes with a study"):
        measured(Asked(str(tmp_path / "a.csv"), {}, wave="2019"), None, tmp_path, lambda words, done: None)


def test_random_networks_only_where_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("source,target\na,b\nb,c\nc,a\n", encoding="utf-8")
    told: list[str] = []
    asked = Asked(str(tmp_path / "a.csv"), {})
    assert measured(asked, None, tmp_path, lambda words, done: told.append(words)).significance is None
    more = Asked(str(tmp_path / "a.csv"), {}, networks=4)
    found = measured(more, None, tmp_path, lambda words, done: told.append(words)).significance
    assert found is not None
    assert found.networks == 4
    assert "random networks" in told
