"""Versions of an index's data: its subjects drawn anew, and some of them wrongly taken for one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.table import FloatArray

IntArray: TypeAlias = npt.NDArray[np.intp]
Made = Literal["count", "sum", "mean"]


@dataclass(frozen=True, eq=False)
class Subjects:
    """The subjects behind an index: for each the place of its region, and the number of its kind, `(subjects,)`."""

    regions: IntArray
    kinds: IntArray


@dataclass(frozen=True, eq=False)
class LeafRows:
    """What a leaf is made of: for each subject its rows, those with a known amount, and the sum of amounts.

    `rows`, `known` and `amounts` are `(subjects,)`. The value of a region is the `count` of rows, the `sum` of amounts,
    or their `mean` over the rows with a known amount. Rows that are `relations` go over to the subject that theirs is
    wrongly taken for; the amount of a subject does so only where the other has none, and a count loses one.
    """

    made: Made
    rows: FloatArray
    known: FloatArray
    amounts: FloatArray
    relations: bool = False


@dataclass(frozen=True, eq=False)
class _Draw:
    times: FloatArray  # (versions, subjects): how often each is drawn, 0 where it is merged away
    version: IntArray  # of every wrong merge, with the subject that goes and the one that stays
    gone: IntArray
    stays: IntArray


def versions(
    subjects: Subjects,
    leaves: Sequence[LeafRows | None],
    values: FloatArray,
    number: int = 200,
    *,
    wrong_merges: float = 0.01,
    seed: int = 0,
) -> FloatArray:
    """Return `number` versions `(versions, regions, leaves)` of the `values` `(regions, leaves)`.

    In each, every kind of subject is drawn anew with replacement, as many as there are, with all that is counted of
    it (its relations, its amounts) in all leaves at once; before, the share `wrong_merges` of them, chosen at random,
    is taken for another one of its kind, in whatever region. A leaf that is None, and a cell without data, stays
    as it is. In a version in which a region has no subject of a leaf left, counts and sums are 0 and means no data.
    Source: Efron, Annals of Statistics 7 (1979), with subjects as the units.

    >>> subjects = Subjects(np.array([0, 0, 1]), np.array([0, 0, 0]))
    >>> firms = LeafRows("count", np.ones(3), np.zeros(3), np.zeros(3))
    >>> drawn = versions(subjects, [firms], np.array([[2.0], [1.0]]), 100, wrong_merges=0.0)
    >>> drawn.sum(axis=1).ravel().tolist() == [3.0] * 100, bool(0.5 < drawn[:, 1].mean() < 1.5)
    (True, True)
    """
    if not 0 <= wrong_merges < 1:
        raise DataError(f"the share of wrong merges is {wrong_merges:g}: it is from 0 to below 1")
    draw = _drawn(subjects, number, wrong_merges, np.random.default_rng(seed))
    result: FloatArray = np.repeat(values[None], number, axis=0)
    for column, leaf in enumerate(leaves):
        if leaf is not None:
            known = ~np.isnan(values[:, column])
            result[:, known, column] = _recounted(subjects, leaf, draw, len(values))[:, known]
    return result


def recounted(subjects: Subjects, leaf: LeafRows, regions: int) -> FloatArray:
    """Return the values `(regions,)` that the rows of a leaf add up to as they are: what versions vary about.

    >>> subjects = Subjects(np.array([0, 0, 1]), np.array([0, 0, 0]))
    >>> recounted(subjects, LeafRows("mean", np.ones(3), np.ones(3), np.array([4.0, 6.0, 1.0])), 3).tolist()
    [5.0, 1.0, nan]
    """
    nothing = np.empty(0, np.intp)
    once = _Draw(np.ones((1, len(subjects.regions))), nothing, nothing, nothing)
    return np.asarray(_recounted(subjects, leaf, once, regions)[0])


def _drawn(subjects: Subjects, number: int, wrong_merges: float, random: np.random.Generator) -> _Draw:
    times = np.zeros((number, len(subjects.kinds)))
    merged = random.random(times.shape) < wrong_merges
    stays = np.zeros(times.shape, np.intp)
    for kind in np.unique(subjects.kinds).tolist():
        own = np.flatnonzero(subjects.kinds == kind)
        merged[:, own] &= len(own) > 1
        picks = random.integers(0, len(own), (number, len(own)))
        flat = picks + np.arange(number)[:, None] * len(own)
        times[:, own] = np.bincount(flat.ravel(), minlength=number * len(own)).reshape(number, len(own))
        # another one of the kind: between one and all but one places further on
        steps = random.integers(1, max(2, len(own)), (number, len(own)))
        stays[:, own] = own[(np.arange(len(own)) + steps) % len(own)]
    version, gone = np.nonzero(merged)
    other = stays[version, gone]
    real = ~merged[version, other]  # one that is itself merged away takes nobody over
    merged[version[~real], gone[~real]] = False
    return _Draw(np.where(merged, 0.0, times), version[real], gone[real], other[real])


def _recounted(subjects: Subjects, leaf: LeafRows, draw: _Draw, regions: int) -> FloatArray:
    rows = _by_region(subjects, leaf, leaf.rows, draw, regions)
    if leaf.made == "count":
        return rows
    known = _by_region(subjects, leaf, leaf.known, draw, regions)
    amounts = _by_region(subjects, leaf, leaf.amounts, draw, regions)
    if leaf.made == "mean":
        return np.asarray(np.where(known > 0, amounts / np.where(known > 0, known, 1.0), np.nan))
    return np.asarray(np.where((known == 0) & (rows > 0), np.nan, amounts))


def _by_region(subjects: Subjects, leaf: LeafRows, amounts: FloatArray, draw: _Draw, regions: int) -> FloatArray:
    """Add up `amounts` `(subjects,)`, each as often as its subject is drawn, to `(versions, regions)`."""
    own = np.flatnonzero(amounts)
    own = own[np.argsort(subjects.regions[own], kind="stable")]
    result = np.zeros((len(draw.times), regions))
    if len(own):
        places, starts = np.unique(subjects.regions[own], return_index=True)
        result[:, places] = np.add.reduceat(draw.times[:, own] * amounts[own], starts, axis=1)
    moved = amounts[draw.gone] != 0
    if not leaf.relations:
        moved &= (leaf.known[draw.stays] == 0) & (leaf.made != "count")
    version, gone, stays = (part[moved] for part in (draw.version, draw.gone, draw.stays))
    np.add.at(result, (version, subjects.regions[stays]), draw.times[version, stays] * amounts[gone])
    return result
