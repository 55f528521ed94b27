"""The index of a file is the one that was built, and can be built again; that of another wave is measured anew."""

from __future__ import annotations

import pytest

from tests.database.test_derive import indicator, sampled
from valuenet.database.create import create_tables
from valuenet.database.derive import write_index
from valuenet.database.index import read_index
from valuenet.engine.duck import connect
from valuenet.errors import DatabaseError, UsageError
from valuenet.index.build import build

DECLARED = [
    indicator("all"),
    indicator("size", parent="all", printed_weight=0.9),
    indicator("firms", parent="size", weight=0.6, measure="number_of_enterprises"),
    indicator("number_of_parks", parent="all", weight=0.4),
]


def test_what_is_read_builds_the_scores_that_are_there() -> None:
    con = sampled()
    write_index(con, DECLARED)
    found = read_index(con)
    rows = build(found.named.tree, found.table, found.recipe).score_rows()
    held = con.execute("SELECT region, indicator, score, rank, coverage FROM index_score").fetchall()
    assert sorted(rows) == sorted(held) != []
    assert found.named.labels["firms"] == ("firms", "firms")
    assert {one.code: one.weight for one in found.named.tree.indicators}["size"] == 0.9
    assert set(found.regions) == set(found.table.regions)
    assert found.regions["110000"] == ("110000", "110000")  # the small file has no names of regions
    con.execute("INSERT INTO vocabulary VALUES ('region', '110000', '北京', 'Beijing', NULL, 1)")
    assert read_index(con).regions["110000"] == ("北京", "Beijing")


def test_another_wave_is_measured_and_an_unknown_one_named() -> None:
    con = sampled()
    write_index(con, DECLARED)
    with pytest.raises(DatabaseError, match="has no region"):
        read_index(con, "2018")  # nobody was in the sample yet
    for table in ("sample", "presence"):
        con.execute(f"INSERT INTO {table} VALUES ('甲', '2018'), ('丙', '2018')")
    reported, earlier = read_index(con, "2019").table, read_index(con, "2018").table
    assert reported.regions == earlier.regions == ("110000", "440000")
    assert (reported.values[:, 0].tolist(), earlier.values[:, 0].tolist()) == ([2, 1], [1, 1])
    with pytest.raises(UsageError, match="no wave '2001'"):
        read_index(con, "2001")


def test_a_study_without_index_says_so() -> None:
    con = connect(":memory:")
    create_tables(con)
    with pytest.raises(DatabaseError, match="has no index"):
        read_index(con)
