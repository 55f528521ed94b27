"""The open study of 2018 on the published files, as they are here and as their producers publish them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import valuenet as vn
from tests.conftest import bare, few_networks
from tests.shared_files import made_once
from valuenet.database.read import Database

ROOT = Path(__file__).parents[1]
STUDY = ROOT / "studies" / "china_ai_2018_open"
DATA = ROOT.parent / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the published files (../shared/data) are not here")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patched:
            few_networks(patched)
            vn.build(STUDY, DATA, folder / "open.duckdb").close()

    with vn.open(made_once(tmp_path_factory, "open", make) / "open.duckdb") as opened:
        yield opened


def test_every_row_of_every_source_is_kept_or_rejected(database: Database) -> None:
    sources = database.query("SELECT source_id, rows_read, rows_kept, rows_rejected FROM source")
    assert (sources["rows_read"] == sources["rows_kept"] + sources["rows_rejected"]).all()
    read = dict(sources.select("source_id", "rows_read").iter_rows())
    assert (read["itjuzi"], read["aiia"], read["ror"], read["universities"]) == (1439, 567, 51370, 2631)


def test_the_820_companies_are_accounted_for(database: Database) -> None:
    listed = "SELECT DISTINCT subject_id FROM attribute WHERE source_id = 'itjuzi' AND field = 'layer'"
    companies = database.query(listed).height
    judged = database.query(
        f"SELECT count(DISTINCT subject_id) FROM screening WHERE subject_id IN ({listed}) AND wave = '2025'"
    ).item()
    # A few rows of the list share one registered name, and 31 companies are abroad.
    assert 810 <= companies <= 820
    assert judged == companies
    failed = "SELECT count(*) FROM screening WHERE rule = 'located' AND NOT passed AND wave = '2025'"
    assert database.query(f"{failed} AND subject_id IN ({listed})").item() == 31


def test_every_room_has_something_to_say(database: Database) -> None:
    for table in (
        "enterprises.by_region",
        "enterprises.funding_by_year",
        "network.top_sample_nodes",
        "network.top_technology_input",
        "academia.universities_by_region",
        "linkers.conferences_by_city",
        "government.policies_by_year",
        "index.scores",
    ):
        assert database.table(table).height > 0, table


def test_the_files_as_their_producers_publish_them(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copies here lack columns of the originals: some name firms, some hold personal data, which is never read."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    for folder in data.rglob("*"):
        folder.chmod(0o755 if folder.is_dir() else 0o644)
    secret = "某人:创始人"
    companies = data / "itjuzi_cn_ai_companies_2018" / "companies_rounds_raw_layout.csv"
    _add_columns(
        companies, 0, {"团队": secret, "详细地址": secret, "公开电话": secret, "公开邮箱": secret, "笔记": "-"}
    )
    _add_columns(data / "aiia_members_2020" / "members.csv", 1, {"Name (ZH)": "测试甲有限公司", "Name (EN MT)": ""})
    bare(monkeypatch)
    with vn.build(STUDY, data, tmp_path / "original.duckdb") as original:
        assert original.query("SELECT count(*) FROM name WHERE name = '测试甲有限公司'").item() > 0
        ties = "SELECT kind, count(*) FROM relation GROUP BY kind ORDER BY kind"
        assert original.query(ties).rows() == database.query(ties).rows()
    assert secret.encode() not in (tmp_path / "original.duckdb").read_bytes()


def _add_columns(path: Path, header: int, cells: dict[str, str]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for number, row in enumerate(rows):
        if number == header:
            row += cells
        else:
            row += [""] * len(cells) if number < header else list(cells.values())
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
