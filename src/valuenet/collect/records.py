"""Rows of one source to records: mentions, attributes, relations and rounds, and an account of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from valuenet.collect.account import reasons_of, rejected
from valuenet.collect.attributes import ATTRIBUTES
from valuenet.collect.cells import as_frame, holds
from valuenet.collect.convert import Surroundings
from valuenet.collect.mentions import MENTIONS, Mentions
from valuenet.collect.read import RawTable
from valuenet.collect.rounds import ROUNDS, read_rounds
from valuenet.collect.seen import Seen
from valuenet.collect.subjects import Subjects, read_subjects
from valuenet.collect.ties import RELATIONS, read_ties
from valuenet.model.declarations import WaveDeclaration
from valuenet.model.source import Record, RelationDeclaration, Source, SubjectDeclaration

SLICE_ROWS = 500_000
"""Rows converted at a time: what lies between a cell and its record takes ten times the room of either."""
_SAID = ("mention", "field", "value", "wave")


TABLES = {
    "mention": MENTIONS,
    "attribute": ATTRIBUTES,
    "relation": pl.Schema([("seq", pl.UInt32), *RELATIONS.items()]),
    "financing_round": pl.Schema([("seq", pl.UInt32), *ROUNDS.items()]),
}
"""Tables of records. They refer to mentions by number; `seq` counts the relations, and the rounds, of a source."""
Keep = Callable[[str, pl.DataFrame], None]
"""Told the name of one of `TABLES`, and rows of it that are not told again."""


@dataclass(frozen=True)
class Records:
    """The account of what one source says: rows read are rows kept plus rows rejected; `rejects` as `cells.REJECTS`."""

    rejects: pl.DataFrame
    rows_read: int
    rows_kept: int
    mention_count: int

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
    keep: Keep
    known: Mentions
    attributes: Seen = field(default_factory=Seen)
    counts: Counter[str] = field(default_factory=Counter)
    refusals: list[pl.DataFrame] = field(default_factory=list)
    reasons: list[pl.DataFrame] = field(default_factory=list)
    kept: list[pl.Series] = field(default_factory=list)

    def tell(self, table: str, rows: pl.DataFrame) -> None:
        """Hand rows on that count from the last one told of their table."""
        self.keep(table, rows.drop("at").with_row_index("seq", offset=self.counts[table]))
        self.counts[table] += rows.height


def read_records(
    source: Source,
    raw: RawTable,
    around: Surroundings,
    waves: Sequence[WaveDeclaration],
    keep: Keep,
    first_mention: int = 0,
) -> Records:
    """Turn the rows of one source into records, hand them to `keep` as they come, and return their account.

    `raw` holds the source's rows with any joined columns beside them; a row that joins several times is
    there several times under one number. Mentions count from `first_mention`. Nothing is dropped: a row that
    yields no record is rejected with its reason, a cell that cannot be read is rejected and its row kept.
    """
    in_order = sorted(waves, key=lambda wave: wave.date)
    reading = _Reading(source, around, in_order, keep, Mentions(first_mention))
    for rows in raw.frame.with_row_index("at").iter_slices(SLICE_ROWS):
        _read_slice(reading, rows)
    return _account(reading, raw)


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
        reading.tell("relation", found)
        reading.refusals += refusals
    else:
        subject = named[record.financing_round]
        found, refusals = read_rounds(rows, subject, record, reading.source, reading.around)
        reading.tell("financing_round", found)
        reading.refusals += refusals
    return found


def _refers(record: Record) -> bool:
    """Tell whether a record may refer to a subject of the row by its word, and is therefore read after it."""
    return not isinstance(record, SubjectDeclaration)


def _subjects(reading: _Reading, rows: pl.DataFrame, record: SubjectDeclaration, declared: bool) -> pl.DataFrame:
    return _numbered(reading, read_subjects(rows, record, reading.around, reading.source.unknown, declared))


def _numbered(reading: _Reading, subjects: Subjects) -> pl.DataFrame:
    found = reading.known.numbered(subjects)
    reading.counts["mention"] += found.mentions.height
    reading.keep("mention", found.mentions)
    reading.keep("attribute", reading.attributes.fresh(found.attributes, _SAID))
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


def _account(reading: _Reading, raw: RawTable) -> Records:
    kept = pl.concat([pl.Series("row", [], dtype=pl.UInt32), *reading.kept]).unique()
    if not reading.source.records:  # a table that others join to: every row of it is at hand
        kept = raw.frame["row"].unique()
    lost = rejected(raw.frame["row"], kept, reading.reasons, reading.refusals)
    rejects = pl.concat([as_frame(raw.rejects), lost])
    return Records(rejects, raw.rows_read, kept.len(), reading.counts["mention"])
