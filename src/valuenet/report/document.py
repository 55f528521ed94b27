"""The neutral parts of a report: what is said, before it becomes a page, a print or a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from typing import Literal, get_args

from valuenet.language import Figure, Language
from valuenet.model.voice import Logo

Form = Literal[
    "bar", "column", "grouped_bar", "stacked_bar", "scatter", "tile_map", "interval", "slope",
    "treemap", "sankey", "matrix", "curves", "distribution", "dumbbell", "diverging", "network",
]  # fmt: skip
FORMS: tuple[Form, ...] = get_args(Form)


@dataclass(frozen=True)
class Piece:
    """Words of a sentence, or a figure in it: then `table` is where it comes from, and `group` the rows it counts."""

    text: str
    table: str = ""
    group: int | None = None


Sentence = tuple[Piece, ...]


def written(sentence: Sentence) -> str:
    """Return a sentence as plain text.

    >>> written((Piece("There are "), Piece("42", "sample.totals")))
    'There are 42'
    """
    return "".join(piece.text for piece in sentence)


@dataclass(frozen=True)
class Column:
    """One column of a table; `coded` columns are exported with code and label."""

    name: str
    label: str
    unit: str
    numeric: bool
    coded: bool = False


@dataclass(frozen=True)
class Row:
    """One row: the values as stored, the words shown, and which group of rows stands behind its figures."""

    values: tuple[Figure, ...]
    shown: tuple[str, ...]
    group: int | None = None


@dataclass(frozen=True)
class Group:
    """The rows behind the figures of one key: how many there are, and the first by id (subjects or relations)."""

    key: tuple[tuple[str, Figure], ...]
    rows: int
    subjects: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """One drawn value; a scatter has `value` across and `height` up, a tile its (row, column) in the grid.

    An interval goes from `low` to `high` about its value, a slope and a dumbbell from its value to its `height`.
    A flow goes from `label` to `series`, or the other way where it is `outward`; a cell of a matrix lies in the row
    `label` and the column `series`, shaded by its `height`; a point of a curve belongs to the panel `panel`.
    Marks of one `key` share a place in a chart with series; without one, marks of one label do. `group` is the place
    of the rows behind the mark among the groups of its table; `colour` names a colour of the palette.
    """

    label: str
    value: float | None
    shown: str
    series: str | None = None
    height: float | None = None
    tile: tuple[int, int] | None = None
    key: str = ""
    low: float | None = None
    high: float | None = None
    panel: str = ""
    outward: bool = False
    group: int | None = None
    colour: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart without a look: its form, its marks in order and the words around them.

    `table` is the name of its table, `colours` name the palette's colours of its series, and `corners` the quarters
    of a scatter from the upper left one on, clockwise. A network comes drawn, as the `shapes` of an SVG of `height`.
    """

    form: Form
    title: str
    description: str
    language: Language
    marks: tuple[Mark, ...]
    axis: str = ""
    up_axis: str = ""
    unit: str = "number"
    up_unit: str = "number"
    series: tuple[str, ...] = ()
    splits: tuple[float, float] | None = None
    captions: tuple[str, ...] = ()
    table: str = ""
    colours: tuple[str, ...] = ()
    corners: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    height: float = 0.0


@dataclass(frozen=True)
class TableBlock:
    """One table with what is said of it, its chart, the query that made it and the sources that feed it.

    `folded` tables are long lists that open on request; `left_out` rows are in the database only.
    """

    name: str
    number: str
    title: str
    sentence: Sentence
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    query: str
    note: str | None = None
    chart: Chart | None = None
    sources: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    left_out: int = 0
    folded: bool = False


@dataclass(frozen=True)
class Chapter:
    """A numbered chapter."""

    chapter: str
    number: int
    title: str
    paragraphs: tuple[Sentence, ...]
    blocks: tuple[TableBlock, ...]


@dataclass(frozen=True)
class SourceEntry:
    """A source as cited: who made it, where it is from, and what was read of it."""

    source_id: str
    title: str
    producer: str | None
    licence: str | None
    url: str | None
    accessed: Date | None
    path: str
    sha256: str
    pinned: bool | None
    note: str | None


@dataclass(frozen=True)
class SubjectEntry:
    """A subject's name in the report's language, and the source rows that name it."""

    name: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class RelationEntry:
    """A tie as recorded: from whose record, to whom, of which kind, in which source row."""

    ego_id: str
    alter_id: str
    kind: str
    source_id: str
    row: int


@dataclass(frozen=True)
class Document:
    """A whole report in one language."""

    study: str
    title: str
    language: Language
    synthetic: bool
    wave: str
    date: str
    version: str
    figures: tuple[tuple[str, Sentence], ...]
    chapters: tuple[Chapter, ...]
    sources: tuple[SourceEntry, ...]
    subjects: dict[str, SubjectEntry]
    relations: dict[str, RelationEntry]
    kinds: dict[str, str]
    reading: str = "own"
    logo: Logo | None = None
