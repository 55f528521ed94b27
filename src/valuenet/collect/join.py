"""Columns from another source beside a source's own: what a study's `join` asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from valuenet.errors import DataError, nearest
from valuenet.model.source import Condition, Join, Record, RelationDeclaration, Source, record_values


def join_name(join: Join) -> str:
    """Return the word before the point in the columns that `join` brings."""
    return join.name or join.source


def columns_read(source: Source) -> tuple[frozenset[str], frozenset[str]]:
    """Return the columns that a source's own declaration reads, and those of them that may be absent.

    Joined columns keep their `name.column` form.
    """
    needed: set[str] = set()
    optional: set[str] = set()
    for record in source.records:
        for _, value in record_values(record):
            (optional if value.optional else needed).update(value.columns)
        needed.update(condition.column for condition in _conditions(record))
    for join in source.join:
        needed.update(join.on)
    if source.nested:
        needed.update((source.nested.key, *source.nested.own))
    return frozenset(needed | optional), frozenset(optional - needed)


def _conditions(record: Record) -> list[Condition]:
    ends = (record.ego, record.alter) if isinstance(record, RelationDeclaration) else ()
    return [*record.when, *(condition for end in ends if not isinstance(end, str) for condition in end.when)]


def columns_of(name: str, sources: Mapping[str, Source]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the columns to read from the file of source `name`: its own, and those that others join from it."""
    own, optional = columns_read(sources[name])
    prefixes = tuple(f"{join_name(join)}." for join in sources[name].join)
    read = {column: column in optional for column in own if not column.startswith(prefixes or ("\0",))}
    for other in sources.values():
        for join in other.join:
            if join.source == name:
                for column, may_lack in _joined_columns(other, join):
                    read[column] = may_lack and read.get(column, True)
    return frozenset(read), frozenset(column for column, may_lack in read.items() if may_lack)


def _joined_columns(source: Source, join: Join) -> Iterator[tuple[str, bool]]:
    """Yield each column that `source` reads through `join`, and whether it may be absent."""
    yield from ((column, False) for column in join.on.values())
    prefix = f"{join_name(join)}."
    columns, optional = columns_read(source)
    yield from ((column.removeprefix(prefix), column in optional) for column in columns if column.startswith(prefix))


def joined(frame: pl.DataFrame, joins: tuple[Join, ...], tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return `frame` with the columns of each joined table beside its own, in order; rows without a match keep nulls.

    A row with several matches is there several times. Raises `DataError` where a column to join on is absent.
    """
    for join in joins:
        other = tables[join.source].drop("row", "_parent_row", strict=False)
        other = other.rename({column: f"{join_name(join)}.{column}" for column in other.columns})
        left, right = list(join.on), [f"{join_name(join)}.{column}" for column in join.on.values()]
        for column, present in [*((c, frame.columns) for c in left), *((c, other.columns) for c in right)]:
            if column not in present:
                raise DataError(f"cannot join '{join.source}': there is no column '{column}'{nearest(column, present)}")
        frame = frame.join(other, left_on=left, right_on=right, how="left", maintain_order="left_right", coalesce=False)
    return frame
