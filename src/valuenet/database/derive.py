"""Tables computed from the others: the index, and one result table a measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.database.index import RECIPE
from valuenet.database.write import insert
from valuenet.errors import StudyError, nearest
from valuenet.index.build import IndexResult, build
from valuenet.index.table import table_of
from valuenet.index.tree import Indicator as Node
from valuenet.index.tree import Tree, tree_of
from valuenet.measures.catalogue import catalogue, indicators
from valuenet.model.declarations import Indicator


def write_index(con: DuckDBPyConnection, declared: Sequence[Indicator]) -> None:
    """Fill the tables of the index: the tree, the leaves' values by region, and the scores of every level.

    A leaf whose measure has no data has no values; the weight it would carry shows as weight not covered.
    """
    if not declared:
        return
    tree = tree_of(Node(item.indicator, item.parent, item.direction, item.weight) for item in declared)
    _write_tree(con, tree, declared)
    values = {item.indicator: _leaf(con, item) for item in declared if item.indicator in tree.leaves}
    regions = sorted({region for leaf in values.values() for region in leaf})
    if regions:
        _write_scores(con, build(tree, table_of(tree, regions, values), RECIPE))


def _leaf(con: DuckDBPyConnection, item: Indicator) -> dict[str, float | None]:
    known = indicators()
    name = item.measure or item.indicator
    if name not in known:
        raise StudyError(f"index: indicator '{item.indicator}' names no measure '{name}'{nearest(name, known)}")
    return {region: value for region, value in con.execute(known[name].sql).fetchall() if region is not None}


def _write_tree(con: DuckDBPyConnection, tree: Tree, declared: Sequence[Indicator]) -> None:
    by_code = {item.indicator: item for item in declared}
    rows = [
        {
            "indicator": code,
            "parent": by_code[code].parent,
            "level": tree.levels[code],
            "ordinal": ordinal,
            "label_zh": by_code[code].title.zh,
            "label_en": by_code[code].title.en,
            "direction": tree.directions[code],
            "weight": tree.weights[code],
            "printed_weight": by_code[code].printed_weight,
            "measure": (by_code[code].measure or code) if code in tree.leaves else None,
        }
        for ordinal, code in enumerate(tree.codes, start=1)
    ]
    insert(con, "index_indicator", pl.DataFrame(rows, infer_schema_length=None))


def _write_scores(con: DuckDBPyConnection, result: IndexResult) -> None:
    insert(con, "index_value", _frame(result.value_rows(), "region", "indicator", "value", "normalised"))
    insert(con, "index_score", _frame(result.score_rows(), "region", "indicator", "score", "rank", "coverage"))


def _frame(rows: Iterable[tuple[object, ...]], *columns: str) -> pl.DataFrame:
    numbers = dict.fromkeys(("value", "normalised", "score", "coverage"), pl.Float64())
    types: dict[str, pl.DataType] = {**numbers, "rank": pl.Int64()}
    return pl.DataFrame(list(rows), schema={column: types.get(column, pl.String()) for column in columns}, orient="row")


def write_results(con: DuckDBPyConnection, tell: Callable[[str, float], None], chapter: str | None = None) -> None:
    """Make one table in the schema `result` for each measure, named `chapter_table`, in the measure's order of rows.

    With `chapter`, only the tables of that one are made, and take the place of those that are there.
    """
    measures = [each for each in catalogue().values() if chapter in (None, each.chapter)]
    for number, measure in enumerate(measures):
        tell(f"measure {measure.name}", number / len(measures))
        con.execute(f"CREATE OR REPLACE TABLE result.{quoted(f'{measure.chapter}_{measure.table}')} AS {measure.sql}")
