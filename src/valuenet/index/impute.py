"""Values for cells without data, by a declared rule; every one of them is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError, nearest
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray, Table
from valuenet.index.tree import Tree

Marks = npt.NDArray[np.int8]


def imputed(values: FloatArray, tree: Tree, table: Table, step: Step) -> tuple[FloatArray, Marks]:
    """Return `values` `(regions, leaves)` with imputed cells filled, and marks: 1 by the rule, 2 by its fallback.

    `table` has the groups and earlier waves of the same regions. What the rule has no data for stays NaN.
    Raises `DataError` for a grouping that is not there.

    >>> from valuenet.index.recipe import recipe_of
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree, column = tree_of([Indicator("x", weight=1.0)]), np.array([[1.0], [np.nan], [4.0]])
    >>> table, step = table_of(tree, ["A", "B", "C"], column), recipe_of({"impute": "mean"}).impute
    >>> done, marks = imputed(column, tree, table, step)
    >>> done.ravel().tolist(), marks.ravel().tolist()
    ([1.0, 2.5, 4.0], [0, 1, 0])
    """
    missing = np.isnan(values)
    marks = np.zeros(values.shape, np.int8)
    if step.method == "none" or not missing.any():
        return values, marks
    filled = _filled(values, tree, table, step)
    result = np.where(missing, filled, values)
    marks[missing & ~np.isnan(filled)] = 1
    fallback = step.parameters.get("fallback", "none")
    if fallback != "none":
        left = np.isnan(result)
        result = np.where(left, centre(values, fallback), result)
        marks[left & ~np.isnan(result)] = 2
    return result, marks


def _filled(values: FloatArray, tree: Tree, table: Table, step: Step) -> FloatArray:
    if step.method in ("mean", "median"):
        return np.broadcast_to(centre(values, step.method), values.shape)
    if step.method in ("group_mean", "group_median"):
        return _by_group(values, table.groups, step)
    if step.method == "carry":
        return _carried(values, table.earlier[: step["waves"]])
    result = np.full(values.shape, np.nan)
    for columns in _together(tree, step["within"]):
        result[:, columns] = expected(values[:, columns], step["iterations"], step["tolerance"], step["ridge"])
    return result


def centre(values: FloatArray, kind: str) -> FloatArray:
    """Return the mean or median `(..., leaves)` of the known values `(..., regions, leaves)`; NaN where there are none.

    >>> centre(np.array([[1.0, np.nan], [4.0, np.nan], [np.nan, np.nan]]), "median").tolist()
    [2.5, nan]
    """
    counts = (~np.isnan(values)).sum(axis=-2)
    if kind == "mean":
        sums = np.where(np.isnan(values), 0.0, values).sum(axis=-2)
        return np.asarray(sums / np.where(counts > 0, counts, np.nan))
    rising = np.sort(values, axis=-2)  # NaN comes last
    places = (np.maximum(place, 0)[..., None, :] for place in ((counts - 1) // 2, counts // 2))
    low, high = (np.take_along_axis(rising, place, -2)[..., 0, :] for place in places)
    return np.asarray(np.where(counts > 0, (low + high) / 2, np.nan))


def _by_group(values: FloatArray, groups: Mapping[str, tuple[str | None, ...]], step: Step) -> FloatArray:
    name = step["groups"]
    if name not in groups:
        hint = nearest(str(name), groups) or f"; there is {', '.join(groups) or 'none'}"
        raise DataError(f"recipe: impute: {step.method}: there is no grouping '{name}' of the regions{hint}")
    group = np.array([each if each is not None else "" for each in groups[name]])
    result = np.full(values.shape, np.nan)
    for one in sorted(set(group) - {""}):
        rows = group == one
        result[rows] = centre(values[rows], step.method.removeprefix("group_"))
    return result


def _carried(values: FloatArray, earlier: Sequence[FloatArray]) -> FloatArray:
    result = np.full(values.shape, np.nan)
    for wave in reversed(earlier):
        result = np.where(np.isnan(wave), result, wave)
    return result


def _together(tree: Tree, within: str) -> list[list[int]]:
    """Return the columns of the leaves that are fitted together: all, or those of one parent."""
    place = {leaf: column for column, leaf in enumerate(tree.leaves)}
    if within == "index":
        return [list(place.values())]
    groups = [[place[child] for child in children if child in place] for children in tree.children.values()]
    return [columns for columns in groups if columns] or [list(place.values())]


def expected(values: FloatArray, iterations: int, tolerance: float, ridge: float) -> FloatArray:
    """Return the mean of every cell given the known cells of its row, under a multivariate normal distribution.

    Its means and covariances are fitted by expectation-maximisation, on standardised columns, from the means and
    variances of what is known; `ridge` is added to the variances so that regions may be fewer than leaves. Stops when
    no parameter moves by more than `tolerance`. Columns without data, and those that are constant, stay as they are.
    Source: Little and Rubin, Statistical Analysis with Missing Data, 2nd edition (2002), section 11.2.

    >>> x = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, np.nan], [4.0, 8.0]])
    >>> expected(x, 500, 1e-9, 0.0).round(6)[2].tolist()
    [3.0, 6.0]
    """
    result = values.copy()
    usable = np.flatnonzero((~np.isnan(values)).sum(axis=0) > 1)
    part = values[:, usable]
    centre, spread = np.nanmean(part, axis=0), np.nanstd(part, axis=0)
    usable, part, centre, spread = usable[spread > 0], part[:, spread > 0], centre[spread > 0], spread[spread > 0]
    if not usable.size:
        return result
    scaled = (part - centre) / spread
    patterns, which = np.unique(np.isnan(scaled), axis=0, return_inverse=True)
    rows = [(pattern, np.flatnonzero(which.ravel() == i)) for i, pattern in enumerate(patterns)]
    means, covariance = np.zeros(len(usable)), np.diag(np.ones(len(usable)))
    for _ in range(iterations):
        filled, extra = _expectation(scaled, rows, means, covariance)
        new_means = filled.mean(axis=0)
        apart = filled - new_means
        new_covariance = (apart.T @ apart + extra) / len(scaled) + ridge * np.eye(len(usable))
        moved = max(np.abs(new_means - means).max(), np.abs(new_covariance - covariance).max())
        means, covariance = new_means, new_covariance
        if moved <= tolerance:
            break
    filled = _expectation(scaled, rows, means, covariance)[0] * spread + centre
    result[:, usable] = np.where(np.isnan(part), filled, part)
    return result


def _expectation(
    scaled: FloatArray,
    rows: Sequence[tuple[npt.NDArray[np.bool_], npt.NDArray[np.intp]]],
    means: FloatArray,
    covariance: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Return the rows filled with conditional means, and the sum of the conditional covariances of what was filled."""
    filled, extra = scaled.copy(), np.zeros_like(covariance)
    for missing, members in rows:
        if not missing.any():
            continue
        known = ~missing
        slopes = np.linalg.pinv(covariance[np.ix_(known, known)], hermitian=True) @ covariance[np.ix_(known, missing)]
        apart = scaled[np.ix_(members, known)] - means[known]
        filled[np.ix_(members, missing)] = means[missing] + apart @ slopes
        rest = covariance[np.ix_(missing, missing)] - covariance[np.ix_(missing, known)] @ slopes
        extra[np.ix_(missing, missing)] += len(members) * rest
    return filled, extra
