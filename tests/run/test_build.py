from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.conftest import BuildStudy, MakeStudy, bare
from tests.studies import declared, write_study
from valuenet.database.check import problems
from valuenet.database.derive import write_results
from valuenet.database.read import Database
from valuenet.engine.duck import connect
from valuenet.errors import DataError, StudyError, ValuenetError
from valuenet.measures.catalogue import catalogue, chapters
from valuenet.model.tables import tables
from valuenet.run.build import build
from valuenet.run.prepare import check_study

FIRM = {"subject": "enterprise", "fields": {"name_zh": "名称", "patents": "专利"}}
FIRMS = {"firms": {"records": [FIRM]}}
GOOD = "名称,专利\n甲,1\n乙,2\n"


def content(database: Database, table: str) -> list[tuple[Any, ...]]:
    """Return all rows of a table, in an order of their own."""
    return database.query(f"SELECT * FROM {table} ORDER BY ALL").rows()


def test_the_example_has_a_table_for_every_measure(example: Database) -> None:
    assert set(example.tables) == set(catalogue())
    asked = [name for name, measure in catalogue().items() if not chapters()[measure.chapter].optional]
    filled = [name for name in catalogue() if not example.table(name).is_empty()]
    assert len(filled) >= 0.95 * len(asked)
    assert {name.partition(".")[0] for name in filled} == {name.partition(".")[0] for name in asked}


def test_everything_of_a_synthetic_study_says_so(example: Database) -> None:
    assert example.study["synthetic"] is True
    assert example.query("SELECT DISTINCT synthetic FROM subject").rows() == [(True,)]


def test_the_example_keeps_the_models_promises(example_folder: Path) -> None:
    with connect(example_folder / "example.duckdb", read_only=True) as con:
        assert problems(con) == []


def test_two_builds_are_equal(example: Database, example_again: Path) -> None:
    with Database(example_again) as again:
        for table in tables():
            assert content(again, f'"{table}"') == content(example, f'"{table}"'), table
        for name in catalogue():
            assert again.table(name).equals(example.table(name)), name


