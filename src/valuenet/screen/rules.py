"""Screening: each rule of a study on each candidate at each wave, with the evidence, and the sample that passes."""

from __future__ import annotations

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from valuenet.model.declarations import Rule
from valuenet.screen.evidence import evidence

_TIED = """
CREATE TEMP TABLE tied AS
SELECT e.subject_id, w.wave, e.kind, count(*) AS ties FROM (
    SELECT ego_id AS subject_id, kind, first_wave FROM relation
    UNION ALL SELECT alter_id, kind, first_wave FROM relation WHERE alter_id <> ego_id
) e
JOIN wave first ON first.wave = e.first_wave
JOIN wave w ON w.ordinal >= first.ordinal
GROUP BY ALL
"""
_FINANCED = """
CREATE TEMP TABLE financed AS
SELECT f.subject_id, w.wave, count(*) AS rounds
FROM financing_round f JOIN wave w ON f.date IS NULL OR f.date <= w.date
GROUP BY ALL
"""
_PRESENT = """
CREATE TEMP TABLE candidate AS
SELECT DISTINCT p.subject_id, p.wave, s.kind, s.country, s.region, s.city, s.home_country
FROM presence p JOIN subject s USING (subject_id)
JOIN mentioned m ON m.subject_id = s.subject_id AND m.declared
WHERE s.kind <> 'organisation'
"""
_SAMPLE = """
INSERT INTO sample
SELECT p.subject_id, p.wave FROM candidate p
ANTI JOIN (SELECT subject_id, wave FROM screening WHERE NOT passed) AS failed
ON failed.subject_id = p.subject_id AND failed.wave = p.wave
"""


def write_screening(con: DuckDBPyConnection, rules: Sequence[Rule]) -> None:
    """Fill `screening_rule`, `screening` and `sample`, and mark the subjects in the sample at the reported wave.

    Candidates are the subjects a source lists in their own right; those that are only an end of ties, and
    organisations of unknown kind, are never in the sample. A kind without rules passes whole.
    """
    for statement in (_TIED, _FINANCED, _PRESENT):
        con.execute(statement)
    for ordinal, rule in enumerate(rules, start=1):
        row = [rule.rule, rule.kind, rule.title.zh, rule.title.en, ordinal]
        con.execute("INSERT INTO screening_rule VALUES (?, ?, ?, ?, ?)", row)
        con.execute(
            "INSERT INTO screening SELECT subject_id, wave, ?, evidence IS NOT NULL, evidence FROM "
            f"(SELECT p.subject_id, p.wave, {evidence(rule.test)} AS evidence FROM candidate p WHERE p.kind = ?)",
            [rule.rule, rule.kind],
        )
    con.execute(_SAMPLE)
    con.execute(
        "UPDATE subject SET in_sample = TRUE WHERE subject_id IN "
        "(SELECT subject_id FROM sample WHERE wave = (SELECT wave FROM study))"
    )
