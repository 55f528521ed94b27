"""Amounts that assumptions name: a plain number, a published figure, or a short sum of both."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from valuenet.errors import DataError, nearest
from valuenet.model.figure import Figure

Amount = int | float | str
"""A number, the id of a figure, or words such as `a.total - b.count`, worked off from left to right."""

_SIGNS = ("+", "-", "*", "/")


def value_of(amount: Amount, figures: Mapping[str, Figure]) -> float:
    """Return what `amount` is worth in plain units: percentages as shares, `yuan_1e8` in yuan.

    Raises `DataError` naming an id that no figure has.

    >>> total = Figure("a.total", "", "", "", "", 190, "190", 0, "count")
    >>> value_of("a.total - 72 - 117", {"a.total": total})
    1.0
    """
    if not isinstance(amount, str):
        return float(amount)
    first, *rest = amount.split()
    found = _term(first, figures)
    for sign, term in zip(rest[::2], rest[1::2], strict=True):
        found = _applied(found, sign, _term(term, figures), amount)
    return found


def _term(word: str, figures: Mapping[str, Figure]) -> float:
    if word in figures:
        figure = figures[word]
        return figure.value / 100 if figure.unit == "percent" else figure.value * figure.magnitude
    try:
        return float(word)
    except ValueError:
        raise DataError(f"'{word}' is neither a number nor the id of a figure{nearest(word, figures)}") from None


def _applied(left: float, sign: str, right: float, words: str) -> float:
    if sign not in _SIGNS:
        raise DataError(f"'{words}': between two terms stands one of {' '.join(_SIGNS)}, with spaces around it")
    return {"+": left + right, "-": left - right, "*": left * right, "/": left / right if right else math.nan}[sign]


def count_of(amount: Amount, total: int, figures: Mapping[str, Figure]) -> int:
    """Return the whole number that `amount` means among `total`: a percentage as the one count that prints so.

    Raises `DataError` where no count of `total` prints as the percentage, or the amount is no whole number.

    >>> share = Figure("b.share", "", "", "", "", 42.5, "42.5", 1, "percent")
    >>> count_of("b.share", 797, {"b.share": share}), count_of(12, 797, {})
    (339, 12)
    """
    figure = figures.get(amount) if isinstance(amount, str) else None
    if figure is not None and figure.unit == "percent":
        return _printed_as(figure, total)
    found = value_of(amount, figures)
    if not math.isclose(found, round(found), abs_tol=1e-9) or found < 0:
        raise DataError(f"'{amount}' comes to {found:g}, which is no count: give a whole number of at least 0")
    return round(found)


def _printed_as(figure: Figure, total: int) -> int:
    count = round(figure.value * total / 100)
    if total <= 0 or not figure.agrees(100 * count / total):
        raise DataError(
            f"figure '{figure.id}': no count of {total} is {figure.printed} %; the nearest, {count}, is "
            f"{100 * count / max(total, 1):.{figure.decimals + 2}f} %: the total or the share is another"
        )
    return count


def fitting_total(shares: Sequence[str], at_most: int, figures: Mapping[str, Figure]) -> int:
    """Return the largest total up to `at_most` of which every share is a count, all counts together the total.

    Raises `DataError` where no total fits.

    >>> texts = {"a": 37.37, "b": 39.51, "c": 23.12}
    >>> known = {id: Figure(id, "", "", "", "", value, f"{value}", 2, "percent") for id, value in texts.items()}
    >>> fitting_total(["a", "b", "c"], 655, known)
    653
    """
    parts = [figures[share] for share in shares]
    for total in range(at_most, 0, -1):
        counts = [round(part.value * total / 100) for part in parts]
        agree = (part.agrees(100 * count / total) for part, count in zip(parts, counts, strict=True))
        if sum(counts) == total and all(agree):
            return total
    raise DataError(f"no total up to {at_most} is parted as {', '.join(shares)} say: one of them is misprinted")
