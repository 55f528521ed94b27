from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.changing import changing_study
from valuenet.database.read import Database
from valuenet.run.sources import series_of
from valuenet.study.read import read_study


def test_editions_of_a_list_are_one_series_unless_it_says_otherwise(tmp_path: Path) -> None:
    study = read_study(changing_study(tmp_path / "study"))
    found = {name: series_of(study, name) for name in ("firms_2018", "firms_2019", "registry")}
    assert found == {"firms_2018": "firms", "firms_2019": "firms", "registry": "registry"}
    sources = dict(study.declaration.sources)
    sources["firms_2019"] = sources["firms_2019"].model_copy(update={"series": "another"})
    declaration = study.declaration.model_copy(update={"sources": sources})
    assert series_of(replace(study, declaration=declaration), "firms_2019") == "another"


def test_the_file_says_for_which_waves_a_source_speaks(changing: Database) -> None:
    found = changing.query("SELECT wave, declared FROM source_wave WHERE source_id = 'registry'").rows()
    assert found == [("2019", True)]
    every = changing.query("SELECT wave, declared FROM source_wave WHERE source_id = 'lives' ORDER BY wave").rows()
    assert every == [("2018", False), ("2019", False)]
    days = dict(changing.query("SELECT source_id, CAST(date AS VARCHAR) FROM source_date").rows())
    assert (days["lives"], days["later"], days["firms_2018"]) == ("2020-02-01", None, "2018-12-31")
