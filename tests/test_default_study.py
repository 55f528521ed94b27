"""The packaged study: its shipped files, and those of other seeds, yield every figure that can hold."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from valuenet.audit.binding import read_bindings
from valuenet.audit.compare import compare
from valuenet.database.read import Database
from valuenet.model.figure import read_figures
from valuenet.run.build import build
from valuenet.run.prepare import reconstruct_study

PACKAGED = Path(str(files("valuenet"))) / "studies" / "china_ai_2019"
OTHER_SEEDS = range(1, 21)


def silent(words: str, done: float) -> None:
    """Progress that nobody looks at."""


def missed(database: Path) -> list[tuple[str, str, float | None]]:
    """The figures of status exact that the database yields otherwise: id, printed, computed."""
    figures, bindings = read_figures(PACKAGED / "figures.csv"), read_bindings(PACKAGED / "bindings.csv")
    with Database(database) as opened:
        found = compare(opened, figures, bindings)
    assert len(found) == len(figures)
    return [(each.figure.id, each.figure.printed, each.computed) for each in found if each.fails]


def test_the_shipped_study_yields_every_exact_figure(default_file: Path) -> None:
    assert missed(default_file) == []


def test_everything_in_it_says_that_it_is_synthetic(default_file: Path) -> None:
    with Database(default_file) as database:
        for table in ("study", "source", "subject"):
            assert database.query(f"SELECT DISTINCT synthetic FROM {table}").rows() == [(True,)], table


def test_resolving_joined_no_two_of_its_subjects(default_file: Path) -> None:
    with Database(default_file) as database:
        assert database.query("SELECT name_en FROM subject GROUP BY name_en HAVING count(*) > 1").rows() == []
        assert database.query("SELECT count(*) FROM rejected").rows() == [(0,)]


def test_relations_of_earlier_waves_are_part_of_the_last(default_file: Path) -> None:
    with Database(default_file) as database:
        waves = database.query(
            "SELECT first_wave, count(*) FROM relation WHERE last_wave IS NULL GROUP BY ALL ORDER BY 1"
        )
    assert waves["first_wave"].to_list() == ["2017", "2018", "2019"]
    assert waves["count_star()"].sum() == 31_949


@pytest.mark.slow
@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_another_seed_yields_them_too(seed: int, tmp_path: Path) -> None:
    study = tmp_path / "study"
    copytree(PACKAGED, study, ignore=ignore_patterns("data"))
    reconstruct_study(study, None, seed, silent)
    assert missed(build(study, out=tmp_path / "seed.duckdb").path) == []
