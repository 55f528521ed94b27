"""Columns of text and columns of values: what a file can say, and what is read out of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from valuenet.errors import DataError

Kind = str
"""`text`, `int`, `float` or `bool`."""

_DTYPES = {"text": pl.String(), "int": pl.Int64(), "float": pl.Float64(), "bool": pl.Boolean()}
_TRUE, _FALSE = ("true", "1"), ("false", "0")
_ENDLESS = r"(?i)^[+-]?(inf|infinity)$"
_NO_NUMBER = r"^[+-]?0\d|^[+-]?\d{16,}$|^[+.]"
"""Digits that are a code rather than a number: `007`, a number of more than 15 places, a telephone number."""


def kind_of(column: pl.Series) -> Kind:
    """Return the kind of a column that `exchangeable` gave."""
    return next(kind for kind, dtype in _DTYPES.items() if column.dtype == dtype)


def exchangeable(table: pl.DataFrame, what: str, path: Path) -> pl.DataFrame:
    """Return a table with the types that other programs know: text, int (64 bits), float (64 bits), bool.

    Categories, dates and times become text (ISO 8601), decimals become floats. Raises `DataError` for other types.

    >>> from datetime import date
    >>> exchangeable(pl.DataFrame({"day": [date(2019, 5, 1)]}), "nodes", Path("n.gexf"))["day"].to_list()
    ['2019-05-01']
    """
    return pl.DataFrame([_exchangeable(column, what, path) for column in table])


def _exchangeable(column: pl.Series, what: str, path: Path) -> pl.Series:
    dtype = column.dtype
    if dtype in (pl.String, pl.Int64, pl.Float64, pl.Boolean):
        return column
    if dtype.is_integer():
        try:
            return column.cast(pl.Int64)
        except pl.exceptions.InvalidOperationError as error:
            raise DataError(f"{path}: '{column.name}' of the {what} has integers above 2^63: make them text") from error
    if dtype.is_numeric():
        return column.cast(pl.Float64)
    if dtype in (pl.Null, pl.Categorical, pl.Enum, pl.Date, pl.Time, pl.Datetime):
        return column.dt.to_string("iso:strict") if dtype in (pl.Date, pl.Time, pl.Datetime) else column.cast(pl.String)
    raise DataError(f"{path}: '{column.name}' of the {what} holds {dtype}: make it text, or write .parquet")


def as_text(column: pl.Series) -> pl.Series:
    """Return a column of any kind as the text of XML Schema: `true`, `12`, `1.5`, `INF`, `NaN`; null stays null.

    >>> as_text(pl.Series([1.0, float("-inf"), None])).to_list(), as_text(pl.Series([True])).to_list()
    (['1.0', '-INF', None], ['true'])
    """
    text = column.cast(pl.String)
    return text.replace({"inf": "INF", "-inf": "-INF"}) if column.dtype == pl.Float64 else text


def as_kind(text: pl.Series, kind: Kind) -> tuple[pl.Series, int | None]:
    """Return a column of text as values of a kind, and the first row that cannot be one (null there).

    >>> values, wrong = as_kind(pl.Series(["1", None, "many"]), "int")
    >>> values.to_list(), wrong
    ([1, None, None], 2)
    """
    if kind == "text":
        return text, None
    if kind == "bool":
        word = text.str.strip_chars().str.to_lowercase()
        values = word.replace_strict(
            [*_TRUE, *_FALSE], [True, True, False, False], default=None, return_dtype=pl.Boolean
        )
    else:
        values = text.str.strip_chars().cast(_DTYPES[kind], strict=False)
    wrong = values.is_null() & text.is_not_null()
    if kind == "float":  # 1e999 is a number, but none that 64 bits hold
        wrong |= (values.is_infinite() & ~text.str.strip_chars().str.contains(_ENDLESS)).fill_null(value=False)
    return values, int(wrong.arg_max() or 0) if wrong.any() else None


def as_number(text: pl.Series) -> tuple[pl.Series, int | None]:
    """Return numbers of text: integers where all are written as such, else floats; and the first that is none."""
    if text.count() and text.str.contains(r"^-?\d+$").all():
        values, wrong = as_kind(text, "int")
        if wrong is None:
            return values, None
    return as_kind(text, "float")


def inferred(text: pl.Series) -> pl.Series:
    """Return a column of a file without types as what it can only be: integers, floats, true and false, or text.

    Nothing is lost: `007`, `1e999` and numbers of more than 15 digits stay text, and so does a column of which one
    value is text.

    >>> [inferred(pl.Series(values)).to_list() for values in (["1", None], ["1", "2.5"], ["007", "8"], ["true"])]
    [[1, None], [1.0, 2.5], ['007', '8'], [True]]
    """
    if text.null_count() == len(text):
        return text
    for true, false in (("true", "false"), ("TRUE", "FALSE"), ("True", "False")):
        if text.is_in([true, false]).all():
            return text == true
    whole = text.cast(pl.Int64, strict=False)
    if whole.null_count() == text.null_count() and (whole.cast(pl.String) == text).all():
        return whole
    values, wrong = as_kind(text, "float")
    spelled = text.str.contains(r"^\S+$").all() and not text.str.contains(_NO_NUMBER).any()
    finite = values.is_finite().any()
    return values if wrong is None and spelled and finite else text


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return `name`, or, where it is taken, the name with as many `_` behind it as make it free.

    >>> free_name("label", ["id", "label"])
    'label_'
    """
    names = set(taken)
    while name in names:
        name += "_"
    return name
