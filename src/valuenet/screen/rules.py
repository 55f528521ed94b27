"""Screening rules: each test becomes SQL that gives the evidence for passing, or NULL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duckdb import DuckDBPyConnection

from valuenet.model.declarations import Rule, Test
from valuenet.model.fields import PLACE_FIELDS


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(map(_text, values))


def _field_evidence(field: str, codes: Sequence[str] | None) -> str:
    if field in PLACE_FIELDS:
        among = f" AND p.{field} IN ({_listed(codes)})" if codes is not None else ""
        return f"CASE WHEN p.{field} IS NOT NULL{among} THEN '{field} = ' || p.{field} END"
    among = f" AND v.value IN ({_listed(codes)})" if codes is not None else ""
    return (
        f"(SELECT '{field} = ' || max(v.value) FROM effective_value v "
        f"WHERE v.subject_id = p.subject_id AND v.wave = p.wave AND v.field = '{field}'{among})"
    )


def _relation_evidence(kinds: Sequence[str]) -> str:
    return (
        "(SELECT string_agg(t.kind || ' × ' || t.ties, ', ' ORDER BY t.kind) FROM tied t "
        f"WHERE t.subject_id = p.subject_id AND t.wave = p.wave AND t.kind IN ({_listed(kinds)}))"
    )


def evidence(test: Test) -> str:
    """Return SQL over `p` (subject_id, wave, kind, country …) that is the evidence of passing `test`, or NULL.

    >>> from valuenet.model.declarations import Test
    >>> evidence(Test.model_validate({"located_in": ["CN"]}))
    "CASE WHEN p.country IN ('CN') THEN 'country = ' || p.country END"
    """
    if test.has is not None:
        return _field_evidence(test.has, None)
    if test.equals is not None:
        return _every([_field_evidence(field, codes) for field, codes in test.equals.items()])
    if test.source is not None:
        return (
            "(SELECT string_agg(DISTINCT m.source_id, ', ' ORDER BY m.source_id) FROM mentioned m "
            f"WHERE m.declared AND m.subject_id = p.subject_id AND m.source_id IN ({_listed(test.source)}))"
        )
    if test.relation is not None:
        return _relation_evidence(test.relation)
    if test.financing_round is not None:
        rounds = "(SELECT 'financing_round × ' || f.rounds FROM financed f WHERE f.subject_id = p.subject_id AND f.wave = p.wave)"
        return rounds if test.financing_round else _absent(rounds)
    if test.located_in is not None:
        return _field_evidence("country", test.located_in).replace("p.country IS NOT NULL AND ", "")
    if test.any is not None:
        return f"coalesce({', '.join(map(evidence, test.any))})"
    if test.all is not None:
        return _every(list(map(evidence, test.all)))
    assert test.fails is not None
    return _absent(evidence(test.fails))


def _every(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' || ''; '' || '.join(parts)})"


def _absent(part: str) -> str:
    return f"CASE WHEN {part} IS NULL THEN '—' END"


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
