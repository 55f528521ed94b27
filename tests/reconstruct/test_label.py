"""Labels that fill quotas in several tables at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.reconstruct.label import fill_quotas


@given(st.integers(0, 2**31), st.integers(1, 3), st.integers(2, 6), st.integers(5, 40))
def test_every_table_has_its_rows_of_every_label(seed: int, tables: int, labels: int, nodes: int) -> None:
    rng = np.random.default_rng(seed)
    single = np.eye(tables, dtype=np.int64)[rng.integers(0, tables, 20 * nodes)]
    counts = np.concatenate([rng.integers(0, 3, (nodes, tables)), single])
    truth = rng.integers(0, labels, len(counts))
    quotas = np.array([np.bincount(truth, counts[:, table], labels) for table in range(tables)], np.int64)
    label, left = fill_quotas(counts, quotas, np.ones(labels), seed=seed)
    assert left.sum() == 0
    assert (np.array([np.bincount(label, counts[:, table], labels) for table in range(tables)]) == quotas).all()


def test_what_is_left_is_returned_and_untouched_nodes_follow_the_prior() -> None:
    label, left = fill_quotas([[0]] * 50 + [[1]], [[1, 1]], [0.0, 1.0], seed=3)
    assert label[:50].tolist() == [1] * 50
    assert left.sum() == 1


def test_quotas_that_are_too_small_are_told() -> None:
    with pytest.raises(DataError, match=r"have \[3\] rows but room for \[2\]"):
        fill_quotas([[3]], [[1, 1]], [1, 1], seed=1)
    with pytest.raises(DataError, match="no label has room"):
        fill_quotas([[3]], [[2, 2]], [1, 1], seed=1)
