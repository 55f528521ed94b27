"""Tables of the chapter on data and method that only the report needs: what became of every row and subject.

They are measures like those of the catalogue, but for long lists: these have no `basis`, a row of theirs names its
source row itself.
"""

from __future__ import annotations

from valuenet.language import phrase
from valuenet.measures.catalogue import Measure

LONGEST = 5_000
"""Rows of a list that a page holds; the database has them all."""
PLACES = 4
"""Source rows that a list names for one subject."""
BEFORE = ("sample.sources", "sample.rejected")
WHO = ("sample.resolution", "sample.doubtful")
AFTER = ("sample.screening", "sample.admission")
"""Tables of the catalogue that belong into this chapter: before its own, after the rejected rows, after all."""
LISTS = ("method.rejected_rows", "method.failed_subjects", "audit.figures")

STEPS = ("collected", "present", "listed", "sample")
OUTCOMES = ("sample", "failed", "absent", "mentioned")
TERMS = """
SELECT vocabulary, code, label_zh, label_en FROM vocabulary
UNION ALL SELECT 'group', group_id, label_zh, label_en FROM subject_group
UNION ALL SELECT 'rule', rule, label_zh, label_en FROM screening_rule
UNION ALL SELECT 'step', rule, label_zh, label_en FROM screening_rule
UNION ALL SELECT 'source', source_id, title_zh, title_en FROM source
UNION ALL SELECT 'indicator', indicator, label_zh, label_en FROM index_indicator
UNION ALL SELECT 'left_out', indicator, label_zh, label_en FROM index_indicator
UNION ALL SELECT 'left_out', code, label_zh, label_en FROM vocabulary
    WHERE vocabulary IN ('region', 'index_analysis') AND code NOT IN (SELECT indicator FROM index_indicator)
UNION ALL SELECT 'figure', figure_id, concat_ws(' · ', table_label, row_label, column_label),
    concat_ws(' · ', table_label, row_label, column_label) FROM figure
UNION ALL SELECT 'figure_reason', f.figure_id, coalesce(c.unbound_zh, f.reason_zh, f.reason_en, ''),
    coalesce(c.unbound_en, f.reason_en, '') FROM figure f JOIN comparison c ON c.figure_id = f.figure_id
"""
"""Every label that a database has in itself, for `valuenet.report.labels.labels`."""

