from typing import Any

import pytest

from valuenet.language import Language
from valuenet.measures.catalogue import catalogue
from valuenet.report.claims import plain
from valuenet.report.facts import facts, roles
from valuenet.report.labels import Labels

NAMES = {f"{code}0000": (code, f"R{code}") for code in ("11", "12", "31", "32", "33", "44", "51")}
LABELS = Labels({("region", code): pair for code, pair in NAMES.items()})


def written(found: dict[str, Any]) -> dict[str, Any]:
    """The arguments without the marks of their origin."""
    return {name: plain(value) if isinstance(value, str) else value for name, value in found.items()}


def said(counts: dict[str | None, int], language: Language = "zh") -> dict[str, Any]:
    """The facts of enterprises by region, with these counts."""
    total = sum(counts.values())
    rows = [{"region": code, "enterprises": count, "share": count / total} for code, count in counts.items()]
    return written(facts(catalogue()["enterprises.by_region"], rows, LABELS, language))


def test_totals_tell_known_from_unknown() -> None:
    found = said({"110000": 5, "310000": 3, None: 2})
    assert (found["total"], found["known"], found["unknown"], found["rows"]) == (10, 8, 2, 2)


@pytest.mark.parametrize(
    ("counts", "leaders"),
    [
        ({"110000": 5}, "11（5，100.0%）"),
        ({"110000": 6, "310000": 4}, "11（6，60.0%）和31（4，40.0%）"),
        ({"110000": 5, "310000": 2, "320000": 2, "330000": 1}, "11（5，50.0%）、31（2，20.0%）和32（2，20.0%）"),
        ({"110000": 4, "310000": 3, "320000": 1, "330000": 1, "440000": 1},
         "11（4，40.0%）、31（3，30.0%）、32（1，10.0%）、33（1，10.0%）和44（1，10.0%）"),
        ({"110000": 5, **dict.fromkeys(("120000", "310000", "320000", "330000", "440000"), 1)}, "11（5，50.0%）"),
        (dict.fromkeys(NAMES, 1), "11、12、31等 7 项（并列，各 1）"),
        ({}, "无数据"),
        ({"110000": 0}, "11（0，0.0%）"),
    ],
)  # fmt: skip
def test_leaders_are_three_and_what_ties_with_them(counts: dict[str | None, int], leaders: str) -> None:
    counts = counts if sum(counts.values()) else {**counts, None: 1}
    assert said(counts)["leaders"] == leaders


def test_the_highest_are_named_together_when_they_tie() -> None:
    found = said({"110000": 2, "310000": 2, "320000": 1}, "en")
    assert (found["first"], found["first_value"], found["tied"]) == ("R11 and R31", "2", 2)


def test_groups_are_told_one_by_one_and_cut() -> None:
    measure = catalogue()["sample.composition"]
    labels = Labels({("kind", kind): (kind, kind) for kind in "ab"})
    rows: list[dict[str, Any]] = [
        {"wave": str(wave), "dynamics": "stock", "kind": kind, "subjects": wave, "change": None}
        for wave in range(2001, 2009) for kind in "ab"
    ]  # fmt: skip
    labels = Labels({**labels.terms, ("dynamics", "stock"): ("存量", "Stock")})
    found = written(facts(measure, rows, labels, "zh"))
    assert str(found["by_group"]).startswith("2001：a（2,001）和b（2,001）；2002：")
    assert str(found["by_group"]).endswith("其余 2 组见下表")
    assert found["groups"] == 8


def test_shares_are_never_added() -> None:
    measure = catalogue()["network.relations_by_year"]
    rows: list[dict[str, Any]] = [{"year": 2018, "kind": kind, "relations": 2} for kind in ("financing", "study")]
    labels = Labels({("relation_kind", kind): (kind, kind) for kind in ("financing", "study")})
    found = written(facts(measure, rows, labels, "zh"))
    assert (found["leaders"], found["first"], found["from"]) == ("2018（4）", "2018", "2018")


def test_english_labels_lose_their_capital_unless_they_are_names() -> None:
    labels = Labels({("layer", "base"): ("基础层", "Base layer"), ("region", "110000"): ("北京", "Beijing")})
    row: dict[str, Any] = {"layer": "base", "enterprises": 1, "share": 1.0}
    found = written(facts(catalogue()["enterprises.by_layer"], [row], labels, "en"))
    assert found["leaders"] == "base layer (1, 100.0%)"
    assert said({"110000": 1}, "en")["leaders"] == "R11 (1, 100.0%)"


@pytest.mark.parametrize("name", catalogue())
def test_every_measure_has_its_roles(name: str) -> None:
    measure = catalogue()[name]
    parts = roles(measure)
    assert {parts.label, parts.value, *parts.groups} <= set(measure.columns)
    assert parts.label not in parts.groups
