from __future__ import annotations

import ast
from pathlib import Path

import polars as pl

from valuenet.resolve.evaluation import corrupt
from valuenet.resolve.evaluation.corrupt import CHANGES, CORRUPTED, corrupted, inventory


def test_the_same_seed_gives_the_same_names() -> None:
    assert corrupted(50, seed=4).equals(corrupted(50, seed=4))
    assert not corrupted(50, seed=4).equals(corrupted(50, seed=5))
    assert corrupted(50, seed=4).schema == CORRUPTED
    assert corrupted(0, seed=1).is_empty()


def test_every_organisation_has_its_names_and_every_change_occurs() -> None:
    names = corrupted(800, seed=2, spellings=3)
    assert names.group_by("subject").len()["len"].unique().to_list() == [3]
    assert set(names["change"]) == {"none", "branch", *CHANGES}
    assert names.filter(pl.col("name").str.strip_chars() == "").is_empty()


def test_the_generator_reads_no_list_of_the_matcher() -> None:
    source = Path(corrupt.__file__).read_text(encoding="utf-8")
    imported = [node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    assert [name for name in imported if name and name.startswith("valuenet")] == []
    assert len(inventory()["character"]) > 80
