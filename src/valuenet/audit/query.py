"""From a binding to the query that computes a figure: printed words become codes, subjects and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from valuenet.audit.binding import Binding, Bindings, Condition
from valuenet.database.create import quoted
from valuenet.measures.catalogue import catalogue
from valuenet.model.figure import Figure
from valuenet.model.vocabulary import vocabulary, vocabulary_names
from valuenet.text import fold

LABELS = """
SELECT vocabulary, code, label_zh, label_en FROM vocabulary
UNION ALL
SELECT 'indicator', indicator, label_zh, label_en FROM index_indicator
"""

_BRACES = re.compile(r"\{([^{}:]*)(?::(\w+))?\}")
_RANGE = re.compile(r"(-?\d+)\.\.(-?\d+)")
_NUMERAL = re.compile(r"-?\d+(?:\.\d+)?")
_TEXT_UNITS = frozenset({"text", "wave", "subject", "group", "rule", "source", "indicator", "field"})


@dataclass(frozen=True)
class Words:
    """What the words of a document mean in a database.

    `codes` by vocabulary and by the spelling of a label, as `spelling` writes it; ids of `subjects` by their names.
    """

    codes: Mapping[tuple[str, str], str]
    subjects: Mapping[str, tuple[str, ...]]


def spelling(words: str) -> str:
    """Return `words` as they are compared: without case, width, spaces and punctuation.

    >>> spelling("Health care") == spelling("HealthCare"), spelling("speech_nlp") == spelling("Speech NLP")
    (True, True)
    """
    return re.sub(r"[\W_]+", "", fold(words))


def subject_names(figures: Iterable[Figure], bindings: Bindings) -> set[str]:
    """Return every name by which the figures or their bindings may mean a subject."""
    printed = {words for each in figures for words in (each.row, each.column, *each.id.split("."))}
    spoken = {found[1] for rule in bindings.rules for each in rule.where for found in _BRACES.finditer(each.asked)}
    return {*printed, *spoken, *(name for names in bindings.names.values() for name in names)}


def names_query(names: Iterable[str]) -> str:
    """Return the query for the subjects of these names, in rows of `name` and `subject_id`."""
    listed = ", ".join(map(_literal, sorted(names)))
    return f"SELECT DISTINCT name, subject_id FROM name WHERE name IN ({listed}) ORDER BY name, subject_id"


def figure_query(
    binding: Binding, values: Mapping[str, str], names: Mapping[str, tuple[str, ...]], words: Words
) -> str | None:
    """Return the query of a figure, or None where its words mean nothing here, so that the next binding may have it.

    `values` are what the slots of its pattern, `row` and `column` stand for, `names` those that a printed name stands
    for. The query gives rows of one column, `value`: one row, or for the function `each` one for each row found.
    """
    table = f"result.{quoted(binding.measure.replace('.', '_', 1))}"
    conditions = [_condition_sql(each, binding, values, names, words) for each in binding.where]
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
    condition: Condition,
    binding: Binding,
    values: Mapping[str, str],
    names: Mapping[str, tuple[str, ...]],
    words: Words,
) -> str | None:
    column = quoted(condition.column)
    unit = catalogue()[binding.measure].columns[condition.column]
    if condition.operator == ">":
        return f"{column} > {condition.asked}" if _NUMERAL.fullmatch(condition.asked) else None
    if condition.asked == "*":
        return f"{column} IS NOT NULL"
    if found := _RANGE.fullmatch(condition.asked):
        return f"{column} BETWEEN {found[1]} AND {found[2]}"
    asked = [_resolved(each.strip(), values, names, words) for each in condition.asked.split("|")]
    if not all(asked):
        return None
    literals = [_value(code, unit) for codes in asked for code in codes]
    return f"{column} = {literals[0]}" if len(literals) == 1 else f"{column} IN ({', '.join(literals)})"


def _resolved(
    asked: str, values: Mapping[str, str], names: Mapping[str, tuple[str, ...]], words: Words
) -> tuple[str, ...]:
    """Return what a value stands for: one code or word, or the ids of a subject; nothing where it is not known."""
    found = _BRACES.fullmatch(asked)
    if not found:
        return (_BRACES.sub(lambda each: values.get(each[1], each[0]), asked),)
    said = values.get(found[1], found[1])
    if not found[2]:
        return (said,)
    if found[2] == "subject":
        meant = names.get(fold(said), (said,))
        return tuple(dict.fromkeys(one for name in meant for one in words.subjects.get(name, ())))
    code = words.codes.get((found[2], spelling(said))) or _packaged(found[2], said)
    return (code,) if code else ()


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
