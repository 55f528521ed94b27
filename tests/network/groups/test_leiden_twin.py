from __future__ import annotations

import pytest

from valuenet.network.groups.leiden_twin import Row, leiden_twin


@pytest.mark.parametrize(
    ("rows", "start", "expected"),
    [
        ([], [], []),
        ([[], []], [0, 1], [0, 1]),
        ([[], []], [0, 0], [0, 0]),
        # Two pairs, tied by one tie against three inside each: a start in one community is left.
        ([[(1, 3)], [(0, 3), (2, 1)], [(1, 1), (3, 3)], [(2, 3)]], [0, 0, 0, 0], [0, 0, 1, 1]),
        ([[(1, 3)], [(0, 3), (2, 1)], [(1, 1), (3, 3)], [(2, 3)]], [0, 1, 2, 3], [0, 0, 1, 1]),
    ],
)
def test_by_hand(rows: list[Row], start: list[int], expected: list[int]) -> None:
    assert leiden_twin(rows, range(len(rows)), start) == expected
