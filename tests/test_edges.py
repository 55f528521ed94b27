"""Reports of studies at the edge: every format comes out, no sentence breaks, no name does harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.edges import EDGES
from tests.studies import write_study
from valuenet.database.read import Database
from valuenet.report.write import FORMATS, write_report
from valuenet.run.build import build

BROKEN = (
    r"(?:by|of|in|are|is|with|than) no data|no data (?:nodes|relations|provinces)|\b0 of 0\b|\bNone\b|\bnan\b|\{ ?\$",
    r"[是于有为的]\s?无数据(?!的)|无数据 ?个|None|nan|\{ ?\$",
)
"""What no sentence says, in English and in Chinese: a gap is told in words of its own."""


def sentences(text: str) -> list[str]:
    """The lines of a report in Markdown that are neither tables nor notes nor about the words themselves."""
    lines = (line for line in text.splitlines() if line and line[0] not in "|:#-!")
    return [line for line in lines if not re.match(r"Note: |注：|No data: |无数据|Location is|所在地指", line)]


@pytest.mark.slow
@pytest.mark.parametrize("name", EDGES)
def test_every_format_comes_out_and_no_sentence_breaks(name: str, tmp_path: Path) -> None:
    study, files = EDGES[name]()
    built = build(write_study(tmp_path / "study", study, files), out=tmp_path / "x.duckdb")
    with Database(built.path) as database:
        database.hold_views()
        written = write_report(database, tmp_path / "out", ["en", "zh"], FORMATS)
    found = {path.name.removeprefix(f"{study['study']}."): path for path in written}
    assert {"en.html", "zh.html", "en.pdf", "zh.pdf", "xlsx", "en.md", "zh.md"} <= set(found)
    assert all(path.stat().st_size < 6_000_000 for path in written)
    for language, broken in zip(("en", "zh"), BROKEN, strict=True):
        said = sentences(found[f"{language}.md"].read_text(encoding="utf-8"))
        assert [line for line in said if re.search(broken, line)] == []
    assert "<b>and</b>" not in found["en.html"].read_text(encoding="utf-8")
