"""The order of the stages: from a study and its files to one finished database file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from valuenet.audit.record import write_audit
from valuenet.collect.convert import Surroundings
from valuenet.collect.files import source_files
from valuenet.collect.join import columns_of, joined
from valuenet.collect.read import RawTable, read_table
from valuenet.collect.records import TABLES, read_records
from valuenet.database.check import check
from valuenet.database.create import create_tables
from valuenet.database.derive import write_results
from valuenet.database.fill import (
    create_staging,
    stage_rows,
    staged_mentions,
    write_coverage,
    write_resolved,
    write_vocabularies,
)
from valuenet.database.measured_index import write_index
from valuenet.database.measured_network import write_network
from valuenet.database.own_results import write_own_results
from valuenet.database.precedence import write_precedence
from valuenet.database.statements import create_statement_views
from valuenet.database.views import create_views, hold_views
from valuenet.database.voice import write_voice
from valuenet.database.write import insert, new_database
from valuenet.model.source import Source
from valuenet.model.voice import Voice
from valuenet.resolve.subjects import resolve
from valuenet.run.built import Built, Progress
from valuenet.run.resolution import matching_of, write_findings
from valuenet.run.sources import Collected, series_of, source_row, spoken_row
from valuenet.screen.presence import write_presence
from valuenet.screen.rules import write_screening
from valuenet.study.fingerprint import fingerprint
from valuenet.study.read import Study, read_study
from valuenet.study.voice import read_voice
from valuenet.version import version

_MEMORY = "4GB"
"""What DuckDB holds before it spills to disk, so that a build of ten million relations fits a laptop of 8 GB."""
# Of several subjects of one name, the sample's is meant.
_NAMED = """
SELECT m.member, first(n.subject_id ORDER BY s.in_sample DESC, n.subject_id)
FROM (SELECT unnest(?::VARCHAR[]) AS member) m
JOIN name n ON lower(n.name) = lower(trim(m.member))
JOIN subject s ON s.subject_id = n.subject_id
GROUP BY m.member
"""

Keep = Callable[[str, str, pl.DataFrame], None]
"""Told a source's id, the name of a table of its records, and rows of it."""


def build(
    study: str | Path | Study, data: Path | None = None, out: Path | None = None, progress: Progress | None = None
) -> Built:
    """Build the database of a study, from collecting to results, and return where it is.

    `data` is the folder of the source files (default: `data` beside the study file), `out` the file to
    write (default: `out/NAME.duckdb` below the current folder). The file is written beside and renamed:
    whatever goes wrong, an earlier file stays as it was. Raises a `ValuenetError` that says what to do.
    """
    tell = progress or (lambda words, done: None)
    checked = study if isinstance(study, Study) else read_study(study)
    target = out or Path("out") / f"{checked.declaration.study}.duckdb"
    folder = data or checked.folder / "data"
    voice, told = _voice_of(checked)
    built = Built(target, told)
    with new_database(target, _MEMORY) as con:
        create_staging(con, TABLES)
        collected = list(collect(checked, folder, partial(stage_rows, con), tell))
        _write(con, checked, voice, collected, made_of(checked, data), built, tell)
    return built


def _voice_of(study: Study) -> tuple[Voice, list[str]]:
    voice = read_voice(study.folder)
    if voice == Voice():
        return voice, []
    from valuenet.run.voice import checked_voice  # loads what writes a report, which most builds do not need

    return checked_voice(study)


def made_of(study: Study, data: Path | None) -> str:
    """Return the fingerprint that a build of `study` from the folder `data` has now."""
    folder = data or study.folder / "data"
    sources = study.declaration.sources.values()
    files = (path for source in sources for path in source_files(_folder(study, source, folder), source.path))
    return fingerprint(study.folder, files)


def collect(study: Study, data: Path, keep: Keep, tell: Progress) -> Iterator[Collected]:
    """Read every source of the study from the folder `data`, hand its records to `keep`, and yield the accounts.

    Of several files, one is in memory at a time; but a table that others join to stays there.
    """
    sources = study.declaration.sources
    shared = {join.source for source in sources.values() for join in source.join}
    tables = {name: list(_raw(study, name, data, tell)) for name in sources if name in shared}
    mentions = 0
    for ordinal, (name, source) in enumerate(sources.items(), start=1):
        beside = {
            join.source: pl.concat([raw.frame for _, raw in tables[join.source]], how="diagonal")
            for join in source.join
        }
        files = len(source_files(_folder(study, source, data), source.path))
        raws = tables.get(name) or _raw(study, name, data, tell)
        for number, (path, raw) in enumerate(raws, start=1):
            tell(f"convert {name}", (ordinal - 1) / len(sources))
            source_id = name if files == 1 else f"{name}/{number}"
            whole = replace(raw, frame=joined(raw.frame, source.join, beside))
            records = read_records(
                source, whole, _around(study, source), study.declaration.waves, partial(keep, source_id), mentions
            )
            mentions += records.mention_count
            yield Collected(source_id, name, source, ordinal, _shown(study, source, data, path), raw.sha256, records)


