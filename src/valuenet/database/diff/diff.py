"""The whole comparison of two builds or waves, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from valuenet.database.diff.relations import node_diff, relation_diff
from valuenet.database.diff.results import index_diff, result_diff
from valuenet.database.diff.sides import Side, Sides, account
from valuenet.database.diff.subjects import moved_ids, subject_diff, subjects_at

Tell = Callable[[str, float], None]


def difference(both: Sides, top: int, tell: Tell = lambda words, done: None) -> dict[str, Any]:
    """Return everything that differs: counts in full, of every list the first `top` (0: all), the largest first.

    Keys: `a` and `b` (file, study, version, wave), `notes` on what makes them hard to compare, `sources`, `subjects`,
    `relations` (by kind), `nodes` (weighted degrees and their ranks), `index` (ranks of regions), `results`.
    """
    tell("compare subjects", 0.1)
    a, b = (subjects_at(side, both.same_file) for side in (both.a, both.b))
    moved = moved_ids(both, a, b)
    found: dict[str, Any] = {"a": _head(both.a), "b": _head(both.b), "notes": list(both.notes)}
    found["sources"] = [] if both.same_file else account(both)
    found["subjects"] = subject_diff(both, a, b, moved, top)
    tell("compare relations", 0.3)
    found["relations"] = relation_diff(both)
    found["nodes"] = node_diff(both, moved, top)
    tell("compare results", 0.5)
    found["results"] = result_diff(both, top)
    tell("compare ranks", 0.9)
    found["index"] = index_diff(both, top)
    return found


def _head(side: Side) -> dict[str, Any]:
    study = side.database.study
    words = {name: study[name] for name in ("study", "title_zh", "title_en", "version")}
    return {"database": str(side.database.path), **words, "wave": side.wave, "fingerprint": study.get("fingerprint")}
