"""Words of a call as codes."""

from __future__ import annotations

import polars as pl
import pytest

from valuenet.errors import UsageError
from valuenet.network.shock.spelling import known_code, some


@pytest.mark.parametrize("word", ["US", "us", "United States", "united states ", "美国", "ＵＳ"])
def test_any_spelling_means_its_code(word: str) -> None:
    spelled = {"united states": "US", "美国": "US", "chad": "TD"}
    assert known_code(word, pl.Series(["US", "CN", None]), spelled, "nobody") == "US"


def test_a_code_that_nobody_has_is_an_error_with_a_hint() -> None:
    with pytest.raises(UsageError, match="nobody; known: 'CN', 'US'"):
        known_code("Chad", pl.Series(["US", "CN"]), {"chad": "TD", "united states": "US"}, "nobody")
    with pytest.raises(UsageError, match="did you mean 'united states'"):
        known_code("United Staates", pl.Series(["US"]), {"united states": "US"}, "nobody")


def test_a_long_list_says_how_many_more() -> None:
    assert some(map(str, range(10))).endswith("'7' and 2 more")
