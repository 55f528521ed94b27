"""The data of an index: a value for every region and leaf, and what the recipe may need besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError, nearest
from valuenet.index.tree import Tree

FloatArray: TypeAlias = npt.NDArray[np.float64]

ByLeaf: TypeAlias = Mapping[str, Mapping[str, float | None]]
"""Leaf -> region -> value; a region that a leaf leaves out, or None, is no data."""

LARGEST = 1e100
"""Values beyond are refused: their squares and cubes would not be numbers any more."""


@dataclass(frozen=True, eq=False)
class Table:
    """Values `(regions, leaves)` in the order of `tree.leaves`, NaN for no data; read-only.

    `denominators` `(regions,)` and `groups` (a text or None for each region) go by name. `earlier` are the values of
    earlier waves, the latest first.
    """

    regions: tuple[str, ...]
    values: FloatArray
    denominators: Mapping[str, FloatArray] = field(default_factory=dict)
    groups: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    earlier: tuple[FloatArray, ...] = ()


def table_of(
    tree: Tree,
    regions: Sequence[str],
    values: FloatArray | ByLeaf,
    *,
    denominators: Mapping[str, Sequence[float | None] | FloatArray] | None = None,
    groups: Mapping[str, Sequence[str | None]] | None = None,
    earlier: Sequence[FloatArray | ByLeaf] = (),
) -> Table:
    """Return the checked table of `values`, an array `(regions, leaves)` or leaf -> region -> value.

    An array is copied, unless it is read-only and no view of another.
    Raises `DataError` for a region given twice, a leaf or region that is not there, an array of another shape, and,
    naming the indicator and the region, for a value that is infinite or beyond 1e100.

    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 0.7), Indicator("rent", "index", -1, 0.3)])
    >>> table_of(tree, ["A", "B"], {"firms": {"A": 10, "B": 20}, "rent": {"A": None, "B": 9}}).values.tolist()
    [[10.0, nan], [20.0, 9.0]]
    """
    twice = [region for region, times in Counter(regions).items() if times > 1]
    if twice:
        raise DataError(f"region '{twice[0]}' is there twice: give each region one row")
    if not regions:
        raise DataError("there is no region: give at least one row of values")
    names = tuple(regions)
    lists = {name: tuple(group) for name, group in (groups or {}).items()}
    columns = {name: _column(column) for name, column in (denominators or {}).items()}
    for name, column in {**lists, **columns}.items():
        if len(column) != len(names):
            raise DataError(f"'{name}' has {len(column)} values: give one for each of the {len(names)} regions")
    waves = tuple(_matrix(tree, names, wave) for wave in earlier)
    return Table(names, _matrix(tree, names, values), columns, lists, waves)


def _column(values: Sequence[float | None] | FloatArray) -> FloatArray:
    return frozen(np.array([np.nan if value is None else value for value in values], np.float64))


def _matrix(tree: Tree, regions: tuple[str, ...], values: FloatArray | ByLeaf) -> FloatArray:
    matrix = _from_leaves(tree, regions, values) if isinstance(values, Mapping) else _kept(values)
    if matrix.shape != (len(regions), len(tree.leaves)):
        raise DataError(f"values are {matrix.shape}: give {len(regions)} regions x {len(tree.leaves)} leaves")
    peaks = np.fmax(np.fmax.reduce(matrix, axis=0), -np.fmin.reduce(matrix, axis=0)) > LARGEST
    if peaks.any():
        column = int(np.argmax(peaks))
        row = int(np.argmax(np.abs(matrix[:, column]) > LARGEST))
        raise DataError(
            f"indicator '{tree.leaves[column]}': the value of '{regions[row]}' is {matrix[row, column]:g}:"
            f" give a number, or nothing where there is no data"
        )
    return frozen(matrix)


def _kept(values: FloatArray) -> FloatArray:
    """Return a copy that nobody else can change, or the array itself where nobody can anyway."""
    if isinstance(values, np.ndarray) and values.base is None and not values.flags.writeable:
        return np.asarray(values, np.float64)
    return np.array(values, np.float64)


def _from_leaves(tree: Tree, regions: tuple[str, ...], by_leaf: ByLeaf) -> FloatArray:
    row, column = ({name: place for place, name in enumerate(names)} for names in (regions, tree.leaves))
    matrix = np.full((len(row), len(column)), np.nan)
    for leaf, values in by_leaf.items():
        if leaf not in column:
            raise DataError(f"'{leaf}' is no leaf of the index{nearest(leaf, column)}")
        for region, value in values.items():
            if region not in row:
                raise DataError(f"indicator '{leaf}': '{region}' is none of the regions of the index")
            matrix[row[region], column[leaf]] = np.nan if value is None else value
    return matrix


def frozen(array: FloatArray) -> FloatArray:
    """Return the same array, read-only from now on."""
    array.setflags(write=False)
    return array
