"""Patterns over dotted ids."""

from __future__ import annotations

import pytest

from valuenet.audit.pattern import filled, is_open, matcher
from valuenet.errors import DataError

WORDS = {"total": frozenset({"total", "all"}), "base": frozenset({"firms"})}


@pytest.mark.parametrize(
    ("pattern", "path", "names"),
    [
        ("{p..}.average_degree", "a.b.average_degree", {"p": "a.b"}),
        ("{p}.average_degree", "a.b.average_degree", None),
        ("{p..}.{thing}_new", "linker.parks_new", {"p": "linker", "thing": "parks"}),
        ("{g}.{kind}.<total>", "hub.work.all", {"g": "hub", "kind": "work"}),
        ("{g}.{kind}.<total>", "hub.work.some", None),
        ("{c}.{topic..}.{thing:base}", "a.b.c.firms", {"c": "a", "topic": "b.c", "thing": "firms"}),
        ("a.*.c", "a.b.c", {}),
        ("{x}.{x}", "a.a", {"x": "a"}),
        ("{x}.{x}", "a.b", None),
        ("a.b", "axb", None),
    ],
)
def test_a_pattern_matches_a_whole_id(pattern: str, path: str, names: dict[str, str] | None) -> None:
    assert matcher(pattern, WORDS)(path) == names


def test_what_is_known_is_filled_in() -> None:
    assert filled("{g}.{kind}.<total>", {"g": "hub"}) == "hub.{kind}.<total>"
    assert (is_open("hub.{kind}"), is_open("hub.work")) == (True, False)


def test_an_unknown_word_is_told() -> None:
    with pytest.raises(DataError, match="'totl' is no list of words; known: base, total"):
        matcher("{p}.<totl>", WORDS)
