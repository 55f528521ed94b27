"""How an edge list is laid out, found from its beginning: comments, separator, header, and which columns are ends."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from valuenet.errors import DataError
from valuenet.network.exchange.ends import find_ends
from valuenet.network.exchange.legible import LONGEST_LINE
from valuenet.network.exchange.typed import free_name

_SAMPLE = 1 << 16
_COMMENTS = ("#", "%")
_SEPARATORS = {".csv": ",;\t|", ".tsv": "\t,;|"}
_UNDIRECTED = ("% sym", "# undirected graph")
"""How the files of KONECT and of SNAP begin where their networks have no direction."""
_BIPARTITE = "% bip"
_PYTHON = re.compile(r"\s*\{(?:\}|['\"])")
"""What networkx writes after the ends of an edge, unless told which columns to write."""


@dataclass(frozen=True)
class Layout:
    """What has to be known to read an edge list.

    `names` of all columns, with `source` and `target` among them; `skip` lines before the header or the first row;
    `comment` begins lines that are no rows, anywhere; `separator` a space stands for any run of spaces and tabs;
    `unsure` where the first line may be a header or a relation; `spaced` where a space follows every separator.
    """

    names: tuple[str, ...]
    separator: str
    skip: int
    header: bool
    comment: str | None
    undirected: bool
    unsure: bool
    spaced: bool
    notes: tuple[str, ...] = ()


def layout_of(path: Path, content: Path, suffix: str, *, header: bool | None = None) -> Layout:
    """Return the layout of the edge list `content`, which the user calls `path`.

    A header is one if it names two ends, or if a column of numbers begins with a word. Raises `DataError` where there
    is nothing to read, where no row has two columns, and for files whose columns are no ids.
    """
    with content.open("rb") as file:
        begun = file.read(_SAMPLE)
        begun += file.readline(LONGEST_LINE)
        cut = bool(file.read(1))
    text = begun.decode("utf-8-sig", errors="ignore")
    comments, text = _comments(text)
    said = [line.strip().lower() for line in comments if line.strip()]
    comment = said[0][0] if said else "#"
    if any(line.startswith(_BIPARTITE) for line in said):
        raise DataError(
            f"{path}, line 1: the two columns number two different sets ('{_BIPARTITE}'), so 1 is not 1: put a letter"
            " before the ids of one column, and delete that line"
        )
    separator, rows = _split(path, text, suffix, comment, cut=cut)
    found = _header(rows, header)
    ends = find_ends(rows[0]) if found else None
    spaced = separator != " " and all(cell[:1] == " " for row in rows for cell in row[1:])
    words = [word.strip() for word in rows[0]] if spaced else rows[0]
    names, notes = _names(words, ends) if found else (_numbered(len(words)), [])
    first = next((row for row in rows[1:] if row), rows[0])
    if not found and any(_PYTHON.match(cell) for cell in first[2:]):
        raise DataError(f"{path}: Python's {{...}} in the rows: write them as columns (in networkx: data=['weight'])")
    return Layout(
        names=tuple(names),
        separator=separator,
        skip=len(comments),
        header=found,
        comment=None if ends and not said else comment,  # with a header, ids may begin with #
        undirected=any(line.startswith(_UNDIRECTED) for line in said),
        unsure=header is None and not found and suffix in _SEPARATORS and not any(map(_is_number, rows[0])),
        spaced=spaced,
        notes=tuple(notes),
    )


def _comments(text: str) -> tuple[list[str], str]:
    """The lines of comment (and empty ones) at the beginning, and what comes after."""
    comments = []
    while text.startswith((*_COMMENTS, "\n", "\r\n")):
        line, _, text = text.partition("\n")
        comments.append(line)
    return comments, text


def _split(path: Path, text: str, suffix: str, comment: str, *, cut: bool) -> tuple[str, list[list[str]]]:
    """The separator with which most rows have the same number of columns, two or more; and the rows."""
    best, separator, chosen = (0.0, 0), "", list[list[str]]()
    for candidate in (*_SEPARATORS.get(suffix, "\t,;|"), " "):
        rows = _rows(text, candidate, comment)
        rows = rows[:-1] if cut and len(rows) > 1 else rows
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        value = (times / max(1, len(rows)), width if candidate != " " else 0)
        if times and value > best:
            best, separator, chosen = value, candidate, rows
    if not text.strip():
        raise DataError(f"{path}: nothing in it: an edge list has a relation a line, such as 'a,b'")
    if not separator:
        shown = text.strip().splitlines()[0][:40]
        raise DataError(f"{path}: '{shown}' has one column: a relation needs two, with a comma or a tab between them")
    return separator, chosen


def _rows(text: str, separator: str, comment: str) -> list[list[str]]:
    if separator == " ":
        rows = [line.split() for line in text.splitlines()]
    else:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error:
            return []
    return [row for row in rows if row and not row[0].startswith(comment)]


def _header(rows: list[list[str]], said: bool | None) -> bool:
    if said is not None:
        return said
    first, others = rows[0], rows[1:]
    ends = find_ends(first)
    if ends:
        names = {first[at] for at in ends}
        letters = max(map(len, names)) == 1
        return not (letters and any(names & set(row) for row in others))  # nodes may be called i and j
    width = len(first)
    columns = zip(*(row for row in others if len(row) == width), strict=True)
    return any(
        not _is_number(word) and any(cells) and all(cell == "" or _is_number(cell) for cell in cells)
        for word, cells in zip(first, columns, strict=False)
    )


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _numbered(width: int) -> list[str]:
    return ["source", "target", *(f"column_{at + 1}" for at in range(2, width))]


def _names(header: list[str], ends: tuple[int, int] | None) -> tuple[list[str], list[str]]:
    """The columns' names, with `source` and `target` for the ends, none twice, none empty; and notes."""
    source, target = ends or (0, 1)
    gephi = "Source" in header and "Target" in header
    names: list[str] = []
    for at, word in enumerate(header):
        name = {source: "source", target: "target"}.get(at)
        if name is None:
            name = (word.lower() if gephi else word) or f"column_{at + 1}"
            name = free_name(name, [*names, "source", "target"])
        names.append(name)
    same = header[source].lower() == "source" and header[target].lower() == "target"
    how = "" if ends else ": the first two columns"
    notes = [] if same else [f"'{header[source]}' is read as source and '{header[target]}' as target{how}"]
    return names, notes
