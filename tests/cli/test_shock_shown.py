"""A shock in words."""

from __future__ import annotations

from tests.cli.shocks import told_of
from valuenet.cli.shock_shown import shock_words


def told(*steps: list[str]) -> str:
    return " ".join(shock_words(told_of(*steps)).split())


def test_names_are_told_and_never_codes() -> None:
    words = told(["country:US"])
    assert "country United States cut off (family: technology)" in words
    assert "Firm p Smart chips none Firm a" in words
    assert "Smart 1 of 2 3 of 4 0 2 of 3" in words
    assert "Base layer 1 1 100.0% 1 1" in words
    assert "1. Firm a" in words
    assert words.count(". Firm a") == 1
    assert "this shock 50.0% 50.0% 33.3%" in words


def test_what_is_not_known_is_told_apart() -> None:
    words = told(["country:US", "c"])
    assert "no data: 1 of the ties lost are of unknown sector, and find no substitute" in words
    assert "receivers that lose all of these: 1 (counted apart)" in words
    assert "no data: if inputs of unknown sector count as one sector more, 2 fail in turn" in words
    assert "apart: 1 relations supply those who are cut off" not in words
    words = told(["country:CN"])
    assert "no data: of 1 suppliers (1 relations) too little is known" in words
    assert "others, not all of" in words


def test_steps_are_numbered_and_an_idle_one_says_so() -> None:
    words = told(["a"], ["p"])
    assert "Step 1: Firm a cut off" in words
    assert "Step 2: Firm p cut off" in words
    assert "none of those cut off supplies anything here" in words


def test_synthetic_data_says_so() -> None:
    assert "Synthetic data" in told(["top:1"])
