"""Converters by name, and their application to whole columns: each distinct cell is read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from valuenet.collect import amount as amounts
from valuenet.collect import codes, dates, names, numbers, place
from valuenet.collect.reject import Unconvertible
from valuenet.errors import DataError, nearest
from valuenet.model.fields import fields
from valuenet.model.source import Value
from valuenet.model.vocabulary import Vocabulary
from valuenet.text import fold

Converter = Callable[[str], Any]
"""A pure function from a cell to a value, None for no data; raises `Unconvertible`."""


@dataclass(frozen=True)
class Surroundings:
    """What a converter may need besides its cell: the study's country, vocabularies, and the source's date."""

    country: str
    vocabularies: Mapping[str, Vocabulary]
    known_until: date


def text(cell: str) -> str | None:
    """Return the cell without outer space, or None where it says that there is no data."""
    return None if numbers.is_unknown(cell) else cell.strip()


def _dated(cell: str, known_until: date, *, may_be_future: bool) -> str | None:
    found = dates.partial_date(cell)
    if found is not None and not may_be_future and dates.first_day(found) > known_until:
        raise Unconvertible("future_date", f"after {known_until.isoformat()}")
    return found


def _money(cell: str, currency: str, on: date) -> float | None:
    found = amounts.amount(cell, currency)
    return None if found is None else amounts.to_cny(found, on).value


def converters(around: Surroundings, currency: str, vocabulary: str | None) -> dict[str, Converter]:
    """Return every converter by the word that a study uses for it; `code` reads codes of `vocabulary`."""
    known = around.vocabularies
    return {
        "text": text,
        "identifier": text,
        "label_zh": partial(labelled, language="zh"),
        "label_en": partial(labelled, language="en"),
        "date": partial(_dated, known_until=around.known_until, may_be_future=False),
        "future_date": partial(_dated, known_until=around.known_until, may_be_future=True),
        "year": numbers.year,
        "count": numbers.count,
        "number": numbers.number,
        "share": numbers.share,
        "boolean": numbers.boolean,
        "money": partial(_money, currency=currency, on=around.known_until),
        "amount": partial(amounts.amount, currency=currency),
        "place": partial(
            place.place,
            country=around.country,
            regions=known["region"],
            cities=known["city"],
            countries=known["country"],
        ),
        "country": partial(codes.code, vocabulary=known["country"]),
        "region": partial(codes.code, vocabulary=known["region"]),
        "city": partial(codes.code, vocabulary=known["city"]),
        "kind": partial(codes.code, vocabulary=known["kind"]),
        "code": partial(codes.code, vocabulary=known[vocabulary]) if vocabulary else text,
        "investors": names.investors,
        "domain": codes.domain,
        "credit_code": codes.credit_code,
        "stock_code": codes.stock_code,
        "ror_id": codes.ror_id,
        "grid_id": codes.grid_id,
    }


def converter_for(field: str, value: Value, around: Surroundings) -> Converter:
    """Return the converter of `field`: the one the study names, the one named as the field, or that of its type.

    Raises `DataError` with the nearest word where the study names a converter that does not exist.
    """
    declared = fields().get(field)
    found = converters(around, value.currency or "CNY", declared.vocabulary if declared else None)
    if value.convert is not None and value.convert not in found:
        raise DataError(f"there is no converter '{value.convert}'{nearest(value.convert, found)}")
    own = {"home_country": "country"}.get(field, field)
    by_type = declared.type if declared else "text"
    chosen = found[value.convert or (own if own in found else by_type)]
    return with_map(chosen, value)


def labelled(cell: str, language: str) -> str | None:
    """Return the name in `language` from a list of labelled names, or None.

    >>> labelled("en:Guilin Medical University|zh:桂林医学院", "zh")
    '桂林医学院'
    """
    for part in cell.split("|"):
        tag, colon, name = part.partition(":")
        if colon and tag.strip() == language:
            return name.strip(" ;；") or None
    return None


def with_map(converter: Converter, value: Value) -> Converter:
    """Return `converter` behind the value's `map` and `otherwise`; an empty target is no data.

    >>> read = with_map(str, Value.model_validate({"column": "c", "map": {"甲": "a", "丙": ""}}))
    >>> read("甲"), read("乙"), read("丙")
    ('a', '乙', None)
    """
    if value.map is None and value.otherwise is None:
        return converter
    table = {fold(cell): target for cell, target in (value.map or {}).items()}

    def convert(cell: str) -> Any:
        target = table.get(fold(cell), value.otherwise)
        if target is None:
            return converter(cell)
        return converter(target) if target else None

    return convert


def read_cells(cells: pl.Series, converter: Converter) -> tuple[dict[str, Any], dict[str, Unconvertible]]:
    """Convert each distinct cell once; return the values by cell (no data left out) and the refused cells.

    Ten million rows of a few thousand distinct cells so cost little more than finding the distinct ones.
    """
    good: dict[str, Any] = {}
    bad: dict[str, Unconvertible] = {}
    for cell in cells.drop_nulls().unique(maintain_order=True):
        try:
            value = converter(cell)
        except Unconvertible as refused:
            bad[cell] = refused
        else:
            if value is not None:
                good[cell] = value
    return good, bad
