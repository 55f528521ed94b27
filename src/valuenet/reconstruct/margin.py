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

    Raises `DataError` where printed amounts exceed the total, naming a smallest set of them that does, or leave rows
    for which no label is declared.

    >>> margin_of(Margin(given={"a": 5}, rest={"b": 2, "c": 1}), 11, {})
    {'a': 5, 'b': 4, 'c': 2}
    """
    counts = {label: count_of(amount, total, figures) for label, amount in margin.given.items()}
    for group in margin.together:
        open_labels = {label: weight for label, weight in group.labels.items() if label not in counts}
        amount = count_of(group.amount, total, figures)
        inside = {label: counts[label] for label in group.labels if label in margin.given}
        counts |= apportion(_left(amount, inside, margin, f"'{group.amount}'"), open_labels)
    left = _left(total, counts, margin, f"{total} rows")
    if left and not margin.rest:
        raise DataError(f"{left} of {total} rows have no label: the amounts of {', '.join(counts)} leave them over")
    high = None if margin.at_most is None else count_of(margin.at_most, total, figures)
    rest = {label: weight for label, weight in margin.rest.items() if label not in counts}
    return counts | apportion(left, rest, min(margin.at_least, left // max(len(rest), 1)), high)


def _left(total: int, counts: Mapping[str, int], margin: Margin, what: str) -> int:
    left = total - sum(counts.values())
    if left >= 0:
        return left
    largest = sorted(counts.items(), key=lambda each: -each[1])
    sums = [sum(count for _, count in largest[: at + 1]) for at in range(len(largest))]
    fewest = largest[: next(at for at, added in enumerate(sums, start=1) if added > total)]
    words = " + ".join(f"{label} = {margin.given.get(label, count)} ({count})" for label, count in fewest)
    raise DataError(f"{words} are more than {what} ({total}): these cannot hold together; correct one of them")
