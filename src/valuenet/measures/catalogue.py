"""The catalogue of measures: every table of the report and every leaf of the index, read from its SQL file."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from valuenet.errors import UsageError, nearest
from valuenet.measures.header import read_header

if TYPE_CHECKING:
    from sqlglot import exp

UNITS = frozenset(
    {"count", "share", "number", "degree", "cny", "year", "rank", "weight", "text", "boolean", "wave"}
    | {"subject", "group", "rule", "source", "indicator", "field", "chapter", "figure", "figure_reason", "left_out"}
)
"""What a column can hold besides codes of a vocabulary. `count` is a number of rows or of subjects;
`number` any other quantity; the last line are ids shown by the label of what they name."""
CHART_FORMS = ("bar", "column", "tile_map", "grouped_bar", "scatter", "stacked_bar", "interval", "slope")
"""Forms of a chart; a scatter has its `label` column across and its `value` column up, an interval has `low` and `high`
besides its value, and a slope goes from its column `before` to its value."""

HEADER = re.compile(r"\A/\*\n(.*?)\n\*/\n", re.DOTALL)
"""The header of an SQL file: YAML in the block comment with which it begins."""
_LAST_SELECT = re.compile(r"^SELECT\b", re.MULTILINE)
_HANZI = r"[\u2e80-\u9fff\uff00-\uffef\u201c\u201d]"


@dataclass(frozen=True)
class Chapter:
    """A chapter of the report and the names of its tables, in order.

    An `optional` chapter is there only where one of its tables has rows, and then without its empty tables.
    """

    chapter: str
    title_zh: str
    title_en: str
    tables: tuple[str, ...]
    optional: bool = False

    def title(self, language: str) -> str:
        """Return the title in `zh` or `en`."""
        return self.title_zh if language == "zh" else self.title_en


@dataclass(frozen=True)
class Measure:
    """One table: its titles, key, the unit of each column, its chart, and the query in DuckDB's dialect.

    The query holds a common table expression `basis` with the rows behind the figures. The first column
    of the unit `count` counts exactly the rows of `basis` that have the key of the figure. An indicator also
    says how its value is `made` of the rows of a region: their count, or the sum or mean of one of their columns.
    A study's own table brings the `labels` (Chinese, English) of columns that valuenet does not label.
    """

    chapter: str
    table: str
    title_zh: str
    title_en: str
    note_zh: str | None
    note_en: str | None
    key: tuple[str, ...]
    columns: Mapping[str, str]
    chart: Mapping[str, str] | None
    sql: str
    made: tuple[str, str | None] | None = None
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name by which a table is asked for: `chapter.table`."""
        return f"{self.chapter}.{self.table}"

    def title(self, language: str) -> str:
        """Return the title in `zh` or `en`."""
        return self.title_zh if language == "zh" else self.title_en

    def note(self, language: str) -> str | None:
        """Return the note (reading, definition, denominator) in `zh` or `en`."""
        return self.note_zh if language == "zh" else self.note_en


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("valuenet.measures") / name).read_text(encoding="utf-8").splitlines()))


@cache
def chapters() -> dict[str, Chapter]:
    """Return the chapters by name, in the order of the report.

    >>> list(chapters())[:2], chapters()["linkers"].title("zh")
    (['sample', 'enterprises'], '链接者')
    """
    rows = _rows("chapters.csv")
    return {
        row["chapter"]: Chapter(
            row["chapter"], row["title_zh"], row["title_en"], tuple(row["tables"].split()), row["optional"] == "yes"
        )
        for row in rows
    }


@cache
def column_labels() -> dict[str, dict[str, str]]:
    """Return the labels of every column that a measure gives, by column and language.

    >>> column_labels()["enterprises"]["en"]
    'Enterprises'
    """
    return {row["column"]: {"zh": row["label_zh"], "en": row["label_en"]} for row in _rows("columns.csv")}


def _read(chapter: str, table: str) -> Measure:
    text = (files("valuenet.measures") / chapter / f"{table}.sql").read_text(encoding="utf-8")
    return read_measure(chapter, table, text)


def read_measure(chapter: str, table: str, text: str) -> Measure:
    """Return the measure that the text of an SQL file declares in its header; what the header says is not checked."""
    found = HEADER.match(text)
    if not found:
        raise ValueError(f"{chapter}/{table}.sql does not begin with a header in a block comment")
    head = read_header(found[1])
    note = head.get("note") or {}
    return Measure(
        chapter=chapter,
        table=table,
        title_zh=head["title"]["zh"],
        title_en=head["title"]["en"],
        note_zh=_unspaced(note["zh"]) if note else None,
        note_en=note["en"] if note else None,
        key=tuple(head["key"]),
        columns=head["columns"],
        chart=head.get("chart"),
        sql=text[found.end() :].strip(),
        made=_made(head.get("made")),
        labels={name: (label["zh"], label["en"]) for name, label in (head.get("labels") or {}).items()},
    )


