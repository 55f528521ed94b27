from __future__ import annotations

from pathlib import Path

from valuenet.cli.review_shown import heading, rows
from valuenet.database.doubtful import doubtful_pairs
from valuenet.database.read import Database


def test_a_pair_is_told_line_by_line_where_either_side_has_something(doubted_study: Path) -> None:
    with Database(doubted_study / "tiny.duckdb") as database:
        first, second, _ = doubtful_pairs(database)
    assert heading(second, 2, 3) == (
        "2 of 3 · score 0.60 (same core of the name) · alike but below the threshold for merging · "
        "1 relation would change hands"
    )
    told = {label: {left, right} for label, left, right in rows(first)}
    assert told["Name"] == {"京东", "京东云"}
    assert told["Place"] == {"China, Beijing"}
    assert "Parent" not in told
    assert told["In common"] == {"商汤; 百度; 腾讯"} or len(told["In common"]) == 1
