"""The index of a study, computed from its database and written into it: tree, recipe, values, scores, findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from valuenet.database.index_findings import Finding, findings
from valuenet.database.index_leaves import measured_by, read_behind, read_table
from valuenet.database.write import insert_rows
from valuenet.errors import DataError
from valuenet.index.build import IndexResult, build
from valuenet.index.recipe import STANDARD, Recipe, changed
from valuenet.index.screen import LeftOut
from valuenet.index.table import Table
from valuenet.index.tree import Indicator as Node
from valuenet.index.tree import Tree, tree_of
from valuenet.measures.catalogue import Measure
from valuenet.model.declarations import Index, Indicator

LENIENT = changed(STANDARD, {"screen": {"empty": "leave_out", "constant": "leave_out"}})
"""What a study's recipe changes: a leaf that tells no region from another shows as weight that is not covered."""
_WAVES = (
    "SELECT wave FROM wave WHERE ordinal <= (SELECT ordinal FROM wave JOIN study USING (wave)) ORDER BY ordinal DESC"
)
_REASONS = (("no data", "no_data"), ("one region", "one_region"), ("equal", "constant"), ("fewer", "too_few_data"))
"""Words of `LeftOut.why`, and the code that explains them in both languages."""


def write_index(
    con: DuckDBPyConnection, index: Index | None, tell: Callable[[str, float], None] | None = None
) -> list[str]:
    """Fill the tables of the index at the reported wave and the one before; return what its user should know.

    A leaf whose measure has no data has no values; the weight it would carry shows as weight not covered. What cannot
    be computed, because of the recipe or for want of data, is listed with its reason in `index_left_out`.
    """
    if index is None or isinstance(index.tree, str):
        return []
    recipe = changed(LENIENT, index.recipe)
    tree = tree_from(index.tree, recipe)
    measures = {
        item.indicator: measured_by(item.indicator, item.measure)
        for item in index.tree
        if item.indicator in tree.leaves
    }
    _write_tree(con, tree, index.tree)
    _write_recipe(con, recipe)
    tables = _tables(con, tree, measures, recipe)
    results: dict[str, IndexResult] = {}
    warnings = []
    for wave, table in tables.items():
        try:
            results[wave] = build(tree, table, recipe)
            _write_wave(con, wave, table, results[wave])
        except DataError as error:
            _write_without_scores(con, wave, tree, table, str(error))
            warnings.append(f"index at {wave}: {error}")
    reported = con.execute("SELECT wave FROM study").fetchall()[0][0]
    if reported not in tables:
        insert_rows(con, "index_left_out", [(reported, "analysis", "scores", "no_data", None, None)])
    if reported in results:
        behind = read_behind(con, tree, measures, tables[reported])
        for finding in findings(index, tables, results, reported, behind, tell or (lambda words, done: None)):
            _write_finding(con, reported, finding)
    return warnings


def tree_from(declared: Sequence[Indicator], recipe: Recipe) -> Tree:
    """Return the tree that a study declares; the weight of a parent is the published one, where there is one.

    >>> root = Indicator.model_validate({"indicator": "all", "title": {"zh": "全", "en": "All"}, "printed_weight": 0.9})
    >>> one = {"indicator": "one", "title": {"zh": "一", "en": "One"}, "parent": "all", "weight": 1}
    >>> leaf = Indicator.model_validate(one)
    >>> tree_from([root, leaf], STANDARD).indicators[0].weight
    0.9
    """
    parents = {item.parent for item in declared}
    nodes = [
        Node(
            item.indicator,
            item.parent,
            item.direction,
            item.printed_weight if item.weight is None and item.indicator in parents else item.weight,
        )
        for item in declared
    ]
    return tree_of(nodes, weighted=recipe.weigh.method == "given")


