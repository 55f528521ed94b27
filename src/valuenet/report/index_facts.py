"""What the sentences on the index say beyond the common facts: what is sure, what is chance, what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

import polars as pl

from valuenet.language import Figure, Language, listed
from valuenet.measures.catalogue import Measure
from valuenet.report.claims import Groups, RowValues, Teller, size
from valuenet.report.facts import inside
from valuenet.report.labels import Labels

SURE = 0.95
"""The share of builds from which an order of two is called sure."""
NAMED = 3
_NO_GROUPS: Groups = MappingProxyType({})

Rows: TypeAlias = Sequence[RowValues]
Word: TypeAlias = Callable[[RowValues, str], str]
Facts: TypeAlias = dict[str, Figure]


def index_facts(measure: Measure, rows: Rows, labels: Labels, language: Language, groups: Groups = _NO_GROUPS) -> Facts:
    """Return further arguments for the message of a table on the index; none for other tables."""
    found = _FACTS.get(measure.name)
    if found is None or not rows:
        return {}
    tell = Teller(measure, labels, language, groups)

    def word(row: RowValues, name: str) -> str:
        return inside(tell.word(row, name), measure.columns[name], language)

    return tell.counts(found(rows, word, tell))


def index_silence(name: str, tables: Mapping[str, pl.DataFrame]) -> str | None:
    """Return the message for a table on the index without data: no index, nothing amiss, or where the reason stands.

    None for other tables, and where no reason is listed.
    """
    if not name.startswith("index."):
        return None
    if tables["index.tree"].is_empty():
        return "table-no-index"
    if name == "index.left_out":
        return "table-nothing-left-out"
    return None if tables["index.left_out"].is_empty() else "table-see-left-out"


def _known(rows: Rows, name: str) -> list[RowValues]:
    return [row for row in rows if row[name] is not None]


def _tree(rows: Rows, word: Word, tell: Teller) -> Facts:
    apart = [row for row in rows if row["difference"]]
    return {
        "apart": len(apart),
        "apart_names": listed([word(row, "indicator") for row in apart[:NAMED]], tell.language),
    }


def _comparisons(rows: Rows, word: Word, tell: Teller) -> Facts:
    counts = Counter(str(row["verdict"]) for row in rows)
    return {"groups": len(rows), **{name: counts.get(name, 0) for name in ("possible", "impossible", "not_found")}}


def _recipe(rows: Rows, word: Word, tell: Teller) -> Facts:
    return {f"way_{row['step']}": word(row, "way") for row in rows}


def _intervals(rows: Rows, word: Word, tell: Teller) -> Facts:
    ranked = _known(_known(rows, "rank"), "low")
    widest = max(ranked, key=lambda row: size(row, "high") - size(row, "low"))
    together = sum(size(one, "high") >= size(other, "low") for one, other in pairwise(ranked))
    return {
        "pairs": max(0, len(ranked) - 1),
        "overlapping": together,
        "fixed": sum(row["low"] == row["high"] for row in ranked),
        "top": word(ranked[0], "region"),
        "top_low": word(ranked[0], "low"),
        "top_high": word(ranked[0], "high"),
        "top_is": "fixed" if ranked[0]["low"] == ranked[0]["high"] else "open",
        "widest": word(widest, "region"),
        "widest_low": word(widest, "low"),
        "widest_high": word(widest, "high"),
    }


def _neighbours(rows: Rows, word: Word, tell: Teller) -> Facts:
    closest = min(rows, key=lambda row: abs(size(row, "probability") - 0.5))
    return {
        "pairs": len(rows),
        "sure": sum(size(row, "probability") >= SURE for row in rows),
        "unsure": sum(size(row, "probability") < SURE for row in rows),
        "reversed": sum(size(row, "probability") < 0.5 for row in rows),
        "top": word(rows[0], "region"),
        "second": word(rows[0], "other"),
        "top_probability": word(rows[0], "probability"),
        "top_is": "sure" if size(rows[0], "probability") >= SURE else "open",
        "close": word(closest, "region"),
        "close_other": word(closest, "other"),
        "close_probability": word(closest, "probability"),
    }


def _sensitivity(rows: Rows, word: Word, tell: Teller) -> Facts:
    totals = sorted((row for row in rows if row["effect"] == "total"), key=lambda row: -size(row, "value"))
    first, second = totals[0], totals[min(1, len(totals) - 1)]
    apart = len(totals) < 2 or size(first, "low") > size(second, "high")
    idle = [word(row, "factor") for row in totals if not row["value"]]
    return {
        "largest": word(first, "factor"),
        "largest_value": tell.figure(first["value"], "share", (first,)),
        "next": word(second, "factor"),
        "next_value": tell.figure(second["value"], "share", (second,)),
        "largest_is": "apart" if apart else "close",
        "idle": len(idle),
        "idle_names": listed(idle, tell.language) if idle else "",
    }


def _resampled(rows: Rows, word: Word, tell: Teller) -> Facts:
    fixed = [word(row, "indicator") for row in rows if not row["is_resampled"]]
    return {
        "resampled": len(rows) - len(fixed),
        "fixed": len(fixed),
        "fixed_names": listed(fixed[:NAMED], tell.language) if fixed else "",
    }


def _strengths(rows: Rows, word: Word, tell: Teller) -> Facts:
    found: Facts = {}
    for side in ("strength", "weakness"):
        counts = Counter(word(row, side) for row in _known(rows, side))
        name, times = counts.most_common(1)[0] if counts else ("", 0)
        found |= {side: name, f"{side}_times": times}
    return found


def _peers(rows: Rows, word: Word, tell: Teller) -> Facts:
    known = sorted(_known(rows, "distance"), key=lambda row: size(row, "distance"))
    return {
        "near": word(known[0], "region"),
        "near_peer": word(known[0], "peer"),
        "alone": word(known[-1], "region"),
        "alone_peer": word(known[-1], "peer"),
    }


def _gain(rows: Rows, word: Word, tell: Teller) -> Facts:
    moves = Counter(str(row["region"]) for row in rows)
    counts = Counter(word(row, "indicator") for row in rows)
    least = min(rows, key=lambda row: size(row, "share"))
    name, times = counts.most_common(1)[0]
    return {
        "regions": len(moves),
        "single": sum(times == 1 for times in moves.values()),
        "often": name,
        "often_times": times,
        "easiest": word(least, "region"),
        "easiest_indicator": word(least, "indicator"),
    }


def _change(rows: Rows, word: Word, tell: Teller) -> Facts:
    moved = [row for row in rows if row["rank_before"] is not None and row["rank_after"] is not None]
    shifts = {id(row): size(row, "rank_before") - size(row, "rank_after") for row in moved}
    best = max(moved, key=lambda row: shifts[id(row)]) if moved else rows[0]
    parts = ("region_part", "others_part", "coverage_part")
    split = [row for row in rows if all(row[part] is not None for part in parts)]
    mostly = Counter(max(parts, key=lambda part: abs(size(row, part))) for row in split)
    return {
        "moved": len(moved),
        "up": sum(shift > 0 for shift in shifts.values()),
        "down": sum(shift < 0 for shift in shifts.values()),
        "best": word(best, "region"),
        "best_before": word(best, "rank_before"),
        "best_after": word(best, "rank_after"),
        "coverage": mostly.get("coverage_part", 0),
        "own": mostly.get("region_part", 0),
        "split": len(split),
    }


def _weights(rows: Rows, word: Word, tell: Teller) -> Facts:
    known = _known(_known(rows, "variance_share"), "carried")
    whole = sum(size(row, "carried") for row in known) or 1.0
    if not known:
        return {"over": "", "under": "", "over_weight": "", "over_share": "", "under_weight": "", "under_share": ""}

    def surplus(row: RowValues) -> float:
        return size(row, "variance_share") - size(row, "carried") / whole

    found: Facts = {}
    for name, row in (("over", max(known, key=surplus)), ("under", min(known, key=surplus))):
        found |= {
            name: word(row, "indicator"),
            f"{name}_weight": tell.figure(size(row, "carried") / whole, "share", (row,)),
            f"{name}_share": word(row, "variance_share"),
        }
    return found


def _consistency(rows: Rows, word: Word, tell: Teller) -> Facts:
    groups = [row for row in _known(rows, "alpha") if row["among"] == "children"]
    whole = next((row for row in rows if row["among"] == "leaves"), rows[0])
    best = max(groups, key=lambda row: size(row, "alpha"), default=whole)
    worst = min(groups, key=lambda row: size(row, "alpha"), default=whole)
    return {
        "groups": len(groups),
        "whole": "unknown" if whole["alpha"] is None else "known",
        "all_alpha": word(whole, "alpha"),
        "best": word(best, "indicator"),
        "best_alpha": word(best, "alpha"),
        "worst": word(worst, "indicator"),
        "worst_alpha": word(worst, "alpha"),
    }


def _removal(rows: Rows, word: Word, tell: Teller) -> Facts:
    return {
        "most": word(rows[0], "indicator"),
        "most_shift": word(rows[0], "mean_shift"),
        "idle": sum(not row["mean_shift"] for row in rows),
    }


def _left_out(rows: Rows, word: Word, tell: Teller) -> Facts:
    counts = Counter(str(row["what"]) for row in rows)
    return {name: counts.get(name, 0) for name in ("indicator", "region", "analysis")}


_FACTS: dict[str, Callable[[Rows, Word, Teller], Facts]] = {
    "index.tree": _tree,
    "index.recipe": _recipe,
    "index.comparisons": _comparisons,
    "index.intervals": _intervals,
    "index.neighbours": _neighbours,
    "index.sensitivity": _sensitivity,
    "index.resampled": _resampled,
    "index.strengths": _strengths,
    "index.peers": _peers,
    "index.gain": _gain,
    "index.change": _change,
    "index.weights": _weights,
    "index.consistency": _consistency,
    "index.removal": _removal,
    "index.left_out": _left_out,
}
