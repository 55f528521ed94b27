"""From a binding to the query that computes a figure: printed words become codes, subjects and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from valuenet.audit.binding import Binding, Bindings, Condition
from valuenet.database.create import quoted
from valuenet.measures.catalogue import catalogue
from valuenet.model.figure import Figure
from valuenet.model.vocabulary import vocabulary, vocabulary_names
from valuenet.text import fold

Codes = Mapping[tuple[str, str], str]
"""Codes of the database by vocabulary and by the spelling of a label, as `spelling` writes it."""

LABELS = """
SELECT vocabulary, code, label_zh, label_en FROM vocabulary
UNION ALL
SELECT 'indicator', indicator, label_zh, label_en FROM index_indicator
"""

_BRACES = re.compile(r"\{([^{}:]*)(?::(\w+))?\}")
_RANGE = re.compile(r"(-?\d+)\.\.(-?\d+)")
_NUMERAL = re.compile(r"-?\d+(?:\.\d+)?")
_TEXT_UNITS = frozenset({"text", "wave", "subject", "group", "rule", "source", "indicator", "field"})


def spelling(words: str) -> str:
    """Return `words` as they are compared: without case, width, spaces and punctuation.

    >>> spelling("Health care") == spelling("HealthCare"), spelling("speech_nlp") == spelling("Speech NLP")
    (True, True)
    """
    return re.sub(r"[\W_]+", "", fold(words))


def figure_query(
    figure: Figure, binding: Binding, values: Mapping[str, str], bindings: Bindings, codes: Codes
) -> str | None:
    """Return the query of a figure, or None where its words have no code, so that the next binding may have it.

    The query gives rows of one column, `value`: one row, or for the function `each` one for each row found.
    """
    table = f"result.{quoted(binding.measure.replace('.', '_', 1))}"
    conditions = [_condition_sql(each, binding, values, bindings, codes) for each in binding.where]
    if any(each is None for each in conditions):
        return None
    kept = " AND ".join(filter(None, conditions)) or "TRUE"
    column = quoted(binding.column) if binding.column else "*"
    if binding.function == "sum":
        return f"SELECT sum({column}) AS value FROM {table} WHERE {kept}"
    if binding.function == "count":  # a table without rows holds no data, which is not zero
        return f"SELECT count(*) FILTER (WHERE {kept}) AS value FROM {table} HAVING count(*) > 0"
    if binding.function == "at_most":
        greatest = f"(SELECT max({quoted(binding.by)}) FROM {table} WHERE {kept})"
        return f"SELECT {column} AS value FROM {table} WHERE {kept} AND {quoted(binding.by)} = {greatest}"
    return f"SELECT {column} AS value FROM {table} WHERE {kept}"


def expected_rows(binding: Binding) -> int | None:
    """Return how many rows the conditions of a binding name, or None where they leave that open.

    >>> from valuenet.audit.binding import Condition
    >>> three = Condition("region", "=", "{Beijing:region}|{Hebei:region}|{Tianjin:region}")
    >>> expected_rows(Binding("", "", (three,), "each", "", "", "", ""))
    3
    """
    if any(each.asked == "*" or each.operator == ">" or _RANGE.fullmatch(each.asked) for each in binding.where):
        return None
    count = 1
    for each in binding.where:
        count *= len(each.asked.split("|"))
    return count


def _condition_sql(
    condition: Condition, binding: Binding, values: Mapping[str, str], bindings: Bindings, codes: Codes
) -> str | None:
    column = quoted(condition.column)
    unit = catalogue()[binding.measure].columns[condition.column]
    if condition.operator == ">":
        return f"{column} > {condition.asked}" if _NUMERAL.fullmatch(condition.asked) else None
    if condition.asked == "*":
        return f"{column} IS NOT NULL"
    if found := _RANGE.fullmatch(condition.asked):
        return f"{column} BETWEEN {found[1]} AND {found[2]}"
    asked = [_resolved(each.strip(), values, bindings, codes) for each in condition.asked.split("|")]
    if any(each is None for each in asked):
        return None
    if unit == "subject":
        listed = ", ".join(_literal(name) for each in asked for name in each or ())
        return f"{column} IN (SELECT subject_id FROM name WHERE name IN ({listed}))"
    literals = [_value(each[0], unit) for each in asked if each]
    return f"{column} = {literals[0]}" if len(literals) == 1 else f"{column} IN ({', '.join(literals)})"


def _resolved(asked: str, values: Mapping[str, str], bindings: Bindings, codes: Codes) -> tuple[str, ...] | None:
    """Return what a value stands for: one code or word, or the names of a subject; None where nothing is known."""
    found = _BRACES.fullmatch(asked)
    if not found:
        return (_BRACES.sub(lambda each: values.get(each[1], each[0]), asked),)
    words = values.get(found[1], found[1])
    if not found[2]:
        return (words,)
    if found[2] == "subject":
        return bindings.names.get(fold(words), (words,))
    code = codes.get((found[2], spelling(words))) or _packaged(found[2], words)
    return (code,) if code else None


def _packaged(name: str, words: str) -> str | None:
    """Return the code of a packaged vocabulary: its aliases are not in the database."""
    if name not in vocabulary_names():
        return None
    found = vocabulary(name)
    wanted = spelling(words)
    return found.find(words) or next((found.find(each) for each in found.spellings() if spelling(each) == wanted), None)


def _value(text: str, unit: str) -> str:
    if unit == "boolean":
        return text.upper() if text.lower() in ("true", "false") else "NULL"
    plain = unit not in _TEXT_UNITS and unit not in vocabulary_names()
    return text if plain and _NUMERAL.fullmatch(text) else _literal(text)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