def test_progress_is_told_and_goes_from_nought_to_one(make_study: MakeStudy, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    check_study(make_study(FIRMS, {"firms.csv": GOOD}), None, lambda words, done: told.append((words, done)))
    assert {words for words, _ in told} == {"read firms", "convert firms"}
    assert all(0 <= done <= 1 for _, done in told)
    assert ("read firms", 1.0) in told


NAMES = [
    '=HYPERLINK("http://x","y")',
    "@SUM(1+1)",
    "<script>alert(1)</script>",
    "<img src=x onerror=a()>",
    "+1",
    "';--",
    "{{7*7}}",
]


def test_formulas_and_html_in_names_stay_text(build_study: BuildStudy) -> None:
    cells = pl.DataFrame({"名称": NAMES, "专利": ["1"] * len(NAMES)}).write_csv()
    database = build_study(FIRMS, {"firms.csv": cells})
    assert sorted(database.query("SELECT name_zh FROM enterprise")["name_zh"]) == sorted(NAMES)
    assert sorted(database.query("SELECT name FROM name")["name"]) == sorted(NAMES)


def test_two_sources_of_one_firm(build_study: BuildStudy) -> None:
    more = {"records": [{"subject": "enterprise", "fields": {"name_zh": "企业", "patents": "件"}}]}
    files = {"firms.csv": GOOD, "more.csv": "企业,件\n甲有限公司,9\n丙,3\n"}
    database = build_study({**FIRMS, "more": more}, files)
    rows = database.query("SELECT name_zh, patents FROM enterprise ORDER BY patents").rows()
    assert rows == [("甲", 1), ("乙", 2), ("丙", 3)]
    firm = database.query(
        "SELECT n.name, n.source_id, n.row FROM name n JOIN subject s USING (subject_id) WHERE s.name_zh = '甲'"
    )
    assert sorted(firm.rows()) == [("甲", "firms", 2), ("甲有限公司", "more", 2)]
    values = database.query("SELECT value, source_id FROM attribute WHERE field = 'patents' AND value IN ('1', '9')")
    assert sorted(values.rows()) == [("1", "firms"), ("9", "more")]


def test_every_row_names_its_file_and_its_hash(build_study: BuildStudy) -> None:
    pinned = {"path": "firms-*.csv", "sha256": "0" * 64, "accessed": "2019-06-01", "licence": "CC0"}
    packed = gzip.compress("名称,专利\n丙,x\n".encode())
    files: dict[str, str | bytes] = {"firms-a.csv": GOOD, "firms-b.csv.gz": packed, "firms-c.csv": "名称,专利\n,1\n"}
    database = build_study({"firms": {**FIRMS["firms"], **pinned}}, files)
    columns = "source_id, path, pinned, rows_read, rows_kept, rows_rejected, length(sha256)"
    assert database.query(f"SELECT {columns} FROM source ORDER BY source_id").rows() == [
        ("firms/1", "firms-a.csv", False, 2, 2, 0, 64),
        ("firms/2", "firms-b.csv.gz", False, 1, 1, 0, 64),
        ("firms/3", "firms-c.csv", False, 1, 0, 1, 64),
    ]
    assert content(database, "rejected") == [
        ("firms/2", 2, "cell", "专利", "x", "not_a_number", "'x' is not a number"),
        ("firms/3", 2, "row", None, None, "no_name", None),
    ]


def test_the_nested_layout_joins_and_ties_end_to_end(build_study: BuildStudy) -> None:
    firms = {
        "nested": {"key": "公司", "own": ["轮次", "投资方"]},
        "join": [{"source": "towns", "on": {"公司": "名"}}],
        "records": [
            {"subject": "enterprise", "record": "firm", "fields": {"name_zh": "公司", "place": "towns.地"}},
            {"financing_round": "firm", "round": "轮次"},
            {
                "relation": "financing",
                "ego": "firm",
                "alter": {"subject": "investor", "fields": {"name_zh": {"column": "投资方", "as": "investors"}}},
            },
        ],
    }
    files = {
        "firms.csv": "公司,轮次,投资方\n甲,A轮,资方(中移基金)\n,B轮,\n乙,,子、丑\n",
        "towns.csv": "名,地\n甲,北京\n",
    }
    database = build_study({"firms": firms, "towns": {}}, files)
    assert database.query("SELECT name_zh, region FROM enterprise ORDER BY region").rows() == [
        ("甲", "110000"),
        ("乙", None),
    ]
    assert database.query("SELECT round, row FROM financing_round ORDER BY row").rows() == [("a", 2), ("b", 3)]
    ties = "SELECT e.name_zh, a.name_zh, r.row FROM relation r JOIN subject e ON e.subject_id = ego_id"
    assert sorted(
        database.query(f"{ties} JOIN subject a ON a.subject_id = alter_id").rename({"name_zh_1": "a"}).rows()
    ) == [
        ("乙", "丑", 4),
        ("乙", "子", 4),
        ("甲", "中移基金", 2),
    ]
    parent = "SELECT p.name_zh, p.kind FROM subject s JOIN subject p ON p.subject_id = s.parent_id"
    assert database.query(parent).rows() == [("资方", "organisation")]
    assert database.query("SELECT rows_read, rows_kept FROM source ORDER BY ordinal").rows() == [(3, 3), (1, 1)]


def test_a_group_is_found_by_the_names_of_its_members(make_study: MakeStudy, tmp_path: Path, monkeypatch: Any) -> None:
    bare(monkeypatch)
    groups = [
        {"group": "g", "title": {"zh": "组", "en": "Group"}, "members": ["甲", " 甲 ", "无此人"]},
        {"group": "h", "title": {"zh": "双", "en": "Pair"}, "role": "compared", "members": ["乙"]},
    ]
    built = build(make_study(FIRMS, {"firms.csv": GOOD}, groups=groups), out=tmp_path / "x.duckdb")
    assert built.warnings == ["group 'g': no subject is named '无此人'"]
    with Database(built.path) as database:
        members = "SELECT group_id, name_zh FROM group_member JOIN subject USING (subject_id) ORDER BY ALL"
        assert database.query(members).rows() == [("g", "甲"), ("h", "乙")]


def zipped(part: bytes) -> bytes:
    """Return an archive in the form of a workbook whose sheet is `part`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", part)
    return held.getvalue()


BOMB = b"as many zeros as no workbook holds"
"""Stands for the archive that is only made by the test that needs it."""
DAMAGED: dict[str, tuple[str, bytes | None, str]] = {
    "a missing file": ("firms.csv", None, "'firms.csv': no such file in .*; did you mean 'frims.csv'"),
    "a missing column": (
        "firms.csv",
        "名称,专利数\n甲,1\n".encode(),
        r"firms\.csv: there is no column '专利', did you mean '专利数'",
    ),
    "a header twice": ("firms.csv", "名称,专利,专利\n甲,1,2\n".encode(), r"firms\.csv: the header has '专利' twice"),
    "another encoding": ("firms.csv", GOOD.encode("gb18030"), r"firms\.csv: .*(UTF-8|utf-8)"),
    "a broken archive": ("firms.csv.gz", gzip.compress(GOOD.encode() * 99)[:40], r"firms\.csv\.gz: "),
    "an empty file": ("firms.csv", b"", r"firms\.csv: .*empty"),
    "an empty archive": ("firms.csv.gz", gzip.compress(b""), r"firms\.csv\.gz: "),
    "a bomb": ("firms.xlsx", BOMB, r"firms\.xlsx: .* which is no workbook but a bomb"),
    "no workbook": ("firms.xlsx", GOOD.encode(), r"firms\.xlsx: cannot be read as an XLSX workbook"),
    "5,000 columns without ours": (
        "firms.csv",
        ",".join(f"c{n}" for n in range(5000)).encode(),
        r"firms\.csv: .*'名称'",
    ),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_input_ends_in_a_clear_message_and_the_old_file_stays(case: str, tmp_path: Path) -> None:
    name, damaged, message = DAMAGED[case]
    damaged = zipped(bytes(110_000_000)) if damaged == BOMB else damaged
    files = {name: damaged} if damaged is not None else {"frims.csv": GOOD}
    source = {**FIRMS["firms"], "path": name.removesuffix(".gz")}
    folder = write_study(tmp_path / "study", declared({"firms": source}), files)
    old = tmp_path / "out.duckdb"
    old.write_bytes(b"an earlier build")
    with pytest.raises(DataError, match=message):
        build(folder, out=old)
    assert old.read_bytes() == b"an earlier build"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.duckdb", "study"]


def test_damaged_rows_and_cells_are_rejected_and_the_rest_is_kept(build_study: BuildStudy) -> None:
    rows = ["名称,专利", "甲,1", "乙\x00,2", "丙", f"丁,{'9' * 10_000_000}", "戊,5,6", "己,7"]
    database = build_study(FIRMS, {"firms.csv": "\n".join(rows) + "\n"})
    assert database.query("SELECT name_zh FROM enterprise WHERE patents = 7").rows() == [("己",)]
    source = database.query("SELECT rows_read, rows_kept + rows_rejected FROM source").row(0)
    assert source == (6, 6)
    reasons = dict(database.query("SELECT row, reason FROM rejected").rows())
    assert {4: "too_few_cells", 6: "too_many_cells"}.items() <= reasons.items()
    assert reasons[5] in ("cell_too_long", "not_a_number")
    assert database.query("SELECT max(length(value)) AS longest FROM rejected")["longest"][0] <= 201


@pytest.mark.parametrize("stage", ["read firms", "resolve", "screen", "measure", "check"])
def test_an_interrupt_at_any_stage_leaves_the_old_file(
    stage: str, make_study: MakeStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "out.duckdb"
    old.write_bytes(b"an earlier build")
    bare(monkeypatch)
    if stage == "measure":
        monkeypatch.setattr("valuenet.run.build.write_results", write_results)

    def interrupt(words: str, done: float) -> None:
        if words.startswith(stage):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(make_study(FIRMS, {"firms.csv": GOOD}), out=old, progress=interrupt)
    assert old.read_bytes() == b"an earlier build"
    assert sorted(os.listdir(tmp_path)) == ["out.duckdb", "study"]


def test_a_wrong_study_is_told_before_any_file_is_touched(tmp_path: Path) -> None:
    folder = write_study(tmp_path / "study", declared({"firms": {"path": "../firms.csv"}}), {})
    with pytest.raises(StudyError, match="leaves the data folder"):
        build(folder, out=tmp_path / "out" / "x.duckdb")
    assert not (tmp_path / "out").exists()


def test_a_link_out_of_the_data_folder_is_not_followed(make_study: MakeStudy, tmp_path: Path) -> None:
    folder = make_study(FIRMS, {})
    (tmp_path / "secret.csv").write_text(GOOD, encoding="utf-8")
    (folder / "data" / "firms.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(ValuenetError, match="leaves the data folder"):
        build(folder, out=tmp_path / "x.duckdb")


def test_a_study_of_nothing_but_a_header_builds(make_study: MakeStudy, tmp_path: Path) -> None:
    built = build(make_study(FIRMS, {"firms.csv": "名称,专利\n"}), out=tmp_path / "x.duckdb")
    with Database(built.path) as database:
        assert database.query("SELECT count(*) AS n FROM subject")["n"].to_list() == [0]
        assert set(database.tables) == set(catalogue())
