"""What an error tells: the exit code it stands for, and the nearest word."""

from __future__ import annotations

import pytest

from valuenet.errors import DatabaseError, DataError, FetchError, StudyError, UsageError, ValuenetError, nearest


@pytest.mark.parametrize(
    ("kind", "code"), [(DataError, 1), (StudyError, 1), (DatabaseError, 1), (FetchError, 1), (UsageError, 2)]
)
def test_every_error_is_one_of_the_house_with_its_exit_code(kind: type[ValuenetError], code: int) -> None:
    assert issubclass(kind, ValuenetError)
    assert kind("what, where, what to do").exit_code == code


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("enterprize", "; did you mean 'enterprise'?"),
        ("INVESTER", "; did you mean 'investor'?"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_nearest_known_word_is_named(word: str, hint: str) -> None:
    assert nearest(word, ["enterprise", "investor"]) == hint


def test_the_hint_keeps_the_spelling_that_is_known() -> None:
    assert nearest("company name", ["Company Name"]) == "; did you mean 'Company Name'?"
