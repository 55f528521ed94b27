"""The packaged studies, built and compared: what should hold holds, and what differs has its reason."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from valuenet.database.read import Database
from valuenet.run.build import build

pytestmark = pytest.mark.slow
STUDIES = [path.parent for path in Path(str(files("valuenet"))).glob("studies/*/bindings.csv")]


@pytest.fixture(scope="module", params=STUDIES, ids=lambda folder: str(folder.name))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The database of a packaged study that has published figures."""
    out = tmp_path_factory.mktemp("built") / "study.duckdb"
    with Database(build(request.param, out=out).path) as database:
        yield database


def rows(database: Database) -> list[dict[str, Any]]:
    """Every figure with what became of it."""
    joined = "SELECT * FROM figure AS f JOIN comparison AS c ON c.figure_id = f.figure_id ORDER BY f.ordinal"
    return database.query(joined).to_dicts()


def test_every_figure_that_should_hold_is_reproduced(built: Database) -> None:
    held = [row for row in rows(built) if row["status"] == "exact" and row["outcome"] != "unbound"]
    assert len(held) > 0.7 * len(rows(built))
    wrong = [(row["figure_id"], row["printed"], row["computed"]) for row in held if row["outcome"] != "equal"]
    assert wrong == []


def test_what_differs_or_is_not_compared_says_why_in_both_languages(built: Database) -> None:
    silent = [
        row["figure_id"]
        for row in rows(built)
        if row["outcome"] != "equal"
        and not all(row[f"unbound_{language}"] or row[f"reason_{language}"] for language in ("zh", "en"))
    ]
    assert silent == []


def test_every_query_runs_as_it_stands_and_names_its_table(built: Database) -> None:
    asked = [row for row in rows(built) if row["query"]]
    assert all(row["measure"].replace(".", "_", 1) in row["query"] for row in asked)
    for row in asked[::25]:
        assert built.query(row["query"]).columns == ["value"]
