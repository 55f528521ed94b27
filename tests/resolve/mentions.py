"""Mentions for tests of resolving, as collecting gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from valuenet.model.fields import IDENTITIES

TEXTS = ("kind", "name_zh", "name_en", "registered_name", "country", "region", "city", "home_country", "parent")
SCHEMA = pl.Schema(
    {"mention": pl.UInt32, "source_id": pl.String, "ordinal": pl.Int64, "row": pl.UInt32, "synthetic": pl.Boolean}
    | dict.fromkeys((*TEXTS, *IDENTITIES), pl.String)
    | {"alias": pl.List(pl.String)}
)
ROR = "https://ror.org/"


def mentions(*given: Mapping[str, Any]) -> pl.DataFrame:
    """Return a frame of mentions, of enterprises of the source `a` unless they say otherwise, in rows 2, 3 …"""
    base = {"source_id": "a", "ordinal": 1, "synthetic": False, "kind": "enterprise"}
    rows = [{**base, "mention": at, "row": at + 2, **each} for at, each in enumerate(given)]
    return pl.DataFrame(rows, schema=SCHEMA, infer_schema_length=None)


def other(**parts: Any) -> dict[str, Any]:
    """Return a mention of a second source."""
    return {"source_id": "b", "ordinal": 2, **parts}
