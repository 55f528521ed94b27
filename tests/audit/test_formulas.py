"""Declared rules."""

from __future__ import annotations

import pytest

from tests.audit.printed import audited, named, percent, printed, rules_of
from valuenet.model.figure import Figure


@pytest.mark.parametrize(
    ("value", "broken"), [(1.492, False), (2.984, False), (1.942, True)], ids=["directed", "undirected", "exchanged"]
)
def test_the_average_degree(value: float, broken: bool) -> None:
    figures = [printed("n.nodes", 21413), printed("n.relations", 31949), printed("n.average_degree", value, "ratio", 3)]
    assert rules_of(audited(*figures)) == [("degree", "n.average_degree")] * broken


def platform(relation_share: float, node_share: float) -> list[Figure]:
    totals = [printed("hub.work.total.count", 300), printed("hub.study.total.count", 26)]
    shares = [percent("hub.relation_share", relation_share, 1), percent("hub.node_share", node_share, 1)]
    return [printed("network.relations", 1000), *totals, *shares]


def test_a_swapped_pair_of_shares_is_put_back() -> None:
    assert rules_of(audited(*platform(32.6, 30.9))) == []
    assert named(audited(*platform(30.9, 32.6))) == [{"hub.node_share": 30.9, "hub.relation_share": 32.6}]


def test_the_share_of_what_is_new() -> None:
    stock = [printed("l.parks", 190), printed("l.parks_new", 72)]
    assert rules_of(audited(*stock, percent("l.parks_new_share", 38, 0))) == []
    assert rules_of(audited(*stock, percent("l.parks_new_share", 83, 0))) == [("share", "l.parks_new_share")]


def test_a_part_of_one_kind_of_thing_is_not_more_than_all() -> None:
    assert rules_of(audited(printed("a.universities", 109), printed("a.papers.universities", 90))) == []
    found = audited(printed("a.universities", 109), printed("a.papers.universities", 117))
    assert rules_of(found) == [("subset", "a.papers.universities")]
    assert found.corrections == ()