def _tables(con: DuckDBPyConnection, tree: Tree, measures: Mapping[str, Measure], recipe: Recipe) -> dict[str, Table]:
    """Return the values at the reported wave and at the one before; earlier ones only where a recipe carries them."""
    waves = [row[0] for row in con.execute(_WAVES).fetchall()]
    carried = len(waves) if recipe.impute.method == "carry" else 1
    denominators = sorted(set(recipe.denominate["by"].values())) if recipe.denominate.method == "by" else []
    found: dict[str, Table] = {}
    for wave in reversed(waves[: 1 + carried]):
        earlier = list(reversed(found.values())) if recipe.impute.method == "carry" else []
        table = read_table(con, tree, measures, denominators, None if wave == waves[0] else wave, earlier)
        if table is not None:
            found[wave] = table
    return {wave: found[wave] for wave in waves if wave in found}


def _write_tree(con: DuckDBPyConnection, tree: Tree, declared: Sequence[Indicator]) -> None:
    by_code = {item.indicator: item for item in declared}
    known = all(by_code[leaf].weight is not None for leaf in tree.leaves)
    rows = [
        (
            code,
            by_code[code].parent,
            tree.levels[code],
            ordinal,
            by_code[code].title.zh,
            by_code[code].title.en,
            tree.directions[code],
            tree.weights[code] if known else by_code[code].weight,
            by_code[code].printed_weight,
            (by_code[code].measure or code) if code in tree.leaves else None,
        )
        for ordinal, code in enumerate(tree.codes, start=1)
    ]
    insert_rows(con, "index_indicator", rows)


def _write_recipe(con: DuckDBPyConnection, recipe: Recipe) -> None:
    rows = []
    for ordinal, (step, data) in enumerate(recipe.as_mapping().items(), start=1):
        parameters: Mapping[str, Any] = {} if isinstance(data, str) else data
        method = data if isinstance(data, str) else data["method"]
        rest = {name: value for name, value in parameters.items() if name != "method"}
        rows.append((step, ordinal, method, json.dumps(rest, ensure_ascii=False, sort_keys=True)))
    insert_rows(con, "index_recipe", rows)


def _write_wave(con: DuckDBPyConnection, wave: str, table: Table, result: IndexResult) -> None:
    place = {region: row for row, region in enumerate(result.regions)}
    nothing = np.full(len(result.tree.leaves), np.nan), np.zeros(len(result.tree.leaves), np.int8)
    rows = []
    for region, values in zip(table.regions, table.values, strict=True):
        row = place.get(region)  # a region that was screened out keeps its values
        scaled = nothing[0] if row is None else result.normalised[row]
        filled, moved = (nothing[1] if row is None else marks[row] for marks in (result.imputed, result.treated))
        cells = zip(result.tree.leaves, values, scaled, filled != 0, moved != 0, strict=True)
        rows += [(wave, region, *cell) for cell in cells]
    insert_rows(con, "index_value", rows)
    insert_rows(con, "index_score", [(wave, *row) for row in result.score_rows()])
    insert_rows(con, "index_left_out", [_left_out(wave, one) for one in result.left_out])
    _write_denominators(con, wave, table)


def _write_without_scores(con: DuckDBPyConnection, wave: str, tree: Tree, table: Table, words: str) -> None:
    rows = [
        (wave, region, leaf, value, None, False, False)
        for region, values in zip(table.regions, table.values, strict=True)
        for leaf, value in zip(tree.leaves, values, strict=True)
    ]
    insert_rows(con, "index_value", rows)
    insert_rows(con, "index_left_out", [(wave, "analysis", "scores", "not_possible", None, words)])
    _write_denominators(con, wave, table)


def _write_denominators(con: DuckDBPyConnection, wave: str, table: Table) -> None:
    rows = [
        (wave, region, name, value)
        for name, values in table.denominators.items()
        for region, value in zip(table.regions, values, strict=True)
    ]
    insert_rows(con, "index_denominator", rows)


def _left_out(wave: str, one: LeftOut) -> tuple[object, ...]:
    code = next(code for words, code in _REASONS if words in one.why)
    return wave, one.kind, one.code, code, one.share, None


def _write_finding(con: DuckDBPyConnection, wave: str, finding: Finding) -> None:
    for table, rows in finding.tables.items():
        insert_rows(con, table, rows)
    if finding.why:
        insert_rows(con, "index_left_out", [(wave, "analysis", finding.analysis, finding.why, None, finding.words)])
