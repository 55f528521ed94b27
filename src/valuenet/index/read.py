"""An index from text files: its tree and its values as CSV, its recipe as YAML; mistakes are named with their line."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from valuenet.errors import DataError, nearest
from valuenet.index.recipe import Recipe, recipe_of
from valuenet.index.table import Table, table_of
from valuenet.index.tree import Indicator, Tree, tree_of

COLUMNS = ("code", "parent", "direction", "weight", "unit", "label_zh", "label_en")
NO_DATA = ("", "NA")
"""Cells that are no data; anything else that is no number is a mistake."""


@dataclass(frozen=True)
class Cell:
    """One cell of a CSV file, with the words that say where it is."""

    where: str
    text: str


@dataclass(frozen=True)
class NamedTree:
    """A tree and what its indicators are called: by code, the label in Chinese and in English."""

    tree: Tree
    labels: Mapping[str, tuple[str, str]]


def read_tree(text: str, name: str = "tree.csv", *, weighted: bool = True) -> NamedTree:
    r"""Return the tree of a CSV file: the column code and, as far as there are, the others of `COLUMNS`.

    An empty parent is the root's, an empty direction 1; where there is no label the code stands for it. With `weighted`
    false,
    leaves may come without weights. Raises `DataError` naming file, line and column.

    >>> named = read_tree("code,parent,weight,label_en\nindex,,,Index\nfirms,index,0.7,Firms\nrent,index,0.3,\n")
    >>> named.tree.leaves, named.labels["firms"], named.labels["rent"]
    (('firms', 'rent'), ('Firms', 'Firms'), ('rent', 'rent'))
    """
    header, rows = _rows(text, name)
    unknown = [column for column in header if column not in COLUMNS]
    if unknown:
        raise DataError(f"{name}, line 1: there is no column '{unknown[0]}'{nearest(unknown[0], COLUMNS)}")
    if "code" not in header:
        raise DataError(f"{name}, line 1: there is no column 'code': the columns are {', '.join(COLUMNS)}")
    indicators, labels = [], {}
    for row in rows:
        code = row["code"]
        if not code.text:
            raise DataError(f"{code.where}: is empty: give every indicator a code")
        indicators.append(_indicator(row))
        zh, en = (row[label].text if label in row else "" for label in ("label_zh", "label_en"))
        labels[code.text] = (zh or en or code.text, en or code.text)
    try:
        return NamedTree(tree_of(indicators, weighted=weighted), labels)
    except DataError as error:
        raise DataError(_located(str(error), name, indicators, rows)) from error


def _indicator(row: Mapping[str, Cell]) -> Indicator:
    given = {column: cell for column, cell in row.items() if cell.text}
    direction = _number(given["direction"]) if "direction" in given else 1.0
    if direction not in (1.0, -1.0):
        raise DataError(f"{row['direction'].where}: is {direction:g}, it is 1 (more is better) or -1 (less is better)")
    weight = _number(given["weight"]) if "weight" in given else None
    parent = given["parent"].text if "parent" in given else None
    unit = given["unit"].text if "unit" in given else None
    return Indicator(row["code"].text, parent, int(direction), weight, unit)


def _located(message: str, name: str, indicators: list[Indicator], rows: list[dict[str, Cell]]) -> str:
    """Put the line of the indicator that a message names before it; of one that is there twice, the later line."""
    found = re.match(r"indicator '(.*?)'", message)
    lines = [row["code"].where for row, one in zip(rows, indicators, strict=True) if found and one.code == found[1]]
    return f"{lines[-1].rpartition(', column')[0] if lines else name}: {message}"


def read_table(text: str, tree: Tree, name: str = "values.csv") -> Table:
    r"""Return the table of a CSV file: the regions in its first column, one column for every leaf of the tree.

    Further columns are denominators where they hold numbers, groupings of the regions where they do not. An empty
    cell, or NA, is no data. Raises `DataError` naming file, line and column.

    >>> tree = read_tree("code,parent,weight\nindex,,\nfirms,index,0.7\nrent,index,0.3\n").tree
    >>> table = read_table("region,firms,rent,people,coast\nA,10,5,1,east\nB,20,,2,\n", tree)
    >>> table.values.tolist(), table.denominators["people"].tolist(), table.groups["coast"]
    ([[10.0, 5.0], [20.0, nan]], [1.0, 2.0], ('east', None))
    """
    header, rows = _rows(text, name)
    first, *columns = header
    lost = [leaf for leaf in tree.leaves if leaf not in columns]
    if lost:
        extra = [column for column in columns if column not in tree.codes]
        raise DataError(f"{name}, line 1: there is no column for the indicator '{lost[0]}'{nearest(lost[0], extra)}")
    regions: dict[str, str] = {}
    for row in rows:
        cell = row[first]
        if not cell.text:
            raise DataError(f"{cell.where}: is empty: name the region")
        if cell.text in regions:
            raise DataError(f"{cell.where}: region '{cell.text}' is there twice, first in {regions[cell.text]}")
        regions[cell.text] = cell.where.partition(", ")[2].partition(",")[0]
    values = {leaf: {row[first].text: _known(row[leaf]) for row in rows} for leaf in tree.leaves}
    others = [column for column in columns if column not in tree.leaves]
    numeric = [column for column in others if all(_is_number(row[column].text) for row in rows)]
    denominators = {column: [_known(row[column]) for row in rows] for column in numeric}
    groups = {column: [row[column].text or None for row in rows] for column in others if column not in numeric}
    try:
        return table_of(tree, list(regions), values, denominators=denominators, groups=groups)
    except DataError as error:
        raise DataError(f"{name}: {error}") from error


def _rows(text: str, name: str) -> tuple[list[str], list[dict[str, Cell]]]:
    """Return the header and the rows of a CSV file, each cell with its place; rows without any text are left out."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        found = list(_cells(reader, header, name))
    except csv.Error as error:
        raise DataError(f"{name}, line {reader.line_num}: cannot be read as CSV ({error})") from error
    twice = [column for column in header if header.count(column) > 1]
    if twice:
        raise DataError(f"{name}, line 1: the column '{twice[0]}' is there twice")
    if not found:
        raise DataError(f"{name}: holds no rows: give a header, and one line for each row")
    return header, found


