"""The comparison as part of a database file: published figures, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.audit.binding import read_bindings
from valuenet.audit.compare import Compared, compare, in_order
from valuenet.database.derive import write_results
from valuenet.database.write import insert
from valuenet.engine.duck import query_frame
from valuenet.model.figure import Figure, read_figures

FIGURES, BINDINGS = "figures.csv", "bindings.csv"
"""Files of a study's folder: where both are there, a build ends with the comparison."""


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
