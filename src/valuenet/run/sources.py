"""What a study and a file of it say of a source: its account, the waves it speaks for, the list it is an edition of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from valuenet.collect.records import Records
from valuenet.model.source import Source
from valuenet.study.read import Study


@dataclass(frozen=True)
class Collected:
    """One file of a source, read and turned into records, of which the account is left."""

    source_id: str
    declared: str
    source: Source
    ordinal: int
    path: str
    raw_sha256: str
    records: Records


def source_row(each: Collected) -> dict[str, object]:
    """Return the row of the table `source` that accounts for one file."""
    source, records = each.source, each.records
    return {
        "source_id": each.source_id,
        "title_zh": source.title.zh,
        "title_en": source.title.en,
        "producer": source.producer,
        "url": source.url,
        "licence": source.licence,
        "accessed": source.accessed,
        "path": each.path,
        "sha256": each.raw_sha256,
        "pinned": None if source.sha256 is None else source.sha256 == each.raw_sha256,
        "note_zh": source.note.zh if source.note else None,
        "note_en": source.note.en if source.note else None,
        "ordinal": each.ordinal,
        "rows_read": records.rows_read,
        "rows_kept": records.rows_kept,
        "rows_rejected": records.rows_rejected,
        "synthetic": source.synthetic,
    }


def spoken_row(study: Study, each: Collected) -> dict[str, object]:
    """Return what resolving and presence ask of one file: its waves, its day, and the list that it is an edition of."""
    waves = [wave.wave for wave in sorted(study.declaration.waves, key=lambda wave: wave.date)]
    ordinals = [waves.index(wave) + 1 for wave in each.source.waves or waves]
    return {
        "source_id": each.source_id,
        "declared_id": each.declared,
        "ordinal": each.ordinal,
        "synthetic": each.source.synthetic or study.declaration.synthetic,
        "first_ordinal": min(ordinals),
        "last_ordinal": max(ordinals),
        "explicit": each.source.waves is not None,
        "date": _spoken_of(study, each),
        "series": series_of(study, each.declared),
    }


def _spoken_of(study: Study, each: Collected) -> Date | None:
    """Return the day that a source speaks of: that of the last wave it is declared for, else the day of access."""
    declared = each.source.waves or ()
    dates = [wave.date for wave in study.declaration.waves if wave.wave in declared]
    return max(dates, default=each.source.accessed)


def series_of(study: Study, declared: str) -> str:
    """Return the series of a source of the study: what it declares, or its name without a wave at its end."""
    given = study.declaration.sources[declared].series
    ends = (f"_{wave.wave}" for wave in study.declaration.waves)
    return given or next((declared.removesuffix(end) for end in ends if declared.endswith(end)), declared)
