from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from valuenet.resolve.match.fields import KINDS, MISSING, levels_of, weighted_words


@pytest.mark.parametrize(
    ("kind", "left", "right", "level"),
    [
        ("name", "Alice Smith", "smith alice", 0),
        ("name", "Alice Smith", "", MISSING),
        ("number", "100", "101", 1),
        ("number", "$1,000.00", "1000", 0),
        ("number", "0", "0", MISSING),
        ("number", "cheap", "5", MISSING),
        ("date", "1999-01-02", "1999", 0),
        ("date", "May 1999", "2000", 1),
        ("date", "", "2000", MISSING),
        ("code", "ABC-1", "abc-1", 0),
        ("code", "ABC-1", "abc-2", 1),
    ],
)
def test_levels(kind: str, left: str, right: str, level: int) -> None:
    first = next(iter(levels_of(kind, pl.Series([left]), pl.Series([right])).values()))
    assert first.tolist() == [level]


def test_a_text_is_compared_by_its_model_numbers_too() -> None:
    left = pl.Series(["sony psl-x350h turntable", "sony psl-x350h", "bose speaker"])
    right = pl.Series(["pslx350h", "psl500", "bose speaker"])
    assert levels_of("text", left, right)["numbers"].tolist() == [0, 1, MISSING]


@pytest.mark.parametrize("kind", KINDS)
def test_nulls_and_nothing_are_missing(kind: str) -> None:
    nothing = pl.Series([None, ""], dtype=pl.String)
    assert all((each == MISSING).all() for each in levels_of(kind, nothing, nothing).values())
    empty = pl.Series([], dtype=pl.String)
    assert all(each.size == 0 for each in levels_of(kind, empty, empty).values())


def test_rows_of_words_have_length_one() -> None:
    both = weighted_words(pl.Series(["a b", ""]), pl.Series(["a"]))
    assert np.allclose(both.left.power(2).sum(axis=1), [1, 0])
    assert weighted_words(pl.Series([""]), pl.Series([""])).left.nnz == 0
