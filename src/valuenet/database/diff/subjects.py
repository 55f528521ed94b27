"""Subjects of both sides: which are the same, which moved to another id, which came and went."""

from __future__ import annotations

from typing import Any

import polars as pl

from valuenet.database.diff.sides import Side, Sides
from valuenet.database.statements import literal
from valuenet.database.waves import subject_change

_SUBJECTS = """
SELECT s.subject_id, s.kind, coalesce(s.name_zh, s.name_en, s.subject_id) AS name, s.name_zh, s.name_en,
    m.subject_id IS NOT NULL AS in_sample
FROM subject s
LEFT JOIN sample m ON m.subject_id = s.subject_id AND m.wave = {wave}
{where}
ORDER BY s.subject_id
"""
_PRESENT = "WHERE s.subject_id IN (SELECT subject_id FROM presence WHERE wave = {wave})"
_PAIR = """
SELECT w.wave, w.date, w.ordinal, b.wave AS before, b.date AS before_date, b.ordinal AS before_ordinal
FROM wave w, wave b WHERE w.wave = {wave} AND b.wave = {before}
"""


def subjects_at(side: Side, same_file: bool) -> pl.DataFrame:
    """Return the subjects of a side: of two waves of one file those that are there, else all that were collected."""
    wave = literal(side.wave)
    return side.database.query(_SUBJECTS.format(wave=wave, where=_PRESENT.format(wave=wave) if same_file else ""))


def moved_ids(both: Sides, a: pl.DataFrame, b: pl.DataFrame) -> pl.DataFrame:
    """Return a_id, b_id of subjects whose id is on one side only and whose names say where they are on the other.

    A subject that shares a name with several may have been parted; several that share a name with one were joined.
    """
    found = [pl.DataFrame(schema={"a_id": pl.String, "b_id": pl.String})]
    if both.same_file:
        return found[0]
    lone_a = a.join(b, on="subject_id", how="anti")
    lone_b = b.join(a, on="subject_id", how="anti")
    names = [_names(side, lone) for side, lone in ((both.a, lone_a), (both.b, lone_b))]
    others = [_names(side, None) for side in (both.a, both.b)] if lone_a.height or lone_b.height else names
    found.append(names[0].join(others[1], on="key").select(a_id="subject_id", b_id="subject_id_right"))
    found.append(names[1].join(others[0], on="key").select(a_id="subject_id_right", b_id="subject_id"))
    return pl.concat(found).unique().sort("a_id", "b_id")


def _names(side: Side, lone: pl.DataFrame | None) -> pl.DataFrame:
    every = side.database.query("SELECT DISTINCT subject_id, lower(name) AS key FROM name ORDER BY ALL")
    return every if lone is None else every.join(lone, on="subject_id", how="semi", maintain_order="left")


def subject_diff(both: Sides, a: pl.DataFrame, b: pl.DataFrame, moved: pl.DataFrame, top: int) -> dict[str, Any]:
    """Return counts by kind, and of what came, went, moved, was joined or parted the first `top` (0: all)."""
    gone = a.join(b, on="subject_id", how="anti").join(moved, left_on="subject_id", right_on="a_id", how="anti")
    come = b.join(a, on="subject_id", how="anti").join(moved, left_on="subject_id", right_on="b_id", how="anti")
    sample_a, sample_b = a.filter("in_sample"), b.filter("in_sample")
    into = sample_b.join(sample_a, on="subject_id", how="anti").join(
        moved, left_on="subject_id", right_on="b_id", how="anti"
    )
    out_of = sample_a.join(sample_b, on="subject_id", how="anti").join(
        moved, left_on="subject_id", right_on="a_id", how="anti"
    )
    joined, parted, plain = _sorted_moves(moved, a, b)
    parts = {"only_a": gone, "only_b": come, "into_sample": into, "out_of_sample": out_of}
    lists = {name: {"count": each.height, "first": _first(each, top)} for name, each in parts.items()}
    named_a, named_b = a.select("subject_id", name_a="name"), b.select("subject_id", name_b="name")
    for name, each in (("other_id", plain), ("joined", joined), ("parted", parted)):
        told = each.join(named_a, left_on="a_id", right_on="subject_id", how="left", maintain_order="left").join(
            named_b, left_on="b_id", right_on="subject_id", how="left", maintain_order="left"
        )
        ends = told["b_id" if name == "joined" else "a_id"].n_unique() if name != "other_id" else told.height
        lists[name] = {"count": ends, "first": told.head(top or told.height).to_dicts()}
    return {"by_kind": _by_kind(a, b), **lists, "causes": _causes(both)}


def _sorted_moves(moved: pl.DataFrame, a: pl.DataFrame, b: pl.DataFrame) -> tuple[pl.DataFrame, ...]:
    """Return what was joined, what was parted, and what only has another id."""
    is_joined = pl.col("b_id").is_duplicated() | pl.col("b_id").is_in(a["subject_id"].implode())
    is_parted = pl.col("a_id").is_duplicated() | pl.col("a_id").is_in(b["subject_id"].implode())
    return moved.filter(is_joined), moved.filter(is_parted), moved.filter(~is_joined & ~is_parted)


def _first(subjects: pl.DataFrame, top: int) -> list[dict[str, Any]]:
    ordered = subjects.sort("in_sample", "kind", "name", "subject_id", descending=[True, False, False, False])
    return ordered.head(top or subjects.height).to_dicts()


def _by_kind(a: pl.DataFrame, b: pl.DataFrame) -> list[dict[str, Any]]:
    both = a.join(b.select("subject_id"), on="subject_id", how="semi")
    counts = {
        "a": a.group_by("kind").len("a"),
        "b": b.group_by("kind").len("b"),
        "same": both.group_by("kind").len("same"),
        "sample_a": a.filter("in_sample").group_by("kind").len("sample_a"),
        "sample_b": b.filter("in_sample").group_by("kind").len("sample_b"),
    }
    found = pl.concat([a.select("kind"), b.select("kind")]).unique()
    for each in counts.values():
        found = found.join(each, on="kind", how="left")
    return found.with_columns(pl.col(*counts).fill_null(0).cast(pl.Int64)).sort("kind").to_dicts()


def _causes(both: Sides) -> list[dict[str, Any]]:
    """Return how many stocks entered and left between two waves of one file, by kind and cause."""
    if not both.same_file or not both.a.whole:
        return []
    order = {row[0]: row[1] for row in both.a.database.query("SELECT wave, ordinal FROM wave").iter_rows()}
    before, wave = sorted((both.a.wave, both.b.wave), key=lambda each: order[each])
    query = subject_change(_PAIR.format(wave=literal(wave), before=literal(before)))
    counted = f"SELECT kind, change, cause, count(*) AS subjects FROM ({query}) GROUP BY ALL ORDER BY ALL"
    return both.a.database.query(counted).to_dicts()
