"""Pairwise comparisons from a CSV file: a row and a column for each of what is compared."""

from __future__ import annotations

import csv
import io

from valuenet.errors import DataError
from valuenet.index.pairwise import matrix_of
from valuenet.index.table import FloatArray


def read_matrix(text: str, name: str = "matrix.csv") -> tuple[tuple[str, ...], FloatArray]:
    r"""Return the names that a file compares and the matrix `(n, n)` of the comparisons, NaN where none was made.

    The first line names the columns, the first cell of each further line its row; rows may come in any order. Cells
    are numbers or fractions as 1/3; of two that mirror each other one is enough. Raises `DataError` naming file, line
    and column, and both elements where two cells contradict each other.

    >>> names, matrix = read_matrix(",firms,papers\nfirms,1,3\npapers,,1\n")
    >>> names, matrix.round(3).tolist()
    (('firms', 'papers'), [[1.0, 3.0], [0.333, 1.0]])
    """
    try:
        lines = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), strict=True)]
    except csv.Error as error:
        raise DataError(f"{name}: cannot be read as CSV ({error})") from error
    lines = [row for row in lines if any(row)]
    if len(lines) < 2 or len(lines[0]) < 2:
        raise DataError(f"{name}: holds no comparisons: give a line of names, and one line for each of them")
    names = tuple(lines[0][1:])
    twice = [each for each in names if not each or names.count(each) > 1]
    if twice:
        raise DataError(f"{name}, line 1: the name '{twice[0]}' is {'there twice' if twice[0] else 'empty'}")
    cells: dict[str, list[str | None]] = {}
    for number, row in enumerate(lines[1:], start=2):
        if row[0] not in names or row[0] in cells:
            why = "is there twice" if row[0] in cells else f"is none of the columns {', '.join(names)}"
            raise DataError(f"{name}, line {number}: the row '{row[0]}' {why}")
        if len(row) != len(lines[0]):
            raise DataError(f"{name}, line {number}: has {len(row)} cells, the first line has {len(lines[0])}")
        cells[row[0]] = [cell or None for cell in row[1:]]
    rows = [cells.get(each, [None] * len(names)) for each in names]
    try:
        return names, matrix_of(rows, names)
    except DataError as error:
        raise DataError(f"{name}: {error}") from error