_REJECTED_ROWS = f"""
SELECT r.source_id, r.row, r.scope, r.field, r.value AS cell, r.reason, r.detail
FROM rejected AS r
JOIN source AS s ON s.source_id = r.source_id
ORDER BY r.reason = 'out_of_scope', s.ordinal, r.source_id, r.row NULLS LAST, r.field NULLS FIRST, r.reason, r.value
LIMIT {LONGEST}
"""
_FAILED_SUBJECTS = f"""
WITH failed AS (
    SELECT c.subject_id, string_agg(c.rule, ' ' ORDER BY r.ordinal) AS rules
    FROM screening AS c
    JOIN screening_rule AS r ON r.rule = c.rule
    WHERE c.wave = (SELECT wave FROM study) AND NOT c.passed
    GROUP BY c.subject_id
), placed AS (
    SELECT n.subject_id, n.source_id, n.row,
        row_number() OVER (PARTITION BY n.subject_id ORDER BY s.ordinal, n.source_id, n.row) AS place
    FROM (SELECT DISTINCT subject_id, source_id, row FROM name) AS n
    JOIN source AS s ON s.source_id = n.source_id
), named AS (
    SELECT subject_id, string_agg(source_id || ' ' || row, '|' ORDER BY place) AS places
    FROM placed
    WHERE place <= {PLACES}
    GROUP BY subject_id
)
SELECT s.kind, f.subject_id, f.rules, n.places
FROM failed AS f
JOIN subject AS s ON s.subject_id = f.subject_id
LEFT JOIN named AS n ON n.subject_id = f.subject_id
LEFT JOIN vocabulary AS v ON v.vocabulary = 'kind' AND v.code = s.kind
ORDER BY v.ordinal, s.kind, coalesce(s.name_zh, s.name_en), f.subject_id
LIMIT {LONGEST}
"""
_OUTCOMES = """
WITH here AS (
    SELECT subject_id FROM presence WHERE wave = (SELECT wave FROM study)
), members AS (
    SELECT subject_id FROM sample WHERE wave = (SELECT wave FROM study)
), failed AS (
    SELECT DISTINCT subject_id FROM screening WHERE wave = (SELECT wave FROM study) AND NOT passed
), basis AS (
    SELECT DISTINCT
        n.source_id,
        n.subject_id,
        s.kind,
        CASE
            WHEN m.subject_id IS NOT NULL THEN 'sample'
            WHEN f.subject_id IS NOT NULL THEN 'failed'
            WHEN h.subject_id IS NULL THEN 'absent'
            ELSE 'mentioned'
        END AS outcome
    FROM name AS n
    JOIN subject AS s ON s.subject_id = n.subject_id
    LEFT JOIN here AS h ON h.subject_id = n.subject_id
    LEFT JOIN members AS m ON m.subject_id = n.subject_id
    LEFT JOIN failed AS f ON f.subject_id = n.subject_id
), counted AS (
    SELECT source_id, kind, outcome, count(*) AS subjects FROM basis GROUP BY source_id, kind, outcome
)
SELECT c.source_id, c.kind, c.outcome, c.subjects,
    c.subjects / sum(c.subjects) OVER (PARTITION BY c.source_id, c.kind) AS share
FROM counted AS c
JOIN source AS s ON s.source_id = c.source_id
LEFT JOIN vocabulary AS v ON v.vocabulary = 'kind' AND v.code = c.kind
ORDER BY s.ordinal, c.source_id, v.ordinal, c.kind, c.outcome DESC
"""
_FUNNEL = """
WITH screened AS (
    SELECT subject_id, rule, passed FROM screening WHERE wave = (SELECT wave FROM study)
), members AS (
    SELECT subject_id FROM sample WHERE wave = (SELECT wave FROM study)
), first_failure AS (
    SELECT c.subject_id, min(r.ordinal) AS ordinal
    FROM screened AS c
    JOIN screening_rule AS r ON r.rule = c.rule
    WHERE NOT c.passed
    GROUP BY c.subject_id
), passing AS (
    SELECT c.subject_id, c.rule, 2 + r.ordinal AS ordinal
    FROM screened AS c
    JOIN screening_rule AS r ON r.rule = c.rule
    LEFT JOIN first_failure AS f ON f.subject_id = c.subject_id
    WHERE f.ordinal IS NULL OR f.ordinal > r.ordinal
), reached AS (
    SELECT subject_id, 'collected' AS step, 0 AS ordinal FROM subject
    UNION ALL
    SELECT subject_id, 'present', 1 FROM presence WHERE wave = (SELECT wave FROM study)
    UNION ALL
    SELECT subject_id, 'listed', 2 FROM (SELECT subject_id FROM screened UNION SELECT subject_id FROM members) AS listed
    UNION ALL
    SELECT subject_id, rule, ordinal FROM passing
    UNION ALL
    SELECT subject_id, 'sample', 1000000 FROM members
), basis AS (
    SELECT r.subject_id, s.kind, r.step, r.ordinal FROM reached AS r JOIN subject AS s ON s.subject_id = r.subject_id
), kinds AS (
    SELECT DISTINCT kind FROM subject
), steps AS (
    SELECT k.kind, t.step, t.ordinal
    FROM kinds AS k
    CROSS JOIN (VALUES ('collected', 0), ('present', 1), ('listed', 2), ('sample', 1000000)) AS t(step, ordinal)
    UNION ALL
    SELECT kind, rule, 2 + ordinal FROM screening_rule
), counted AS (
    SELECT kind, step, count(*) AS subjects FROM basis GROUP BY kind, step
)
SELECT t.kind, t.step, coalesce(c.subjects, 0) AS subjects,
    coalesce(c.subjects, 0) / max(c.subjects) OVER (PARTITION BY t.kind) AS share
FROM steps AS t
JOIN kinds AS k ON k.kind = t.kind
LEFT JOIN counted AS c ON c.kind = t.kind AND c.step = t.step
LEFT JOIN vocabulary AS v ON v.vocabulary = 'kind' AND v.code = t.kind
ORDER BY v.ordinal, t.kind, t.ordinal, t.step
"""


def method_measures() -> dict[str, Measure]:
    """Return the chapter's own tables by name, in order.

    >>> list(method_measures())
    ['method.rejected_rows', 'method.outcomes', 'method.funnel', 'method.failed_subjects']
    """
    counted = {"subjects": "count", "share": "share"}
    listed = {"source_id": "source", "row": "row", "scope": "rejection_scope", "field": "field", "cell": "text"}
    tables = (
        _measure("rejected_rows", (), {**listed, "reason": "rejection_reason", "detail": "text"}, _REJECTED_ROWS),
        _measure(
            "outcomes",
            ("source_id", "kind", "outcome"),
            {"source_id": "source", "kind": "kind", "outcome": "outcome", **counted},
            _OUTCOMES,
        ),
        _measure("funnel", ("kind", "step"), {"kind": "kind", "step": "step", **counted}, _FUNNEL),
        _measure(
            "failed_subjects",
            (),
            {"kind": "kind", "subject_id": "subject", "rules": "rules", "places": "places"},
            _FAILED_SUBJECTS,
        ),
    )
    return {measure.name: measure for measure in tables}


def _measure(table: str, key: tuple[str, ...], columns: dict[str, str], sql: str) -> Measure:
    words = f"method-{table.replace('_', '-')}"
    titles = phrase(f"{words}-title", "zh"), phrase(f"{words}-title", "en")
    notes = phrase(f"{words}-note", "zh"), phrase(f"{words}-note", "en")
    return Measure("method", table, *titles, *notes, key, columns, None, sql.strip())


def method_terms() -> dict[tuple[str, str], tuple[str, str]]:
    """Return the labels of steps and outcomes by (vocabulary, code)."""
    codes = [("step", code) for code in STEPS] + [("outcome", code) for code in OUTCOMES]
    return {(name, code): (phrase(f"{name}-{code}", "zh"), phrase(f"{name}-{code}", "en")) for name, code in codes}
