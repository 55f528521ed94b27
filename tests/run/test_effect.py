from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.database.read import Database
from valuenet.run.effect import Effect, effect

RANKS = """
SELECT region, rank FROM index_score JOIN index_indicator USING (indicator)
WHERE parent IS NULL AND index_score.wave = (SELECT wave FROM study)
"""

ENGLISH = {"110000": "Beijing", "310000": "Shanghai", "440000": "Guangdong"}


@pytest.fixture(scope="module")
def found(doubted_study: Path) -> Effect:
    """What two draws over the doubtful pairs give."""
    with Database(doubted_study / "tiny.duckdb") as database:
        return effect(database, draws=2)


def test_what_is_recounted_without_any_pair_is_what_was_built(doubted_study: Path, found: Effect) -> None:
    with Database(doubted_study / "tiny.duckdb") as database:
        built = database.query("SELECT statistic, reading, value FROM network_statistic")
        ranks = dict(database.query(RANKS).iter_rows())
    recounted = {(row[0], row[1]): row[2] for row in found.statistics.select("statistic", "reading", "value").rows()}
    for statistic, reading, value in built.rows():
        if (statistic, reading) in recounted:
            assert recounted[statistic, reading] == value, (statistic, reading)
    assert len(set(ranks.values())) > 1
    told = dict(found.regions.select("name", "rank").iter_rows())
    assert told == {ENGLISH[region]: rank for region, rank in ranks.items()}


def test_all_pairs_joined_leave_fewer_nodes_and_the_same_relations(doubted_study: Path, found: Effect) -> None:
    with Database(doubted_study / "tiny.duckdb") as database:
        again = effect(database, draws=2)
    by_name = {row["statistic"]: row for row in found.statistics.filter(reading="relations").to_dicts()}
    assert (found.pairs, found.joinable, found.draws) == (3, 3, 2)
    assert (by_name["nodes"]["value"], by_name["nodes"]["all"]) == (7, 4)
    assert by_name["relations"]["low"] == by_name["relations"]["high"] == 7
    assert by_name["average_degree"]["all"] == 7 / 4
    assert by_name["nodes"]["low"] <= by_name["nodes"]["high"] <= 7
    assert found.statistics.equals(again.statistics)
    assert found.nodes.equals(again.nodes)
    jd = found.nodes.filter(name="京东").to_dicts()[0]
    assert jd["low"] <= jd["rank"] <= jd["high"]
