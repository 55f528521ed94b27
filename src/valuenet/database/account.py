"""The account of a finished file: rows per source, subjects per kind, and the size of the network."""

from __future__ import annotations

from typing import Any

from valuenet.database.read import Database

_SOURCES = "SELECT source_id, rows_read, rows_kept, rows_rejected FROM source ORDER BY ordinal, source_id"
_KINDS = """
SELECT kind, count(*) AS collected, count(*) FILTER (WHERE in_sample) AS sample FROM subject
GROUP BY kind ORDER BY (SELECT ordinal FROM vocabulary v WHERE v.vocabulary = 'kind' AND v.code = kind)
"""
# As the network was measured: its views would be computed anew.
_NETWORK = """
SELECT CAST(coalesce(max(value) FILTER (WHERE statistic = 'nodes'), 0) AS BIGINT) AS nodes,
    CAST(coalesce(max(value) FILTER (WHERE statistic = 'relations'), 0) AS BIGINT) AS relations
FROM network_statistic
"""


def account(database: Database) -> dict[str, Any]:
    """Return what was read, kept and rejected, by source, and what became of it, by kind of subject."""
    return {
        "sources": database.query(_SOURCES).to_dicts(),
        "kinds": database.query(_KINDS).to_dicts(),
        **database.query(_NETWORK).row(0, named=True),
    }
