"""Views of the database file: wide tables per kind of subject, and the network at the reported wave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

from valuenet.database.create import quoted
from valuenet.database.precedence import EFFECTIVE_VALUE, RULED_VALUE, SOURCE_DATE
from valuenet.database.waves import wave_views
from valuenet.model.fields import Field, fields, fields_of
from valuenet.model.vocabulary import vocabulary

_SQL_TYPES = {"count": "BIGINT", "year": "BIGINT", "money": "DOUBLE", "share": "DOUBLE", "boolean": "BOOLEAN"}

_SUBJECT_COLUMNS = ("name_zh", "name_en", "country", "region", "city", "home_country")

_SUBJECT_VALUE = """
CREATE VIEW subject_value AS
SELECT DISTINCT a.subject_id, a.field, a.value
FROM attribute a CROSS JOIN study
WHERE (a.wave IS NULL OR a.wave = study.wave) AND a.field IN ({multiple})
UNION ALL
SELECT e.subject_id, e.field, e.value
FROM effective_value e JOIN study ON e.wave = study.wave
WHERE e.field NOT IN ({multiple})
"""

# What a tie or a node tells of a subject, one row each: ties then join a table of subjects, not the other way round.
_DESCRIBED = """
CREATE VIEW described AS
SELECT s.subject_id, s.kind, s.country, s.home_country, s.region, told.sector, told.layer,
    s.kind = 'enterprise' AND m.subject_id IS NOT NULL AS is_sample
FROM subject s
LEFT JOIN (
    SELECT subject_id,
        max(value) FILTER (WHERE field = 'sector') AS sector,
        max(value) FILTER (WHERE field = 'layer') AS layer
    FROM subject_value WHERE field IN ('sector', 'layer') GROUP BY subject_id
) AS told ON told.subject_id = s.subject_id
LEFT JOIN sample m ON m.subject_id = s.subject_id AND m.wave = (SELECT wave FROM study)
"""

_NETWORK_RELATION = """
CREATE VIEW network_relation AS
SELECT r.relation_id, r.ego_id, r.alter_id, r.kind, k.broader AS family,
    CASE WHEN r.kind IN ({from_ego}) THEN 'ego' ELSE 'alter' END AS source_end,
    CASE WHEN r.kind IN ({from_ego}) THEN r.ego_id ELSE r.alter_id END AS from_id,
    CASE WHEN r.kind IN ({from_ego}) THEN r.alter_id ELSE r.ego_id END AS to_id,
    r.date, r.weight, e.layer AS ego_layer,
    a.country AS alter_country, a.region AS alter_region, a.sector AS alter_sector, a.kind AS alter_kind,
    a.country <> (SELECT country FROM study) AS overseas
FROM relation r
JOIN described e ON e.subject_id = r.ego_id AND e.is_sample
JOIN described a ON a.subject_id = r.alter_id
JOIN vocabulary k ON k.vocabulary = 'relation_kind' AND k.code = r.kind
JOIN wave first ON first.wave = r.first_wave
LEFT JOIN wave last ON last.wave = r.last_wave
WHERE first.ordinal <= (SELECT ordinal FROM wave JOIN study USING (wave))
    AND (last.ordinal IS NULL OR last.ordinal >= (SELECT ordinal FROM wave JOIN study USING (wave)))
"""

_TECHNOLOGY_TIE = """
CREATE VIEW technology_tie AS
SELECT ego_id AS subject_id, alter_id AS partner_id, kind AS direction, relation_id,
    alter_country AS partner_country, alter_region AS partner_region, alter_sector AS partner_sector, overseas
FROM network_relation WHERE family = 'technology'
UNION ALL
SELECT r.alter_id, r.ego_id, CASE WHEN r.kind = 'technology_input' THEN 'technology_output' ELSE 'technology_input' END,
    r.relation_id, e.country, e.region, e.sector, e.country <> study.country
