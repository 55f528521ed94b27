"""Bounds of fields, held by dataframely: a value outside them costs its cell, never its row."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

from valuenet.collect.reject import Unconvertible
from valuenet.model.fields import Field


def within_bounds(field: Field, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Unconvertible]]:
    """Split converted values by cell into those within the field's bounds and those refused.

    >>> from valuenet.model.fields import field
    >>> good, refused = within_bounds(field("patents"), {"12": 12, "-3": -3})
    >>> good, refused["-3"].reason
    ({'12': 12}, 'out_of_range')
    """
    if not values or (field.minimum is None and field.maximum is None):
        return values, {}
    columns = {"cell": dy.String(), "value": dy.Float64(min=field.minimum, max=field.maximum)}
    schema: type[dy.Schema] = type("Bounds", (dy.Schema,), columns)
    frame = pl.DataFrame({"cell": list(values), "value": [float(value) for value in values.values()]})
    result, failure = schema.filter(frame)
    kept = set(result["cell"])
    lowest, highest = ("" if bound is None else f"{bound:g}" for bound in (field.minimum, field.maximum))
    refused = {
        cell: Unconvertible("out_of_range", f"{field.field}: {lowest} … {highest}")
        for cell in failure.invalid()["cell"]
    }
    return {cell: value for cell, value in values.items() if cell in kept}, refused