def _made(declared: str | Mapping[str, str] | None) -> tuple[str, str | None] | None:
    if declared is None:
        return None
    if isinstance(declared, str):
        return declared, None
    return next(iter(declared.items()))


def _unspaced(text: str) -> str:
    # YAML folds a broken line into a space, which Chinese does not have.
    return re.sub(f"(?<={_HANZI}) (?={_HANZI})", "", text)


@cache
def catalogue() -> dict[str, Measure]:
    """Return every table of the report by its name, in the order of the chapters.

    >>> catalogue()["enterprises.by_region"].columns
    {'region': 'region', 'enterprises': 'count', 'share': 'share'}
    """
    found = (_read(chapter.chapter, table) for chapter in chapters().values() for table in chapter.tables)
    return {measure.name: measure for measure in found}


@cache
def indicators() -> dict[str, Measure]:
    """Return the queries of index leaves by name; each gives `region, value`, with NULL for no data.

    A count is 0 only for a region with sample subjects, and only where the study has such data at all.

    >>> indicators()["number_of_policies"].columns
    {'region': 'region', 'value': 'count'}
    """
    folder = files("valuenet.measures") / "indicators"
    names = sorted(path.name.removesuffix(".sql") for path in folder.iterdir() if path.name.endswith(".sql"))
    return {name: _read("indicators", name) for name in names}


def measure(name: str) -> Measure:
    """Return the measure `chapter.table`; raise `UsageError` with the nearest name if there is none."""
    try:
        return catalogue()[name]
    except KeyError:
        raise UsageError(f"there is no table '{name}'{nearest(name, catalogue())}") from None


def basis_sql(measure: Measure) -> str | None:
    """Return the query for all rows behind a measure's figures, or None where it has no subjects or relations.

    >>> basis_sql(catalogue()["enterprises.by_layer"]).splitlines()[-1]
    'SELECT * FROM basis'
    """
    at = [found.start() for found in _LAST_SELECT.finditer(measure.sql)]
    if (
        len(at) != 1
        or not re.search(r"\bbasis AS \(", measure.sql)
        or not re.search(r"\b(subject|relation)_id\b", measure.sql)
    ):
        return None
    return measure.sql[: at[0]] + "SELECT * FROM basis"


def basis_columns(measure: Measure) -> tuple[str, ...] | None:
    """Return the columns of a measure's `basis`; None where the query cannot be read, or has none.

    >>> basis_columns(catalogue()["enterprises.by_layer"])
    ('subject_id', 'layer')
    """
    from sqlglot.errors import SqlglotError

    try:
        return _basis(measure.sql)[1]
    except (SqlglotError, StopIteration, AttributeError, KeyError):
        return None


def trace_sql(measure: Measure, key: Mapping[str, object]) -> str:
    """Return the query for the rows behind the figures that `measure` gives for one `key`.

    `key` holds a value for each key column, None for "no data"; text is read as the column's unit asks,
    and every value enters the query as a quoted literal. A wrong or missing key raises `UsageError`.

    >>> print(trace_sql(catalogue()["linkers.alliances_by_year"], {"year": "2018"}).rpartition(") ")[2])
    SELECT * FROM basis WHERE "year" IS NOT DISTINCT FROM 2018 ORDER BY "subject_id", "year", "established"
    """
    from sqlglot import exp  # a third of a second that a build and a report do not need

    if set(key) != set(measure.key):
        raise UsageError(f"a row of '{measure.name}' is named by {', '.join(measure.key)}; given: {', '.join(key)}")
    ctes, columns = _basis(measure.sql)
    same = [
        exp.NullSafeEQ(this=exp.column(name, quoted=True), expression=_literal(measure, name, key[name]))
        for name in measure.key
    ]
    traced = exp.select("*").from_("basis").where(*same).order_by(*(exp.column(name, quoted=True) for name in columns))
    return f"{ctes} {traced.sql(dialect='duckdb')}"


@cache
def _basis(sql: str) -> tuple[str, tuple[str, ...]]:
    import sqlglot

    ctes = sqlglot.parse_one(sql, read="duckdb").args["with_"]
    basis = next(cte for cte in ctes.expressions if cte.alias == "basis")
    return ctes.sql(dialect="duckdb"), tuple(basis.this.named_selects)


def _literal(measure: Measure, name: str, value: object) -> exp.Expr:
    from sqlglot import exp

    unit = measure.columns[name]
    try:
        if value is None:
            return exp.null()
        if unit == "year":
            return exp.convert(int(str(value)))
        if unit == "boolean":
            return exp.convert({"true": True, "false": False}[str(value).lower()])
        return exp.convert(str(value))
    except (KeyError, ValueError):
        raise UsageError(f"'{value}' is not a {unit}, which '{name}' of '{measure.name}' asks for") from None
