"""Everything that a report takes from a database, read once for all its languages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import polars as pl

from valuenet.database.voice import voice_of
from valuenet.measures.catalogue import Measure, basis_sql, catalogue
from valuenet.measures.own import own_measures
from valuenet.model.voice import Voice
from valuenet.report.labels import Labels, labels
from valuenet.report.method import TERMS, method_measures, method_terms
from valuenet.report.networks import PICTURES, Placed, placed
from valuenet.report.trace import NOTHING, Origins, Traced, traced

Progress = Callable[[str, float], None]

_ORIGINS = {
    "named": "SELECT DISTINCT subject_id, source_id, row FROM name",
    "tied": "SELECT relation_id, ego_id, alter_id, kind, source_id, row FROM relation",
}
_COUNTS = """
SELECT
    (SELECT date FROM wave WHERE wave = (SELECT wave FROM study)) AS date,
    (SELECT count(*) FROM wave) AS waves,
    (SELECT count(*) FROM source) AS sources,
    (SELECT sum(rows_read) FROM source) AS rows_read,
    (SELECT sum(rows_kept) FROM source) AS rows_kept,
    (SELECT sum(rows_rejected) FROM source) AS rows_rejected,
    (SELECT count(*) FROM rejected) AS rejections,
    (SELECT count(*) FROM subject WHERE kind = 'enterprise') AS enterprises_collected,
    (SELECT count(*) FROM enterprise) AS enterprises,
    (SELECT count(DISTINCT subject_id) FROM screening WHERE NOT passed AND wave = (SELECT wave FROM study)) AS failed,
    (SELECT max(remaining + joined) FROM resolution_step) AS mentions,
    (SELECT count(*) FROM subject) AS subjects,
    (SELECT count(*) FROM doubtful_pair) AS doubtful,
    (SELECT count(*) FROM judgement) AS judged,
    (SELECT count(*) FROM stopped_name) AS stopped,
    {relations} AS relations,
    {nodes} AS nodes
"""
_OF_NETWORK = {
    "relations": "(SELECT count(*) FROM network_relation)",
    "nodes": "(SELECT count(*) FROM network_node)",
}
"""Counts that take their time, and that only tables on the network need."""


class Results(Protocol):
    """What a report asks of a database: its study, its result tables, and queries."""

    @property
    def study(self) -> Mapping[str, Any]:
        """The one row of the table `study`."""

    def table(self, name: str) -> pl.DataFrame:
        """Return the result table `chapter.table`."""

    def query(self, sql: str) -> pl.DataFrame:
        """Run one query."""

    def held_views(self) -> AbstractContextManager[None]:
        """Compute every view once for the queries of a `with` block."""


@dataclass(frozen=True)
class Material:
    """Tables, the rows behind them, sources and labels, without any language."""

    study: Mapping[str, Any]
    counts: Mapping[str, Any]
    tables: Mapping[str, pl.DataFrame]
    behind: Mapping[str, Traced]
    origins: Origins
    sources: tuple[Mapping[str, Any], ...]
    labels: Labels
    measures: Mapping[str, Measure] = field(default_factory=dict)
    voice: Voice = field(default_factory=Voice)
    network: Placed | None = None


def gather(database: Results, progress: Progress, only: Collection[str] | None = None) -> Material:
    """Read everything a report needs from a finished database; `progress` is told each table.

    With `only`, the tables of these names are read, and nothing of the rows behind them. Nothing of the database is
    needed afterwards: whoever closes it frees a hundred megabytes or more.
    """
    if only is not None:
        return _gathered(database, progress, only)
    with database.held_views():
        return _gathered(database, progress, None)


def _gathered(database: Results, progress: Progress, only: Collection[str] | None) -> Material:
    voice = voice_of(database)
    own = own_measures(voice.tables)
    measures = {**method_measures(), **catalogue(), **own}
    if only is not None:
        measures = {name: measure for name, measure in measures.items() if name in only}
    none = " LIMIT 0" if only is not None else ""
    origins = Origins(**{name: database.query(sql + none) for name, sql in _ORIGINS.items()})
    tables, behind = {}, {}
    for number, (name, measure) in enumerate(measures.items()):
        progress(f"read {name}", number / len(measures))
        tables[name] = database.query(measure.sql) if measure.chapter == "method" else database.table(name)
        behind[name] = _behind(database, measure, tables[name], origins) if only is None else NOTHING
    words = labels(database.query(TERMS), database.query("SELECT subject_id, name_zh, name_en FROM subject"))
    words = replace(words, terms={**method_terms(), **words.terms})
    sources = tuple(database.query("SELECT * FROM source ORDER BY ordinal, source_id").iter_rows(named=True))
    whole = only is None or any(name.startswith("network.") for name in only)
    of_network = _OF_NETWORK if whole else dict.fromkeys(_OF_NETWORK, "NULL")
    counts = database.query(_COUNTS.format(**of_network)).row(0, named=True)
    network = placed(database) if only is None or PICTURES & set(only) else None
    return Material(database.study, counts, tables, behind, origins, sources, words, own, voice, network)


def _behind(database: Results, measure: Measure, table: pl.DataFrame, origins: Origins) -> Traced:
    query = basis_sql(measure)
    if query is None or table.is_empty():
        return NOTHING
    return traced(database.query(query), measure.key, table, origins)
