"""What the command on who is who says: words for a reader, one object for a program, a table for a file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from valuenet.errors import DataError
from valuenet.resolve.evaluation.score import Evaluation, Score, components, evaluated
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.match.explain import Explained, Part, explained, scored_pairs
from valuenet.resolve.match.links import matched
from valuenet.resolve.match.lookup import looked_up
from valuenet.resolve.match.records import linked
from valuenet.resolve.match.register import register as made_ready
from valuenet.resolve.match.ror import is_ror, names_of
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.names.name import Step
from valuenet.text import has_hanzi

_MOST = 10
_WIDE = 30
_SAYS = {
    "merge": "one organisation",
    "review": "doubtful: someone should judge",
    "apart": "nothing says that they are one",
}


@dataclass(frozen=True)
class Shown:
    """A result as words, as an object for JSON, and as a table."""

    words: str
    told: dict[str, Any]
    table: pl.DataFrame


def explained_shown(left: str, right: str, settings: Settings) -> Shown:
    """Return two names compared: the steps of each, the parts of the score, and what follows."""
    found = explained(left, right, settings)
    lines = [*_steps(found.left, found.steps_left), "", *_steps(found.right, found.steps_right), ""]
    lines += [_part(part) for part in found.parts]
    lines.append(f"score {found.score:.3f}: {_SAYS[found.decision]}")
    parts = pl.DataFrame([asdict(part) for part in found.parts], schema=list(Part.__dataclass_fields__))
    return Shown("\n".join(lines), _told(found), parts)


def _told(found: Explained) -> dict[str, Any]:
    return asdict(found)


def _steps(name: str, steps: tuple[Step, ...]) -> list[str]:
    lines = [_cut(name)]
    for step in steps:
        taken = f"  ({step.taken})" if step.taken else ""
        lines.append(f"  {step.step:<15} {_cut(step.text_after) or 'nothing left'}{taken}")
    return lines


def _part(part: Part) -> str:
    both = " = " if part.left == part.right else " | "
    sides = both.join(_cut(side) or "-" for side in (part.left, part.right)) if part.left != part.right else part.left
    return f"{part.comparison:<11} {part.level:<10} x {part.factor:<7g} {sides or '-'}"


def _cut(text: str) -> str:
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


def names_shown(table: pl.DataFrame, register: pl.DataFrame | None, settings: Settings) -> Shown:
    """Return who is who in the first column of `table`, or whom of a `register` each of its texts names."""
    names = table.to_series(0).fill_null("")
    if register is not None:
        return _found_in(names, register, settings)
    mentions = _mentions(names)
    keys = mention_keys(mentions)
    found = matched(mentions, keys, settings)
    merged = found.links.filter(pl.col("decision") == "merge").select("left", "right")
    same = keys.select(left=pl.col("mention").min().over("key"), right="mention")
    numbers = components(pl.concat([merged, same]), mentions["mention"])
    result = pl.DataFrame({"name": names, "organisation": numbers})
    review = found.links.filter(pl.col("decision") == "review")
    lines = [f"{len(names):,} names: {result['organisation'].n_unique():,} organisations"]
    lines += [f"  {names[left]} ?= {names[right]}  {score:.2f}" for left, right, score in _doubtful(review)]
    lines += [f"not compared: {forms} names that share '{_cut(key)}'" for _, key, forms in found.cut.iter_rows()][
        :_MOST
    ]
    told = {"names": len(names), "organisations": result["organisation"].n_unique(), "doubtful": review.height}
    return Shown("\n".join(lines), {**told, "cut": found.cut.to_dicts()}, result)


def _doubtful(review: pl.DataFrame) -> list[tuple[int, int, float]]:
    first = review.sort("score", descending=True, maintain_order=True).head(_MOST)
    return [(left, right, score) for left, right, score in first.select("left", "right", "score").iter_rows()]


def _mentions(names: pl.Series) -> pl.DataFrame:
    chinese = pl.Series([has_hanzi(name) for name in names], dtype=pl.Boolean)
    frame = pl.DataFrame({"name": names, "chinese": chinese}).with_row_index("mention")
    return frame.select(
        "mention",
        kind=pl.lit("organisation"),
        name_zh=pl.when("chinese").then("name"),
        name_en=pl.when(~pl.col("chinese")).then("name"),
    )


def _found_in(names: pl.Series, register: pl.DataFrame, settings: Settings) -> Shown:
    if is_ror(register):
        register = names_of(register)
    missing = [column for column in ("id", "name") if column not in register.columns]
    if missing:
        raise DataError(f"the register lacks the column {' and '.join(missing)}; it has {', '.join(register.columns)}")
    found = looked_up(names, made_ready(register), settings.merge, settings.review)
    counts = dict(found.group_by("decision").len().iter_rows())
    sure, doubtful = counts.get("merge", 0), counts.get("review", 0)
    lines = [f"{len(names):,} texts: {sure:,} found, {doubtful:,} doubtful, {counts.get('none', 0):,} not found"]
    lines += [
        f"  {row['decision']:<7} {_cut(row['text'])} -> {row['name'] or '-'}" for row in found.head(_MOST).to_dicts()
    ]
    return Shown("\n".join(lines), {"texts": len(names), "found": sure, "doubtful": doubtful}, found)


def names_evaluated(gold: pl.DataFrame, settings: Settings) -> Shown:
    """Return how names that someone judged come out: only the pairs of `gold` are compared."""
    found = evaluated(scored_pairs(gold), gold.filter(pl.col("same")), settings.merge)
    return _evaluation_shown(found, f"{gold.height:,} judged pairs of names")


def records_evaluated(
    gold: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, kinds: dict[str, str], merge: float
) -> Shown:
    """Return how two tables of records link, held against `gold` (pairs of ids); every other pair is an error."""
    found = linked(left, right, kinds)
    sides = {"left": "left:", "right": "right:"}  # the same id on both sides is not the same record
    links = found.links.with_columns(pl.concat_str(pl.lit(mark), side).alias(side) for side, mark in sides.items())
    true = gold.filter(pl.col("same")).with_columns(
        pl.concat_str(pl.lit(mark), side).alias(side) for side, mark in sides.items()
    )
    return _evaluation_shown(
        evaluated(links, true, merge), f"{left.height:,} x {right.height:,} records, {found.compared:,} pairs compared"
    )


def _evaluation_shown(found: Evaluation, what: str) -> Shown:
    kinds = {"pairs": found.pairs, "chained": found.chained, "clusters": found.clusters}
    lines = [what, f"{'':<9}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>8}{'found':>8}{'true':>8}"]
    lines += [f"{name:<9}{_row(score)}" for name, score in kinds.items()]
    lines += ["", f"{'threshold':<9}{'precision':>10}{'recall':>8}{'F1':>8}"]
    every = found.curve.gather_every(2)
    lines += [f"{row[0]:<9.2f}{_share(row[1]):>10}{_share(row[2]):>8}{_share(row[3]):>8}" for row in every.iter_rows()]
    counts = found.errors.group_by("error", "rule", maintain_order=True).len().sort("len", descending=True)
    lines += ["", *(f"{error} by {rule or 'never met'}: {count}" for error, rule, count in counts.iter_rows())]
    lines += [
        f"  {row['error']} {_share(row['score'])}  {_cut(row['left'])} | {_cut(row['right'])}"
        for row in found.errors.head(_MOST).to_dicts()
    ]
    told = {
        name: {**asdict(score), "precision": score.precision, "recall": score.recall, "f1": score.f1}
        for name, score in kinds.items()
    }
    return Shown("\n".join(lines), {**told, "curve": found.curve.to_dicts()}, found.errors)


def _row(score: Score) -> str:
    shares = f"{_share(score.precision):>10}{_share(score.recall):>8}{_share(score.f1):>8}"
    return f"{shares}{score.right:>8,}{score.found:>8,}{score.true:>8,}"


def _share(value: float | None) -> str:
    return "no data" if value is None else f"{value:.3f}"
