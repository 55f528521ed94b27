"""Slips of the pen: how one printed numeral becomes another, and how unlikely each way is."""

from __future__ import annotations

from collections.abc import Iterator

TRANSPOSED = 1.0
SWAPPED = 1.0
BY_ONE = 1.2
ONE_DIGIT = 1.5
INSERTED = 2.0
"""What each slip costs: digits exchanged, figures exchanged, a last digit off by one, a wrong digit, one too many."""


def printed(value: float, decimals: int) -> str:
    """The digits of a value as printed, without grouping.

    >>> printed(3.7, 2), printed(21413, 0)
    ('3.70', '21413')
    """
    return f"{value:.{decimals}f}"


def slips(text: str) -> Iterator[str]:
    """Yield the numerals that one slip makes of another: two digits exchanged, or one digit changed.

    >>> sorted(each for each in slips("224") if sorted(each) == ["2", "2", "4"])
    ['242', '422']
    """
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    made = dict.fromkeys(_exchanged(text, digits))
    made.update(dict.fromkeys(_replaced(text, digits)))
    made.pop(text, None)
    yield from (each for each in made if each[0] != "0" or each[1:2] in ("", "."))


def _exchanged(text: str, digits: list[int]) -> Iterator[str]:
    for which, a in enumerate(digits):
        for b in digits[which + 1 :]:
            signs = list(text)
            signs[a], signs[b] = signs[b], signs[a]
            yield "".join(signs)


def _replaced(text: str, digits: list[int]) -> Iterator[str]:
    for place in digits:
        for sign in "0123456789":
            yield text[:place] + sign + text[place + 1 :]


def cost(old: str, new: str) -> float:
    """How unlikely it is that `new` was printed as `old`; more for more digits.

    >>> cost("224", "242"), cost("637", "636"), cost("671", "621"), cost("4443", "3890")
    (1.0, 1.2, 1.5, 6.0)
    """
    if abs(int(old.replace(".", "")) - int(new.replace(".", ""))) == 1:
        return BY_ONE
    if len(old) == len(new) and old.find(".") == new.find("."):
        old, new = old.replace(".", ""), new.replace(".", "")
        apart = [place for place, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if len(apart) == 2 and old[apart[0]] == new[apart[1]] and old[apart[1]] == new[apart[0]]:
            return TRANSPOSED + 0.1 * (apart[1] - apart[0] - 1)
        return ONE_DIGIT * len(apart)
    if abs(len(old) - len(new)) == 1:
        long, short = (old, new) if len(old) > len(new) else (new, old)
        if any(long[:place] + long[place + 1 :] == short for place in range(len(long))):
            return INSERTED
    return ONE_DIGIT * max(len(old), len(new))
