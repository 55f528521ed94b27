from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.index.read_matrix import read_matrix


@given(st.lists(st.sampled_from(["1/9", "1/3", "1", "2", "7"]), min_size=6, max_size=6), st.permutations(range(4)))
def test_rows_in_any_order_and_one_half_are_enough(cells: list[str], order: list[int]) -> None:
    names, pairs = "abcd", dict(zip([(i, j) for i in range(4) for j in range(i + 1, 4)], cells, strict=True))
    rows = [[names[i], *(pairs.get((i, j), "") for j in range(4))] for i in order]
    found, matrix = read_matrix("\n".join(",".join(row) for row in [["", *names], *rows]))
    assert found == tuple(names)
    assert np.allclose(matrix * matrix.T, 1)
    assert all(matrix[i, j] == pytest.approx(float(Fraction(cell))) for (i, j), cell in pairs.items())


def test_an_open_quote_is_named() -> None:
    with pytest.raises(DataError, match="cannot be read as CSV"):
        read_matrix(',a,b\n"a,1,2\n')
