"""The leaves of an index, computed from a database: their values at a wave, and the rows these are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache

import numpy as np
from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.database.views import view_statements
from valuenet.database.wave import at_wave, of_one_wave
from valuenet.errors import StudyError, nearest
from valuenet.index.resample import LeafRows, Made, Subjects, recounted
from valuenet.index.table import FloatArray, Table, table_of
from valuenet.index.tree import Tree
from valuenet.measures.catalogue import Measure, basis_sql, indicators

_ROWS = """
SELECT subject_id, any_value(region) AS region, count(*) AS rows, count({amount}) AS known,
    coalesce(sum(CAST({amount} AS DOUBLE)), 0) AS amounts
FROM ({basis}) WHERE region IS NOT NULL GROUP BY subject_id ORDER BY subject_id
"""
_KINDS = "SELECT subject_id, kind FROM subject WHERE subject_id IN (SELECT unnest(?)) ORDER BY subject_id"
_GROUPS = """
SELECT code, broader FROM vocabulary WHERE vocabulary = 'region' AND broader IS NOT NULL
"""
GROUPING = "metropolitan_region"
"""The grouping of regions that a recipe may name: that of the vocabulary of regions."""


def measured_by(indicator: str, measure: str | None) -> Measure:
    """Return the query of a leaf; raise `StudyError` with the nearest name where there is none."""
    known, name = indicators(), measure or indicator
    if name not in known:
        raise StudyError(f"index: indicator '{indicator}' names no measure '{name}'{nearest(name, known)}")
    return known[name]


def read_table(
    con: DuckDBPyConnection,
    tree: Tree,
    measures: Mapping[str, Measure],
    denominators: Sequence[str],
    wave: str | None = None,
    earlier: Sequence[Table] = (),
) -> Table | None:
    """Return the values of the leaves at `wave`, the reported one where none is given; None where no region has any.

    `denominators` are names of indicators, too; `earlier` are tables of earlier waves, the latest first.
    Regions are those in which some leaf has a row.
    """
    divisors = {name: measured_by(name, None) for name in denominators}
    asked = {
        **{f"leaf {leaf}": measures[leaf] for leaf in tree.leaves},
        **{f"by {name}": divisors[name] for name in divisors},
    }
    with at_wave(con, wave, views_of(tuple(each.sql for each in asked.values()))) if wave else nullcontext():
        values = {name: _by_region(con, each) for name, each in asked.items()}
    regions = sorted({region for name in values if name.startswith("leaf ") for region in values[name]})
    if not regions:
        return None
    groups = dict(con.execute(_GROUPS).fetchall())
    return table_of(
        tree,
        regions,
        {leaf: values[f"leaf {leaf}"] for leaf in tree.leaves},
        denominators={name: [values[f"by {name}"].get(region) for region in regions] for name in divisors},
        groups={GROUPING: [groups.get(region) for region in regions]},
        earlier=[aligned(table, regions) for table in earlier],
    )


def _by_region(con: DuckDBPyConnection, measure: Measure) -> dict[str, float | None]:
    return {region: value for region, value in con.execute(measure.sql).fetchall() if region is not None}


def aligned(table: Table, regions: Sequence[str]) -> FloatArray:
    """Return the values of another wave's table for these regions, without data where it has none."""
    place = {region: row for row, region in enumerate(table.regions)}
    rows = np.array([place.get(region, -1) for region in regions])
    return np.where((rows < 0)[:, None], np.nan, table.values[rows])


@cache
def views_of(queries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the views of one wave that queries read, also through other views, in an order to compute them in.

    >>> views_of(("SELECT * FROM enterprise",))
    ('source_date', 'ruled_value', 'enterprise')
    """
    statements = view_statements()
    wanted: set[str] = set()
    texts = list(queries)
    while texts:
        text = texts.pop()
        for name in statements:
            if name not in wanted and re.search(rf"\b{name}\b", text):
                wanted.add(name)
                texts.append(statements[name].split(" AS", 1)[1])
    return tuple(name for name in statements if name in wanted and of_one_wave(name))


@dataclass(frozen=True, eq=False)
class Behind:
    """The subjects behind an index, and for each leaf its rows of them; None for a leaf that they do not add up to."""

    subjects: Subjects
    leaves: tuple[LeafRows | None, ...]
    counts: tuple[int, ...]


def read_behind(con: DuckDBPyConnection, tree: Tree, measures: Mapping[str, Measure], table: Table) -> Behind:
    """Return the rows of every leaf at the reported wave, by the subject whose they are.

    A leaf whose rows do not give back the values of the table, to 9 digits, is None: it is not resampled.
    """
    found = [_rows_of(con, measures[leaf]) for leaf in tree.leaves]
    ids = np.unique(np.concatenate([np.empty(0, object), *(rows["subject_id"] for rows in found if rows)]).astype(str))
    kinds = np.array([row[1] for row in con.execute(_KINDS, [ids.tolist()]).fetchall()], str)
    place = {region: row for row, region in enumerate(table.regions)}
    regions = np.zeros(len(ids), np.intp)
    for rows in found:
        if rows:
            regions[np.searchsorted(ids, rows["subject_id"].astype(str))] = [place[one] for one in rows["region"]]
    subjects = Subjects(regions, np.unique(kinds, return_inverse=True)[1].astype(np.intp))
    leaves = tuple(
        _checked(subjects, _leaf_rows(ids, measures[leaf], rows) if rows else None, table.values[:, column])
        for column, (leaf, rows) in enumerate(zip(tree.leaves, found, strict=True))
    )
    return Behind(subjects, leaves, tuple(len(rows["subject_id"]) if rows else 0 for rows in found))


def _rows_of(con: DuckDBPyConnection, measure: Measure) -> dict[str, np.ndarray] | None:
    basis = basis_sql(measure)
    if basis is None or measure.made is None:
        return None
    amount = quoted(measure.made[1]) if measure.made[1] else "NULL"
    return con.execute(_ROWS.format(amount=amount, basis=basis)).fetchnumpy()


def _leaf_rows(ids: np.ndarray, measure: Measure, rows: Mapping[str, np.ndarray]) -> LeafRows:
    places = np.searchsorted(ids, rows["subject_id"].astype(str))
    columns = [np.zeros(len(ids)) for _ in range(3)]
    for column, name in zip(columns, ("rows", "known", "amounts"), strict=True):
        column[places] = rows[name]
    assert measure.made is not None
    made: Made = measure.made[0]  # type: ignore[assignment]  # the catalogue's test holds it to these words
    counted, known, amounts = columns
    return LeafRows(made, counted, known, amounts, relations="relation_id" in measure.sql)


def _checked(subjects: Subjects, rows: LeafRows | None, values: FloatArray) -> LeafRows | None:
    if rows is None:
        return None
    known = ~np.isnan(values)
    again = recounted(subjects, rows, len(values))[known]
    return rows if known.any() and np.allclose(again, values[known], rtol=1e-9, atol=0.0) else None
