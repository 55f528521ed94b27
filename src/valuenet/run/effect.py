"""How much the results depend on who is who: the file recounted as if doubtful pairs were one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from valuenet.database.create import create_tables, quoted
from valuenet.database.measured_index import write_index
from valuenet.database.network import read_network
from valuenet.database.read import Database
from valuenet.database.views import create_views, hold_views
from valuenet.database.write import insert
from valuenet.engine.duck import connect, query_frame
from valuenet.model.declarations import Index, Indicator, Uncertainty
from valuenet.model.declared import Label
from valuenet.model.fields import IDENTITIES
from valuenet.network.structure import structure
from valuenet.resolve.untangle import Parts, untangled

DRAWS = 20
"""Plausible resolutions that are drawn; each is counted anew, so time grows with them."""
_WORK = 20_000_000
"""Work that path lengths of one draw may take (see `valuenet.network.paths`); above it they are sampled."""
_RANKED = 20

_PAIRS = "SELECT left_id, right_id, score FROM doubtful_pair WHERE score IS NOT NULL ORDER BY left_id, right_id"
_FACTS = """
SELECT a.subject_id, a.field, min(a.value) AS value FROM attribute a
SEMI JOIN (SELECT left_id AS subject_id FROM doubtful_pair UNION SELECT right_id FROM doubtful_pair) p
    USING (subject_id)
WHERE a.field IN ({fields}) GROUP BY ALL
"""
_INDEX = """
SELECT i.*, (SELECT count(*) FROM index_indicator c WHERE c.parent = i.indicator) AS children
FROM index_indicator i ORDER BY ordinal
"""
_RANKS = """
SELECT region, CAST(rank AS BIGINT) FROM index_score JOIN index_indicator USING (indicator)
WHERE parent IS NULL AND rank IS NOT NULL AND wave = (SELECT wave FROM study)
"""
_COPIED = ("study", "wave", "source", "vocabulary", "subject_group")
_BY_SUBJECT = ("attribute", "relation", "financing_round", "group_member", "presence", "sample")
_IDS = ("subject_id", "ego_id", "alter_id")


@dataclass(frozen=True)
class Effect:
    """What results are, and over which range they move when doubtful pairs are one or two.

    `pairs` are doubtful, `joinable` subjects would go up in others if all of them were one. `statistics` has statistic,
    reading, value (as built), all (with all pairs joined), low and high over the draws; `nodes` (the first by weighted
    degree) and `regions` (by the index) have name, rank, and the low and high of ranks over the draws.
    """

    pairs: int
    joinable: int
    draws: int
    statistics: pl.DataFrame
    nodes: pl.DataFrame
    regions: pl.DataFrame


@dataclass(frozen=True)
class _Count:
    statistics: dict[tuple[str, str], float | None]
    nodes: dict[str, int]
    regions: dict[str, int]


def effect(
    database: Database,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    progress: Callable[[str, float], None] = lambda words, done: None,
) -> Effect:
    """Return how statistics and ranks move over `draws` plausible resolutions of a file.

    In each, every doubtful pair is one with the probability that its score names, pairs one after another and never
    so that a subject has two values of one identity field. All that a draw joins is counted anew as a build would
    have it: the network's statistics, weighted degrees and the index. A subject that several become has the ranks of
    each of them.
    """
    pairs = list(database.query(_PAIRS).iter_rows())
    facts = _facts(database)
    rng = np.random.default_rng(seed)
    base = _counted(database, {})
    every = _heads([(one, other, score) for one, other, score in pairs], facts)
    counts = [_counted(database, every)] if every else []
    known = {frozenset[tuple[str, str]](): base, **({frozenset(every.items()): counts[0]} if every else {})}
    for draw in range(draws if pairs else 0):
        progress("recount", draw / draws)
        chosen = rng.random(len(pairs)) < np.array([score for *_, score in pairs])
        heads = _heads([pair for pair, taken in zip(pairs, chosen, strict=True) if taken], facts)
        same = frozenset(heads.items())
        known[same] = known.get(same) or _counted(database, heads)
        counts.append(known[same])
    names = dict(database.query("SELECT subject_id, coalesce(name_zh, name_en) FROM subject").iter_rows())
    return Effect(len(pairs), len(every), max(len(counts) - 1, 0), *_tables(base, counts, names, _labels(database)))


def _facts(database: Database) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    listed = ", ".join(f"'{name}'" for name in IDENTITIES)
    for subject, field, value in database.query(_FACTS.format(fields=listed)).iter_rows():
        found.setdefault(subject, {})[field] = value
    return found


def _heads(pairs: list[tuple[str, str, float]], facts: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return, for each subject that goes up in another, that other."""
    ids = sorted({side for one, other, _ in pairs for side in (one, other)})
    number = {subject: at for at, subject in enumerate(ids)}
    known = {number[subject]: told for subject, told in facts.items() if subject in number}
    ties = ((number[one], number[other], score) for one, other, score in pairs)
    parts = untangled(Parts(len(ids), known, []), ties)
    return {subject: ids[parts.find(at)] for subject, at in number.items() if parts.find(at) != at}


