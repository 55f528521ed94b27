"""Rows of one source to records: mentions of subjects, their attributes, relations and rounds, and an account of every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from valuenet.collect.account import lacking, outside, rejected
from valuenet.collect.attributes import ATTRIBUTES
from valuenet.collect.cells import as_frame, holds
from valuenet.collect.convert import Surroundings
from valuenet.collect.read import RawTable
from valuenet.collect.rounds import ROUNDS, read_rounds
from valuenet.collect.subjects import DESCRIPTION, Subjects, read_subjects
from valuenet.collect.ties import RELATIONS, read_ties
from valuenet.model.declarations import (
    Record,
    RelationDeclaration,
    RoundDeclaration,
    Source,
    SubjectDeclaration,
    WaveDeclaration,
)

SLICE_ROWS = 250_000
"""Rows converted at a time: what lies between a cell and its record takes ten times the room of either."""

_MENTIONS = pl.Schema(
    {"mention": pl.UInt32, "row": pl.UInt32, **dict.fromkeys(DESCRIPTION, pl.String), "declared": pl.Boolean}
    | {"alias": pl.List(pl.String)}
)


@dataclass(frozen=True)
class Records:
    """All that one source says.

    `mentions` (mention, row, declared, `subjects.DESCRIPTION`), `attributes` (`attributes.ATTRIBUTES`), `relations`
    (`ties.RELATIONS`) and `rounds` (`rounds.ROUNDS`) refer to mentions by number; `rejects` as `cells.REJECTS`.
    Rows read are rows kept plus rows rejected.
    """

    mentions: pl.DataFrame
    attributes: pl.DataFrame
    relations: pl.DataFrame
    rounds: pl.DataFrame
    rejects: pl.DataFrame
    rows_read: int
    rows_kept: int

    @property
    def rows_rejected(self) -> int:
        """Rows of which nothing was kept."""
        return self.rows_read - self.rows_kept


@dataclass
class _Reading:
    """What has been read of a source so far; later records may refer to earlier ones by name."""

    source: Source
    around: Surroundings
    waves: Sequence[WaveDeclaration]
    subjects: list[Subjects] = field(default_factory=list)
    named: dict[str, pl.DataFrame] = field(default_factory=dict)
    relations: list[pl.DataFrame] = field(default_factory=list)
    rounds: list[pl.DataFrame] = field(default_factory=list)
    kept: list[pl.Series] = field(default_factory=list)
    reasons: list[pl.DataFrame] = field(default_factory=list)
    refusals: list[pl.DataFrame] = field(default_factory=list)


def read_records(source: Source, raw: RawTable, around: Surroundings, waves: Sequence[WaveDeclaration]) -> Records:
    """Turn the rows of one source into records.

    `raw` holds the source's rows with any joined columns beside them; a row that joins several times is there
    several times under one number. Nothing is dropped: a row that yields no record is rejected with its reason,
    a cell that cannot be read is rejected and its row kept.
    """
    ordered = sorted(waves, key=lambda wave: wave.date)
    reading = _Reading(source, around, ordered)
    for frame in raw.frame.with_row_index("at").iter_slices(SLICE_ROWS):
        for record in source.records:
            _read(reading, frame, record)
    return _records(reading, raw)


def _read(reading: _Reading, frame: pl.DataFrame, record: Record) -> None:
    rows = frame.filter(pl.all_horizontal(True, *map(holds, record.when)))
    reading.reasons.append(outside(frame, record.when))
    if isinstance(record, SubjectDeclaration):
        found = _subjects(reading, rows, record, declared=True).rows
        reading.reasons.append(lacking(rows, found, "no_name"))
        if record.record:
            reading.named[record.record] = found
    elif isinstance(record, RelationDeclaration):
        ends = (_end(reading, rows, record.ego), _end(reading, rows, record.alter))
        found, refusals = read_ties(rows, ends, record, reading.source, reading.around, reading.waves)
        reading.relations.append(found.drop("at"))
        reading.refusals += refusals
        reading.reasons.append(lacking(rows, found, "no_partner"))
    else:
        found, refusals = _rounds(reading, rows, record)
        reading.rounds.append(found.drop("at"))
        reading.refusals += refusals
    reading.kept.append(found["row"].unique())


def _subjects(reading: _Reading, rows: pl.DataFrame, record: SubjectDeclaration, declared: bool) -> Subjects:
    first = sum(each.mentions.height for each in reading.subjects)
    found = read_subjects(rows, record, reading.around, reading.source.unknown, first, declared)
    reading.subjects.append(found)
    reading.refusals.append(found.rejects)
    return found


def _end(reading: _Reading, rows: pl.DataFrame, end: str | SubjectDeclaration) -> pl.DataFrame:
    if isinstance(end, str):
        return reading.named[end]
    return _subjects(reading, rows.filter(pl.all_horizontal(True, *map(holds, end.when))), end, declared=False).rows


def _rounds(
    reading: _Reading, rows: pl.DataFrame, record: RoundDeclaration
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    return read_rounds(rows, reading.named[record.financing_round], record, reading.source, reading.around)


def _records(reading: _Reading, raw: RawTable) -> Records:
    kept = pl.concat([pl.Series([], dtype=pl.UInt32), *reading.kept]).unique()
    if not reading.source.records:  # a table that others join to: every row of it is at hand
        kept = raw.frame["row"].unique()
    lost = rejected(raw.frame["row"], kept, reading.reasons, reading.refusals)
    return Records(
        mentions=pl.concat([_MENTIONS.to_frame(), *(each.mentions.select(*_MENTIONS) for each in reading.subjects)]),
        attributes=pl.concat([ATTRIBUTES.to_frame(), *(each.attributes for each in reading.subjects)]),
        relations=pl.concat([RELATIONS.to_frame(), *reading.relations]),
        rounds=pl.concat([ROUNDS.to_frame(), *reading.rounds]),
        rejects=pl.concat([as_frame(raw.rejects), lost]),
        rows_read=raw.rows_read,
        rows_kept=kept.len(),
    )
