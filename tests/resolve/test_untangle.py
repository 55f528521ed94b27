from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.resolve.untangle import Parts, untangled

NODES = 8
TIES = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.sampled_from([0.5, 0.7, 0.9])), max_size=16
)
FACTS = st.dictionaries(
    st.integers(0, NODES - 1),
    st.dictionaries(st.sampled_from(["ror_id", "stock_code"]), st.sampled_from("xy"), min_size=1),
    max_size=5,
)
ENEMIES = st.lists(st.tuples(st.integers(0, 3), st.integers(4, NODES - 1)), max_size=2)


def grouped(parts: Parts) -> set[frozenset[int]]:
    """The sets of nodes."""
    found: dict[int, set[int]] = {}
    for node in range(NODES):
        found.setdefault(parts.find(node), set()).add(node)
    return {frozenset(each) for each in found.values()}


@given(TIES)
def test_without_facts_the_parts_are_the_components_of_networkx(ties: list[tuple[int, int, float]]) -> None:
    graph = nx.Graph((one, other) for one, other, _ in ties)
    graph.add_nodes_from(range(NODES))
    expected = {frozenset(map(int, each)) for each in nx.connected_components(graph)}
    assert grouped(untangled(Parts(NODES, {}, []), ties)) == expected


@settings(max_examples=200)
@given(TIES, FACTS, ENEMIES)
def test_no_part_holds_two_facts_or_enemies_and_none_leaves_its_component(
    ties: list[tuple[int, int, float]], facts: dict[int, dict[str, str]], enemies: list[tuple[int, int]]
) -> None:
    found = grouped(untangled(Parts(NODES, facts, enemies), ties))
    graph = nx.Graph((one, other) for one, other, _ in ties)
    graph.add_nodes_from(range(NODES))
    for part in found:
        for field in ("ror_id", "stock_code"):
            assert len({facts[node][field] for node in part if field in facts.get(node, {})}) <= 1
        assert not any(one in part and other in part for one, other in enemies)
        assert nx.is_connected(graph.subgraph(part)) or len(part) == 1


@settings(max_examples=200)
@given(TIES, FACTS, ENEMIES, st.randoms(use_true_random=False))
def test_the_order_of_ties_does_not_matter(
    ties: list[tuple[int, int, float]],
    facts: dict[int, dict[str, str]],
    enemies: list[tuple[int, int]],
    random: object,
) -> None:
    shuffled = [(other, one, strength) for one, other, strength in ties]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    given_order = grouped(untangled(Parts(NODES, facts, enemies), ties))
    assert grouped(untangled(Parts(NODES, facts, enemies), shuffled)) == given_order


@settings(max_examples=100)
@given(TIES, FACTS, ENEMIES, st.permutations(range(NODES)))
def test_the_numbers_of_nodes_do_not_matter(
    ties: list[tuple[int, int, float]],
    facts: dict[int, dict[str, str]],
    enemies: list[tuple[int, int]],
    renamed: list[int],
) -> None:
    before = grouped(untangled(Parts(NODES, facts, enemies), ties))
    after = untangled(
        Parts(
            NODES,
            {renamed[node]: told for node, told in facts.items()},
            [(renamed[one], renamed[other]) for one, other in enemies],
        ),
        [(renamed[one], renamed[other], strength) for one, other, strength in ties],
    )
    assert grouped(after) == {frozenset(renamed[node] for node in part) for part in before}


def test_stronger_evidence_goes_first_and_equal_evidence_decides_nothing() -> None:
    facts = {0: {"ror_id": "x"}, 2: {"ror_id": "y"}}
    assert frozenset({0, 1}) in grouped(untangled(Parts(NODES, facts, []), [(0, 1, 0.9), (1, 2, 0.7)]))
    assert frozenset({1, 2}) in grouped(untangled(Parts(NODES, facts, []), [(0, 1, 0.7), (1, 2, 0.9)]))
    assert frozenset({1}) in grouped(untangled(Parts(NODES, facts, []), [(0, 1, 0.7), (1, 2, 0.7)]))


def test_a_chain_that_grows_too_large_stops_at_its_weakest_level() -> None:
    chain = [(node, node + 1, 0.9 if node % 2 == 0 else 0.7) for node in range(NODES - 1)]
    found = grouped(untangled(Parts(NODES, {}, [], largest=4), chain))
    assert found == {frozenset({node, node + 1}) for node in range(0, NODES, 2)}
