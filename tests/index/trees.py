"""Index trees and values for the tests."""

from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from valuenet.index.table import FloatArray
from valuenet.index.tree import Indicator, Tree, tree_of

FEW = settings(max_examples=20)
"""For properties whose examples are whole tables."""

NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))


def small_tree() -> Tree:
    """Two dimensions of 0.6 and 0.4, of two leaves and one."""
    return tree_of(
        [
            Indicator("index"),
            Indicator("firms", "index"),
            Indicator("number", "firms", 1, 0.4),
            Indicator("age", "firms", -1, 0.2),
            Indicator("papers", "index", 1, 0.4),
        ]
    )


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree of up to twelve indicators, with weights in hundredths, not all of them 0."""
    size = draw(st.integers(1, 12))
    parents = [draw(st.integers(0, place - 1)) for place in range(1, size)]
    inner = set(parents)
    indicators = [Indicator("i0", None, 1, None if 0 in inner else 0.5)]
    for place, parent in enumerate(parents, start=1):
        leaf = place not in inner
        weight = draw(st.integers(0, 40)) / 100 if leaf and place < size - 1 else 0.25 if leaf else None
        indicators.append(Indicator(f"i{place}", f"i{parent}", draw(st.sampled_from([1, -1])) if leaf else 1, weight))
    return tree_of(indicators)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Tree, FloatArray]:
    """A tree, and values `(regions, leaves)` of which some are missing and many are equal."""
    tree = draw(trees())
    cell = st.one_of(st.just(np.nan), st.sampled_from([0.0, 1.0, 2.5]), NUMBERS)
    row = st.lists(cell, min_size=len(tree.leaves), max_size=len(tree.leaves))
    rows = draw(st.lists(row, min_size=1, max_size=8))
    return tree, np.array(rows)
