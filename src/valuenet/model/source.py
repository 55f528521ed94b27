"""What a study declares of a source: the file, its layout, and the records that its rows yield."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date as Date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from valuenet.model.declared import Code, Declaration, Label


class Value(Declaration):
    """Where a field's value comes from: a column (the first non-empty of several) or a constant.

    `map` turns cells into codes before anything else; `as` names a converter other than the field's
    own; `separator` splits a cell into several values; `unknown` lists further cells that mean no data.
    """

    column: str | tuple[str, ...] | None = None
    constant: str | None = None
    convert: str | None = Field(default=None, alias="as")
    map: dict[str, str] | None = None
    otherwise: str | None = None
    separator: str | None = None
    currency: str | None = None
    unknown: tuple[str, ...] = ()
    optional: bool = False
    wave: str | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Value:
        if (self.column is None) == (self.constant is None):
            raise ValueError("give either 'column' or 'constant'")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns read, in order of preference."""
        if self.column is None:
            return ()
        return (self.column,) if isinstance(self.column, str) else self.column


def _value(raw: Any) -> Any:
    return {"column": raw} if isinstance(raw, str) else raw


def _kind(raw: Any) -> Any:
    return {"constant": raw} if isinstance(raw, str) else raw


ValueOrColumn = Annotated[Value, BeforeValidator(_value)]
"""A bare word stands for a column of that name."""


class Condition(Declaration):
    """A test on one column of a row; every part given must hold."""

    column: str
    among: tuple[str, ...] | None = Field(default=None, alias="in")
    not_in: tuple[str, ...] | None = None
    matches: str | None = None
    present: bool | None = None


class SubjectDeclaration(Declaration):
    """A subject that a row names, with its fields; `record` is the word by which others refer to it."""

    subject: Annotated[Value, BeforeValidator(_kind)]
    record: Code | None = None
    when: tuple[Condition, ...] = ()
    fields: dict[str, ValueOrColumn]


def _end_form(raw: Any) -> str:
    return "word" if isinstance(raw, str) else "subject"


End = Annotated[Annotated[Code, Tag("word")] | Annotated[SubjectDeclaration, Tag("subject")], Discriminator(_end_form)]
"""One end of a relation: the word of another record of the row, or a subject described in place."""


class RelationDeclaration(Declaration):
    """A tie that a row tells of; each end is a subject of its own or the word of another record."""

    relation: str
    ego: End
    alter: End
    date: ValueOrColumn | None = None
    first_wave: ValueOrColumn | None = None
    last_wave: ValueOrColumn | None = None
    weight: ValueOrColumn | None = None
    when: tuple[Condition, ...] = ()


class RoundDeclaration(Declaration):
    """A financing round of a subject that the row names."""

    financing_round: Code
    round: ValueOrColumn | None = None
    date: ValueOrColumn | None = None
    amount: ValueOrColumn | None = None
    when: tuple[Condition, ...] = ()


def _record_form(raw: Any) -> str:
    forms = ("relation", "financing_round")
    return next((form for form in forms if isinstance(raw, Mapping) and form in raw), "subject")


Record = Annotated[
    Annotated[SubjectDeclaration, Tag("subject")]
    | Annotated[RelationDeclaration, Tag("relation")]
    | Annotated[RoundDeclaration, Tag("financing_round")],
    Discriminator(_record_form),
]
"""What a row yields, told apart by the word it begins with."""


def record_values(record: Record) -> Iterator[tuple[tuple[str, ...], Value]]:
    """Yield every value a record reads, with its place inside the record."""
    if isinstance(record, SubjectDeclaration):
        yield ("subject",), record.subject
        yield from ((("fields", name), value) for name, value in record.fields.items())
        return
    for name in type(record).model_fields:
        part = getattr(record, name)
        if isinstance(part, Value):
            yield (name,), part
        elif isinstance(part, SubjectDeclaration):
            yield from (((name, *where), value) for where, value in record_values(part))


class Nested(Declaration):
    """A layout in which rows with an empty `key` continue the record above; `own` columns are theirs."""

    key: str
    own: tuple[str, ...]


class Join(Declaration):
    """Further columns from another source of the study, named `source.column`, where `on` columns are equal."""

    source: Code
    on: dict[str, str]
    name: Code | None = None


class Source(Declaration):
    """One file (or several of one pattern) and what its rows say.

    Editions of one list for several waves are sources of one `series`, by default the source's own name, without the
    name of a wave at its end: `firms_2018` and `firms_2019` are the series `firms`.
    """

    title: Label
    path: str
    folder: Literal["data", "study"] = "data"
    producer: str | None = None
    url: str | None = None
    licence: str | None = None
    accessed: Date | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    note: Label | None = None
    synthetic: bool = False
    format: Literal["csv", "tsv", "xlsx", "jsonl", "parquet"] | None = None
    encoding: Literal["utf-8", "gb18030"] = "utf-8"
    separator: str | None = Field(default=None, min_length=1, max_length=1)
    sheet: str | None = None
    header: int | tuple[int, ...] = 1
    nested: Nested | None = None
    join: tuple[Join, ...] = ()
    unknown: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    waves: tuple[str, ...] | None = None
    series: Code | None = None
    records: tuple[Record, ...] = ()
