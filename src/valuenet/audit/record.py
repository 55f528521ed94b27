"""The comparison as part of a database file: published figures, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.audit.binding import read_bindings
from valuenet.audit.compare import Compared, Results, compare, in_order
from valuenet.database.derive import write_results
from valuenet.database.write import insert
from valuenet.engine.duck import query_frame
from valuenet.model.figure import Figure, read_figures

FIGURES, BINDINGS = "figures.csv", "bindings.csv"
"""Files of a study's folder: where both are there, a build ends with the comparison."""

_RECORDED = """
SELECT f.figure_id, f.chapter AS figure_chapter, coalesce(f.table_label, '') AS figure_table,
    coalesce(f.row_label, '') AS figure_row, coalesce(f.column_label, '') AS figure_column, f.value AS figure_value,
    f.printed AS figure_printed, f.decimals AS figure_decimals, f.unit AS figure_unit,
    coalesce(f.document, '') AS figure_document, f.line AS figure_line, coalesce(f.language, '') AS figure_language,
    f.status AS figure_status, coalesce(f.reason_en, '') AS figure_reason,
    coalesce(f.reason_zh, '') AS figure_reason_zh, c.outcome, c.computed, c.measure, c.query,
    coalesce(c.unbound_zh, '') AS unbound_zh, coalesce(c.unbound_en, '') AS unbound_en
FROM figure AS f
JOIN comparison AS c ON c.figure_id = f.figure_id
ORDER BY f.ordinal
"""


class _Open:
    """The database that a build has open, as a comparison reads it."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self._con = con

    def query(self, sql: str) -> pl.DataFrame:
        return query_frame(self._con, sql)


def write_audit(con: DuckDBPyConnection, folder: Path) -> None:
    """Compare the figures of a study's folder with the results of its database, and write both to the file.

    Fills the tables `figure` and `comparison` and makes the result tables of the chapter anew. A folder without
    `figures.csv` or `bindings.csv` leaves all of them empty. Raises `DataError` where one of the files is faulty.
    """
    if not ((folder / FIGURES).is_file() and (folder / BINDINGS).is_file()):
        return
    figures = read_figures(folder / FIGURES)
    compared = compare(_Open(con), figures, read_bindings(folder / BINDINGS))
    insert(con, "figure", _figures(figures))
    insert(con, "comparison", _comparison(compared))
    write_results(con, lambda words, done: None, chapter="audit")


def recorded(database: Results) -> list[Compared]:
    """Return the comparison that a build wrote to its database, in the order of the report; empty where there is none.

    Notes and parents of figures are not in the database.
    """
    return [_recorded(row) for row in database.query(_RECORDED).iter_rows(named=True)]


def _recorded(row: Mapping[str, Any]) -> Compared:
    same = ("id", "chapter", "table", "row", "column", "value", "printed", "decimals", "unit", "document", "line")
    texts = ("language", "status", "reason", "reason_zh")
    figure = Figure(**{name: row[f"figure_{name}"] for name in (*same, *texts)})
    found = {name: row[name] for name in ("outcome", "computed", "measure", "query", "unbound_zh", "unbound_en")}
    return Compared(figure, **found)


def _figures(figures: Mapping[str, Figure]) -> pl.DataFrame:
    order = in_order(dict.fromkeys(figure.chapter for figure in figures.values()))
    rows = [
        {
            "figure_id": figure.id,
            "ordinal": ordinal,
            "chapter": figure.chapter,
            "table_label": figure.table or None,
            "row_label": figure.row or None,
            "column_label": figure.column or None,
            "value": figure.value,
            "printed": figure.printed,
            "decimals": figure.decimals,
            "unit": figure.unit,
            "document": figure.document or None,
            "line": figure.line,
            "language": figure.language or None,
            "status": figure.status,
            "reason_zh": figure.reason_zh or figure.reason or None,
            "reason_en": figure.reason or None,
        }
        for ordinal, figure in enumerate(sorted(figures.values(), key=lambda each: order.index(each.chapter)), start=1)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _comparison(compared: Iterable[Compared]) -> pl.DataFrame:
    rows = [
        {
            "figure_id": each.figure.id,
            "outcome": each.outcome,
            "computed": each.computed,
            "computed_text": each.computed_text or None,
            "measure": each.measure,
            "query": each.query,
            "unbound_zh": each.unbound_zh or None,
            "unbound_en": each.unbound_en or None,
        }
        for each in compared
    ]
    return pl.DataFrame(rows, infer_schema_length=None)
