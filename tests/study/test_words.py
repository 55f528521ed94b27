from __future__ import annotations

from valuenet.model.vocabulary import vocabulary
from valuenet.study.words import duplicates, meant, unknown_code


def test_the_nearest_word_is_meant_and_a_few_are_listed() -> None:
    assert meant("enterprize", ["enterprise", "investor"]) == "; did you mean 'enterprise'?"
    assert meant("x", ["a", "b"]) == "; known here: a, b"
    assert meant("x", []) == "; known here: none"
    assert meant("x", map(str, range(100))) == ""


def test_each_repetition_is_a_problem_and_what_has_no_name_is_none() -> None:
    assert [location for location, _ in duplicates(("rules",), ["a", None, "a", None, "a"])] == [
        ("rules", 2),
        ("rules", 4),
    ]
    assert list(duplicates((), [])) == []


def test_a_code_is_known_by_its_code_alone() -> None:
    assert list(unknown_code((), "listed", vocabulary("status"))) == []
    assert [at for at, _ in unknown_code(("here",), "上市企业", vocabulary("status"))] == [("here",)]
