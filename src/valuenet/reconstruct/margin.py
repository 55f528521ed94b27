"""Margins: from printed amounts and weights to one whole number for each label."""

from __future__ import annotations

from collections.abc import Mapping

from valuenet.errors import DataError
from valuenet.model.figure import Figure
from valuenet.reconstruct.amount import count_of
from valuenet.reconstruct.fill import apportion
from valuenet.reconstruct.recipe import Margin


def margin_of(margin: Margin, total: int, figures: Mapping[str, Figure]) -> dict[str, int]:
    """Return how many of `total` rows have each label; the counts add up to `total`.

    Raises `DataError` where printed amounts exceed the total, or leave rows for which no label is declared.

    >>> margin_of(Margin(given={"a": 5}, rest={"b": 2, "c": 1}), 11, {})
    {'a': 5, 'b': 4, 'c': 2}
    """
    counts = {label: count_of(amount, total, figures) for label, amount in margin.given.items()}
    for group in margin.together:
        open_labels = {label: weight for label, weight in group.labels.items() if label not in counts}
        amount = count_of(group.amount, total, figures)
        left = amount - sum(counts[label] for label in group.labels if label in margin.given)
        counts |= apportion(_not_below(left, f"'{group.amount}'"), open_labels)
    left = _not_below(total - sum(counts.values()), f"the {total} rows")
    if left and not margin.rest:
        raise DataError(f"{left} of {total} rows have no label: the amounts of {', '.join(counts)} leave them over")
    high = None if margin.at_most is None else count_of(margin.at_most, total, figures)
    rest = {label: weight for label, weight in margin.rest.items() if label not in counts}
    return counts | apportion(left, rest, min(margin.at_least, left // max(len(rest), 1)), high)


def _not_below(left: int, what: str) -> int:
    if left < 0:
        raise DataError(f"the printed amounts exceed {what} by {-left}: one of them belongs to another total")
    return left
