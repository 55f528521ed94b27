"""Labels to rows so that every label has its printed number: margins first, then who gets which."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from valuenet.errors import DataError

Labels = NDArray[np.object_]
"""One label (text) for each row; None where a row has none yet."""
Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]


def empty(labels: Labels) -> Mask:
    """Return which rows have no label.

    >>> empty(np.array(["a", None], dtype=object)).tolist()
    [False, True]
    """
    return np.array([label is None for label in labels], dtype=np.bool_)


def apportion(
    total: int, weights: Mapping[str, float], at_least: int = 0, at_most: Mapping[str, int] | int | None = None
) -> dict[str, int]:
    """Part `total` over the labels in proportion to `weights` by largest remainders, within the bounds of each.

    Raises `DataError` where the bounds leave no room.

    >>> apportion(10, {"a": 5, "b": 3, "c": 2})
    {'a': 5, 'b': 3, 'c': 2}
    >>> apportion(10, {"a": 5, "b": 3, "c": 2}, at_most=4)
    {'a': 4, 'b': 4, 'c': 2}
    """
    names = list(weights)
    high = np.array([_bound(at_most, name, total) for name in names], dtype=np.int64)
    low = np.minimum(np.full(len(names), at_least, dtype=np.int64), high)
    if not low.sum() <= total <= high.sum():
        raise DataError(
            f"{total} cannot be parted over {len(names)} labels of {at_least} to {high.max(initial=0)} each: "
            "give more labels, or other bounds"
        )
    share = np.array([float(weights[name]) for name in names])
    exact = _bounded(total, share / max(share.sum(), 1e-300), low, high)
    counts = np.clip(np.floor(exact + 1e-9).astype(np.int64), low, high)
    order = np.argsort(-(exact - counts), kind="stable")
    while (left := total - int(counts.sum())) != 0:
        step = 1 if left > 0 else -1
        room = [at for at in order if low[at] <= counts[at] + step <= high[at]]
        counts[room[: abs(left)]] += step
    return dict(zip(names, counts.tolist(), strict=True))


def _bound(at_most: Mapping[str, int] | int | None, name: str, total: int) -> int:
    bound = at_most.get(name, total) if isinstance(at_most, Mapping) else at_most
    return total if bound is None else int(bound)


def _bounded(total: int, share: NDArray[np.float64], low: Whole, high: Whole) -> NDArray[np.float64]:
    """Return the multiple of `share`, clipped to the bounds, that adds up to `total` (bisection on the multiple)."""
    under, over = 0.0, 1.0
    while np.clip(over * share, low, high).sum() < total and over < 1e18:
        over *= 2
    for _ in range(200):
        middle = (under + over) / 2
        under, over = (middle, over) if np.clip(middle * share, low, high).sum() < total else (under, middle)
    return np.clip(over * share, low, high)


def fill(
    labels: Labels, margin: Mapping[str, int], rng: np.random.Generator, allowed: Mapping[str, Mask] | None = None
) -> Labels:
    """Return `labels` with every empty row filled so that each label is there as often as `margin` says.

    Labels that stand already count. `allowed` may say of a label which rows can have it; rows with the fewest
    choices are filled first.

    Raises `DataError` naming the label that has too many, or a row for which none is left.

    >>> some = np.array(["a", None, None, None], dtype=object)
    >>> sorted(fill(some, {"a": 2, "b": 2}, np.random.default_rng(1)))
    ['a', 'a', 'b', 'b']
    """
    names = list(margin)
    left = np.array([margin[name] - int((labels == name).sum()) for name in names])
    if (left < 0).any():
        at = int(left.argmin())
        raise DataError(
            f"'{names[at]}' stands {margin[names[at]] - left[at]} times already, its margin is {margin[names[at]]}"
        )
    bare = np.flatnonzero(empty(labels))
    if left.sum() != bare.size:
        raise DataError(f"{left.sum()} labels ({', '.join(names)}) for {bare.size} rows: the margin must fill them all")
    filled = labels.copy()
    if not allowed:
        filled[bare] = rng.permutation(np.repeat(np.array(names, dtype=object), left))
        return filled
    return _fill_bounded(filled, rng.permutation(bare), names, left, allowed, rng)


def _fill_bounded(
    labels: Labels,
    rows: Whole,
    names: list[str],
    left: Whole,
    allowed: Mapping[str, Mask],
    rng: np.random.Generator,
) -> Labels:
    everywhere = np.ones(len(labels), dtype=bool)
    can = np.stack([allowed.get(name, everywhere) for name in names], axis=1)[rows]
    demand = left / np.maximum(can.sum(axis=0), 1)  # a label that few rows can have is given away late
    for at in np.argsort(can.sum(axis=1), kind="stable"):
        open_to = can[at] & (left > 0)
        if not open_to.any():
            raise DataError(f"no label of {', '.join(names)} is left that row {rows[at]} can have")
        chances = np.where(open_to, left * np.maximum(demand, 1e-9), 0.0)
        chosen = int(rng.choice(len(names), p=chances / chances.sum()))
        labels[rows[at]] = names[chosen]
        left[chosen] -= 1
    return labels
