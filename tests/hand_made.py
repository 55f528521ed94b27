"""A hand-made database in memory, with what presence and screening read of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from valuenet.database.create import create_tables, quoted
from valuenet.database.fill import write_vocabularies
from valuenet.database.views import create_views, view_statements
from valuenet.model.vocabulary import vocabulary

Row = Mapping[str, Any]
WAVES = ("2017", "2018", "2019")


def database(
    subjects: Mapping[str, Row],
    values: Sequence[tuple[str, ...]] = (),
    ties: Sequence[Row] = (),
    rounds: Sequence[tuple[str, str | None]] = (),
    mentioned: Sequence[Row] = (),
    *,
    whole: bool = False,
) -> duckdb.DuckDBPyConnection:
    """Return a database of three waves, reported at the last.

    A subject is an enterprise in China unless its row says otherwise; values are (subject, field, value) or with a wave
    as the fourth; rounds are (subject, date). Where nothing else is said every subject is listed by the source `list`
    for all waves. `whole` adds all views and the vocabularies that they need; without it there is what screening reads.
    """
    con = duckdb.connect()
    create_tables(con)
    con.execute("INSERT INTO study VALUES ('s', 's', 's', 'CN', '2019', 'own', FALSE, '0', NULL)")
    for at, wave in enumerate(WAVES, start=1):
        con.execute("INSERT INTO wave VALUES (?, ?, ?)", [wave, f"{wave}-12-31", at])
    for at, source in enumerate(("list", "more", "it's"), start=1):
        row = {"source_id": source, "title_zh": "s", "title_en": "s", "path": "s", "sha256": "s", "ordinal": at}
        _fill(con, "source", [{**row, "rows_read": 0, "rows_kept": 0, "rows_rejected": 0, "synthetic": False}])
    base = {"kind": "enterprise", "country": "CN", "in_sample": False, "synthetic": False}
    _fill(con, "subject", [{**base, "subject_id": name, **row} for name, row in subjects.items()])
    named = ("subject_id", "field", "value", "wave")
    _fill(
        con, "attribute", [{**dict(zip(named, value, strict=False)), "source_id": "list", "row": 2} for value in values]
    )
    tie = {"kind": "work", "first_wave": "2017", "weight": 1.0, "source_id": "list", "row": 2}
    _fill(con, "relation", [{**tie, "relation_id": f"r{at}", **row} for at, row in enumerate(ties)])
    paid = {"estimated": False, "source_id": "list", "row": 2}
    _fill(
        con,
        "financing_round",
        [{**paid, "round_id": f"f{i}", "subject_id": s, "date": d} for i, (s, d) in enumerate(rounds)],
    )
    if whole:
        write_vocabularies(con, {name: vocabulary(name) for name in ("kind", "relation_kind")})
        create_views(con)
    else:
        for view in ("source_date", "ruled_value", "effective_value"):
            con.execute(view_statements()[view])
    _mention(con, mentioned or [{"subject_id": name} for name in subjects])
    return con


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    for row in rows:
        names, marks = ", ".join(map(quoted, row)), ", ".join("?" for _ in row)
        con.execute(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", list(row.values()))


def _mention(con: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> None:
    con.execute(
        "CREATE TEMP TABLE mentioned (subject_id VARCHAR, source_id VARCHAR, "
        "first_ordinal BIGINT, last_ordinal BIGINT, explicit BOOLEAN, declared BOOLEAN)"
    )
    base = {"source_id": "list", "first_ordinal": 1, "last_ordinal": 3, "explicit": False, "declared": True}
    for row in rows:
        con.execute("INSERT INTO mentioned VALUES (?, ?, ?, ?, ?, ?)", list({"subject_id": "", **base, **row}.values()))
