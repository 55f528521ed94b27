from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from valuenet.index.forensics import deviations
from valuenet.index.pairwise import priority_vectors
from valuenet.index.saaty_search import LARGEST_ORDER, SCALE, Exhausted, matrices_near


def test_of_three_elements_exactly_the_matrices_that_trying_all_finds() -> None:
    entries = np.array(list(product(SCALE, repeat=3)))
    every = np.ones((len(entries), 3, 3))
    for place, (row, column) in enumerate([(0, 1), (0, 2), (1, 2)]):
        every[:, row, column], every[:, column, row] = entries[:, place], 1 / entries[:, place]
    made = priority_vectors(every)
    largest = np.einsum("kij,kj->k", every, made)
    for weights, precision in (([0.6, 0.3, 0.1], 0.005), ([0.5, 0.25, 0.25], 0.02), ([0.36, 0.34, 0.3], 0.05)):
        w = np.array(weights)
        wanted = {tuple(one.ravel()) for one in every[(deviations(w, made) <= precision) & (largest <= 3.116)]}
        met = {tuple(one.ravel()) for block, _ in matrices_near(w, np.ones(3), precision, 3.116) for one in block}
        assert wanted
        assert wanted <= met


@pytest.mark.parametrize("seed", range(6))
def test_a_matrix_is_met_among_those_near_its_own_weights(seed: int) -> None:
    rng = np.random.default_rng(seed)
    matrix = np.ones((4, 4))
    size = np.sort(rng.uniform(0.5, 3, 4))[::-1]
    for row in range(4):
        for column in range(row + 1, 4):
            ratio = np.exp(size[row] - size[column])
            matrix[row, column] = min(SCALE, key=lambda one: abs(np.log(one / ratio)))
            matrix[column, row] = 1 / matrix[row, column]
    weights = priority_vectors(matrix)
    blocks = matrices_near(weights, np.ones(4), 5e-5, 4.3)
    assert any(np.allclose(one, matrix) for block, _ in blocks for one in block)


def test_work_is_bounded() -> None:
    weights = np.linspace(5, 1, 5) / 15
    with pytest.raises(Exhausted, match="partial matrices examined"):
        list(matrices_near(weights, np.ones(5), 0.01, 5.4, budget=1000))
    with pytest.raises(Exhausted):
        list(matrices_near(np.ones(LARGEST_ORDER + 1), np.ones(LARGEST_ORDER + 1), 0.01, 8.0))
