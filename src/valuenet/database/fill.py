"""Resolved records into the tables of a new file; large tables join inside DuckDB, not in memory."""

from __future__ import annotations

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.database.write import insert
from valuenet.model.vocabulary import Vocabulary

_ATTRIBUTES = """
INSERT INTO attribute
SELECT r.subject_id, i.field, i.value, i.wave, '{source}', i.row
FROM {staged} i JOIN resolved r ON r.mention = i.mention + {offset}
"""
_RELATIONS = """
INSERT INTO relation
SELECT 'r-' || left(md5('{source}:' || i.row || ':' || i.seq), 16), e.subject_id, a.subject_id,
    i.kind, i.date, i.first_wave, i.last_wave, i.weight, '{source}', i.row
FROM {staged} i
JOIN resolved e ON e.mention = i.ego + {offset}
JOIN resolved a ON a.mention = i.alter + {offset}
"""
_ROUNDS = """
INSERT INTO financing_round
SELECT 'f-' || left(md5('{source}:' || i.row || ':' || i.seq), 16), r.subject_id, i.round, i.date,
    i.amount_cny, i.low_cny, i.high_cny, i.estimated, i.currency, '{source}', i.row
FROM {staged} i JOIN resolved r ON r.mention = i.mention + {offset}
"""
_STATEMENTS = {"attribute": _ATTRIBUTES, "relation": _RELATIONS, "financing_round": _ROUNDS}


def write_vocabularies(con: DuckDBPyConnection, vocabularies: dict[str, Vocabulary]) -> None:
    """Write all terms to the table `vocabulary`; `broader` comes from a term's column of that name."""
    rows = [
        (name, term.code, term.label_zh, term.label_en, term.extra.get("broader"), ordinal)
        for name, vocabulary in vocabularies.items()
        for ordinal, term in enumerate(vocabulary.terms, start=1)
    ]
    columns = ["vocabulary", "code", "label_zh", "label_en", "broader", "ordinal"]
    insert(con, "vocabulary", pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None))


def write_resolved(con: DuckDBPyConnection, subject_of: pl.Series) -> None:
    """Keep, for this connection, which subject each mention became."""
    frame = subject_of.rename("subject_id").to_frame().with_row_index("mention")
    con.register("incoming_rows", frame.to_arrow())
    con.execute("CREATE TEMP TABLE resolved AS SELECT * FROM incoming_rows")
    con.unregister("incoming_rows")


def stage_rows(con: DuckDBPyConnection, table: str, rows: pl.DataFrame, number: int) -> None:
    """Hand a source's attributes, relations or rounds to DuckDB, which keeps them on disk where memory is short."""
    con.register("incoming_rows", rows.with_row_index("seq").to_arrow())
    con.execute(f"CREATE TEMP TABLE staged_{table}_{number} AS SELECT * FROM incoming_rows")
    con.unregister("incoming_rows")


def write_rows(con: DuckDBPyConnection, table: str, number: int, source: str, offset: int) -> None:
    """Insert the staged rows of a source, whose mentions count from `offset`, now that subjects are known."""
    staged = f"staged_{table}_{number}"
    con.execute(_STATEMENTS[table].format(staged=staged, source=source.replace("'", "''"), offset=offset))
    con.execute(f"DROP TABLE {staged}")


def write_mentioned(con: DuckDBPyConnection, mentioned: pl.DataFrame) -> None:
    """Keep, for this connection, which source speaks of which subject, for which waves, and how.

    `mentioned` has mention, source_id, first_ordinal, last_ordinal, explicit and declared.
    """
    con.register("incoming_rows", mentioned.to_arrow())
    con.execute(
        "CREATE TEMP TABLE IF NOT EXISTS mentioned (subject_id VARCHAR, source_id VARCHAR, first_ordinal BIGINT, "
        "last_ordinal BIGINT, explicit BOOLEAN, declared BOOLEAN)"
    )
    con.execute(
        "INSERT INTO mentioned SELECT r.subject_id, i.source_id, min(i.first_ordinal) AS first_ordinal, "
        "max(i.last_ordinal) AS last_ordinal, bool_or(i.explicit) AS explicit, i.declared "
        "FROM incoming_rows i JOIN resolved r USING (mention) GROUP BY r.subject_id, i.source_id, i.declared"
    )
    con.unregister("incoming_rows")
