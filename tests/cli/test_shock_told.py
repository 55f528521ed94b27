"""What the command finds in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shocks import call, told_of
from valuenet.cli.shock_told import Call, Told, told


def found_in(database: Path, asked: Call) -> Told:
    return told(database, asked, lambda words, done: None)


@pytest.mark.parametrize("country", ["CN", "China", "中国", "cHINA", "CHN", "PRC"])
def test_a_country_goes_by_any_of_its_names(database: Path, country: str) -> None:
    found = found_in(database, call([[f"country:{country}"]]))
    assert found.steps[0].removed.words == ("country:CN",)


def test_without_a_word_the_default_shock_is_meant(database: Path) -> None:
    [step] = found_in(database, call()).steps
    assert step.removed.words[0].startswith(("country:", "top:10"))


def test_the_cut_off_objective_has_its_own_choice(database: Path) -> None:
    found = found_in(database, call(objective="cut_off", number=2))
    assert found.critical.objective == "cut_off"
    assert found.whole["critical"].height <= 2


def test_codes_are_told_in_words() -> None:
    found = told_of(["a"])
    assert found.label("country", "US") == "United States"
    assert found.label("region", "US") == "United States"
    assert found.label("sector", "other") == "other"
    assert found.label("sector", None) == "no data"
