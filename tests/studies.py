"""Small studies for tests: declared as Python values, written as the files a user would write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from valuenet.collect.convert import Surroundings
from valuenet.collect.read import RawTable
from valuenet.collect.records import TABLES, Records, read_records
from valuenet.collect.reject import Reject
from valuenet.model.declarations import WaveDeclaration
from valuenet.model.source import Source
from valuenet.model.vocabulary import vocabulary, vocabulary_names

Cells = tuple[str | None, ...]
WAVES = ({"wave": "2018", "date": "2018-12-31"}, {"wave": "2019", "date": "2019-12-31"})
AROUND = Surroundings("CN", {name: vocabulary(name) for name in vocabulary_names()}, date(2019, 12, 31))
"""A study of China whose sources were looked at on the last day of 2019, with the packaged vocabularies."""


def declared(sources: Mapping[str, Mapping[str, Any]], **parts: Any) -> dict[str, Any]:
    """Return a study of China in two waves, without an index; sources are read from NAME.csv or where they say."""
    named = {name: {"title": both(name), "path": f"{name}.csv", **source} for name, source in sources.items()}
    told = {"study": "tiny", "title": both("tiny"), "country": "CN", "waves": WAVES, "sources": named}
    return {**told, "index": [], **parts}


def both(text: str) -> dict[str, str]:
    """Return one text as the label in both languages."""
    return {"zh": text, "en": text}


def write_study(folder: Path, study: Mapping[str, Any], files: Mapping[str, str | bytes]) -> Path:
    """Write a study and its data files into `folder`; the study as JSON, which is YAML too."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text(json.dumps(study, ensure_ascii=False, indent=1), encoding="utf-8")
    for name, content in files.items():
        held = content.encode() if isinstance(content, str) else content
        (folder / "data" / name).write_bytes(held)
    return folder


def raw(columns: tuple[str, ...], rows: Sequence[Cells], rejects: tuple[Reject, ...] = ()) -> RawTable:
    """Return rows as they come from a file, numbered from 2; rows rejected there come on top of them."""
    numbers = pl.Series("row", range(2, len(rows) + 2), dtype=pl.UInt32)
    cells = [pl.Series(name, [row[at] for row in rows], dtype=pl.String) for at, name in enumerate(columns)]
    lost = {reject.row for reject in rejects if reject.scope == "row"}
    return RawTable(pl.DataFrame([numbers, *cells]), rejects, len(rows) + len(lost), "0" * 64)


def source_of(records: list[dict[str, Any]], **parts: Any) -> Source:
    """Return a source with these records."""
    return Source.model_validate({"title": both("source"), "path": "source.csv", "records": records, **parts})


@dataclass(frozen=True)
class Collected(Records):
    """The account of a source, and all the records that it handed on."""

    mentions: pl.DataFrame
    attributes: pl.DataFrame
    relations: pl.DataFrame
    rounds: pl.DataFrame


def collected(columns: tuple[str, ...], rows: Sequence[Cells], *records: dict[str, Any], **parts: Any) -> Collected:
    """Return what a source with these records makes of the rows."""
    return all_records(source_of(list(records), **parts), raw(columns, rows))


def all_records(source: Source, table: RawTable, first_mention: int = 0) -> Collected:
    """Return what `source` makes of the rows of `table`, all of it at once."""
    waves = [WaveDeclaration.model_validate(wave) for wave in WAVES]
    found = {name: [schema.to_frame()] for name, schema in TABLES.items()}

    def keep(name: str, rows: pl.DataFrame) -> None:
        found[name].append(rows)

    account = read_records(source, table, AROUND, waves, keep, first_mention)
    tables = [pl.concat(found[name]) for name in ("mention", "attribute", "relation", "financing_round")]
    return Collected(account.rejects, account.rows_read, account.rows_kept, account.mention_count, *tables)


def told(frame: pl.DataFrame, *columns: str) -> list[Any]:
    """Return the rows of some columns; of a single column its values."""
    return frame[columns[0]].to_list() if len(columns) == 1 else frame.select(columns).rows()
