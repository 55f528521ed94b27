"""Proposals of exchanges: each does what its name says, and keeps what all must keep."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.reconstruct.moves import MOVES, Rows
from valuenet.reconstruct.tune import allowed, exchanged

EGOS = 12


def random_rows(seed: int, many: int = 300) -> tuple[Rows, np.ndarray]:
    """Return rows of twelve egos in four strata; their alters are egos, connectors and leaves, none its own."""
    rng = np.random.default_rng(seed)
    ego = rng.choice(EGOS, many, p=np.arange(1, EGOS + 1) / (EGOS * (EGOS + 1) / 2))
    kinds = rng.choice(3, many)
    alter = np.select(
        [kinds == 0, kinds == 1],
        [(ego + 1 + rng.integers(0, EGOS - 1, many)) % EGOS, rng.integers(20, 60, many)],
        np.arange(many) + 100,
    )
    return Rows(ego, rng.integers(0, 4, many), EGOS), alter


@pytest.mark.parametrize("name", MOVES)
@given(seed=st.integers(0, 10_000))
def test_every_exchange_keeps_strata_egos_and_alters(name: str, seed: int) -> None:
    rows, alters = random_rows(seed)
    pairs = allowed(rows, alters, MOVES[name](rows, alters, 20, np.random.default_rng(seed)))
    after = exchanged(alters, pairs)
    strata = rows.stratum.tolist()
    assert Counter(zip(strata, after.tolist(), strict=True)) == Counter(zip(strata, alters.tolist(), strict=True))
    assert (after != rows.ego).all()
    lines, before = (Counter(zip(rows.line.tolist(), each.tolist(), strict=True)) for each in (after, alters))
    assert max(lines.values()) <= max(before.values())
    assert all(many <= 1 for line, many in lines.items() if line not in before)


def test_connectors_go_to_larger_and_to_smaller_egos() -> None:
    rows, alters = random_rows(7, 2000)
    for name, sign in (
        ("nodes to larger", 1),
        ("nodes to smaller", -1),
        ("egos to larger", 1),
        ("egos to smaller", -1),
    ):
        pairs = MOVES[name](rows, alters, 50, np.random.default_rng(1))
        assert len(pairs) > 10
        assert ((rows.size[rows.ego[pairs[:, 1]]] - rows.size[rows.ego[pairs[:, 0]]]) * sign > 0).all()


def test_sorting_brings_like_together_or_apart() -> None:
    rows, alters = random_rows(8, 2000)
    degree = np.bincount(alters, minlength=EGOS)
    degree[:EGOS] += rows.size
    for name, sign in (("alike", 1), ("unlike", -1)):
        pairs = MOVES[name](rows, alters, 50, np.random.default_rng(1))
        after = exchanged(alters, allowed(rows, alters, pairs))
        change = (rows.size[rows.ego] * (degree[after] - degree[alters])).sum()
        assert change * sign > 0


def test_triangles_are_closed_and_opened() -> None:
    rng = np.random.default_rng(9)
    ego = rng.integers(0, 60, 900)
    alters = np.concatenate(
        [(ego[:150] + 1 + rng.integers(0, 59, 150)) % 60, rng.integers(60, 160, 250), np.arange(200, 700)]
    )
    rows = Rows(ego, rng.integers(0, 2, 900), egos=60)
    count = _triangles(rows, alters)
    for name, sign in (("close triangles", 1), ("open triangles", -1)):
        after = alters
        for step in range(4):
            pairs = MOVES[name](rows, after, 40, np.random.default_rng(step))
            after = exchanged(after, allowed(rows, after, pairs))
        assert (_triangles(rows, after) - count) * sign > 0


def _triangles(rows: Rows, alters: np.ndarray) -> int:
    """Count triangles of two egos and a small connector."""
    ties = {tuple(sorted(pair)) for pair in zip(rows.ego.tolist(), alters.tolist(), strict=True)}
    many = Counter(alters.tolist())
    found = 0
    for node in (each for each, rows_of in many.items() if each >= rows.egos and 1 < rows_of <= 8):
        near = sorted({ego for ego, alter in zip(rows.ego.tolist(), alters.tolist(), strict=True) if alter == node})
        found += sum((one, two) in ties for at, one in enumerate(near) for two in near[at + 1 :])
    return found


def test_nothing_is_proposed_where_there_is_nothing() -> None:
    rows = Rows(np.array([0, 1]), np.array([0, 0]), egos=2)
    for move in MOVES.values():
        pairs = move(rows, np.array([5, 6]), 4, np.random.default_rng(1))
        assert pairs.shape[1] == 2
