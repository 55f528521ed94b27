from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from valuenet.database.doubtful import doubtful_pairs, judged_pairs
from valuenet.database.read import Database


@pytest.fixture
def doubted(doubted_study: Path) -> Iterator[Database]:
    with Database(doubted_study / "tiny.duckdb") as database:
        yield database


def test_pairs_come_by_the_relations_that_would_change_hands(doubted: Database) -> None:
    found = doubtful_pairs(doubted)
    assert [{each.left.name, each.right.name} for each in found] == [
        {"京东", "京东云"},
        {"腾讯", "腾讯云"},
        {"百度", "百度风投"},
    ]
    assert [each.moved for each in found] == [3, 1, 0]
    assert [sorted((each.left.relations, each.right.relations)) for each in found] == [[3, 3], [1, 2], [0, 2]]


def test_each_side_tells_its_names_sources_place_and_partners(doubted: Database) -> None:
    first = doubtful_pairs(doubted)[0]
    side = next(each for each in (first.left, first.right) if each.name == "京东云")
    assert side.reference == "京东云"
    assert side.sources == ("firms:3", "ties:3")  # a name stands once a source, at the first row that has it
    assert side.place["region"] == "110000"
    assert set(side.partners) == {"商汤", "百度", "腾讯"}
    assert set(first.shared_partners) == {"商汤", "百度", "腾讯"}
    assert (first.rule, first.reason, first.score) == ("core", "review", 0.7)


def test_judged_pairs_are_found_by_any_reference(doubted: Database) -> None:
    ids = dict(doubted.query("SELECT name_zh, subject_id FROM subject").iter_rows())
    pair = frozenset((ids["京东"], ids["京东云"]))
    for left, right in (("京东", "京东云"), (ids["京东"], "京东云@ties:3"), ("京东云", "firms:2")):
        assert judged_pairs(doubted, [(left, right)]) == {pair}
    assert judged_pairs(doubted, [("京东", "无此名"), ("ties:2", "京东云@ties:4")]) == set()


def test_a_file_without_doubt_has_no_pairs(example: Database) -> None:
    assert [each for each in doubtful_pairs(example) if each.score > 1] == []
