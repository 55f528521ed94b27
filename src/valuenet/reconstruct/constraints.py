"""Whole numbers that meet named linear constraints, or the smallest set of constraints that nothing can meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from valuenet.errors import DataError

IntArray: TypeAlias = npt.NDArray[np.int64]
FloatArray: TypeAlias = npt.NDArray[np.float64]

Item = TypeVar("Item")

PIECES = ((0.1, 1.0), (0.25, 2.0), (0.65, 4.0), (np.inf, 12.0))
"""Widths of the steps away from a target, as shares of it, and what a unit costs there: far costs more than near."""

SECONDS = 20.0
"""The longest that one search for whole numbers may take."""


@dataclass(frozen=True, eq=False)
class Constraint:
    """`lower <= sum of coefficients * cells <= upper`, under a name that a reader knows; a `rule` always holds."""

    name: str
    cells: IntArray
    coefficients: FloatArray
    lower: float
    upper: float
    rule: bool = False


def constraint(
    name: str,
    cells: Sequence[int],
    lower: float,
    upper: float,
    coefficients: Sequence[float] = (),
    *,
    rule: bool = False,
) -> Constraint:
    """Return the constraint on the sum of `cells`, or on their weighted sum; a cell named twice counts twice.

    >>> constraint("two in all", [0, 1], 2, 2).coefficients.tolist()
    [1.0, 1.0]
    """
    weights = np.asarray(coefficients, np.float64) if len(coefficients) else np.ones(len(cells))
    return Constraint(name, np.asarray(cells, np.int64), weights, lower, upper, rule)


def nearest(
    target: npt.ArrayLike, upper: npt.ArrayLike, constraints: Sequence[Constraint], weight: npt.ArrayLike = 1.0
) -> IntArray:
    """Return whole numbers `(n,)`, from 0 to `upper`, that meet every constraint and lie near `target`.

    Near means in relative terms: one away from 5 costs as much as ten away from 50, times `weight`, and the first
    steps cost least. Raises `DataError` that names a smallest contradictory set (`contradiction`) where nothing fits.

    >>> nearest([10, 20, 30], [99, 99, 99], [constraint("total", [0, 1, 2], 63, 63)]).tolist()
    [10, 20, 33]
    """
    wanted, most = (np.asarray(values, np.float64) for values in (target, upper))
    size, pieces = len(wanted), len(PIECES)
    scale = np.maximum(wanted, 1.0)
    one = eye_array(size, format="csr")
    steps = hstack([one] * pieces + [-one] * pieces, format="csr")
    rows = _matrix(constraints, size)
    tied = hstack([one, -steps], format="csr")
    blank = csr_array((len(constraints), 2 * pieces * size))
    limits = LinearConstraint(
        vstack([tied, hstack([rows, blank])], format="csr"),
        np.concatenate([wanted, [each.lower for each in constraints]]),
        np.concatenate([wanted, [each.upper for each in constraints]]),
    )
    widths = np.concatenate([np.maximum(width * scale, 1.0) for width, _ in PIECES])
    costs = np.concatenate([cost * np.asarray(weight) / scale for _, cost in PIECES])
    found = milp(
        np.concatenate([np.zeros(size), costs, costs]),
        integrality=np.concatenate([np.ones(size), np.zeros(2 * pieces * size)]),
        bounds=_bounds(np.concatenate([most, widths, widths])),
        constraints=limits,
        options={"time_limit": SECONDS, "mip_rel_gap": 0.005},
    )
    if found.x is None:
        raise DataError(contradictory(contradiction(most, constraints)))
    return np.rint(found.x[:size]).astype(np.int64)


def contradiction(upper: npt.ArrayLike, constraints: Sequence[Constraint]) -> list[str]:
    """Return the names of constraints that cannot hold together, none of which could be left out; empty if all can.

    Rules are not named, unless there is nothing else.

    The multipliers of a least violation name a contradictory set, mostly a handful; a deletion filter makes it
    irreducible. One linear programme for all and one for each of the handful.
    Source: Chinneck, Feasibility and Infeasibility in Optimization, 2008, chapter 6.

    >>> five, four, any_ = (constraint(n, [0], v, v) for n, v in (("five", 5), ("four", 4), ("any", 0)))
    >>> contradiction([9, 9], [five, constraint("free", [1], 0, 9), four])
    ['five', 'four']
    """
    most = np.asarray(upper, np.float64)
    violation, multipliers = _violation(most, constraints)
    if violation <= 1e-6:
        return []
    kept = [each for each, weight in zip(constraints, multipliers, strict=True) if abs(weight) > 1e-9]
    if not kept or _violation(most, kept)[0] <= 1e-6:
        kept = list(constraints)
    few = irreducible(kept, lambda some: _violation(most, some)[0] > 1e-6)
    return [each.name for each in few if not each.rule] or [each.name for each in few]


def irreducible(items: Sequence[Item], impossible: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """Drop, one after the other, every item without which the rest is still impossible.

    >>> irreducible([1, 9, 2, 8, 3], lambda some: sum(some) > 15)
    [9, 8]
    """
    kept = list(range(len(items)))
    for at in range(len(items)):
        rest = [each for each in kept if each != at]
        if impossible([items[each] for each in rest]):
            kept = rest
    return [items[each] for each in kept]


def contradictory(names: Sequence[str]) -> str:
    """Return the sentence that tells a reader which figures contradict each other.

    >>> contradictory(["a = 1", "b = 2"])
    'these 2 cannot hold together, correct or leave out one of them: a = 1; b = 2'
    """
    if not names:
        return "the figures allow fractions but no whole numbers: look for a share that fits no count"
    return f"these {len(names)} cannot hold together, correct or leave out one of them: {'; '.join(names)}"


def _violation(most: FloatArray, constraints: Sequence[Constraint]) -> tuple[float, FloatArray]:
    """Return the least sum of violations, and how much each constraint has to do with it."""
    if not constraints:
        return 0.0, np.zeros(0)
    size, count = len(most), len(constraints)
    rows, slack = _matrix(constraints, size), eye_array(count, format="csr")
    lower, upper = (np.array([getattr(each, end) for each in constraints]) for end in ("lower", "upper"))
    found: Any = linprog(  # type: ignore[call-overload]  # sparse matrices are not in its stubs
        np.concatenate([np.zeros(size), np.ones(2 * count)]),
        A_ub=vstack([hstack([rows, -slack, 0 * slack]), hstack([-rows, 0 * slack, -slack])], format="csr"),
        b_ub=np.concatenate([upper, -lower]).clip(-1e12, 1e12),
        bounds=np.column_stack([np.zeros(size + 2 * count), np.concatenate([most, np.full(2 * count, np.inf)])]),
        method="highs",
    )
    pairs: Any = found.ineqlin.marginals.reshape(2, count)
    return float(found.fun), np.abs(pairs).sum(axis=0)


def _matrix(constraints: Sequence[Constraint], size: int) -> Any:
    lengths = [len(each.cells) for each in constraints]
    row = np.repeat(np.arange(len(constraints)), lengths)
    cells = np.concatenate([each.cells for each in constraints] or [np.zeros(0, np.int64)])
    weights = np.concatenate([each.coefficients for each in constraints] or [np.zeros(0)])
    return csr_array((weights, (row, cells)), shape=(len(constraints), size))


def _bounds(most: FloatArray) -> Any:
    return Bounds(np.zeros(len(most)), most)
