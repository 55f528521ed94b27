from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.index.tree import Tree
from valuenet.index.what_if import with_weights

from .trees import FEW, small_tree, trees


@FEW
@given(trees(), st.data())
def test_the_total_stays_and_so_do_the_shares_of_the_others(tree: Tree, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(tree.leaves))
    total = tree.weights[tree.root]
    if total - tree.weights[code] <= 0:
        return
    weight = data.draw(st.floats(0, 1)) * total
    changed = with_weights(tree, {code: weight})
    assert changed.weights[code] == pytest.approx(weight, abs=1e-12)
    assert changed.weights[tree.root] == pytest.approx(total)
    rest = (total - weight) / (total - tree.weights[code])
    for leaf in set(tree.leaves) - {code}:
        assert changed.weights[leaf] == pytest.approx(tree.weights[leaf] * rest, abs=1e-9)


def test_a_parents_weight_is_shared_as_before() -> None:
    changed = with_weights(small_tree(), {"firms": 0.3})
    assert {leaf: round(changed.weights[leaf], 9) for leaf in changed.leaves} == {
        "number": 0.2,
        "age": 0.1,
        "papers": 0.7,
    }
    assert with_weights(small_tree(), {"firms": 1}).weights["papers"] == 0
    both = with_weights(small_tree(), {"number": 0.5, "papers": 0.5})
    assert both.weights["age"] == 0


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"paper": 0.1}, "'paper' is no indicator of the index; did you mean 'papers'"),
        ({"age": -1}, "indicator 'age': weight is -1"),
        ({"age": float("nan")}, "indicator 'age': weight is nan"),
        ({"age": 0.1, "firms": 0.2}, "indicator 'age': lies below 'firms'"),
        ({"age": 0.9, "papers": 0.2}, "'age' 0.9, 'papers' 0.2 do not fit into 1"),
        ({"firms": 0.5, "papers": 0.2}, "do not fit into 1"),
    ],
)
def test_weights_that_do_not_fit_are_refused(weights: dict[str, float], message: str) -> None:
    with pytest.raises(DataError) as refused:
        with_weights(small_tree(), weights)
    assert message in str(refused.value)
