"""The plan of a network, read and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.errors import DataError, StudyError
from valuenet.reconstruct.network.plan import read_names, read_plan

NAMES = """printed,name_zh,name_en,kind,sample
Big Co,大公司,Big,enterprise,yes
BIG,大公司,Big,enterprise,yes
X,,X,investor,no
"""
PLAN = """
country: CN
figures: {nodes: n, relations: r}
relations: {study: {total: 5, overseas: 1}}
sample_alters: {rows: 3, share_of_listed: 0.3, kinds: {study: 1}}
node_relations: {}
pools: [{relations: [study], kinds: {university: 1}}]
connectors: {rows: 2, shape: 1.2}
"""


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A file of printed names."""
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    return tmp_path / "names.csv"


def test_spellings_lead_to_one_name(names: Path) -> None:
    found = read_names(names)
    assert found["Big Co"] == found["BIG"]
    assert (found["X"].name_zh, found["X"].kind) == (None, "investor")


def test_a_plan_is_read_with_its_names(names: Path, tmp_path: Path) -> None:
    (tmp_path / "network.yaml").write_text(PLAN, encoding="utf-8")
    plan = read_plan(tmp_path / "network.yaml", names)
    assert plan.relations["study"].overseas == 1
    assert plan.pools[0].nodes is None
    assert set(plan.names) == {"Big Co", "BIG", "X"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("country: CN", "land: CN"), "network.yaml"),
        (("relations: {study: {", "relations: {studdy: {"), "'studdy' is no kind of relation; did you mean 'study'"),
        (("total: 5", "total: -5"), "relations.study.total"),
        (("figures: {", "figures: ["), "cannot be read"),
        (("relations: r", "relations: r, relation: s"), "figures.relation"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(change: tuple[str, str], says: str, names: Path, tmp_path: Path) -> None:
    (tmp_path / "network.yaml").write_text(PLAN.replace(*change), encoding="utf-8")
    with pytest.raises(StudyError, match=says):
        read_plan(tmp_path / "network.yaml", names)


def test_missing_files_are_told(names: Path, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"none\.yaml"):
        read_plan(tmp_path / "none.yaml", names)
    with pytest.raises(DataError, match=r"none\.csv: cannot be read"):
        read_names(tmp_path / "none.csv")


def test_a_name_without_a_kind_is_told(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("printed,name_zh,name_en,kind\nAcme,,Acme,investor\nVenus,,,\n", encoding="utf-8")
    with pytest.raises(StudyError, match="'Venus' has no kind"):
        read_names(path)
