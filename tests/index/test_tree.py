from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.trees import small_tree, trees
from valuenet.errors import DataError
from valuenet.index.tree import Indicator, Tree, tree_of


def test_a_small_tree_by_hand() -> None:
    tree = small_tree()
    assert tree.codes == ("index", "firms", "number", "age", "papers")
    assert tree.leaves == ("number", "age", "papers")
    assert tree.levels == {"index": 1, "firms": 2, "number": 3, "age": 3, "papers": 2}
    assert tree.weights == {"index": 1.0, "firms": 0.6, "number": 0.4, "age": 0.2, "papers": 0.4}
    assert tree.directions["age"] == -1
    assert tree.paths["age"] == ("index", "firms", "age")


def test_a_published_weight_of_a_parent_is_kept_and_not_used() -> None:
    # A dimension printed as 0.2127 whose leaves sum to 0.2126.
    leaves = [0.0607, 0.0040, 0.0146, 0.0291, 0.0607, 0.0072, 0.0072, 0.0291]
    tree = tree_of([Indicator("d", weight=0.2127), *(Indicator(f"l{i}", "d", 1, w) for i, w in enumerate(leaves))])
    assert tree.weights["d"] == 0.2126
    assert tree.indicators[0].weight == 0.2127


@given(trees(), st.randoms(use_true_random=False))
def test_the_order_given_changes_neither_levels_nor_weights(tree: Tree, chance: random.Random) -> None:
    shuffled = list(tree.indicators)
    chance.shuffle(shuffled)
    other = tree_of(shuffled)
    assert (other.levels, other.weights, other.paths) == (tree.levels, tree.weights, tree.paths)
    assert set(other.leaves) == set(tree.leaves)


@given(trees())
def test_a_parent_comes_before_its_children_and_weighs_as_much_as_they_do(tree: Tree) -> None:
    assert tree_of(tree.indicators) == tree
    for indicator in tree.indicators:
        if indicator.parent is not None:
            assert tree.codes.index(indicator.parent) < tree.codes.index(indicator.code)
            assert tree.levels[indicator.code] == tree.levels[indicator.parent] + 1
    for parent in set(tree.codes) - set(tree.leaves):
        children = [tree.weights[child.code] for child in tree.indicators if child.parent == parent]
        assert tree.weights[parent] == pytest.approx(sum(children))


ROOT = Indicator("index")
LEAF = Indicator("size", "index", 1, 0.5)


@pytest.mark.parametrize(
    ("indicators", "message"),
    [
        ([], "one indicator without a parent"),
        ([ROOT, LEAF, LEAF], "'size' is in the tree twice"),
        ([ROOT, LEAF, Indicator("age", "indx", 1, 0.5)], "'age': its parent 'indx' .*did you mean 'index'"),
        ([ROOT, LEAF, Indicator("a", "b"), Indicator("b", "a")], "'a' is its own ancestor: a -> b -> a"),
        ([ROOT, LEAF, Indicator("c", "a", 1, 1), Indicator("a", "a")], "'a' is its own ancestor: a -> a"),
        ([Indicator("a", "b"), Indicator("b", "a")], "'a' is its own ancestor"),
        ([ROOT, LEAF, Indicator("other", None, 1, 1.0)], "root: index, other"),
        ([ROOT, Indicator("size", "index")], "'size': a leaf needs a weight"),
        ([ROOT, Indicator("size", "index", 1, -0.1)], "'size': weight is -0.1"),
        ([ROOT, Indicator("size", "index", 1, float("nan"))], "'size': weight is nan"),
        ([ROOT, Indicator("size", "index", 1, float("inf"))], "'size': weight is inf"),
        ([ROOT, Indicator("size", "index", 0, 0.1)], "'size': direction is 0"),
        ([Indicator("index", None, -1), LEAF], "'index': direction is -1, but it has children"),
        ([ROOT, Indicator("size", "index", 1, 0.0)], "'index': all its leaves weigh 0"),
    ],
)
def test_what_is_no_tree_is_refused_by_name(indicators: list[Indicator], message: str) -> None:
    with pytest.raises(DataError, match=message):
        tree_of(indicators)
