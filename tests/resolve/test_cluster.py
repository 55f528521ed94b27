from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.mentions import mentions, other
from valuenet.resolve.cluster import cluster, components
from valuenet.resolve.keys import mention_keys

Grouped = set[frozenset[int]]


def groups(numbers: Iterable[int]) -> Grouped:
    """Return which positions share a number."""
    found: dict[int, set[int]] = {}
    for at, number in enumerate(numbers):
        found.setdefault(int(number), set()).add(at)
    return {frozenset(each) for each in found.values()}


def clustered(*given: Mapping[str, Any]) -> Grouped:
    """Return which mentions are one subject."""
    frame = mentions(*given)
    return groups(cluster(mention_keys(frame), frame.select("mention", "source_id")).numbers)


@given(
    st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.text("abcdef", min_size=1, max_size=1)), max_size=20)
)
def test_components_are_those_of_networkx(size: int, held: list[tuple[int, str]]) -> None:
    held = [(mention % size, key) for mention, key in held]
    graph = nx.Graph([(mention, key) for mention, key in held])
    graph.add_nodes_from(range(size))
    expected = {frozenset(n for n in each if isinstance(n, int)) for each in nx.connected_components(graph)}
    mentions_, keys = (pl.Series([pair[at] for pair in held]) for at in (0, 1))
    assert groups(components(mentions_, keys, size)) == expected - {frozenset()}


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from("甲乙丙丁戊己庚"), min_size=1, max_size=3), min_size=1, max_size=10))
def test_without_identities_clusters_are_the_components_of_shared_names(names: list[list[str]]) -> None:
    graph = nx.Graph([(at, name) for at, each in enumerate(names) for name in each])
    expected = {frozenset(n for n in each if isinstance(n, int)) for each in nx.connected_components(graph)}
    assert clustered(*({"name_zh": each[0], "alias": each[1:]} for each in names)) == expected


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from("甲乙丙"), st.sampled_from([None, "1", "2", "3"]), st.sampled_from([None, "x", "y"])),
        min_size=1,
        max_size=8,
    )
)
def test_one_identity_is_one_subject_and_no_name_joins_two(rows: list[tuple[str, str | None, str | None]]) -> None:
    found = clustered(*({"name_zh": name, "ror_id": ror, "stock_code": stock} for name, ror, stock in rows))
    for identity in (1, 2):
        for value in {row[identity] for row in rows} - {None}:
            holding = {at for at, row in enumerate(rows) if row[identity] == value}
            assert any(holding <= each for each in found)
    linked = nx.Graph((at, (field, row[field])) for at, row in enumerate(rows) for field in (1, 2) if row[field])
    for each in found:
        if len({rows[at][1] for at in each} - {None}) > 1:  # only a chain of identities can hold two of one field
            assert len(set(nx.node_connected_component(linked, min(at for at in each if rows[at][1]))) & each) > 1


def test_an_ambiguous_name_joins_nothing_that_has_only_it() -> None:
    assert clustered({"name_zh": "甲", "ror_id": "1"}, {"name_zh": "甲", "ror_id": "2"}, other(name_zh="甲")) == {
        frozenset([0]),
        frozenset([1]),
        frozenset([2]),
    }


def test_a_cluster_of_two_identities_is_taken_apart() -> None:
    # 乙 joins 甲 and 丙 by an alias of each: one of them is wrong, and nothing says which.
    found = clustered(
        {"name_zh": "甲", "ror_id": "1"},
        {"name_zh": "乙", "alias": ["甲", "丙"]},
        {"name_zh": "丙", "ror_id": "2"},
        other(name_zh="乙"),
        other(name_zh="戊"),
        other(name_zh="丙", ror_id="2"),
    )
    assert found == {frozenset([0]), frozenset([2, 5]), frozenset([1, 3]), frozenset([4])}


def test_names_alone_join_names_of_what_they_resolve_as() -> None:
    found = clustered({"name_zh": "甲"}, {"name_zh": "甲", "kind": "university"}, {"name_zh": "甲", "kind": "policy"})
    assert found == {frozenset([0, 1]), frozenset([2])}


def test_no_mentions_are_no_clusters() -> None:
    assert clustered() == set()
    assert clustered({"name_zh": "。"}, {"name_zh": "。"}) == {frozenset([0]), frozenset([1])}
