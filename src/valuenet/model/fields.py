"""Fields: what can be known of a subject, each declared once in `fields.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from valuenet.errors import DataError, nearest

NAME_FIELDS = {"name_zh": "common", "name_en": "common", "registered_name": "registered", "alias": "alias"}
"""Fields that name a subject, and the kind of name each gives."""
PLACE_FIELDS = ("country", "region", "city", "home_country")
"""Fields that place a subject; a `place` column fills the first three at once."""
MARK_FIELDS = ("place", "parent")
"""Fields of a study file that are not kept as such: a place in one cell, and the name of the parent."""


@dataclass(frozen=True)
class Field:
    """One field: who has it, what its values are, and within what bounds."""

    field: str
    kinds: tuple[str, ...]
    type: str
    vocabulary: str | None
    multiple: bool
    identity: bool
    minimum: float | None
    maximum: float | None
    unit: str | None
    label_zh: str
    label_en: str

    def label(self, language: str) -> str:
        """Return the label in `zh` or `en`."""
        return self.label_zh if language == "zh" else self.label_en


def _field(row: dict[str, str]) -> Field:
    def bound(cell: str) -> float | None:
        return float(cell) if cell else None

    return Field(
        field=row["field"],
        kinds=tuple(row["kinds"].split()),
        type=row["type"],
        vocabulary=row["vocabulary"] or None,
        multiple=row["multiple"] == "yes",
        identity=row["identity"] == "yes",
        minimum=bound(row["minimum"]),
        maximum=bound(row["maximum"]),
        unit=row["unit"] or None,
        label_zh=row["label_zh"],
        label_en=row["label_en"],
    )


@cache
def fields() -> dict[str, Field]:
    """Return every field by its name, in the order of the file."""
    text = (files("valuenet.model") / "fields.csv").read_text(encoding="utf-8")
    return {row["field"]: _field(row) for row in csv.DictReader(text.splitlines())}


def field(name: str) -> Field:
    """Return the field `name`; raise `DataError` with the nearest name if it is not declared."""
    try:
        return fields()[name]
    except KeyError:
        raise DataError(f"'{name}' is not a field{nearest(name, fields())}") from None


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields a subject of `kind` can have.

    >>> [f.field for f in fields_of("policy")]
    ['issued', 'policy_area']
    """
    return tuple(item for item in fields().values() if kind in item.kinds)


IDENTITIES = tuple(name for name, item in fields().items() if item.identity)
"""Fields that registered identities stand in: no two subjects share a value of one."""
EVIDENCE = ("domain",)
"""Fields that speak for two mentions being one without proving it: a group's firms share a web domain."""
DESCRIPTION = (
    "kind",
    "name_zh",
    "name_en",
    "registered_name",
    "alias",
    *PLACE_FIELDS,
    "parent",
    *IDENTITIES,
    *EVIDENCE,
)
"""What describes a mention of a subject; `alias` is a list of text, the rest is text."""
