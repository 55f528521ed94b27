"""One table at the command line: printed or written, of any database, with a study's own tables too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.cli.called import valuenet
from tests.study.voices import in_use
from valuenet.database.own_results import write_own_results
from valuenet.database.voice import write_voice
from valuenet.study.voice import read_voice


@pytest.fixture(scope="module")
def spoken(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example database with the own voice of the examples."""
    folder = tmp_path_factory.mktemp("spoken")
    voice = read_voice(in_use(folder / "study"))
    made = Path(shutil.copy(database, folder / "spoken.duckdb"))
    with duckdb.connect(str(made)) as con:
        write_voice(con, voice)
        write_own_results(con, voice.tables)
    return made


def test_text_is_printed(database: Path) -> None:
    done = valuenet("table", "enterprises.by_region", str(database), "--lang", "en", "--format", "md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("| Province")
    assert "Synthetic data {#tbl-enterprises-by-region}" in done.stdout
    assert done.stderr == ""


def test_a_file_is_written(database: Path, tmp_path: Path) -> None:
    for form in ("parquet", "xlsx"):
        out = tmp_path / "new" / f"table.{form}"
        done = valuenet("table", "enterprises.by_region", str(database), "--format", form, "--out", str(out))
        assert done.stdout == f"wrote {out}\n"
        assert out.read_bytes()[:2] in (b"PA", b"PK")


def test_json_has_values_and_labels(database: Path) -> None:
    told = json.loads(valuenet("table", "enterprises.by_region", str(database), "--lang", "en", "--json").stdout)
    assert told["columns"]["region"] == {"label": "Province", "unit": "region"}
    assert told["synthetic"]
    assert {"region", "region_label", "enterprises", "share"} == set(told["rows"][0])


def test_a_table_of_a_study_is_asked_for_like_any_other(spoken: Path) -> None:
    done = valuenet("table", "outlook.by_age", str(spoken), "--lang", "zh")
    assert done.stdout.startswith("\ufeff年龄,企业数,占比")
    age = done.stdout.splitlines()[1].split(",")[0]
    traced = valuenet("trace", str(spoken), "outlook.by_age", f"age={age}")
    assert "enterprises.csv, row" in traced.stdout


def test_all_tables_are_listed() -> None:
    assert "enterprises.by_region         " in valuenet("table").stdout
    assert len(json.loads(valuenet("table", "--json").stdout)["tables"]) > 100


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("enterprises.by_regoin", "DATABASE"), "did you mean 'enterprises.by_region'"),
        (("outlook.by_age", "DATABASE"), "there is no table 'outlook.by_age'"),
        (("enterprises.by_region", "DATABASE", "--format", "xls"), "did you mean 'xlsx'"),
        (("enterprises.by_region", "DATABASE", "--format", "xlsx"), "name the file with --out FILE"),
        (("enterprises.by_region", "DATABASE", "--lang", "fr"), "'fr' is not a language"),
        (("enterprises.by_regoin", "china_ai_2019"), "did you mean 'enterprises.by_region'"),
        (("enterprises.by_region", "nowhere"), "there is no study at 'nowhere'"),
    ],
)
def test_a_mistake_says_what_to_do(words: tuple[str, ...], says: str, database: Path, tmp_path: Path) -> None:
    done = valuenet("table", *(str(database) if word == "DATABASE" else word for word in words), cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_named(database: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    done = valuenet("table", "enterprises.by_region", str(database), "--out", str(tmp_path / "taken"))
    assert (done.returncode, "cannot write" in done.stderr) == (1, True)
