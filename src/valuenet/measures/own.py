"""Tables of a study's own: their SQL files read as measures, and everything in them that means nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from valuenet.errors import nearest
from valuenet.measures.catalogue import (
    CHART_FORMS,
    HEADER,
    UNITS,
    Measure,
    basis_columns,
    basis_sql,
    catalogue,
    column_labels,
    read_measure,
)
from valuenet.model.vocabulary import vocabulary_names
from valuenet.model.voice import OwnTable

Wrong = tuple[int, str]
"""A line of a file, and what is wrong there."""

_WORDS = ("title", "note", "key", "columns", "chart", "labels")
_CHART_WORDS = ("form", "label", "value", "colour", "low", "high", "before")
_NEEDED = {"interval": ("low", "high"), "slope": ("before",), "grouped_bar": ("colour",), "stacked_bar": ("colour",)}
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*")


def own_measures(tables: Iterable[OwnTable]) -> dict[str, Measure]:
    r"""Return the measures of a study's tables by name; the files are sound, as `wrong_in_table` finds them.

    >>> text = ("/*\ntitle: {zh: 甲, en: A}\nkey: [region]\ncolumns: {region: region, enterprises: count}\n*/\n"
    ...         "WITH basis AS (SELECT subject_id, region FROM enterprise)\nSELECT …")
    >>> own_measures([OwnTable("outlook", "young", text, "young.sql")])["outlook.young"].title("zh")
    '甲'
    """
    return {each.name: read_measure(each.chapter, each.table, _lines(each.text)) for each in tables}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").removeprefix("\ufeff")


def wrong_in_table(own: OwnTable) -> list[Wrong]:
    """Return every line of a table's file whose header or query is not what the report needs, with the reason."""
    text = _lines(own.text)
    found = HEADER.match(text)
    if not found:
        return [
            (1, "it must begin with a header: '/*', then title, key and columns as YAML, then '*/', on lines apart")
        ]
    try:
        head = YAML(typ="rt").load(found[1])
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return [((mark.line if mark else 0) + 2, f"the header is not valid YAML: {error.problem or error.context}")]
    except YAMLError as error:
        return [(2, f"the header is not valid YAML: {error}")]
    if not isinstance(head, dict):
        return [(2, "the header must hold words with their values, as in `key: [region]`")]
    wrong = [(_line_of(head, word), message) for word, message in _wrong_in_header(head)]
    if wrong:
        return sorted(wrong)
    measure = read_measure(own.chapter, own.table, text)
    start = text[: found.end()].count("\n") + 1
    return [(start, message) for message in (*_wrong_in_query(measure), *_other_than_valuenets(measure))]


def _line_of(head: Any, word: str) -> int:
    return int(head.lc.key(word)[0]) + 2 if word in head else 2


def _wrong_in_header(head: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for word in head:
        if word not in _WORDS:
            yield word, f"unknown word '{word}'{nearest(str(word), _WORDS) or '; known here: ' + ', '.join(_WORDS)}"
    for word in ("title", "note"):
        if (word == "title" or word in head) and not _in_both(head.get(word)):
            yield word, f"'{word}' needs a text in both languages, as in {{zh: 企业, en: Enterprises}}"
    columns = head.get("columns")
    if not isinstance(columns, dict) or not columns:
        yield "columns", "'columns' must name each column of the query and its unit, as in {region: region, n: count}"
        return
    yield from _wrong_columns(columns, head.get("labels"))
    key = head.get("key")
    if not isinstance(key, list) or not key:
        yield "key", "'key' must list the columns that tell the rows apart, as in [region]"
    else:
        yield from (("key", f"there is no column '{name}'") for name in key if name not in columns)
    if head.get("chart") is not None:
        yield from _wrong_chart(head["chart"], columns)


def _in_both(text: Any) -> bool:
    return isinstance(text, dict) and all(isinstance(text.get(one), str) and text[one].strip() for one in ("zh", "en"))


def _wrong_columns(columns: Mapping[str, Any], labels: Any) -> Iterator[tuple[str, str]]:
    units = sorted(UNITS | set(vocabulary_names()) | _result_vocabularies())
    for name, unit in columns.items():
        if not _PLAIN_NAME.fullmatch(str(name)):
            yield "columns", f"'{name}' must be a word of small letters, digits and _"
        if unit not in units:
            yield "columns", f"'{unit}' is no unit and no vocabulary{nearest(str(unit), units)}"
        if name not in column_labels() and not (isinstance(labels, dict) and _in_both(labels.get(name))):
            yield "columns", f"the column '{name}' has no label: add `labels: {{{name}: {{zh: …, en: …}}}}`"
    for name in labels if isinstance(labels, dict) else ():
        if name not in columns:
            yield "labels", f"there is no column '{name}'{nearest(str(name), map(str, columns))}"


def _result_vocabularies() -> set[str]:
    folder = files("valuenet.measures") / "vocabularies"
    return {path.name.removesuffix(".csv") for path in folder.iterdir() if path.name.endswith(".csv")}


def _wrong_chart(chart: Any, columns: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not isinstance(chart, dict) or not {"form", "label", "value"} <= set(chart):
        yield "chart", "'chart' needs form, label and value, as in {form: bar, label: region, value: enterprises}"
        return
    form = chart["form"]
    if form not in CHART_FORMS:
        yield "chart", f"'{form}' is no form of a chart{nearest(str(form), CHART_FORMS)}; {', '.join(CHART_FORMS)}"
    for word, column in chart.items():
        if word not in _CHART_WORDS:
            yield "chart", f"unknown word '{word}'{nearest(str(word), _CHART_WORDS)}"
        elif word != "form" and column not in columns:
            yield "chart", f"there is no column '{column}'{nearest(str(column), map(str, columns))}"
    for word in _NEEDED.get(form, ()):
        if word not in chart:
            yield "chart", f"a chart of the form '{form}' needs '{word}' too"


def _wrong_in_query(measure: Measure) -> Iterator[str]:
    if not re.search(r"\bbasis AS \(", measure.sql):
        yield "the query needs `WITH basis AS (SELECT …)`: the rows that are counted, to which a figure leads"
        return
    columns = basis_columns(measure)
    if columns is None:
        return  # not SQL: DuckDB says where
    if "*" in columns:
        yield "`basis` must spell out its columns in place of *"
    elif missing := [name for name in measure.key if name not in columns]:
        yield f"`basis` lacks the key column '{missing[0]}'"
    elif {"subject_id", "relation_id"} & set(columns) and basis_sql(measure) is None:
        yield "the last SELECT, and no other, must stand at the beginning of a line and in capitals"
    if not re.search(r"\bORDER BY\b", measure.sql, re.IGNORECASE):
        yield "the query needs ORDER BY, so that equal data give equal tables"


def _other_than_valuenets(measure: Measure) -> Iterator[str]:
    known = catalogue().get(measure.name)
    if known and (known.key, dict(known.columns)) != (measure.key, dict(measure.columns)):
        yield (
            f"a table in the place of valuenet's '{measure.name}' has its key and columns: "
            f"key: [{', '.join(known.key)}], columns: {{{', '.join(f'{k}: {v}' for k, v in known.columns.items())}}}"
        )
