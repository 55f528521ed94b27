"""Resolved records into the tables of a new file; large tables join inside DuckDB, not in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.database.write import insert
from valuenet.engine.duck import query_frame, register
from valuenet.model.fields import DESCRIPTION
from valuenet.model.vocabulary import Vocabulary

_RESOLVED = {
    "mention": """
INSERT INTO mention
SELECT r.subject_id, i.kind, i.country, i.region, i.city, i.home_country, i.parent, i.declared, i.source_id, i.row
FROM staged_mention i JOIN resolved r ON r.mention = i.mention
""",
    "attribute": """
INSERT INTO attribute
SELECT r.subject_id, i.field, i.value, i.wave, i.source_id, i.row
FROM staged_attribute i JOIN resolved r ON r.mention = i.mention
""",
    "relation": """
INSERT INTO relation
SELECT 'r-' || left(md5(i.source_id || ':' || i.row || ':' || i.seq), 16), e.subject_id, a.subject_id,
    i.kind, i.date, i.first_wave, i.last_wave, i.weight, i.source_id, i.row
FROM staged_relation i
JOIN resolved e ON e.mention = i.ego
JOIN resolved a ON a.mention = i.alter
""",
    "financing_round": """
INSERT INTO financing_round
SELECT 'f-' || left(md5(i.source_id || ':' || i.row || ':' || i.seq), 16), r.subject_id, i.round, i.date,
    i.amount_cny, i.low_cny, i.high_cny, i.estimated, i.currency, i.source_id, i.row
FROM staged_financing_round i JOIN resolved r ON r.mention = i.mention
""",
}
_MENTIONED = """
CREATE TEMP TABLE mentioned AS
SELECT r.subject_id, s.declared_id AS source_id, min(s.first_ordinal) AS first_ordinal,
    max(s.last_ordinal) AS last_ordinal, bool_or(s.explicit) AS explicit, i.declared
FROM staged_mention i JOIN resolved r USING (mention) JOIN incoming_rows s USING (source_id)
GROUP BY r.subject_id, s.declared_id, i.declared
"""


def write_vocabularies(con: DuckDBPyConnection, vocabularies: dict[str, Vocabulary]) -> None:
    """Write all terms to the table `vocabulary`; `broader` comes from a term's column of that name."""
    rows = [
        (name, term.code, term.label_zh, term.label_en, term.extra.get("broader"), ordinal)
        for name, vocabulary in vocabularies.items()
        for ordinal, term in enumerate(vocabulary.terms, start=1)
    ]
    columns = ["vocabulary", "code", "label_zh", "label_en", "broader", "ordinal"]
    insert(con, "vocabulary", pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None))


def write_coverage(con: DuckDBPyConnection, waves: Mapping[str, Sequence[str] | None]) -> None:
    """Fill `source_wave`: the waves that each source is declared to speak for; without such, all of the study's."""
    for source_id, declared in waves.items():
        told = "list_contains(?, wave)" if declared is not None else "?::VARCHAR[] IS NULL"
        con.execute(
            f"INSERT INTO source_wave SELECT ?, wave, ? FROM wave WHERE {told} ORDER BY ordinal",
            [source_id, declared is not None, None if declared is None else list(declared)],
        )


def create_staging(con: DuckDBPyConnection, schemas: Mapping[str, pl.Schema]) -> None:
    """Make the tables in which records wait for their subjects: `mention` and, for each table, its columns.

    They are tables of the file, not temporary ones: those stay in memory as they are, these lie packed on disk.
    """
    for table, schema in schemas.items():
        register(con, "incoming_rows", schema.to_frame())
        con.execute(f"CREATE TABLE {_staged(table)} AS SELECT *, '' AS source_id FROM incoming_rows")
        con.unregister("incoming_rows")


def _staged(table: str) -> str:
    return quoted(f"staged_{table}")


def stage_rows(con: DuckDBPyConnection, source_id: str, table: str, rows: pl.DataFrame) -> None:
    """Put records of a source by: rows of `mention`, `attribute`, `relation` or `financing_round`."""
    if rows.is_empty():
        return
    register(con, "incoming_rows", rows)
    con.execute(f"INSERT INTO {_staged(table)} BY NAME SELECT *, ? AS source_id FROM incoming_rows", [source_id])
    con.unregister("incoming_rows")


def staged_mentions(con: DuckDBPyConnection) -> pl.DataFrame:
    """Return all mentions by number, but for kind and name_zh without the columns that are empty throughout."""
    counts = ", ".join(f"count({quoted(name)})" for name in DESCRIPTION)
    held = con.execute(f"SELECT {counts} FROM staged_mention").fetchone() or ()
    filled = [name for name, rows in zip(DESCRIPTION, held, strict=True) if rows or name in ("kind", "name_zh")]
    columns = ", ".join(map(quoted, ["mention", "source_id", "row", *filled]))
    return query_frame(con, f"SELECT {columns} FROM staged_mention")  # one thread: in the order they came in


def write_resolved(con: DuckDBPyConnection, subject_of: pl.Series, spoken: pl.DataFrame) -> None:
    """Write the staged records under the subjects that their mentions became, and remove what was staged.

    `subject_of` by the number of the mention. `spoken` says of each source (source_id) its name in the study
    (declared_id) and the waves it speaks for (first_ordinal, last_ordinal, explicit); it fills the temporary table
    `mentioned`: which source speaks of which subject, for which waves, and whether in its own right.
    """
    register(con, "incoming_rows", subject_of.rename("subject_id").to_frame().with_row_index("mention"))
    con.execute("CREATE TEMP TABLE resolved AS SELECT * FROM incoming_rows")
    register(con, "incoming_rows", spoken)
    con.execute(_MENTIONED)
    con.unregister("incoming_rows")
    for statement in _RESOLVED.values():
        con.execute(statement)
    for table in _RESOLVED:
        con.execute(f"DROP TABLE {_staged(table)}")
    con.execute("DROP TABLE resolved")
