"""Tests of a study as SQL: each becomes an expression that is the evidence for passing, or NULL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from valuenet.model.declarations import Test
from valuenet.model.fields import PLACE_FIELDS, fields


def evidence(test: Test) -> str:
    """Return SQL over `p` (subject_id, wave, country, region, city, home_country): the evidence of passing, or NULL.

    It reads the tables attribute, effective_value and mentioned, and the temporary `tied` and `financed` that
    `valuenet.screen.rules` makes. What a study writes enters it as quoted literals only.

    >>> evidence(Test.model_validate({"located_in": ["CN", "US"]}))
    "CASE WHEN p.country IN ('CN', 'US') THEN 'country = ' || p.country END"
    """
    if test.has is not None:
        return _of_field(test.has, None)
    if test.equals is not None:
        return _every([_of_field(field, codes) for field, codes in test.equals.items()])
    if test.source is not None:
        return _of_sources(test.source)
    if test.relation is not None:
        return _of_relations(test.relation)
    if test.located_in is not None:
        return _of_field("country", test.located_in)
    return _of_rounds(test.financing_round) if test.financing_round is not None else _combined(test)


def _combined(test: Test) -> str:
    if test.any is not None:
        return f"coalesce({', '.join(map(evidence, test.any))})"
    if test.all is not None:
        return _every(list(map(evidence, test.all)))
    return _absent(evidence(test.fails or Test(any=())))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _among(column: str, values: Iterable[str] | None) -> str:
    return f"{column} IS NOT NULL" if values is None else f"{column} IN ({', '.join(map(_text, values))})"


def _of_field(field: str, codes: Sequence[str] | None) -> str:
    said = _text(f"{field} = ")
    if field in PLACE_FIELDS:
        return f"CASE WHEN {_among(f'p.{field}', codes)} THEN {said} || p.{field} END"
    several = field in fields() and fields()[field].multiple
    of_wave = "(v.wave IS NULL OR v.wave = p.wave)" if several else "v.wave = p.wave"
    return (
        f"(SELECT {said} || string_agg(DISTINCT v.value, ', ' ORDER BY v.value) "
        f"FROM {'attribute' if several else 'effective_value'} v "
        f"WHERE v.subject_id = p.subject_id AND {of_wave} AND v.field = {_text(field)} AND {_among('v.value', codes)})"
    )


def _of_sources(sources: Sequence[str]) -> str:
    return (
        "(SELECT string_agg(DISTINCT m.source_id, ', ' ORDER BY m.source_id) FROM mentioned m "
        f"WHERE m.declared AND m.subject_id = p.subject_id AND {_among('m.source_id', sources)})"
    )


def _of_relations(kinds: Sequence[str]) -> str:
    return (
        "(SELECT string_agg(t.kind || ' × ' || t.ties, ', ' ORDER BY t.kind) FROM tied t "
        f"WHERE t.subject_id = p.subject_id AND t.wave = p.wave AND {_among('t.kind', kinds)})"
    )


def _of_rounds(wanted: bool) -> str:
    known = (
        "(SELECT 'financing_round × ' || f.rounds FROM financed f "
        "WHERE f.subject_id = p.subject_id AND f.wave = p.wave)"
    )
    return known if wanted else _absent(known)


def _every(parts: Sequence[str]) -> str:
    # Text joined to NULL is NULL: one part without evidence leaves the whole without.
    both = " || '; ' || "
    return f"({both.join(parts)})" if len(parts) > 1 else parts[0]


def _absent(part: str) -> str:
    return f"CASE WHEN {part} IS NULL THEN '—' END"
