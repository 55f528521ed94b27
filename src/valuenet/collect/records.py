"""Rows of one source to records: mentions, attributes, relations and rounds, and an account of every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from valuenet.collect.account import reasons_of, rejected
from valuenet.collect.attributes import ATTRIBUTES
from valuenet.collect.cells import as_frame, holds
from valuenet.collect.convert import Surroundings
from valuenet.collect.mentions import Mentions
from valuenet.collect.read import RawTable
from valuenet.collect.rounds import ROUNDS, read_rounds
from valuenet.collect.subjects import Subjects, read_subjects
from valuenet.collect.ties import RELATIONS, read_ties
from valuenet.model.declarations import WaveDeclaration
from valuenet.model.source import Record, RelationDeclaration, Source, SubjectDeclaration

SLICE_ROWS = 500_000
"""Rows converted at a time: what lies between a cell and its record takes ten times the room of either."""


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
    """What has been read of a source so far."""

    source: Source
    around: Surroundings
    waves: Sequence[WaveDeclaration]
    known: Mentions = field(default_factory=Mentions)
    attributes: list[pl.DataFrame] = field(default_factory=list)
    relations: list[pl.DataFrame] = field(default_factory=list)
    rounds: list[pl.DataFrame] = field(default_factory=list)
    refusals: list[pl.DataFrame] = field(default_factory=list)
    reasons: list[pl.DataFrame] = field(default_factory=list)
    kept: list[pl.Series] = field(default_factory=list)


def read_records(source: Source, raw: RawTable, around: Surroundings, waves: Sequence[WaveDeclaration]) -> Records:
    """Turn the rows of one source into records.

    `raw` holds the source's rows with any joined columns beside them; a row that joins several times is there
    several times under one number. Nothing is dropped: a row that yields no record is rejected with its reason,
    a cell that cannot be read is rejected and its row kept.
    """
    reading = _Reading(source, around, sorted(waves, key=lambda wave: wave.date))
    for rows in raw.frame.with_row_index("at").iter_slices(SLICE_ROWS):
        _read_slice(reading, rows)
    return _records(reading, raw)


def _read_slice(reading: _Reading, frame: pl.DataFrame) -> None:
    named: dict[str, pl.DataFrame] = {}
    kept = [pl.Series("row", [], dtype=pl.UInt32)]
    for record in sorted(reading.source.records, key=_refers):
        rows = frame.filter(pl.all_horizontal(True, *map(holds, record.when)))
        kept.append(_read(reading, rows, record, named)["row"])
    reading.kept.append(pl.concat(kept).unique())
    left = frame.join(reading.kept[-1].to_frame("row"), on="row", how="anti", maintain_order="left")
    reading.reasons.append(reasons_of(left, reading.source.records))


def _read(reading: _Reading, rows: pl.DataFrame, record: Record, named: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Read one record of each row, and return what was found (with the column `row`); `named` is told its subjects."""
    if isinstance(record, SubjectDeclaration):
        found = _subjects(reading, rows, record, declared=True)
        if record.record:
            named[record.record] = found
    elif isinstance(record, RelationDeclaration):
        ends = _ends(reading, rows, record, named)
        found, refusals = read_ties(rows, ends, record, reading.source, reading.around, reading.waves)
        reading.relations.append(found.drop("at"))
        reading.refusals += refusals
    else:
        subject = named[record.financing_round]
        found, refusals = read_rounds(rows, subject, record, reading.source, reading.around)
        reading.rounds.append(found.drop("at"))
        reading.refusals += refusals
    return found


def _refers(record: Record) -> bool:
    """Tell whether a record may refer to a subject of the row by its word, and is therefore read after it."""
    return not isinstance(record, SubjectDeclaration)


def _subjects(reading: _Reading, rows: pl.DataFrame, record: SubjectDeclaration, declared: bool) -> pl.DataFrame:
    return _numbered(reading, read_subjects(rows, record, reading.around, reading.source.unknown, declared))


def _numbered(reading: _Reading, subjects: Subjects) -> pl.DataFrame:
    found = reading.known.numbered(subjects)
    reading.attributes.append(found.attributes)
    reading.refusals.append(found.rejects)
    return found.rows


def _ends(
    reading: _Reading, rows: pl.DataFrame, record: RelationDeclaration, named: dict[str, pl.DataFrame]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (at, row, mention) of ego and alter; a row that lacks one of them leaves no mention of the other."""
    tried = [_end(reading, rows, end, named) for end in (record.ego, record.alter)]
    whole = rows
    for each in tried:
        found = each.rows if isinstance(each, Subjects) else each
        whole = whole.join(found, on="at", how="semi", maintain_order="left")
    if whole.height < rows.height:
        reading.refusals += [each.rejects for each in tried if isinstance(each, Subjects)]
        tried = [_end(reading, whole, end, named) for end in (record.ego, record.alter)]
    ego, alter = (_numbered(reading, each) if isinstance(each, Subjects) else each for each in tried)
    return ego, alter


def _end(
    reading: _Reading, rows: pl.DataFrame, end: str | SubjectDeclaration, named: dict[str, pl.DataFrame]
) -> Subjects | pl.DataFrame:
    if isinstance(end, str):
        return named[end]
    inside = rows.filter(pl.all_horizontal(True, *map(holds, end.when)))
    return read_subjects(inside, end, reading.around, reading.source.unknown, declared=False)


def _records(reading: _Reading, raw: RawTable) -> Records:
    kept = pl.concat([pl.Series("row", [], dtype=pl.UInt32), *reading.kept]).unique()
    if not reading.source.records:  # a table that others join to: every row of it is at hand
        kept = raw.frame["row"].unique()
    lost = rejected(raw.frame["row"], kept, reading.reasons, reading.refusals)
    attributes = pl.concat([ATTRIBUTES.to_frame(), *reading.attributes])
    return Records(
        mentions=reading.known.mentions(),
        attributes=attributes.unique(["mention", "field", "value", "wave"], keep="first", maintain_order=True),
        relations=pl.concat([RELATIONS.to_frame(), *reading.relations]),
        rounds=pl.concat([ROUNDS.to_frame(), *reading.rounds]),
        rejects=pl.concat([as_frame(raw.rejects), lost]),
        rows_read=raw.rows_read,
        rows_kept=kept.len(),
    )
