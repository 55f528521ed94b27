"""Outliers and skewed indicators: winsorised or transformed where skewness and kurtosis are both out of bounds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.box_cox import box_cox
from valuenet.index.columns import low_high, skewness_kurtosis
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray
from valuenet.index.winsorise import winsorised

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Treatment:
    """What was done to one leaf: the `rule` that was applied in the end, and why.

    `points` is how many values it changed (all, for a transformation); `skew` and `kurtosis` are those before and
    after; `parameter` is the exponent of Box-Cox. `rule` is "none" where the leaf passed as it was.
    """

    leaf: str
    rule: str
    points: int
    skew: float | None
    kurtosis: float | None
    skew_after: float | None
    kurtosis_after: float | None
    parameter: float | None = None


def treated(values: FloatArray, leaves: Sequence[str], step: Step) -> FloatArray:
    """Return `values` `(..., regions, leaves)` with every leaf treated by the step, or by its own.

    Raises `DataError` naming the leaf for a logarithm of a value that has none, and where winsorising would leave
    fewer than two different values.
    Source: the procedure of the European Commission's COIN Tool and of COINr (`treat`, `Treat`).
    """
    result = values
    for each, columns in by_step(step, leaves):
        if each.method == "none":
            continue
        if result is values:
            result = values.copy()
        names = [leaves[column] for column in columns]
        whole = len(columns) == len(leaves)
        done = _treated(values if whole else np.ascontiguousarray(values[..., columns]), names, each)
        result[..., columns if not whole else slice(None)] = done
    return result


def by_step(step: Step, leaves: Sequence[str]) -> list[tuple[Step, list[int]]]:
    """Return each different step with the columns that it is for; raise `DataError` for a leaf that is not there.

    >>> by_step(Step("none", {}, {"b": Step("log")}), ["a", "b", "c"])
    [(Step(method='none', parameters={}, leaves={'b': Step(method='log', parameters=mappingproxy({}), \
leaves=mappingproxy({}))}), [0, 2]), (Step(method='log', parameters=mappingproxy({}), leaves=mappingproxy({})), [1])]
    """
    if not step.leaves and leaves:
        return [(step, list(range(len(leaves))))]
    unknown = [leaf for leaf in step.leaves if leaf not in leaves]
    if unknown:
        raise DataError(f"recipe: {step.method}: leaves: '{unknown[0]}' is no leaf of the index")
    groups: list[tuple[Step, list[int]]] = []
    for column, leaf in enumerate(leaves):
        own = step.leaves.get(leaf, step)
        found = next((columns for other, columns in groups if other == own), None)
        if found is None:
            groups.append((own, [column]))
        else:
            found.append(column)
    return groups


def _treated(values: FloatArray, leaves: Sequence[str], step: Step) -> FloatArray:
    """Treat all columns by one step: those out of bounds, or all where the step says always."""
    always = step["when"] == "always"
    wrong = np.ones(values.shape[:-2] + values.shape[-1:], np.bool_) if always else _fails(values, step)
    if not wrong.any():
        return values
    result = values.copy()
    places = np.nonzero(wrong)
    turned = np.swapaxes(result, -1, -2)  # a view: a row is an indicator of one build
    names = np.array(leaves)[places[-1]]
    columns = turned[places]
    if step.method == "winsorise":
        done, failed = winsorised(columns, step, names)
        if step["otherwise"] != "none" and step["when"] == "skewed" and failed.any():
            done[failed] = transformed(columns[failed], step, names[failed], step["otherwise"])
    else:
        done = transformed(columns, step, names)
    turned[places] = done
    return result


def _fails(values: FloatArray, step: Step) -> BoolArray:
    skew, kurtosis = skewness_kurtosis(values)
    wrong: BoolArray = (np.abs(skew) > step["skew"]) & (kurtosis > step["kurtosis"])
    return wrong


def _log_ct(rows: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    return np.log(rows - low + 0.01 * (high - low))


def _log_gii(rows: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    return np.log((high - 1) * (rows - low) / (high - low) + 1)


_LOGARITHMS: Mapping[str, Callable[[FloatArray, FloatArray, FloatArray], FloatArray]] = {
    "log": lambda rows, low, high: np.log(rows),
    "log_ct": _log_ct,
    "log_ct_original": lambda rows, low, high: np.log(rows - low + 1),
    "log_gii": _log_gii,
}


def transformed(
    rows: FloatArray, step: Step, leaves: Sequence[str] | npt.NDArray[np.str_], method: str | None = None
) -> FloatArray:
    """Return `rows` `(indicators, regions)` after the logarithm or the power transform that the step names.

    >>> from valuenet.index.recipe import recipe_of
    >>> transformed(np.array([[1.0, np.e]]), recipe_of({"treat": "log"}).treat, ["x"]).tolist()
    [[0.0, 1.0]]
    """
    method = method or step.method
    if method == "box_cox":
        return box_cox(rows, step["lambda"], always_shift=step["shift"] == "always")[0]
    low, high = (end[:, None] for end in low_high(rows.T))
    with np.errstate(invalid="ignore", divide="ignore"):
        result = _LOGARITHMS[method](rows, low, high)
    lost = (~np.isfinite(result) & ~np.isnan(rows)).any(axis=1)
    why = "its values must be greater than 0" if method == "log" else "its greatest value must be above 1"
    refuse_rows(leaves, np.flatnonzero(lost), f"{method} of its values is no number: {why}, or take log_ct")
    if method == "log_gii":
        refuse_rows(
            leaves, np.flatnonzero(high[:, 0] <= 1), f"log_gii would turn its order round: {why}, or take log_ct"
        )
    return result


def refuse_rows(leaves: Sequence[str] | npt.NDArray[np.str_], rows: npt.NDArray[np.int64], message: str) -> None:
    """Raise a `DataError` that names the leaf of the first of `rows`, if there is one."""
    if rows.size:
        raise DataError(f"indicator '{leaves[int(rows[0])]}': {message}")


def treatments(
    before: FloatArray, after: FloatArray, leaves: Sequence[str], step: Step
) -> tuple[tuple[Treatment, ...], npt.NDArray[np.int8]]:
    """Return what was done to each leaf of one table, and marks `(regions, leaves)`.

    Marks are 1 where a value was winsorised from above, -1 from below, 2 where it was transformed.
    """
    own = {leaves[column]: each for each, columns in by_step(step, leaves) for column in columns}
    shapes = skewness_kurtosis(before)
    after_shapes = skewness_kurtosis(after) if after is not before else shapes
    numbers = [[_known(one) for one in each.tolist()] for each in (*shapes, *after_shapes)]
    marks = np.zeros(before.shape, np.int8)
    if after is not before:
        marks[before > after], marks[before < after] = 1, -1
    rules = _rules(before, after, [own[leaf] for leaf in leaves])
    for column, rule in enumerate(rules):
        if rule not in ("none", "winsorise"):
            marks[~np.isnan(before[:, column]), column] = 2
    points = (marks != 0).sum(axis=0).tolist()
    exponents = [
        _exponent(before[:, column], own[leaf]) if rules[column] == "box_cox" else None
        for column, leaf in enumerate(leaves)
    ]
    done = (Treatment(*each) for each in zip(leaves, rules, points, *numbers, exponents, strict=True))
    return tuple(done), marks


def _rules(before: FloatArray, after: FloatArray, steps: Sequence[Step]) -> list[str]:
    """Tell by its result which rule was applied: winsorising moves the ends only, a transformation all values."""
    if after is before:
        return ["none"] * len(steps)
    known = ~np.isnan(before)
    moved = ((before != after) & known).any(axis=0)
    low, high = low_high(after)
    inside = ~((np.clip(before, low, high) != after) & known).any(axis=0)
    return [
        "none"
        if not moved[column]
        else "winsorise"
        if step.method == "winsorise" and inside[column]
        else str(step["otherwise"] if step.method == "winsorise" else step.method)
        for column, step in enumerate(steps)
    ]


def _exponent(column: FloatArray, step: Step) -> float:
    return float(box_cox(column[None], step["lambda"], always_shift=step["shift"] == "always")[1][0])


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number
