"""Judgements brought to bear on mentions, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from valuenet.errors import StudyError
from valuenet.resolve.cluster import JUDGED, Numbers
from valuenet.resolve.contradictions import contradictions, told
from valuenet.resolve.judgements import DIFFERENT, SAME, Judgement, in_force
from valuenet.resolve.references import MISSING, Meant, meant

DECIDED = pl.Schema(
    {
        "line": pl.Int64,
        "left": pl.String,
        "right": pl.String,
        "judgement": pl.String,
        "who": pl.String,
        "judged_on": pl.String,
        "why": pl.String,
        "outcome": pl.String,
        "left_id": pl.String,
        "right_id": pl.String,
    }
)
"""One judgement of the file, what became of it (`judgement_outcome`), and the subjects that it speaks of."""


@dataclass(frozen=True)
class Bearing:
    """Judgements, the mentions that their references mean, and the pairs of mentions to be joined or kept apart."""

    judgements: tuple[Judgement, ...]
    meant: Mapping[str, Meant]
    pairs: pl.DataFrame
    exact: Numbers


def bearing(
    judgements: Sequence[Judgement], mentions: pl.DataFrame, keys: pl.DataFrame, exact: Numbers, file: str
) -> Bearing:
    """Return what the judgements say of the mentions.

    `exact` are the clusters without any judgement. Raises `StudyError` naming the smallest contradictory sets.
    """
    valid = in_force(judgements)
    known = meant((side for each in valid for side in (each.left, each.right)), mentions, keys, exact)
    found = [each for each in valid if known[each.left].mentions and known[each.right].mentions]
    wrong = contradictions(found, _knots(known))
    if wrong:
        raise StudyError("\n".join(dict.fromkeys(told(each, file) for each in wrong)))
    decided = [each for each in found if each.judgement in (SAME, DIFFERENT)]
    rows = [(known[each.left].mentions[0], known[each.right].mentions[0], each.judgement) for each in decided]
    for side in sorted({side for each in decided for side in each.pair}):  # what one reference means is one subject
        rows += [(known[side].mentions[0], mention, SAME) for mention in known[side].mentions[1:]]
    pairs = pl.DataFrame(rows, schema=JUDGED, orient="row")
    return Bearing(tuple(judgements), known, pairs, exact)


def _knots(known: Mapping[str, Meant]) -> Callable[[str], Hashable]:
    """Return what each reference stands for: the first mention of all that overlap with it."""
    above: dict[int, int] = {}

    def find(mention: int) -> int:
        while above.setdefault(mention, mention) != mention:
            mention = above[mention]
        return mention

    for each in known.values():
        for mention in each.mentions[1:]:
            low, high = sorted((find(each.mentions[0]), find(mention)))
            above[high] = low
    return lambda reference: find(known[reference].mentions[0])


def outcomes(bearing: Bearing, subject_of: pl.Series) -> tuple[pl.DataFrame, list[str]]:
    """Return what became of each judgement (columns `DECIDED`), and a warning for each that does not apply.

    `applied`, `needless` where the same comes without it, `superseded` by a later one, `missing` or `unclear` where a
    reference means no subject or several, `refused` where registered identities say otherwise.
    """
    valid = in_force(bearing.judgements)
    rows, warnings = [], []
    for each in bearing.judgements:
        outcome, why = _outcome(each, bearing, subject_of) if each in valid else ("superseded", "")
        ids = [_subject(bearing.meant.get(side), subject_of) for side in (each.left, each.right)]
        rows.append((each.line, each.left, each.right, each.judgement, each.who, each.when, each.why, outcome, *ids))
        if why:
            warnings.append(f"judgement in line {each.line} does not apply: {why}")
    return pl.DataFrame(rows, schema=DECIDED, orient="row"), warnings


def _subject(one: Meant | None, subject_of: pl.Series) -> str | None:
    return str(subject_of[one.mentions[0]]) if one and one.mentions else None


def _outcome(each: Judgement, bearing: Bearing, subject_of: pl.Series) -> tuple[str, str]:
    for side in (each.left, each.right):
        one = bearing.meant[side]
        if one.problem == MISSING:
            return MISSING, f"nothing is called '{side}' any more"
        if one.problem:
            return one.problem, f"'{side}' names {one.bearers} subjects; say which by NAME@SOURCE:ROW"
    left, right = (bearing.meant[side].mentions[0] for side in (each.left, each.right))
    if each.judgement not in (SAME, DIFFERENT):
        return "applied", ""
    as_judged = (subject_of[left] == subject_of[right]) == (each.judgement == SAME)
    if not as_judged:
        verb = "stay two subjects" if each.judgement == SAME else "stay one subject"
        return "refused", f"'{each.left}' and '{each.right}' {verb}, by what is registered of them"
    before = bool(bearing.exact[left] == bearing.exact[right])
    return ("needless" if before and each.judgement == SAME else "applied"), ""
