from __future__ import annotations

from itertools import combinations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.resolve.contradictions import contradictions, told
from valuenet.resolve.judgements import Judgement

NAMES = "abcde"
JUDGEMENTS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["same", "same", "different", "unsure"])),
    max_size=8,
).map(
    lambda rows: [
        Judgement(left, right, answer, line=line)
        for line, (left, right, answer) in enumerate(rows, start=2)
        if left != right
    ]
)


def possible(judgements: tuple[Judgement, ...]) -> bool:
    """Tell whether all of these can be true, by the components of `same`."""
    graph = nx.Graph((each.left, each.right) for each in judgements if each.judgement == "same")
    graph.add_nodes_from(NAMES)
    return not any(each.judgement == "different" and nx.has_path(graph, each.left, each.right) for each in judgements)


@settings(max_examples=150)
@given(JUDGEMENTS)
def test_each_set_is_contradictory_and_the_smallest_with_its_denial(judgements: list[Judgement]) -> None:
    found = contradictions(judgements)
    assert bool(found) == (not possible(tuple(judgements)))
    for one in found:
        assert not possible(one)
        assert all(possible(tuple(each for each in one if each is not left_out)) for left_out in one)
        same = [each for each in judgements if each.judgement == "same"]
        smaller = (subset for size in range(len(one) - 1) for subset in combinations(same, size))
        assert all(possible((*subset, one[-1])) for subset in smaller)


def test_references_to_one_thing_are_one() -> None:
    same, different = (
        Judgement("百度", "Baidu", "same", line=2),
        Judgement("百度有限公司", "BAIDU", "different", line=3),
    )
    assert contradictions([same, different]) == []
    knots = {"百度": 1, "百度有限公司": 1, "Baidu": 2, "BAIDU": 2}
    assert contradictions([same, different], knots.__getitem__) == [(same, different)]


def test_a_contradiction_names_its_lines_in_order() -> None:
    chain = [Judgement("b", "c", "same", line=5), Judgement("a", "b", "same", line=3)]
    [one] = contradictions([*chain, Judgement("c", "a", "different", line=4)])
    assert told(one, "judgements.csv").splitlines()[0] == (
        "judgements.csv: lines 3, 4 and 5 contradict each other, remove one of them:"
    )
