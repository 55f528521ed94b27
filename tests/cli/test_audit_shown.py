"""How findings are told."""

from __future__ import annotations

import pytest

from tests.audit.printed import percent, printed, sheet_of
from valuenet.audit.arithmetic import audit_figures
from valuenet.cli.audit_shown import findings_json, findings_words
from valuenet.model.figure import Figure


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def test_chapters_come_in_the_order_of_the_report_and_labels_are_shown() -> None:
    figures = sheet_of(
        printed("z.total", 10, chapter="elsewhere"),
        printed("z.x", 4, chapter="elsewhere"),
        printed("z.y", 5, chapter="elsewhere"),
        printed("a.b.zh", 580, language="zh", chapter="sample", table="T [1]", row="firms"),
        printed("a.b.en", 581, language="en", chapter="sample", table="T [1]", row="firms"),
    )
    told = findings_words(audit_figures(figures), figures)
    assert told.index("Sample") < told.index("Elsewhere")
    assert "T [1] · firms" in told
    assert "one of: " in told
    assert told.endswith("5 figures, 2 identities between them: 2 do not hold")


def test_twins_in_two_languages_are_told_once() -> None:
    figures: dict[str, Figure] = {}
    for language in ("zh", "en"):
        figures |= sheet_of(
            printed(f"rd.firms.{language}", 113, language=language),
            percent(f"rd.low.share.{language}", 47.33, language=language),
            percent(f"rd.high.share.{language}", 23.66, language=language),
        )
    audit = audit_figures(figures)
    assert len(audit.findings) == 2
    told = findings_words(audit, figures)
    assert told.count("mend: ") == 1
    assert findings_json(audit)["corrections"][0]["mends"] == 2


def test_figures_that_hold_have_no_table() -> None:
    figures = sheet_of(printed("a.b", 1))
    assert findings_words(audit_figures(figures), figures) == "1 figure, 0 identities between them: all hold"
