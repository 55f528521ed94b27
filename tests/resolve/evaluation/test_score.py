from __future__ import annotations

import networkx as nx
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.resolve.evaluation.score import Score, components, curve, evaluated

NODES = st.sampled_from("abcdefg")
PAIRS = st.lists(st.tuples(NODES, NODES), max_size=10)


def frame(pairs: list[tuple[str, str]], score: float = 1.0) -> pl.DataFrame:
    rows = [(left, right, score, "core") for left, right in pairs]
    return pl.DataFrame(
        rows, {"left": pl.String, "right": pl.String, "score": pl.Float64, "rule": pl.String}, orient="row"
    )


def closed(pairs: list[tuple[str, str]]) -> set[frozenset[str]]:
    graph: nx.Graph[str] = nx.Graph(pairs)
    return {frozenset((a, b)) for part in nx.connected_components(graph) for a in part for b in part if a != b}


@given(PAIRS, PAIRS)
def test_counts_are_those_of_sets_and_of_networkx(found: list[tuple[str, str]], true: list[tuple[str, str]]) -> None:
    told = evaluated(frame(found), frame(true), 0.5)
    ours, theirs = ({frozenset(pair) for pair in each if pair[0] != pair[1]} for each in (found, true))
    assert told.pairs == Score(len(ours & theirs), len(ours), len(theirs))
    ours, theirs = closed(found), closed(true)
    assert told.chained == Score(len(ours & theirs), len(ours), len(theirs))


def test_clusters_are_right_where_their_members_are() -> None:
    told = evaluated(frame([("a", "b"), ("c", "d"), ("d", "e")]), frame([("a", "b"), ("c", "d")]), 0.5)
    assert told.clusters == Score(1, 2, 2)
    assert told.errors.select("left", "right", "error").rows() == [("d", "e", "merged")]


def test_nothing_found_has_no_precision() -> None:
    told = evaluated(frame([("a", "b")], 0.4), frame([("a", "b")]), 0.5)
    assert (told.pairs.precision, told.pairs.recall, told.pairs.f1) == (None, 0.0, 0.0)
    assert Score(0, 0, 0).f1 is None
    assert told.errors.select("error", "score").rows() == [("missed", 0.4)]


def test_the_curve_only_falls_in_recall() -> None:
    links = pl.concat([frame([("a", "b")], 0.2), frame([("a", "c")], 0.7)])
    recall = curve(links, frame([("a", "b"), ("a", "c")]))["recall"].to_list()
    assert recall == sorted(recall, reverse=True)
    assert recall[0] == pytest.approx(1.0)


def test_components_of_nothing() -> None:
    assert components(frame([]), pl.Series(["a", "b"])).tolist() == [0, 1]
