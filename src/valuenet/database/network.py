"""The value network of a database file, as the network engine takes it."""

from __future__ import annotations

import duckdb

from valuenet.database.create import quoted
from valuenet.database.views import hold_views, temporary_statement, view_statements
from valuenet.engine.duck import query_frame
from valuenet.errors import UsageError, nearest
from valuenet.network.network import Network

_NODES = """
SELECT n.subject_id AS id, coalesce(s.name_zh, s.name_en) AS label, s.name_zh AS label_zh, s.name_en AS label_en,
    n.is_sample AS sample, n.kind, n.country, n.region, s.home_country, n.sector, n.layer, f.value AS application_field
FROM network_node n
JOIN subject s ON s.subject_id = n.subject_id
LEFT JOIN subject_value f ON f.subject_id = n.subject_id AND f.field = 'application_field'
ORDER BY n.subject_id
"""
_RELATIONS = """
WITH numbered AS (SELECT subject_id, row_number() OVER (ORDER BY subject_id) - 1 AS number FROM network_node)
SELECT a.number AS source, b.number AS target, r.kind, r.family, r.source_end = 'ego' AS ego_is_source, r.weight,
    r.relation_id
FROM network_relation r
JOIN numbered a ON a.subject_id = r.from_id
JOIN numbered b ON b.subject_id = r.to_id
ORDER BY r.relation_id
"""
# Views of this connection, and the tables that hold the rows of views.
_TEMPORARY = """
SELECT view_name, 'VIEW' FROM duckdb_views() WHERE temporary AND NOT internal
UNION ALL SELECT table_name, 'TABLE' FROM duckdb_tables() WHERE temporary
"""


def read_network(con: duckdb.DuckDBPyConnection, wave: str | None = None) -> Network:
    """Return the value network of a wave, by default the reported one: nodes and relations in the order of their ids.

    Nodes have `id`, `label` (the Chinese name, or the English one where there is none), `label_zh`, `label_en`,
    `sample`, `kind`, `country`, `region`, `home_country`, `sector`, `layer` and `application_field`; relations have
    `kind`, `family`, `ego_is_source`, `weight` and `relation_id`. Raises `UsageError` for a wave that is not there.
    """
    if wave is not None:
        hold_wave(con, wave)
    hold_views(con, ("subject_value", "described", "network_relation", "network_node"))
    return Network(query_frame(con, _NODES), query_frame(con, _RELATIONS))


def hold_wave(con: duckdb.DuckDBPyConnection, wave: str) -> None:
    """Let every view show `wave` instead of the reported one, on this connection; the file stays as it is."""
    waves = [row[0] for row in con.execute("SELECT wave FROM wave ORDER BY ordinal").fetchall()]
    if wave not in waves:
        raise UsageError(f"the study has no wave '{wave}'; it has {', '.join(waves)}{nearest(wave, waves)}")
    temporary = dict(con.execute(_TEMPORARY).fetchall())
    con.execute("CREATE OR REPLACE TEMP TABLE study AS SELECT * REPLACE (? AS wave) FROM main.study", [wave])
    for name, statement in view_statements().items():
        if name in temporary:
            con.execute(f"DROP {temporary[name]} temp.{quoted(name)}")
        con.execute(temporary_statement(statement))
