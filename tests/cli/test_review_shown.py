from __future__ import annotations

from pathlib import Path

from valuenet.cli.review_shown import heading, parts, rows
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


def test_the_parts_of_the_score_are_told_in_both_languages(doubted_study: Path) -> None:
    with Database(doubted_study / "tiny.duckdb") as database:
        first, *_ = doubtful_pairs(database)
    lines = parts(first)
    assert lines[0].startswith("the names alone: ")
    assert "仅凭名称" in lines[0]
    core = next(line for line in lines if line.split()[0] == "core")
    assert "two characters are shared often" in core
    assert "两字常有相同" in core
