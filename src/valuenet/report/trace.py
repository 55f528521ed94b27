"""From a figure to its rows: the subjects and relations behind each row of a table, and where they were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from valuenet.language import Figure, Language
from valuenet.report.document import Group, RelationEntry, SubjectEntry, TableBlock
from valuenet.report.labels import Labels

LIMIT = 200
"""Rows of one figure that a page holds; `valuenet trace` lists them all."""
PLACES = 5
"""Source rows shown of one subject."""

_IDS = ("relation_id", "subject_id")
_ROWS, _LISTED = "· rows", "· "  # no key column has such a name


@dataclass(frozen=True)
class Traced:
    """The rows behind a table by its key values, and the sources that those rows come from."""

    groups: Mapping[tuple[Figure, ...], Group]
    sources: tuple[str, ...]


NOTHING = Traced({}, ())


@dataclass(frozen=True)
class Origins:
    """Where subjects and relations were read.

    `named` has the columns subject_id, source_id, row; `tied` has relation_id, ego_id, alter_id, kind, source_id, row.
    """

    named: pl.DataFrame
    tied: pl.DataFrame


def traced(basis: pl.DataFrame, key: Sequence[str], table: pl.DataFrame, origins: Origins) -> Traced:
    """Group the rows of `basis` by the columns `key`; relations stand for a row where it has one, else subjects.

    Only keys that `table` shows are grouped, but the sources are those of every row. Rows are counted all; the first
    `LIMIT` ids of a group are kept, in alphabetical order.
    """
    ids = [name for name in _IDS if name in basis.columns]
    missing = [name for name in key if name not in basis.columns]
    if not ids or missing:
        return NOTHING
    shown = basis.join(table.select(key).unique(), on=list(key), how="semi", nulls_equal=True) if key else basis
    listed = [pl.col(name).drop_nulls().unique().sort().head(LIMIT).alias(_LISTED + name) for name in ids]
    if key:
        grouped = shown.group_by(key).agg(pl.len().alias(_ROWS), *listed)
    else:
        grouped = shown.select(pl.len().alias(_ROWS), *(each.implode() for each in listed))
    found = {tuple(row[name] for name in key): _group(row, key, ids) for row in grouped.iter_rows(named=True)}
    order = dict.fromkeys(table.select(key).iter_rows()) if key else found
    groups = {each: found[each] for each in order if each in found}
    return Traced(groups, _sources(basis, ids, origins))


def _group(row: Mapping[str, Any], key: Sequence[str], ids: Sequence[str]) -> Group:
    found = {name: tuple(row[_LISTED + name]) for name in ids}
    relations = found.get("relation_id", ())
    return Group(
        tuple((name, row[name]) for name in key),
        row[_ROWS],
        () if relations else found.get("subject_id", ()),
        relations,
    )


def _sources(basis: pl.DataFrame, ids: Sequence[str], origins: Origins) -> tuple[str, ...]:
    if "relation_id" in ids and basis["relation_id"].null_count() < basis.height:
        found = origins.tied.join(basis, on="relation_id", how="semi")
    elif "subject_id" in ids:
        found = origins.named.join(basis, on="subject_id", how="semi")
    else:
        return ()
    return tuple(found["source_id"].unique().sort().to_list())


def relation_entries(blocks: Iterable[TableBlock], origins: Origins) -> dict[str, RelationEntry]:
    """Return the relations that some figure of the blocks leads to."""
    wanted = {each for block in blocks for group in block.groups for each in group.relations}
    columns = ("relation_id", "ego_id", "alter_id", "kind", "source_id", "row")
    found = origins.tied.filter(pl.col("relation_id").is_in(sorted(wanted))).select(columns).sort("relation_id")
    return {row[0]: RelationEntry(*row[1:]) for row in found.iter_rows()}


def subject_entries(
    blocks: Iterable[TableBlock],
    relations: Mapping[str, RelationEntry],
    origins: Origins,
    labels: Labels,
    language: Language,
) -> dict[str, SubjectEntry]:
    """Return the subjects that some figure of the blocks, or a relation behind one, leads to."""
    listed = {each for block in blocks for group in block.groups for each in group.subjects}
    ends = {end for entry in relations.values() for end in (entry.ego_id, entry.alter_id)}
    found = (
        origins.named.filter(pl.col("subject_id").is_in(sorted(listed))).unique().sort("subject_id", "source_id", "row")
    )
    grouped = found.group_by("subject_id", maintain_order=True).agg("source_id", "row")
    places = {row[0]: tuple(zip(row[1], row[2], strict=True))[:PLACES] for row in grouped.iter_rows()}
    return {each: SubjectEntry(labels.name(each, language), places.get(each, ())) for each in sorted(listed | ends)}
