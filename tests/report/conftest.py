"""A study of a dozen subjects, some with names that would do harm, and its results without a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.index_rows import index_rows
from valuenet.database.create import create_tables, quoted
from valuenet.database.fill import write_vocabularies
from valuenet.database.views import create_views, hold_views
from valuenet.engine.duck import query_frame
from valuenet.language import Language
from valuenet.measures.catalogue import catalogue
from valuenet.model.vocabulary import vocabulary, vocabulary_names
from valuenet.report import write_report
from valuenet.report.chapters import document
from valuenet.report.document import Document, TableBlock
from valuenet.report.material import Material, gather

Row = dict[str, Any]

SCRIPT, FORMULA, LONG = "<script>alert(1)</script>甲", '=HYPERLINK("http://example.org")', "长名" * 150
PLACES = {"110000": "110000", "440000": "440300", None: None}

# id: (kind, Chinese name, English name, country, region, fields)
SUBJECTS: dict[str, tuple[str, str | None, str | None, str, str | None, Row]] = {
    "e1": (
        "enterprise", "北辰智能", "Beichen AI", "CN", "110000",
        {"status": "listed", "layer": "base", "founded": "2010", "application_field": "smart_city", "patents": 120,
         "rd_intensity": 0.21, "funding_cny": 5.7e10},
    ),
    "e2": (
        "enterprise", SCRIPT, None, "CN", "110000",
        {"status": "other", "layer": "application", "founded": "2015-03", "application_field": "fintech", "patents": 30,
         "rd_intensity": 0.04, "funding_cny": 1.2e7, "non_initial": "true", "transition_mode": "own_rd"},
    ),
    "e3": (
        "enterprise", FORMULA, None, "CN", "440000",
        {"status": "unicorn", "layer": "application", "founded": "2015", "patents": 7, "rd_intensity": 0.11},
    ),
    "e4": ("enterprise", LONG, None, "CN", None, {"status": "other", "founded": "2018"}),
    "e5": ("enterprise", None, "Outside Ltd", "US", None, {"status": "other"}),
    "u1": ("university", "示例大学", "Example University", "CN", "110000", {"papers_international": 40}),
    "v1": ("investor", "示例资本", None, "CN", "110000", {}),
    "o1": ("organisation", None, "Overseas Chips", "US", None, {"sector": "smart_chip"}),
    "c1": ("conference", "示例大会", None, "CN", "110000", {"held": "2019-05", "organiser": "示例大学"}),
    "p1": ("policy", "示例政策", None, "CN", "440000", {"issued": "2019", "policy_area": "strategy"}),
    "k1": ("park", "示例园区", None, "CN", "440000", {"established": "2017"}),
}  # fmt: skip
SAMPLED = ("e1", "e2", "e3", "e4", "u1", "v1", "c1", "p1", "k1")
RELATIONS = (
    ("r1", "e1", "technology_input", "o1", 2018), ("r2", "e1", "technology_output", "e2", 2019),
    ("r3", "e2", "technology_input", "o1", None), ("r4", "e3", "financing", "v1", 2019),
    ("r5", "e1", "study", "u1", None), ("r6", "e1", "financing", "v1", 2019),
)  # fmt: skip
# id, chapter, status, its reason, outcome, why it is not compared
FIGURES: tuple[tuple[str, str, str, str | None, str | None, str, str | None, str | None], ...] = (
    ("f1", "sample", "exact", None, None, "equal", None, None),
    ("f2", "annex", "typo", "印误", "Misprint", "differs", None, None),
    ("f3", "background", "exact", None, None, "unbound", "转引", "Quoted"),
)
INDEX = (("root", None, 1, 1.0), ("firms", "root", 2, 0.6), ("parks", "root", 2, 0.4))


class Study:
    """What a report asks of a database, answered from memory."""

    def __init__(self, *, synthetic: bool = False, figures: bool = True) -> None:
        self._con = duckdb.connect()
        self._known: dict[str, pl.DataFrame] = {}
        create_tables(self._con)
        write_vocabularies(self._con, {name: vocabulary(name) for name in vocabulary_names()})
        for table, rows in _rows(synthetic):
            if figures or table not in ("figure", "comparison"):
                self._fill(table, rows)
        create_views(self._con)
        hold_views(self._con)

    def _fill(self, table: str, rows: list[Row]) -> None:
        names, marks = ", ".join(map(quoted, rows[0])), ", ".join("?" * len(rows[0]))
        self._con.executemany(
            f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", [list(row.values()) for row in rows]
        )

    def held_views(self) -> AbstractContextManager[None]:
        """Do nothing: they are held."""
        return nullcontext()

    @cached_property
    def study(self) -> Mapping[str, Any]:
        """The one row of the table `study`."""
        return self.query("SELECT * FROM study").row(0, named=True)

    def table(self, name: str) -> pl.DataFrame:
        """Return a result, computed when asked for."""
        return self.query(catalogue()[name].sql)

    def query(self, sql: str) -> pl.DataFrame:
        """Run one query, or remember what it gave."""
        if sql not in self._known:
            self._known[sql] = query_frame(self._con, sql)
        return self._known[sql]


def _rows(synthetic: bool) -> Iterator[tuple[str, list[Row]]]:
    study = {"study": "tiny", "title_zh": "小研究 <b>", "title_en": "A tiny study <b>", "country": "CN", "wave": "2019"}
    yield "study", [{**study, "reading": "own", "synthetic": synthetic, "version": "0.1"}]
    waves = ("2018", "2019")
    yield "wave", [{"wave": wave, "date": f"{wave}-12-31", "ordinal": at} for at, wave in enumerate(waves, 1)]
    yield "source", [
        _source("list", 1, "https://example.org/list.csv", True), _source("ties", 2, "javascript:alert(1)", None)
    ]  # fmt: skip
    reject = {"source_id": "list", "scope": "row", "field": None, "value": "<i>x</i>", "detail": "=1+1"}
    yield "rejected", [{**reject, "row": row, "reason": "no_name"} for row in (20, 21)]
    yield "subject", [
        {"subject_id": key, "kind": kind, "name_zh": zh, "name_en": en, "country": country, "region": region,
         "city": PLACES[region], "in_sample": key in SAMPLED, "synthetic": synthetic}
        for key, (kind, zh, en, country, region, _) in SUBJECTS.items()
    ]  # fmt: skip
    yield "name", [
        {"subject_id": key, "name": zh or en, "name_kind": "common", "source_id": "ties" if key == "o1" else "list",
         "row": row}
        for row, (key, (_, zh, en, *_)) in enumerate(SUBJECTS.items(), start=2)
    ]  # fmt: skip
    yield (
        "attribute",
        [
            {"subject_id": key, "field": name, "value": str(value), "source_id": "list", "row": row}
            for row, (key, (*_, fields)) in enumerate(SUBJECTS.items(), start=2)
            for name, value in fields.items()
        ],
    )
    yield "presence", [{"subject_id": key, "wave": wave} for key in SUBJECTS for wave in waves]
    yield "sample", [{"subject_id": key, "wave": wave} for key in SAMPLED for wave in waves]
    yield (
        "screening_rule",
        [
            {
                "rule": "located",
                "kind": "enterprise",
                "label_zh": "位于中国",
                "label_en": "Located in China",
                "ordinal": 1,
            }
        ],
    )
    yield "screening", [
        {"subject_id": key, "wave": "2019", "rule": "located", "passed": key in SAMPLED}
        for key in SUBJECTS if key.startswith("e")
    ]  # fmt: skip
    yield "relation", [
        {"relation_id": key, "ego_id": ego, "alter_id": alter, "kind": kind, "date": f"{year}-01-01" if year else None,
         "first_wave": "2018", "weight": 1, "source_id": "ties", "row": row}
        for row, (key, ego, kind, alter, year) in enumerate(RELATIONS, start=2)
    ]  # fmt: skip
    roles = (("platforms", "ecosystem", "平台", "Platforms"), ("pair", "compared", "一对", "A pair"))
    yield (
        "subject_group",
        [
            {"group_id": key, "role": role, "label_zh": zh, "label_en": en, "ordinal": at}
            for at, (key, role, zh, en) in enumerate(roles, 1)
        ],
    )
    yield (
        "group_member",
        [{"group_id": key, "subject_id": one} for key in ("platforms", "pair") for one in ("e1", "e2")],
    )
    yield (
        "network_statistic",
        [
            {"statistic": name, "reading": "relations", "value": value, "sampled": False}
            for name, value in (
                ("nodes", 8),
                ("sample_nodes", 4),
                ("relations", 6),
                ("ties", 6),
                ("average_degree", 0.75),
            )
        ],
    )
    yield "index_indicator", [
        {"indicator": key, "parent": parent, "level": level, "ordinal": at, "label_zh": f"指标{at}",
         "label_en": f"Indicator {at}", "direction": 1, "weight": weight}
        for at, (key, parent, level, weight) in enumerate(INDEX, start=1)
    ]  # fmt: skip
    yield "index_value", [
        {"wave": "2019", "region": region, "indicator": key, "value": value, "normalised": value / 3,
         "imputed": False, "treated": False}
        for key in ("firms", "parks") for region, value in (("110000", 3.0), ("440000", 1.0))
    ]  # fmt: skip
    yield "index_score", [
        {"wave": "2019", "region": region, "indicator": key, "score": score, "rank": rank, "coverage": 1.0}
        for key, _, _, _ in INDEX for region, score, rank in (("110000", 0.9, 1), ("440000", 0.3, 2))
    ]  # fmt: skip
    yield from index_rows(("110000", "440000"), ("firms", "parks"), INDEX[0][0], ("2018", "2019")).items()
    place = {"table_label": "Table <b>", "decimals": 0, "unit": "count", "document": "report", "line": 1}
    yield "figure", [
        {**place, "figure_id": key, "ordinal": at, "chapter": chapter, "row_label": key, "value": 1, "printed": "1",
         "status": status, "reason_zh": zh, "reason_en": en}
        for at, (key, chapter, status, zh, en, *_) in enumerate(FIGURES, start=1)
    ]  # fmt: skip
    yield "comparison", [
        {"figure_id": key, "outcome": outcome, "computed": at, "computed_text": str(at), "unbound_zh": zh,
         "unbound_en": en}
        for at, (key, *_, outcome, zh, en) in enumerate(FIGURES, start=1)
    ]  # fmt: skip


def _source(name: str, ordinal: int, url: str, pinned: bool | None) -> Row:
    titles = {"source_id": name, "title_zh": f"来源{ordinal}", "title_en": f"Source {ordinal}", "url": url}
    read = {"path": f"{name}.csv", "sha256": "0" * 64, "pinned": pinned, "ordinal": ordinal, "synthetic": False}
    return {**titles, **read, "rows_read": 22, "rows_kept": 20, "rows_rejected": 2}


@pytest.fixture(scope="session")
def study() -> Study:
    """The tiny study, made once: every test only reads it."""
    return Study()


@pytest.fixture(scope="session")
def material(study: Study) -> Material:
    """The tiny study as a report reads it."""
    return gather(study, lambda words, done: None)


@pytest.fixture(scope="session")
def chinese(material: Material) -> Document:
    """The tiny study's report in Chinese."""
    return document(material, "zh")


@pytest.fixture(scope="session")
def english(material: Material) -> Document:
    """The tiny study's report in English."""
    return document(material, "en")


@pytest.fixture(scope="session")
def pages(study: Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tiny study's pages, by language."""
    languages: tuple[Language, ...] = ("zh", "en")
    written = write_report(study, tmp_path_factory.mktemp("report") / "new", languages)
    return dict(zip(languages, written, strict=True))


def block(report: Document, name: str) -> TableBlock:
    """Return the table `chapter.table` of a report."""
    return next(each for chapter in report.chapters for each in chapter.blocks if each.name == name)