FROM network_relation r
JOIN study ON study.reading = 'either'
JOIN described a ON a.subject_id = r.alter_id AND a.is_sample
JOIN described e ON e.subject_id = r.ego_id
WHERE r.family = 'technology' AND r.alter_id <> r.ego_id
"""

# Every tie of a group's members, from the side of the member: own rows, and rows of others that mirror them. Those
# are `counted` where the study's reading is 'either'; its partners are neighbours in whatever reading.
_GROUP_TIE = """
CREATE VIEW group_tie AS
WITH members AS (
    SELECT DISTINCT m.group_id, g.role, m.subject_id
    FROM group_member AS m
    JOIN subject_group AS g ON g.group_id = m.group_id
), sides AS (
    SELECT relation_id, ego_id AS subject_id, alter_id AS partner_id, kind, family, TRUE AS counted
    FROM network_relation
    UNION ALL
    SELECT r.relation_id, r.alter_id, r.ego_id, CASE r.kind {mirrored} END, r.family, s.reading = 'either'
    FROM network_relation AS r
    CROSS JOIN study AS s
    JOIN described AS d ON d.subject_id = r.alter_id AND d.is_sample
    WHERE r.alter_id <> r.ego_id AND r.kind IN ({mirrors})
)
SELECT m.group_id, m.role, x.subject_id, x.partner_id, x.relation_id, x.kind, x.family, x.counted,
    p.country AS partner_country, p.home_country AS partner_home_country, p.region AS partner_region,
    p.sector AS partner_sector, p.country <> (SELECT country FROM study) AS overseas,
    i.subject_id IS NOT NULL AS is_inside
FROM sides AS x
JOIN members AS m ON m.subject_id = x.subject_id
JOIN described AS p ON p.subject_id = x.partner_id
LEFT JOIN members AS i ON i.group_id = m.group_id AND i.subject_id = x.partner_id
"""

_NETWORK_NODE = """
CREATE VIEW network_node AS
WITH ends AS (
    SELECT ego_id AS subject_id FROM network_relation UNION ALL SELECT alter_id FROM network_relation
), degrees AS (
    SELECT subject_id, count(*) AS weighted_degree FROM ends GROUP BY subject_id
)
SELECT s.subject_id, s.kind, s.country, s.region, s.sector, s.layer, s.is_sample,
    coalesce(d.weighted_degree, 0) AS weighted_degree
FROM described s
LEFT JOIN degrees d ON d.subject_id = s.subject_id
WHERE s.is_sample OR d.subject_id IS NOT NULL
"""


# The whole that a subject is part of, over any number of steps; a subject without a parent is its own. A circle of
# parents, which sources may tell, ends where it would begin anew.
_SUBJECT_HEAD = """
CREATE VIEW subject_head AS
WITH RECURSIVE upward(subject_id, head_id, depth, seen) AS (
    SELECT subject_id, subject_id, 0, [subject_id] FROM subject
    UNION ALL
    SELECT u.subject_id, s.parent_id, u.depth + 1, list_append(u.seen, s.parent_id)
    FROM upward u
    JOIN subject s ON s.subject_id = u.head_id AND s.parent_id IS NOT NULL AND NOT list_contains(u.seen, s.parent_id)
)
SELECT subject_id, arg_max(head_id, depth) AS head_id, max(depth) AS depth FROM upward GROUP BY subject_id
"""


_UNHELD = ("subject_head",)
"""Views that no measure reads."""


def wide_kinds() -> tuple[str, ...]:
    """Return the kinds of subject that have a wide view, in the vocabulary's order."""
    return tuple(term.code for term in vocabulary("kind").terms if term.code != "organisation")


def _wide_column(item: Field) -> str:
    picked = f"max(v.value) FILTER (WHERE v.field = '{item.field}')"
    cast = _SQL_TYPES.get(item.type)
    return f"CAST({picked} AS {cast}) AS {item.field}" if cast else f"{picked} AS {item.field}"


def _wide_view(kind: str) -> str:
    single = [item for item in fields_of(kind) if not item.multiple]
    names = ", ".join(f"s.{column}" for column in _SUBJECT_COLUMNS)
    wide = "".join(f",\n    {_wide_column(item)}" for item in single)
    listed = ", ".join(f"'{item.field}'" for item in single)
    return f"""
CREATE VIEW {quoted(f"{kind}_by_wave")} AS
SELECT m.subject_id, m.wave, {names}{wide}
FROM sample m
JOIN subject s ON s.subject_id = m.subject_id AND s.kind = '{kind}'
LEFT JOIN effective_value v ON v.subject_id = m.subject_id AND v.wave = m.wave AND v.field IN ({listed})
GROUP BY m.subject_id, m.wave, {names}
"""


