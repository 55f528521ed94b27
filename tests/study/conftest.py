"""The template study with one mistake in it, and what must be said of the mistake."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from valuenet.errors import StudyError
from valuenet.study.read import read_study

TEMPLATE = (files("valuenet.study") / "template" / "study.yaml").read_text(encoding="utf-8")
Wrong = Callable[[str, str], str]


@pytest.fixture
def wrong(tmp_path: Path) -> Wrong:
    """Put a new text for an old one in the template, which must hold it once; return what the study's error says."""

    def read(old: str, new: str) -> str:
        assert TEMPLATE.count(old) == 1, f"{TEMPLATE.count(old)} times in the template: {old}"
        (tmp_path / "study.yaml").write_text(TEMPLATE.replace(old, new), encoding="utf-8")
        with pytest.raises(StudyError) as caught:
            read_study(tmp_path)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return read


def assert_unknown(wrong: Wrong, old: str, new: str, at: str, message: str) -> None:
    """Hold that the first complaint is at `at`, to the column, and says `message`."""
    first = wrong(old, new).splitlines()[0]
    changed = TEMPLATE.replace(old, new)
    place = changed.index(at)
    line, column = changed.count("\n", 0, place) + 1, place - changed.rfind("\n", 0, place)
    assert first.startswith(f"study.yaml:{line}:{column}: ")
    assert message in first


def assert_misshapen(wrong: Wrong, old: str, new: str, message: str) -> None:
    """Hold that a complaint says `message`, and names a line near the change."""
    said = wrong(old, new)
    around = TEMPLATE.count("\n", 0, TEMPLATE.index(old)) + 1
    lines = [int(each.split(":")[1]) for each in said.splitlines() if message.splitlines()[0] in each]
    assert lines, said
    assert around - 2 <= lines[0] <= around + 12