def _cells(reader: Any, header: list[str], name: str) -> Iterator[dict[str, Cell]]:
    line = reader.line_num + 1
    for cells in reader:
        texts = [cell.strip() for cell in cells]
        if any(texts):
            if len(texts) != len(header):
                raise DataError(f"{name}, line {line}: has {len(texts)} cells, the header has {len(header)}")
            places = (f"{name}, line {line}, column {at} ({column})" for at, column in enumerate(header, start=1))
            yield {column: Cell(place, cell) for column, place, cell in zip(header, places, texts, strict=True)}
        line = reader.line_num + 1


def _known(cell: Cell) -> float | None:
    return None if cell.text in NO_DATA else _number(cell)


def _number(cell: Cell) -> float:
    if not _is_number(cell.text) or cell.text in NO_DATA:
        raise DataError(f"{cell.where}: '{cell.text}' is no number: leave it empty where there is no data")
    return float(cell.text)


def _is_number(text: str) -> bool:
    try:
        return text in NO_DATA or ("_" not in text and math.isfinite(float(text)))
    except ValueError:
        return False


def read_recipe(text: str, name: str = "recipe.yaml") -> Recipe:
    r"""Return the recipe of a YAML file; what it leaves out is as in `STANDARD`.

    Raises `DataError` naming file, line and column.

    >>> read_recipe("normalise: {method: min_max, high: 100}\naggregate: geometric\n").aggregate.method
    'geometric'
    >>> read_recipe("treat: none\nnormalize: rank\n")
    Traceback (most recent call last):
    valuenet.errors.DataError: recipe.yaml, line 2, column 1: there is no step 'normalize'; did you mean 'normalise'?
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        data = YAML(typ="safe", pure=True).load(text)
        placed = YAML().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise DataError(f"{name}{where}: cannot be read as YAML ({error.problem or error.context})") from error
    except YAMLError as error:
        raise DataError(f"{name}: cannot be read as YAML ({error})") from error
    try:
        return recipe_of(data if data is not None else {})
    except DataError as error:
        words = str(error).removeprefix("recipe: ")
        raise DataError(f"{name}{_position(words, placed)}: {words}") from error


def _position(message: str, placed: Any) -> str:
    """Return the line and column of the deepest key that a message names, on the way that it names them."""
    found = ""
    for word in re.findall(r"[^\s:']+", message):
        if isinstance(placed, Mapping) and hasattr(placed, "lc"):
            key = next((one for one in placed if str(one) == word), None)
            if key is not None:
                line, column = placed.lc.key(key)
                found, placed = f", line {line + 1}, column {column + 1}", placed[key]
    return found
