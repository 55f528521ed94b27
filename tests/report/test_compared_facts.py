"""Sentences choose by the data: rises and falls, what chance would bring, what a shock costs beyond it."""

from __future__ import annotations

from typing import Any

import pytest

from valuenet.language import LANGUAGES, Language, phrase
from valuenet.measures.catalogue import catalogue
from valuenet.report.claims import Teller, plain
from valuenet.report.compared_facts import compared_facts
from valuenet.report.facts import facts
from valuenet.report.labels import Labels

KINDS = ("alliance", "enterprise", "park")
LABELS = Labels(
    {
        **{("kind", kind): (kind, kind.capitalize()) for kind in KINDS},
        **{("dynamics", "stock"): ("存量", "Stock")},
        **{("statistic", code): (f"{code}（说明）", f"{code} (explained)") for code in ("a", "b", "c", "d")},
        **{("null_model", code): (code, code) for code in ("m", "n")},
        **{("network_reading", code): (code, code) for code in ("r", "s")},
        **{("shock_strategy", code): (code, code) for code in ("shock", "random", "receivers")},
        **{("shock_measure", "failed"): ("failed", "failed")},
    }
)


def said(name: str, rows: list[dict[str, Any]], language: Language = "en") -> str:
    measure = catalogue()[name]
    found = {**facts(measure, rows, LABELS, language), **compared_facts(Teller(measure, LABELS, language, {}), rows)}
    return plain(phrase(name.replace(".", "-").replace("_", "-"), language, **{"relations": 9, **found}))


def composition(wave: str, **subjects: int) -> list[dict[str, Any]]:
    return [
        {"wave": wave, "dynamics": "stock", "kind": kind, "subjects": count, "change": None}
        for kind, count in subjects.items()
    ]


def test_rises_falls_and_ties_are_told_apart() -> None:
    rows = composition("2018", alliance=3, enterprise=9, park=2) + composition("2019", alliance=5, enterprise=7, park=2)
    assert said("sample.composition", rows) == (
        "The sample from 2018 to 2019 – more: alliance (from 3 to 5); fewer: enterprise (from 9 to 7); "
        "unchanged: park (2)."
    )
    assert "增加的有alliance（由 3 至 5）；减少的有enterprise（由 9 至 7）；持平的有park（2）" in said(
        "sample.composition", rows, "zh"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_wave_is_compared_with_nothing(language: Language) -> None:
    words = said("sample.composition", composition("2019", alliance=5), language)
    assert "5" in words
    assert "2018" not in words


def test_a_kind_that_only_one_wave_has_is_no_rise_from_nothing() -> None:
    rows = composition("2018", alliance=3) + composition("2019", alliance=5, park=2)
    assert said("sample.composition", rows) == (
        "The sample from 2018 to 2019 – more: alliance (from 3 to 5); at the later wave only: park (2)."
    )


def significance(statistic: str, model: str, z: float, p: float, reading: str = "r") -> dict[str, Any]:
    figures = dict.fromkeys(("observed", "mean", "low", "high"), 1.0)
    return {"model": model, "statistic": statistic, "reading": reading, **figures, "z": z, "p": p, "networks": 40}


def test_only_what_all_models_say_is_beyond_chance() -> None:
    rows = [
        *(significance("a", model, 9, 0.04) for model in "mn"), *(significance("b", model, -9, 0.04) for model in "mn"),
        *(significance("c", model, 1, 0.3) for model in "mn"), significance("d", "m", 9, 0.04),
        significance("d", "n", -9, 0.04),
    ]  # fmt: skip
    words = said("network.significance", rows)
    assert "whatever the model: a. Short of what chance would bring: b. Within chance: c." in words
    assert "disagree on d:" in words


def test_a_statistic_without_spread_is_within_chance() -> None:
    assert "Within chance: a." in said("network.significance", [{**significance("a", "m", 0, 1), "z": None, "p": None}])


def untested(statistic: str) -> dict[str, Any]:
    return {**significance(statistic, "m", 0, 1), **dict.fromkeys(("mean", "low", "high", "z", "p")), "networks": 0}


def test_what_a_large_network_leaves_untested_is_told() -> None:
    some = said("network.significance", [untested("b"), significance("a", "m", 9, 0.04)])
    assert "against 40 random networks of one null model. Left out," in some
    assert "too long: b; valuenet network --null" in some
    assert "within chance" not in some.lower()
    assert said("network.significance", [untested("a"), untested("b")]).startswith("To hold the figures of so large")
    assert "网络过大" in said("network.significance", [untested("a")], "zh")


def curve(strategy: str, value: float, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    ends = {"low": value if low is None else low, "high": value if high is None else high}
    return {"strategy": strategy, "measured": "failed", "removed": 7, "value": value, **ends}


@pytest.mark.parametrize(
    ("shock", "words"),
    [(0.5, "costs more than chance"), (0.2, "is within chance"), (0.01, "costs less than chance")],
)
def test_a_shock_is_set_against_as_many_lost_at_random(shock: float, words: str) -> None:
    rows = [curve("shock", shock), curve("random", 0.2, 0.1, 0.3), curve("receivers", 0.6)]
    assert words in said("network.removal_curves", rows)
    assert "20.0% (10.0% to 30.0%)" in said("network.removal_curves", rows)


def test_curves_that_do_not_go_so_far_say_nothing_of_it() -> None:
    rows = [curve("shock", 0.5), {**curve("random", 0.2), "removed": 3}]
    assert "chance" not in said("network.removal_curves", rows)


@pytest.mark.parametrize(("fit", "core"), [(None, "none"), (0.2, "weak"), (0.5, "strong")])
def test_a_core_is_one_where_it_explains_the_ties(fit: float | None, core: str) -> None:
    rows: list[dict[str, Any]] = [{"quantity": "core_fit", "value": fit}, {"quantity": "communities", "value": 3}]
    found = compared_facts(Teller(catalogue()["network.core_and_groups"], Labels(), "en", {}), rows)
    assert found == {"core": core}


def test_without_a_supplier_overseas_a_shock_takes_the_largest() -> None:
    teller = Teller(catalogue()["network.shock"], Labels(), "en", {})
    counts = {"suppliers_lost": 7, "receivers_hit": 1, "failed": 0}
    rows: list[dict[str, Any]] = [{"count": name, "value": value, "country": None} for name, value in counts.items()]
    found = compared_facts(teller, rows)
    assert (found["cut"], found["removed"], found["hit"], found["failing"]) == ("largest", 7, 1, 0)
    assert compared_facts(teller, [{**row, "country": "US"} for row in rows])["cut"] == "country"
