"""The index of a finished database file, as the index engine takes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from valuenet.database.index_leaves import GROUPING, aligned, measured_by, read_table
from valuenet.errors import DatabaseError, UsageError, nearest
from valuenet.index.read import NamedTree
from valuenet.index.recipe import Recipe, recipe_of
from valuenet.index.table import Table, table_of
from valuenet.index.tree import Indicator, Tree, tree_of

_TREE = """
SELECT indicator, parent, direction, weight, printed_weight, label_zh, label_en, measure
FROM index_indicator ORDER BY ordinal
"""
_VALUES = "SELECT region, indicator, value FROM index_value WHERE wave = ? ORDER BY region"
_DIVISORS = "SELECT denominator, region, value FROM index_denominator WHERE wave = ?"
_GROUPS = "SELECT code, broader FROM vocabulary WHERE vocabulary = 'region' AND broader IS NOT NULL"
_WAVES = "SELECT wave FROM wave ORDER BY ordinal"
_LABELS = "SELECT code, label_zh, label_en FROM vocabulary WHERE vocabulary = 'region'"


@dataclass(frozen=True, eq=False)
class StudyIndex:
    """A study's index at one wave: `build(named.tree, table, recipe)` gives the scores that the file holds.

    `table` has the regions' codes, the grouping `metropolitan_region`, the denominators that the recipe names, and,
    where it carries earlier values, the earlier waves. `regions` are labels in Chinese and English by code.
    """

    named: NamedTree
    table: Table
    recipe: Recipe
    wave: str
    regions: dict[str, tuple[str, str]]


def read_index(con: duckdb.DuckDBPyConnection, wave: str | None = None) -> StudyIndex:
    """Return the index of a database at a wave, the reported one if none is given, as every analysis takes it.

    Values come from the table `index_value`, or, of a wave that it does not hold, from the queries of the leaves.
    Raises `DatabaseError` where there is no index, or no region with data then, `UsageError` where no such wave.
    """
    rows = con.execute(_TREE).fetchall()
    if not rows:
        raise DatabaseError("the study has no index: give its study.yaml one, as 'index: standard', and build it again")
    waves = [row[0] for row in con.execute(_WAVES).fetchall()]
    asked = wave or con.execute("SELECT wave FROM study").fetchall()[0][0]
    if asked not in waves:
        raise UsageError(f"the study has no wave '{asked}'; it has {', '.join(waves)}{nearest(asked, waves)}")
    recipe = _recipe(con)
    named, measures = _named_tree(rows, recipe), {row[0]: row[7] for row in rows if row[7]}
    earlier: list[Table] = []
    for one in waves[: waves.index(asked)] if recipe.impute.method == "carry" else ():
        table = _table(con, named.tree, measures, recipe, one, earlier)
        earlier = [table, *earlier] if table else earlier
    table = _table(con, named.tree, measures, recipe, asked, earlier)
    if table is None:
        raise DatabaseError(f"the index has no region at {asked}: no record of the sample tells one then")
    labels = {code: (zh, en) for code, zh, en in con.execute(_LABELS).fetchall()}
    named_regions = {region: labels.get(region, (region, region)) for region in table.regions}
    return StudyIndex(named, table, recipe, asked, named_regions)


def _recipe(con: duckdb.DuckDBPyConnection) -> Recipe:
    steps = con.execute("SELECT step, method, parameters FROM index_recipe ORDER BY ordinal").fetchall()
    return recipe_of({step: {"method": method, **json.loads(parameters)} for step, method, parameters in steps})


def _named_tree(rows: Sequence[tuple[object, ...]], recipe: Recipe) -> NamedTree:
    nodes, labels = [], {}
    for code, parent, direction, weight, printed, zh, en, measure in rows:
        given = weight if measure else printed
        nodes.append(
            Indicator(
                str(code),
                None if parent is None else str(parent),
                int(str(direction)),
                None if given is None else float(str(given)),
            )
        )
        labels[str(code)] = (str(zh), str(en))
    return NamedTree(tree_of(nodes, weighted=recipe.weigh.method == "given"), labels)


def _table(
    con: duckdb.DuckDBPyConnection,
    tree: Tree,
    measures: dict[str, str],
    recipe: Recipe,
    wave: str,
    earlier: Sequence[Table],
) -> Table | None:
    held = con.execute(_VALUES, [wave]).fetchall()
    if not held:
        divisors = sorted(set(recipe.denominate["by"].values())) if recipe.denominate.method == "by" else []
        queries = {leaf: measured_by(leaf, measures[leaf]) for leaf in tree.leaves}
        return read_table(con, tree, queries, divisors, wave, earlier)
    regions = list(dict.fromkeys(row[0] for row in held))
    values: dict[str, dict[str, float | None]] = {leaf: {} for leaf in tree.leaves}
    for region, leaf, value in held:
        values[leaf][region] = value
    denominators: dict[str, dict[str, float]] = {}
    for name, region, value in con.execute(_DIVISORS, [wave]).fetchall():
        denominators.setdefault(name, {})[region] = value
    groups = dict(con.execute(_GROUPS).fetchall())
    return table_of(
        tree,
        regions,
        values,
        denominators={name: [column.get(region) for region in regions] for name, column in denominators.items()},
        groups={GROUPING: [groups.get(region) for region in regions]},
        earlier=[aligned(table, regions) for table in earlier],
    )
