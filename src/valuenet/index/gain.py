"""What it would take: the smallest change of a region's indicators that lifts it by so many ranks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError, nearest
from valuenet.index.aggregate import aggregate, methods_of
from valuenet.index.build import IndexResult
from valuenet.index.columns import low_high
from valuenet.index.cutting import cheapest
from valuenet.index.means import exponent_of, rates
from valuenet.index.rebuild import prepared, rebuild
from valuenet.index.table import FloatArray

MARGIN = 1e-9
"""So much more than a rival's score is better than it."""
ROUNDS = 40
"""Corrections that are made at most where the change moves the scale."""
OF_DATA = ("entropy", "critic", "pca", "optimised")


@dataclass(frozen=True)
class Move:
    """One leaf that changes: its value (denominated, imputed) before and after, and normalised.

    `share` is the change of the normalised value as a share of the leaf's range over the regions.
    """

    leaf: str
    before: float
    after: float
    normalised_before: float
    normalised_after: float
    share: float


@dataclass(frozen=True)
class Gain:
    """The smallest change found; `total` is the sum of the shares times their costs, `largest` the greatest share.

    `reached` says that the index, built anew with the changed values, has the region at `wanted` or better: `after`
    is its rank there. `exact` says that no smaller change would do; where it is false, `why` says what it may lack.
    """

    region: str
    before: int
    wanted: int
    after: int
    moves: tuple[Move, ...]
    total: float
    largest: float
    reached: bool
    exact: bool
    why: str


def gain(
    result: IndexResult,
    region: str,
    ranks: int = 1,
    *,
    costs: Mapping[str, float] | None = None,
    measure: str = "total",
) -> Gain:
    """Return the smallest change of a region's leaves with which it gains `ranks` ranks; ranks count better regions.

    Changes are improvements, each up to the best value that any region has, and measured in shares of the leaf's
    range, times `costs` by leaf (1 where none is given; infinite for a leaf that cannot change). `measure` is the
    `total` of them, or the `largest`. Found by linear programming (HiGHS): in one step where the score is linear in
    the leaves; where it is a concave mean (geometric, harmonic, exponents below 1), by cutting planes, which close in
    on the smallest change from below. Then the index is built anew with the changed values: where that moves the
    others (a mean, a rank, a least value that is no more), the aim is raised until the rank is reached, and the
    change is not said to be smallest. A leaf without data stays so.
    Raises `DataError` for a region without a rank, more ranks than there are, and recipes whose score is not concave.
    Source: Kelley, J. SIAM 8 (1960), for the cutting planes.

    >>> from valuenet.index.build import build
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> table = table_of(tree, ["A", "B", "C"], np.array([[10.0, 5.0], [5.0, 9.0], [0.0, 10.0]]))
    >>> found = gain(build(tree, table), "B")
    >>> [(move.leaf, round(move.after, 6)) for move in found.moves], found.after, found.exact
    ([('firms', 10.0), ('rent', 5.0)], 1, True)
    """
    row = _checked(result, region, costs or {}, measure)
    before = _place(result.score_of(result.tree.root), row)
    wanted = before - ranks
    if before == 1:
        raise DataError(f"region '{region}' has rank 1: there is none to gain")
    if ranks < 1 or wanted < 1:
        raise DataError(f"region '{region}' has rank {before}: it can gain from 1 to {before - 1} ranks, not {ranks}")
    way = _way(result, row, costs or {}, largest=measure == "largest")
    aim, exact = _rival(result.score_of(result.tree.root), row, wanted), True
    for _ in range(ROUNDS):
        point, proven = way(aim)
        values = _values(result, row, point)
        scores, still = _again(result, row, values, point)
        exact = exact and proven and still
        if _place(scores, row) <= wanted or (np.isnan(point) | (point >= _best(result, row))).all():
            break
        aim, exact = aim + _rival(scores, row, wanted) - float(scores[row]) + MARGIN, False
    after = _place(scores, row)
    moves = _moves(result, row, point, values)
    shares = [move.share * (costs or {}).get(move.leaf, 1.0) for move in moves]
    reached = after <= wanted
    why = "" if exact and reached else _MOVES if reached else _TOO_FAR
    total, most = sum(shares), max(shares, default=0.0)
    return Gain(region, before, wanted, after, moves, total, most, reached, exact and reached, why)


_MOVES = "the change moves the scale, or is not proven the smallest: a smaller one may do"
_TOO_FAR = "even the best value that any region has, in every leaf that can change, is not enough"


def _checked(result: IndexResult, region: str, costs: Mapping[str, float], measure: str) -> int:
    if region not in result.regions:
        raise DataError(f"'{region}' is none of the regions of the index{nearest(region, result.regions)}")
    if measure not in ("total", "largest"):
        raise DataError(f"there is no measure '{measure}': it is total or largest")
    for leaf, cost in costs.items():
        if leaf not in result.tree.leaves or not cost > 0:
            raise DataError(f"cost of '{leaf}': give leaves of the index costs above 0")
    if result.weights.ndim > 1:
        raise DataError("benefit of the doubt gives each region its own weights: there is no smallest change for all")
    step = result.recipe.aggregate
    if step.method != "sum":
        for parent, own in methods_of(result.tree, step).items():
            exponent = exponent_of(own.method, own.parameters)
            if exponent is None or exponent > 1:
                raise DataError(
                    f"indicator '{parent}': its {own.method} mean is not concave, so no linear programme finds the"
                    " smallest change: try values by hand, or take another mean"
                )
    row = result.regions.index(region)
    if np.isnan(result.score_of(result.tree.root)[row]):
        raise DataError(f"region '{region}' has no rank that it could gain on")
    return row


