from __future__ import annotations

from valuenet.resolve.match.settings import ALIASES, Settings


def test_the_defaults_merge_less_than_they_doubt() -> None:
    assert 0 < Settings().review < Settings().merge < 1
    assert Settings().aliases.schema == ALIASES
