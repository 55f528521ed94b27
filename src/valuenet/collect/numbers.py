"""Cells that hold a number, a share, a year or a yes or no, and the cells that hold nothing."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from valuenet.collect.reject import Unconvertible
from valuenet.text import fold

_UNKNOWN_WORDS = """
- -- --- – — —— ― _ . .. ... / \\ ? ?? * n/a n.a. n.a #n/a nan nil none null <na> (null)
unknown unspecified undisclosed tbd tba tbc
未透露 未披露 未公开 未公布 未公示 未知 未详 未填写 未填 未提供 未定 未明 不详 不明 不公开 不披露 不便透露
暂无 暂缺 暂无数据 暂未公开 暂未披露 暂未透露 尚未公开 尚未披露 无数据 数据缺失 缺失 缺 空 保密 待定 待补充
"""
_UNKNOWN_PHRASES = (
    "",
    "not available",
    "not disclosed",
    "not known",
    "not applicable",
    "not specified",
    "no data",
    "to be announced",
    "to be determined",
    "undisclosed amount",
)
UNKNOWN = frozenset(_UNKNOWN_WORDS.split()) | frozenset(_UNKNOWN_PHRASES)
"""Folded cells that say "no data". Not `无`, which means no in a yes-or-no column, and not `NA`, which is Namibia."""

_YES = frozenset(["是", "有", "真", "对", "yes", "y", "true", "t", "1", "1.0", "√", "✓", "✔"])
_NO = frozenset(["否", "无", "没有", "不是", "假", "非", "no", "n", "false", "f", "0", "0.0", "×", "✗", "✘"])
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:e[+-]?[0-9]{1,3})?")
_COUNTER = re.compile(r"\s*(?:人|名|位|家|个|項|项|件|篇|所|座|次|条|款|台|种|年)$")
_UNITS = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
_LONGEST = 60
_BIGGEST = Decimal(10) ** 300


def is_unknown(cell: str) -> bool:
    """Tell whether `cell` says that there is no data (`-`, `未透露`, `n/a`, …).

    >>> is_unknown(" 未透露 "), is_unknown("N/A"), is_unknown("0"), is_unknown("无")
    (True, True, False, False)
    """
    return len(cell) <= _LONGEST and fold(cell) in UNKNOWN


def unknown_cells(cells: pl.Series) -> pl.Series:
    """Tell for each cell of a column whether `is_unknown` holds, null for null: the same rule, a column at a time.

    >>> unknown_cells(pl.Series([" 未透露 ", "Ｎ／Ａ", "0"])).to_list()
    [True, True, False]
    """
    folded = cells.str.normalize("NFKC").str.strip_chars().str.to_lowercase()
    return (cells.str.len_chars() <= _LONGEST) & folded.is_in(list(UNKNOWN))


def decimal(text: str) -> Decimal | None:
    """Return the decimal that folded `text` writes with western digits, or None if it writes none.

    Thousands may be parted by commas or spaces in groups of three; nothing above 1e300 is a number.

    >>> decimal("1,234.50"), decimal("12,34")
    (Decimal('1234.50'), None)
    """
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text) or not any(char.isdigit() for char in text.split("e")[0]):
        return None
    value = Decimal(text.replace(",", "").replace(" ", ""))
    return value if abs(value) <= _BIGGEST else None


def _number(cell: str) -> Decimal | None:
    if is_unknown(cell):
        return None
    text = _COUNTER.sub("", fold(cell[: 4 * _LONGEST]))
    unit = next((unit for unit in _UNITS if text.endswith(unit)), "")
    value = decimal(text.removesuffix(unit).rstrip())
    if value is None:
        raise Unconvertible("not_a_number", f"'{cell[:_LONGEST]}' is not a number")
    return value * _UNITS.get(unit, 1)


def number(cell: str) -> float | None:
    """Return the number in `cell`, without unit; None for no data.

    Reads thousands separators, full width, an exponent, a Chinese unit (`1.2万`) and a counter (`12人`).
    Bounds are the field's, not checked here; raises `Unconvertible` ("not_a_number").

    >>> number("1,234.5"), number("１２"), number("1.2万"), number("-")
    (1234.5, 12.0, 12000.0, None)
    """
    value = _number(cell)
    return None if value is None else float(value)


def count(cell: str) -> int | None:
    """Return the whole number in `cell`; None for no data.

    A fraction raises `Unconvertible` ("not_a_number"), 1e18 and more "out_of_range".

    >>> count("2,018.0"), count("12人"), count("暂无")
    (2018, 12, None)
    """
    value = _number(cell)
    if value is None:
        return None
    if abs(value) >= 10**18:
        raise Unconvertible("out_of_range", f"'{cell[:_LONGEST]}' is too large to be a count")
    if value != int(value):
        raise Unconvertible("not_a_number", f"'{cell[:_LONGEST]}' is not a whole number")
    return int(value)


def share(cell: str) -> float | None:
    """Return the share in `cell` as a fraction of one; None for no data.

    `%` divides by 100 and `‰` by 1000; a bare number is taken as the fraction itself, so that `12.3` without
    its sign stays 12.3 and falls to the bounds of the field. Raises `Unconvertible` ("not_a_number").

    >>> share("12.3%"), share("0.12"), share("百分之5")
    (0.123, 0.12, 0.05)
    """
    text = fold(cell[: 4 * _LONGEST])
    for sign, parts in (("%", 100), ("‰", 1000)):
        if text.endswith(sign):
            return _part(text.removesuffix(sign).rstrip(), parts, cell)
    if text.startswith("百分之"):
        return _part(text.removeprefix("百分之"), 100, cell)
    return number(cell)


def _part(text: str, parts: int, cell: str) -> float:
    value = decimal(text)
    if value is None:
        raise Unconvertible("not_a_number", f"'{cell[:_LONGEST]}' is not a share")
    return float(value / parts)


def boolean(cell: str) -> bool | None:
    """Return the yes or no in `cell`; None for no data; raise `Unconvertible` ("not_a_boolean") otherwise.

    >>> boolean("是"), boolean("No"), boolean("n/a")
    (True, False, None)
    """
    text = fold(cell[: 4 * _LONGEST])
    if text in _YES or text in _NO:
        return text in _YES
    if is_unknown(cell):
        return None
    raise Unconvertible("not_a_boolean", f"'{cell[:_LONGEST]}' is neither yes nor no")


def year(cell: str) -> int | None:
    """Return the year in `cell` (`2018`, `2018.0`, `2018年`); None for no data.

    Raises `Unconvertible`: "not_a_date", or "out_of_range" outside 1000 to 2999.

    >>> year("2018.0"), year("2018年"), year("")
    (2018, 2018, None)
    """
    if is_unknown(cell):
        return None
    found = re.fullmatch(r"([0-9]{1,6})(?:\.0*)?(?:\s*年度?)?", fold(cell[: 4 * _LONGEST]))
    if not found:
        raise Unconvertible("not_a_date", f"'{cell[:_LONGEST]}' is not a year")
    if not 1000 <= int(found[1]) <= 2999:
        raise Unconvertible("out_of_range", f"'{cell[:_LONGEST]}' is not a year from 1000 to 2999")
    return int(found[1])
