"""The reference network has the size and the shape that the benchmarks' lines name."""

from __future__ import annotations

import numpy as np

from benchmarks.reference import EGOS, NODES, RELATIONS, arcs
from valuenet.network.graph import graph


def test_it_has_the_published_size_and_most_partners_have_one_tie() -> None:
    source, target = arcs()
    assert (len(source), source.dtype) == (RELATIONS, np.int32)
    built = graph(source, target, NODES)
    ends = np.bincount(np.concatenate((source, target)), minlength=NODES)
    assert ends.min() >= 1
    assert 0.7 < (ends[EGOS:] == 1).mean() < 0.9
    assert (np.minimum(source, target) < EGOS).all()
    assert built.relations == RELATIONS


def test_it_is_the_same_each_time_and_grows_by_whole_multiples() -> None:
    first, again, double = arcs(), arcs(), arcs(2)
    assert all((one == other).all() for one, other in zip(first, again, strict=True))
    assert len(double[0]) == 2 * RELATIONS
    assert max(end.max() for end in double) == 2 * NODES - 1