def _counted(database: Database, heads: dict[str, str]) -> _Count:
    """Count the file's results anew with these subjects in place of others."""
    con = connect(":memory:")
    try:
        create_tables(con)
        for table, frame in _contracted(database, heads):
            insert(con, table, frame)
        create_views(con)
        hold_views(con)
        network = read_network(con)
        found = structure(network.graph, int(network.nodes["sample"].sum()), work_limit=_WORK)
        degrees = query_frame(con, "SELECT subject_id, weighted_degree FROM network_node WHERE weighted_degree > 0")
        if indicators := _indicators(database):
            write_index(con, Index(tree=indicators, recipe=_recipe(database), uncertainty=Uncertainty(draws=0)))
        ranks = con.execute(_RANKS).fetchall()
    finally:
        con.close()
    return _Count(
        {(each.statistic, each.reading): None if each.value is None else float(each.value) for each in found},
        _with_all(_ranked(degrees), heads),
        dict(ranks),
    )


def _contracted(database: Database, heads: dict[str, str]) -> Iterator[tuple[str, pl.DataFrame]]:
    for table in _COPIED:
        yield table, database.query(f"SELECT * FROM {quoted(table)}")
    for table in _BY_SUBJECT:
        frame = database.query(f"SELECT * FROM {quoted(table)}")
        renamed = frame.with_columns(pl.col(name).replace(heads) for name in _IDS if name in frame.columns)
        yield table, renamed.unique(maintain_order=True) if table in ("group_member", "presence", "sample") else renamed
    subjects = database.query("SELECT * FROM subject").with_columns(pl.col("parent_id").replace(heads))
    joined = set(heads.values())
    sampled = subjects.filter(pl.col("in_sample"))["subject_id"].replace(heads)
    kept = subjects.filter(~pl.col("subject_id").is_in(list(heads)))
    yield (
        "subject",
        kept.with_columns(
            pl.col("in_sample")
            | (pl.col("subject_id").is_in(list(joined)) & pl.col("subject_id").is_in(sampled.implode()))
        ),
    )


def _ranked(degrees: pl.DataFrame) -> dict[str, int]:
    ranked = degrees.with_columns(pl.col("weighted_degree").rank("min", descending=True).alias("rank"))
    return {subject: int(rank) for subject, rank in ranked.select("subject_id", "rank").iter_rows()}


def _with_all(ranks: dict[str, int], heads: dict[str, str]) -> dict[str, int]:
    return ranks | {subject: ranks[head] for subject, head in heads.items() if head in ranks}


def _indicators(database: Database) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            indicator=row["indicator"],
            title=Label(zh=row["label_zh"], en=row["label_en"]),
            parent=row["parent"],
            weight=None if row["children"] else row["weight"],
            printed_weight=row["printed_weight"],
            direction=row["direction"],
            measure=row["measure"],
        )
        for row in database.query(_INDEX).to_dicts()
    )


def _recipe(database: Database) -> dict[str, Any]:
    steps = database.query("SELECT step, method, parameters FROM index_recipe ORDER BY ordinal").iter_rows()
    return {step: {"method": method, **json.loads(parameters)} for step, method, parameters in steps}


def _labels(database: Database) -> dict[str, str]:
    query = "SELECT code, label_en FROM vocabulary WHERE vocabulary = 'region'"
    return dict(database.query(query).iter_rows())


def _tables(
    base: _Count, counts: list[_Count], names: dict[str, str], regions: dict[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    rows: list[dict[str, Any]] = []
    for key, value in base.statistics.items():
        moved = [found for each in (base, *counts) if (found := each.statistics.get(key)) is not None]
        whole = counts[0].statistics.get(key) if counts else value
        low, high = (min(moved), max(moved)) if moved else (None, None)
        rows.append({"statistic": key[0], "reading": key[1], "value": value, "all": whole, "low": low, "high": high})
    first = sorted(base.nodes, key=lambda node: (base.nodes[node], names[node]))[:_RANKED]
    nodes = [{"name": names[node], **_range(node, base.nodes, [each.nodes for each in counts])} for node in first]
    places = [
        {"name": regions.get(region, region), **_range(region, base.regions, [each.regions for each in counts])}
        for region in sorted(base.regions, key=lambda region: base.regions[region])
    ]
    statistics = {
        "statistic": pl.String,
        "reading": pl.String,
        **dict.fromkeys(("value", "all", "low", "high"), pl.Float64),
    }
    ranks = {"name": pl.String, **dict.fromkeys(("rank", "low", "high"), pl.Int64)}
    return (
        pl.DataFrame(rows, schema=statistics),
        pl.DataFrame(nodes, schema=ranks),
        pl.DataFrame(places, schema=ranks),
    )


def _range(name: str, base: dict[str, int], counts: list[dict[str, int]]) -> dict[str, int]:
    moved = [base[name], *(each[name] for each in counts if name in each)]
    return {"rank": base[name], "low": min(moved), "high": max(moved)}
