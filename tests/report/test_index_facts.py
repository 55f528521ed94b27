"""What the sentences on the index choose by their data."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from valuenet.language import Language, phrase
from valuenet.measures.catalogue import catalogue
from valuenet.report.claims import plain
from valuenet.report.facts import facts
from valuenet.report.index_facts import index_facts, index_silence
from valuenet.report.labels import Labels

LABELS = Labels(
    {
        **{("region", code): (code, code) for code in "ABC"},
        **{("index_factor", code): (code, code) for code in ("method", "data")},
        **{("index_effect", code): (code, code) for code in ("main", "total")},
    }
)


def said(name: str, rows: list[dict[str, Any]], language: Language = "en") -> str:
    measure = catalogue()[name]
    found = {**facts(measure, rows, LABELS, language), **index_facts(measure, rows, LABELS, language)}
    return plain(phrase(name.replace(".", "-").replace("_", "-"), language, **found))


def interval(region: str, rank: int, low: int, high: int) -> dict[str, Any]:
    return {"region": region, "rank": rank, "low": low, "high": high, "median": rank, "best": low, "worst": high}


def test_a_difference_within_chance_is_called_so() -> None:
    apart = [interval("A", 1, 1, 1), interval("B", 2, 2, 2)]
    assert said("index.intervals", apart).endswith("No two neighbours of the ranking have intervals that overlap.")
    close = [interval("A", 1, 1, 2), interval("B", 2, 1, 3), interval("C", 3, 3, 3)]
    assert "Of 2 pairs of neighbours, 2 have intervals that overlap: the order there is within chance" in said(
        "index.intervals", close
    )
    assert "A is at rank 1 to 2" in said("index.intervals", close)
    assert "随机波动" in said("index.intervals", close, "zh")


@pytest.mark.parametrize(("share", "words"), [(0.97, "which is sure"), (0.6, "within chance")])
def test_an_order_is_sure_from_95_percent(share: float, words: str) -> None:
    row = {"rank": 1, "region": "A", "other": "B", "gap": 0.1, "probability": share}
    assert words in said("index.neighbours", [row])
    assert ("先后确定" in said("index.neighbours", [row], "zh").partition("。")[0]) == (share > 0.95)


def factor(name: str, value: float, low: float, high: float) -> dict[str, Any]:
    return {"factor": name, "effect": "total", "value": value, "low": low, "high": high}


def test_the_larger_of_two_factors_is_named_only_where_their_intervals_part() -> None:
    assert "more than anything else" in said(
        "index.sensitivity", [factor("method", 0.8, 0.7, 0.9), factor("data", 0.2, 0.1, 0.3)]
    )
    assert "which is the larger is open" in said(
        "index.sensitivity", [factor("method", 0.5, 0.3, 0.7), factor("data", 0.4, 0.2, 0.6)]
    )
    assert "Without any effect: data." in said(
        "index.sensitivity", [factor("method", 0.5, 0.3, 0.7), factor("data", 0, 0, 0)]
    )


def test_a_table_without_rows_says_why() -> None:
    empty, full = pl.DataFrame({"a": []}), pl.DataFrame({"a": [1]})
    assert index_silence("enterprises.by_region", {}) is None
    assert index_silence("index.gain", {"index.tree": empty}) == "table-no-index"
    assert index_silence("index.gain", {"index.tree": full, "index.left_out": full}) == "table-see-left-out"
    assert index_silence("index.gain", {"index.tree": full, "index.left_out": empty}) is None
    assert index_silence("index.left_out", {"index.tree": full, "index.left_out": empty}) == "table-nothing-left-out"
