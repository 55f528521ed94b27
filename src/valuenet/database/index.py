"""The index of a database file, as the index engine takes it: its tree, the leaves' values by region, its recipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from valuenet.database.network import hold_wave
from valuenet.errors import DatabaseError
from valuenet.index.read import NamedTree
from valuenet.index.recipe import STANDARD, Recipe, changed
from valuenet.index.table import Table, table_of
from valuenet.index.tree import Indicator, Tree, tree_of

RECIPE = changed(STANDARD, {"screen": {"empty": "leave_out", "constant": "leave_out"}})
"""The definition of the index; a leaf that tells no region from another shows as weight that is not covered."""

_TREE = """
SELECT indicator, parent, direction, weight, printed_weight, label_zh, label_en, measure
FROM index_indicator ORDER BY ordinal
"""


@dataclass(frozen=True, eq=False)
class StudyIndex:
    """The index of a study: `build(named.tree, table, recipe)` makes it again.

    A parent of the tree has its published weight. The table's regions are codes, and `regions` says what each is
    called: in Chinese and in English.
    """

    named: NamedTree
    table: Table
    recipe: Recipe
    regions: Mapping[str, tuple[str, str]]


def read_index(con: DuckDBPyConnection, wave: str | None = None) -> StudyIndex:
    """Return the index of a wave, by default the reported one, whose values the file holds.

    Of another wave, the leaves are measured anew, and every view of this connection shows that wave from then on.
    Raises `DatabaseError` where there is no index or it has no region, `UsageError` for a wave that is not there.
    """
    rows = con.execute(_TREE).fetchall()
    if not rows:
        raise DatabaseError("the study has no index: give its study.yaml one, as 'index: standard'")
    parents = {row[1] for row in rows}
    named = NamedTree(
        tree_of(Indicator(row[0], row[1], row[2], row[4] if row[0] in parents else row[3]) for row in rows),
        {row[0]: (row[5], row[6]) for row in rows},
    )
    reported = [row[0] for row in con.execute("SELECT wave FROM main.study").fetchall()]
    if wave is None or reported == [wave]:
        values = _held(con, named.tree)
    else:
        values = _measured(con, wave, {row[0]: row[7] for row in rows if row[0] not in parents})
    regions = sorted({region for leaf in values.values() for region in leaf})
    if not regions:
        raise DatabaseError("the index has no region: no record of the study tells one")
    labels = con.execute("SELECT code, label_zh, label_en FROM vocabulary WHERE vocabulary = 'region'").fetchall()
    names = {code: (zh, en) for code, zh, en in labels}
    return StudyIndex(
        named,
        table_of(named.tree, regions, values),
        RECIPE,
        {region: names.get(region, (region, region)) for region in regions},
    )


def _held(con: DuckDBPyConnection, tree: Tree) -> dict[str, dict[str, float | None]]:
    values: dict[str, dict[str, float | None]] = {leaf: {} for leaf in tree.leaves}
    for region, leaf, value in con.execute("SELECT region, indicator, value FROM index_value").fetchall():
        values[leaf][region] = value
    return values


def _measured(con: DuckDBPyConnection, wave: str, measures: Mapping[str, str]) -> dict[str, dict[str, float | None]]:
    from valuenet.measures.catalogue import indicators  # and with it an SQL parser, which the file's values do not need

    hold_wave(con, wave)
    known = indicators()
    return {
        leaf: {region: value for region, value in con.execute(known[name].sql).fetchall() if region is not None}
        for leaf, name in measures.items()
    }