def _around(study: Study, source: Source) -> Surroundings:
    declared = study.declaration
    return Surroundings(
        declared.country, study.vocabularies, source.accessed or max(wave.date for wave in declared.waves)
    )


def _folder(study: Study, source: Source, data: Path) -> Path:
    return study.folder if source.folder == "study" else data


def _shown(study: Study, source: Source, data: Path, path: Path) -> str:
    return path.relative_to(_folder(study, source, data)).as_posix()


def _tell_bytes(tell: Progress, words: str, size: int, read: int) -> None:
    tell(words, min(read / size, 1.0))


def _raw(study: Study, name: str, data: Path, tell: Progress) -> Iterator[tuple[Path, RawTable]]:
    source = study.declaration.sources[name]
    columns, optional = columns_of(name, study.declaration.sources)
    for path in source_files(_folder(study, source, data), source.path):
        told = partial(_tell_bytes, tell, f"read {name}", max(path.stat().st_size, 1))
        yield path, read_table(path, source, columns=columns, optional=optional, progress=told)


def _write(
    con: duckdb.DuckDBPyConnection,
    study: Study,
    voice: Voice,
    collected: list[Collected],
    origin: str,
    built: Built,
    tell: Progress,
) -> None:
    create_tables(con)
    write_voice(con, voice)
    _write_study(con, study, collected, origin)
    tell("resolve", 0.0)
    built.warnings += _write_subjects(con, study, collected)
    create_views(con)
    create_statement_views(con)
    tell("screen", 0.0)
    write_presence(con)
    write_screening(con, study.declaration.screening)
    built.warnings += _write_groups(con, study)
    hold_views(con)
    tell("network", 0.0)
    write_network(con, tell)
    tell("index", 0.0)
    built.warnings += write_index(con, study.index, tell)
    write_results(con, tell)
    write_own_results(con, voice.tables)
    write_audit(con, study.folder)
    tell("check", 0.0)
    check(con)


def _write_study(con: duckdb.DuckDBPyConnection, study: Study, collected: list[Collected], origin: str) -> None:
    declared = study.declaration
    write_vocabularies(con, study.vocabularies)
    synthetic = declared.synthetic or any(source.synthetic for source in declared.sources.values())
    row: list[object] = [declared.study, declared.title.zh, declared.title.en, declared.country, study.reported_wave]
    row += [declared.reading, synthetic, version(), origin]
    con.execute("INSERT INTO study VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    for ordinal, wave in enumerate(sorted(declared.waves, key=lambda wave: wave.date), start=1):
        con.execute("INSERT INTO wave VALUES (?, ?, ?)", [wave.wave, wave.date, ordinal])
    rows = [{**source_row(each), "series": series_of(study, each.declared)} for each in collected]
    insert(con, "source", pl.DataFrame(rows, infer_schema_length=None))
    write_coverage(con, {each.source_id: each.source.waves for each in collected})
    write_precedence(con, declared.resolution.precedence, [(each.source_id, each.declared) for each in collected])
    for each in collected:
        insert(con, "rejected", each.records.rejects.with_columns(pl.lit(each.source_id).alias("source_id")))


def _write_subjects(con: duckdb.DuckDBPyConnection, study: Study, collected: list[Collected]) -> list[str]:
    """Write the subjects, and what is known of them; return what a user should know of how they were told apart."""
    spoken = pl.DataFrame([spoken_row(study, each) for each in collected], infer_schema_length=None)
    mentions = staged_mentions(con).join(spoken, on="source_id", how="left", maintain_order="left")
    resolved = resolve(mentions, study.declaration.resolution.precedence, matching_of(study))
    insert(con, "subject", resolved.subjects.with_columns(pl.lit(False).alias("in_sample")))
    insert(con, "name", resolved.names)
    subject_of, found = resolved.subject_of, resolved.findings
    del resolved, mentions  # millions of names, now in the file
    write_resolved(con, subject_of, spoken)
    write_findings(con, found, len(subject_of))
    return list(found.warnings)


def _write_groups(con: duckdb.DuckDBPyConnection, study: Study) -> list[str]:
    """Write the study's groups; return a warning for each member that no subject is named like."""
    warnings = []
    for ordinal, group in enumerate(study.declaration.groups, start=1):
        row = [group.group, group.title.zh, group.title.en, group.role, ordinal]
        con.execute("INSERT INTO subject_group VALUES (?, ?, ?, ?, ?)", row)
        named = dict(con.execute(_NAMED, [group.members]).fetchall())
        unknown = (member for member in dict.fromkeys(group.members) if member not in named)
        warnings += [f"group '{group.group}': no subject is named '{member}'" for member in unknown]
        for subject_id in dict.fromkeys(named[member] for member in group.members if member in named):
            con.execute("INSERT INTO group_member VALUES (?, ?)", [group.group, subject_id])
    return warnings
