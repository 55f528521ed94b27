"""The simplex method, which makes a function of a few numbers small without its derivatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Point = tuple[float, ...]

_FIRST_STEP, _FROM_ZERO = 0.05, 0.00025
_STEPS = 1000


def lowest(
    of: Callable[[Point], float], start: Sequence[float], *, apart: float = 1e-7, higher: float = 1e-11
) -> tuple[Point, float]:
    """Return the point at which `of` is lowest near `start`, one number or more, and its value there.

    It ends where all corners lie within `apart` of the lowest in every number and within `higher` in value, or after
    a thousand steps. Reflection 1, expansion 2, contraction and shrinkage 1/2, a first step of a twentieth of every
    number: the numbers are those of `scipy.optimize.minimize(method="Nelder-Mead")`, whose import takes longer than
    the fits of a network. Source: Nelder and Mead, A simplex method for function minimization, The Computer Journal
    7(4), 1965.

    >>> point, value = lowest(lambda at: (at[0] - 1) ** 2 + (at[1] + 2) ** 2 + 3, (0.0, 0.0))
    >>> [round(number, 5) for number in point], round(value, 9)
    ([1.0, -2.0], 3.0)
    """
    corners = _ordered([(of(point), point) for point in _around(tuple(start))])
    for _ in range(_STEPS - 1):
        value, best = corners[0]
        spread = max(abs(a - b) for _, point in corners[1:] for a, b in zip(point, best, strict=True))
        if spread <= apart and max(other - value for other, _ in corners[1:]) <= higher:
            break
        moved = _moved(of, corners)
        if moved is None:
            nearer = (_between(best, 0.5, point) for _, point in corners[1:])
            corners = _ordered([corners[0], *((of(point), point) for point in nearer)])
        else:
            corners = _ordered([*corners[:-1], moved])
    return corners[0][1], corners[0][0]


def _around(start: Point) -> list[Point]:
    """Return the start, and for each of its numbers the start with that one changed a little."""
    others = [(1 + _FIRST_STEP) * number if number else _FROM_ZERO for number in start]
    return [start, *((*start[:place], other, *start[place + 1 :]) for place, other in enumerate(others))]


def _ordered(corners: list[tuple[float, Point]]) -> list[tuple[float, Point]]:
    return sorted(corners, key=lambda corner: corner[0])


def _moved(of: Callable[[Point], float], corners: list[tuple[float, Point]]) -> tuple[float, Point] | None:
    """Return where the highest corner goes, through the middle of the others; None where nothing there is lower."""
    middle = tuple(sum(numbers) / (len(corners) - 1) for numbers in zip(*(at for _, at in corners[:-1]), strict=True))
    highest, worst = corners[-1]

    def tried(step: float) -> tuple[float, Point]:
        point = tuple((1 + step) * a - step * b for a, b in zip(middle, worst, strict=True))
        return of(point), point

    mirrored = tried(1.0)
    if mirrored[0] < corners[0][0]:
        further = tried(2.0)
        return further if further[0] < mirrored[0] else mirrored
    if mirrored[0] < corners[-2][0]:
        return mirrored
    outside = mirrored[0] < highest
    nearer = tried(0.5 if outside else -0.5)
    return nearer if (nearer[0] <= mirrored[0] if outside else nearer[0] < highest) else None


def _between(best: Point, part: float, point: Point) -> Point:
    return tuple(a + part * (b - a) for a, b in zip(best, point, strict=True))