def view_statements() -> dict[str, str]:
    """Return the CREATE VIEW statement of every view by its name, in an order in which they can run."""
    multiple = ", ".join(f"'{item.field}'" for item in fields().values() if item.multiple)
    from_ego = ", ".join(
        f"'{term.code}'" for term in vocabulary("relation_kind").terms if term.extra["arc_from"] == "ego"
    )
    mirror = {term.code: term.extra["mirror"] for term in vocabulary("relation_kind").terms if "mirror" in term.extra}
    mirrored = " ".join(f"WHEN '{kind}' THEN '{other}'" for kind, other in mirror.items())
    mirrors = ", ".join(f"'{kind}'" for kind in mirror)
    views = {
        "source_date": SOURCE_DATE,
        "ruled_value": RULED_VALUE,
        "effective_value": EFFECTIVE_VALUE,
        "subject_value": _SUBJECT_VALUE.format(multiple=multiple),
        "described": _DESCRIBED,
        "network_relation": _NETWORK_RELATION.format(from_ego=from_ego),
        "technology_tie": _TECHNOLOGY_TIE,
        "group_tie": _GROUP_TIE.format(mirrored=mirrored, mirrors=mirrors),
        "network_node": _NETWORK_NODE,
        **dict(wave_views()),
        "subject_head": _SUBJECT_HEAD,
    }
    for kind in wide_kinds():
        views[f"{kind}_by_wave"] = _wide_view(kind)
        views[kind] = (
            f"CREATE VIEW {quoted(kind)} AS SELECT * EXCLUDE (wave) FROM {quoted(f'{kind}_by_wave')} "
            "WHERE wave = (SELECT wave FROM study)"
        )
    return views


def create_views(con: DuckDBPyConnection) -> None:
    """Create every view; the tables must exist."""
    for statement in view_statements().values():
        con.execute(statement)


def hold_views(con: DuckDBPyConnection, names: Iterable[str] | None = None) -> None:
    """Hold the rows of the views `names`, by default of every view, in temporary tables, which hide the views.

    Sixty measures then read each view once computed instead of computing it sixty times.
    """
    _hold(con, names)


@contextmanager
def held_views(con: DuckDBPyConnection) -> Iterator[None]:
    """Hold every view as `hold_views` does, inside this block only: its memory is free again behind it.

    Views that are held already stay so; those of another wave (`hold_wave`) are there again.
    """
    own = _hold(con, None)
    try:
        yield
    finally:
        for view in own:
            con.execute(f"DROP TABLE temp.{quoted(view)}")
        for view, statement in view_statements().items():
            if own.get(view):
                con.execute(temporary_statement(statement))


def temporary_statement(statement: str) -> str:
    """Return the CREATE VIEW statement of a view as one that makes it for its connection alone.

    >>> temporary_statement("CREATE VIEW one AS SELECT 1")
    'CREATE TEMP VIEW one AS SELECT 1'
    """
    return statement.strip().replace("CREATE VIEW", "CREATE TEMP VIEW", 1)


def _hold(con: DuckDBPyConnection, names: Iterable[str] | None) -> dict[str, bool]:
    """Hold views; return those that were not held before, and of each whether it was this connection's own."""
    held = {row[0] for row in con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()}
    own = {row[0] for row in con.execute("SELECT view_name FROM duckdb_views() WHERE temporary").fetchall()}
    found = {}
    for view in view_statements():
        if view in held or view in _UNHELD or (names is not None and view not in names):
            continue
        schema = "temp" if view in own else "main"
        con.execute(f"CREATE TEMP TABLE held AS SELECT * FROM {schema}.{quoted(view)}")
        if view in own:
            con.execute(f"DROP VIEW temp.{quoted(view)}")
        con.execute(f"ALTER TABLE held RENAME TO {quoted(view)}")
        found[view] = view in own
    return found