def _place(scores: FloatArray, row: int) -> int:
    return 1 + int((scores > scores[row]).sum())


def _rival(scores: FloatArray, row: int, wanted: int) -> float:
    """Return the score that a region must exceed to have the rank `wanted`."""
    others = np.delete(scores, row)
    return float(np.sort(others[~np.isnan(others)])[::-1][wanted - 1])


def _best(result: IndexResult, row: int) -> FloatArray:
    """Return the best normalised values `(leaves,)` of all regions; NaN stays where the region has no data."""
    own = result.normalised[row]
    return np.where(np.isnan(own), np.nan, low_high(result.normalised)[1])


def _way(
    result: IndexResult, row: int, costs: Mapping[str, float], *, largest: bool
) -> Callable[[float], tuple[FloatArray, bool]]:
    """Return the function from a score to the normalised values `(leaves,)` that reach it most cheaply."""
    own, best = result.normalised[row], _best(result, row)
    low, high = low_high(result.normalised)
    price = np.array([costs.get(leaf, 1.0) for leaf in result.tree.leaves])
    known = np.flatnonzero(~np.isnan(own) & np.isfinite(price) & (high > low))
    prices = price[known] / (high - low)[known]

    def full(part: FloatArray) -> FloatArray:
        whole: FloatArray = own.copy()
        whole[known] = part
        return whole

    def way(aim: float) -> tuple[FloatArray, bool]:
        start, end = own[known], best[known]
        aim = max(aim, min(aim + MARGIN, _score(result, full(end))))  # a little more, where there is more to have
        point, proven = cheapest(
            lambda part: _score(result, full(part)),
            lambda part: slopes(result, full(part))[known],
            start,
            end,
            prices,
            aim,
            largest=largest,
        )
        return full(end if point is None else point), proven and point is not None

    return way


def _score(result: IndexResult, point: FloatArray) -> float:
    root = (result.tree.root,)
    return float(aggregate(result.tree, point[None, :], result.weights, result.recipe.aggregate, root)[0, 0])


def slopes(result: IndexResult, point: FloatArray) -> FloatArray:
    """Return the derivatives `(leaves,)` of the root's score by the normalised values `point` `(leaves,)`."""
    tree, place = result.tree, {code: column for column, code in enumerate(result.tree.codes)}
    if result.recipe.aggregate.method == "sum":
        return np.array(
            [0.0 if np.isnan(x) else result.weights[place[one]] for one, x in zip(tree.leaves, point, strict=True)]
        )
    methods = methods_of(tree, result.recipe.aggregate)
    scores = aggregate(tree, point[None, :], result.weights, result.recipe.aggregate)[0]
    found: dict[str, FloatArray] = dict(zip(tree.leaves, np.eye(len(tree.leaves)), strict=True))
    for parent in reversed(list(tree.children)):
        columns = [place[child] for child in tree.children[parent]]
        step = methods[parent]
        exponent = exponent_of(step.method, step.parameters)
        own = rates(scores[columns], result.weights[columns], scores[place[parent]], step.method, exponent)
        found[parent] = np.nan_to_num(own) @ np.stack([found[child] for child in tree.children[parent]])
    return np.asarray(found[tree.root], np.float64)


def _values(result: IndexResult, row: int, point: FloatArray) -> FloatArray:
    """Return the values `(leaves,)` that a region needs: between those of regions on either side on the scale."""
    own, scaled = result.stages["imputed"], result.normalised
    values: FloatArray = own[row].copy()
    for leaf in np.flatnonzero(point > scaled[row] + MARGIN / 10).tolist():
        known = ~np.isnan(scaled[:, leaf])
        toward = np.where(scaled[known, leaf] == scaled[row, leaf], 0.0, np.abs(own[known, leaf] - own[row, leaf]))
        order = np.lexsort((toward, scaled[known, leaf]))
        marks, first = np.unique(scaled[known, leaf][order], return_index=True)
        values[leaf] = np.interp(point[leaf], marks, own[known, leaf][order][first])
    return values


def _again(result: IndexResult, row: int, values: FloatArray, point: FloatArray) -> tuple[FloatArray, bool]:
    """Build anew; return the scores `(regions,)`, and whether the others stayed where they were on every scale."""
    tree, recipe = result.tree, result.recipe
    table = result.stages["imputed"].copy()
    table[row] = values
    given = recipe.weigh.method not in OF_DATA
    scores = rebuild(tree, recipe, table, result.weights if given else None, regions=result.regions).scores[0, :, 0]
    expected = result.normalised.copy()
    expected[row] = point
    then = prepared(tree, recipe, table, result.regions)
    return scores, given and bool(np.allclose(then, expected, rtol=1e-9, atol=1e-9, equal_nan=True))


def _moves(result: IndexResult, row: int, point: FloatArray, values: FloatArray) -> tuple[Move, ...]:
    low, high = low_high(result.normalised)
    own, scaled = result.stages["imputed"][row], result.normalised[row]
    return tuple(
        Move(
            result.tree.leaves[leaf],
            float(own[leaf]),
            float(values[leaf]),
            float(scaled[leaf]),
            float(point[leaf]),
            float((point[leaf] - scaled[leaf]) / (high[leaf] - low[leaf])),
        )
        for leaf in np.flatnonzero(point > scaled + MARGIN / 10).tolist()
    )
