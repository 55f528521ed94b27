"""Bringing indicators of different units onto one scale, the better the higher: `(..., regions, leaves)`, NaN no data.

Functions take `signed` values, already times -1 where less is better, but for those whose formula is of the values
themselves. A column whose formula has no answer (all values equal) is NaN; `normalised` refuses it by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from valuenet.errors import DataError, nearest
from valuenet.index.columns import low_high, mean_deviation, refuse
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray
from valuenet.index.treat import by_step


def min_max(signed: FloatArray, low: float = 0.0, high: float = 1.0) -> FloatArray:
    """Return (x - min) / (max - min), stretched from `low` for the worst to `high` for the best.

    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5.

    >>> min_max(np.array([[2.0], [4.0], [np.nan], [3.0]])).ravel().tolist()
    [0.0, 1.0, nan, 0.5]
    """
    least, greatest = low_high(signed)
    span = np.where(greatest > least, greatest - least, np.nan)[..., None, :]
    shares = signed - least[..., None, :]
    shares /= span
    if (low, high) != (0.0, 1.0):
        shares *= high - low
        shares += low
    return shares


def z_score(signed: FloatArray, mean: float = 0.0, deviation: float = 1.0) -> FloatArray:
    """Return (x - mean) / standard deviation (n - 1), moved to another mean and deviation.

    >>> z_score(np.array([[1.0], [2.0], [3.0]]), 100, 10).ravel().tolist()
    [90.0, 100.0, 110.0]
    """
    means, deviations = mean_deviation(signed)
    least, greatest = low_high(signed)
    spread = np.where(greatest > least, deviations, np.nan)[..., None, :]
    return (signed - means[..., None, :]) / spread * deviation + mean


def rank_upward(signed: FloatArray, ties: str = "average") -> FloatArray:
    """Return the rank of each value, 1 for the worst; equal values share the average rank, or the lowest.

    >>> rank_upward(np.array([[5.0], [7.0], [5.0], [np.nan]])).ravel().tolist()
    [1.5, 3.0, 1.5, nan]
    """
    columns = np.ascontiguousarray(np.swapaxes(signed, -1, -2))
    order = np.argsort(columns, axis=-1)
    rising = np.take_along_axis(columns, order, -1)
    places = np.arange(columns.shape[-1], dtype=np.float64)
    new = np.ones(columns.shape, np.bool_)
    new[..., 1:] = rising[..., 1:] != rising[..., :-1]
    first = np.maximum.accumulate(np.where(new, places, 0.0), axis=-1)
    ranks = first + 1
    if ties == "average":
        ends = np.ones(columns.shape, np.bool_)
        ends[..., :-1] = new[..., 1:]
        last = np.minimum.accumulate(np.where(ends, places, np.inf)[..., ::-1], axis=-1)[..., ::-1]
        ranks = (first + last) / 2 + 1
    result = np.empty_like(columns)
    np.put_along_axis(result, order, ranks, -1)
    result[np.isnan(columns)] = np.nan
    return np.swapaxes(result, -1, -2)


def percentile(signed: FloatArray, ties: str = "average") -> FloatArray:
    """Return (rank - 1) / (n - 1): 0 for the worst of the regions with data, 1 for the best.

    >>> percentile(np.array([[5.0], [7.0], [6.0]])).ravel().tolist()
    [0.0, 1.0, 0.5]
    """
    counts = (~np.isnan(signed)).sum(axis=-2, keepdims=True)
    return (rank_upward(signed, ties) - 1) / np.where(counts > 1, counts - 1, np.nan)


def distance(signed: FloatArray, ends: FloatArray, *, cap: bool = False) -> FloatArray:
    """Return 1 - (end - x) / (end - worst), `ends` `(..., leaves)` being signed too; with `cap` at most 1.

    The end is the best value, that of a reference region, or a target.

    >>> distance(np.array([[1.0], [3.0], [7.0]]), np.array([3.0])).ravel().tolist()
    [0.0, 1.0, 3.0]
    """
    worst = low_high(signed)[0]
    span = np.where(ends > worst, ends - worst, np.nan)[..., None, :]
    result = 1 - (ends[..., None, :] - signed) / span
    return np.minimum(result, 1.0) if cap else result


def fraction_of_maximum(values: FloatArray, directions: FloatArray) -> FloatArray:
    """Return x / max, or min / x where less is better; only where the values that are divided by are above 0.

    >>> fraction_of_maximum(np.array([[1.0, 2.0], [4.0, 8.0]]), np.array([1, -1])).tolist()
    [[0.25, 1.0], [1.0, 0.25]]
    """
    least, greatest = (end[..., None, :] for end in low_high(values))
    with np.errstate(divide="ignore", invalid="ignore"):
        upward = values / np.where(greatest > 0, greatest, np.nan)
        downward = least / np.where(least > 0, values, np.nan)
    return np.where(directions > 0, upward, downward)


def goalposts(
    values: FloatArray, directions: FloatArray, posts: FloatArray, *, cap: bool = True, scale: float = 1.0
) -> FloatArray:
    """Return (x - low) / (high - low) x scale between fixed ends, `posts` `(leaves, 2)`; 1 minus that downward.

    With `cap`, what lies beyond a post counts as the post.
    Source: UNDP, Human Development Report, technical note 1.

    >>> goalposts(np.array([[66.5], [90.0]]), np.array([1]), np.array([[20.0, 85.0]])).round(4).ravel().tolist()
    [0.7154, 1.0]
    """
    low, high = posts.min(axis=1), posts.max(axis=1)
    shares = np.where(directions > 0, values - low, high - values) / (high - low)
    return np.asarray((np.clip(shares, 0.0, 1.0) if cap else shares) * scale)


def normalised(
    values: FloatArray, leaves: Sequence[str], directions: FloatArray, step: Step, regions: Sequence[str] = ()
) -> FloatArray:
    """Return `values` `(..., regions, leaves)` on the scale of the step, or of a leaf's own step.

    Raises `DataError` naming the leaf where the formula has no answer: values all equal where it divides by their
    spread, no target or post, a reference region without data or worst of all, values of 0 or less in a fraction.
    """
    result = np.empty_like(values)
    for each, columns in by_step(step, leaves):
        names = [leaves[column] for column in columns]
        whole = len(columns) == len(leaves)
        part, signs = (values, directions) if whole else (values[..., columns], directions[columns])
        done = _METHODS[each.method](part, signs, names, each, regions)
        lost = np.isnan(done)
        if lost.any():
            refuse(names, (lost & ~np.isnan(part)).any(axis=-2), _WHY.get(each.method, _EQUAL))
        if whole:
            return done
        result[..., columns] = done
    return result


_EQUAL = (
    "all its values are equal, there is no scale between them: leave it out of the tree,"
    " or say `constant: leave_out` in screen"
)
_WHY = {
    "fraction_of_maximum": "its values must be greater than 0 for a fraction of the best: take another normalisation",
    "distance_to_reference": "the reference region is the worst, there is no distance to it: take another region",
    "distance_to_target": "the target is not better than the worst value: check target and direction",
    "goalposts": "its logarithms are no numbers: values and posts must be greater than 0",
}


def _signed(formula: Callable[..., FloatArray]) -> Callable[..., FloatArray]:
    def apply(values: FloatArray, signs: FloatArray, _: Sequence[str], step: Step, __: Sequence[str]) -> FloatArray:
        return formula(values * signs if (signs < 0).any() else values, **step.parameters)

    return apply


def _reference(
    values: FloatArray, signs: FloatArray, names: Sequence[str], step: Step, regions: Sequence[str]
) -> FloatArray:
    if step["region"] not in regions:
        given = step["region"]
        hint = nearest(given, regions) if given else "; name a region"
        raise DataError(f"recipe: normalise: distance_to_reference: '{given}' is none of the regions{hint}")
    signed = values * signs
    ends = signed[..., list(regions).index(step["region"]), :]
    refuse(names, np.isnan(ends), f"the reference region '{step['region']}' has no data")
    return distance(signed, ends, cap=step["cap"])


def _target(values: FloatArray, signs: FloatArray, names: Sequence[str], step: Step, _: Sequence[str]) -> FloatArray:
    targets = step["targets"]
    by_name = targets if isinstance(targets, Mapping) else dict.fromkeys(names, targets)
    ends = np.array([by_name.get(name, np.nan) for name in names])
    refuse(names, np.isnan(ends), "has no target: give it one in normalise: targets")
    return distance(values * signs, ends * signs, cap=step["cap"])


def _posts(values: FloatArray, signs: FloatArray, names: Sequence[str], step: Step, _: Sequence[str]) -> FloatArray:
    posts = np.array([step["posts"].get(name, (np.nan, np.nan)) for name in names])
    refuse(names, np.isnan(posts).any(axis=1), "has no goalposts: give it two in normalise: posts")
    kinds = [step["logarithms"].get(name, "none") for name in names]
    refuse(names, np.array([kind not in ("none", "log") for kind in kinds]), "logarithms: it is log or none")
    logs = np.array([kind == "log" for kind in kinds])
    with np.errstate(divide="ignore", invalid="ignore"):
        measured = np.where(logs, np.log(values), values) if logs.any() else values
        ends = np.where(logs[:, None], np.log(posts), posts)
    lost = ~np.isfinite(ends).all(axis=1) | (np.isinf(measured) & ~np.isinf(values)).any(
        axis=tuple(range(values.ndim - 1))
    )
    refuse(names, lost, _WHY["goalposts"])
    return goalposts(measured, signs, ends, cap=step["cap"], scale=step["scale"])


_METHODS: Mapping[str, Callable[..., FloatArray]] = {
    "none": _signed(lambda signed: signed),
    "min_max": _signed(min_max),
    "z_score": _signed(z_score),
    "rank": _signed(rank_upward),
    "percentile": _signed(percentile),
    "borda": _signed(lambda signed, ties: rank_upward(signed, ties) - 1),
    "distance_to_maximum": _signed(lambda signed: distance(signed, low_high(signed)[1])),
    "distance_to_reference": _reference,
    "distance_to_target": _target,
    "fraction_of_maximum": lambda values, signs, names, step, regions: fraction_of_maximum(values, signs),
    "goalposts": _posts,
}
