"""From one wave to the next: how much of a region's change is its own, the others', or a matter of what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import factorial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError, nearest
from valuenet.index.build import of_rows
from valuenet.index.denominate import denominated
from valuenet.index.filled import filled_each
from valuenet.index.rebuild import rebuild
from valuenet.index.recipe import STANDARD, Recipe
from valuenet.index.replaced import replaceable, scores_replaced
from valuenet.index.table import FloatArray, Table
from valuenet.index.tree import Tree

BoolArray: TypeAlias = npt.NDArray[np.bool_]
PARTS = ("region", "others", "coverage")
"""Whose values changed: the region's own, those of the others, or which values are known at all."""


@dataclass(frozen=True)
class Change:
    """The score or rank of one region before and after, and its three parts, which add up to the difference.

    Parts are None, as the difference is, where the region has no score or rank before, after, or in between.
    """

    region: str
    before: float | None
    after: float | None
    region_part: float | None
    others_part: float | None
    coverage_part: float | None

    @property
    def difference(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


def changes(
    tree: Tree, before: Table, after: Table, recipe: Recipe, code: str | None = None, *, of: str = "scores"
) -> tuple[Change, ...]:
    """Return the change of each region that both tables have, in the order of the later one, `of` scores or ranks.

    The index is built with each of the three (the region's values, the others' values, which values are known) as
    before or as after, in all eight ways; a part is what a step from before to after makes, on the mean of the six
    orders in which the steps may be taken (the Shapley value). A value known only once stands for both waves, so that
    it comes or goes with coverage alone. A region that only one table has is one of the others, known only once.
    Groupings and earlier waves, of which missing values are imputed, go with what is known. Denominators are each
    wave's own. A leaf that is equal everywhere in one of the ways has no data there.
    Scores take a few builds in all; ranks, and recipes in which one region's values move all others (`replaceable`
    tells which do not), take eight builds for each region. Raises `DataError` as `build` does.
    Source: Shapley (1953); as a decomposition, Shorrocks, Journal of Economic Inequality 11 (2013).

    >>> from valuenet.index.recipe import recipe_of
    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("firms", weight=1.0)])
    >>> waves = [table_of(tree, ["A", "B", "C"], np.array([[x], [0.0], [y]])) for x, y in ((1.0, 4.0), (2.0, 5.0))]
    >>> one = changes(tree, *waves, recipe_of({}))[0]
    >>> [round(part, 4) for part in (one.difference, one.region_part, one.others_part, one.coverage_part)]
    [0.15, 0.225, -0.075, 0.0]
    """
    if of not in ("scores", "ranks"):
        raise DataError(f"there is no change of '{of}': it is of scores or ranks")
    code = code or tree.root
    if code not in tree.codes:
        raise DataError(f"'{code}' is no indicator of the index{nearest(code, tree.codes)}")
    regions = tuple(dict.fromkeys((*after.regions, *before.regions)))
    waves = [_wave(tree, table, recipe, regions) for table in (before, after)]
    there = [_there(regions, set(table.regions)) for table in (before, after)]
    both = np.flatnonzero(there[0] & there[1])
    plain = replace(recipe, denominate=STANDARD.denominate)
    if of == "scores" and replaceable(tree, recipe):
        outcomes = _outcomes_at_once(tree, waves, there, plain, code)
        return _changes(regions, both, {way: numbers[both] for way, numbers in outcomes.items()})
    each = [_outcomes(tree, waves, there, plain, row, code, of) for row in both.tolist()]
    return _changes(regions, both, {way: np.array([one[way] for one in each]) for way in WAYS})


WAYS = tuple(product((0, 1), repeat=len(PARTS)))
"""(region's values, others' values, what is known), each 0 as before or 1 as after."""
Outcomes: TypeAlias = dict[tuple[int, ...], FloatArray]
"""Way -> scores or ranks `(regions,)`."""


def _there(regions: Sequence[str], names: set[str]) -> BoolArray:
    return np.array([region in names for region in regions])


def _wave(tree: Tree, table: Table, recipe: Recipe, regions: tuple[str, ...]) -> Table:
    """Return a wave's table of all `regions`, already divided by its denominators; without data where it has none."""
    place = {region: row for row, region in enumerate(table.regions)}
    rows = np.array([place.get(region, -1) for region in regions])

    def spread(values: FloatArray) -> FloatArray:
        return np.where((rows < 0)[:, None], np.nan, values[rows])

    groups = {name: tuple(own[row] if row >= 0 else None for row in rows) for name, own in table.groups.items()}
    values = denominated(table.values, tree.leaves, table.denominators, recipe.denominate)
    return Table(regions, spread(values), {}, groups, tuple(spread(wave) for wave in table.earlier))


def _mixed(waves: Sequence[Table]) -> tuple[list[BoolArray], list[FloatArray]]:
    """Return which values are known in each wave, and the values of each, those of the other where it has none."""
    first, last = (wave.values for wave in waves)
    known = [~np.isnan(first), ~np.isnan(last)]
    return known, [np.where(known[0], first, last), np.where(known[1], last, first)]


def _outcomes(
    tree: Tree, waves: Sequence[Table], there: Sequence[BoolArray], recipe: Recipe, row: int, code: str, of: str
) -> dict[tuple[int, ...], float]:
    """Build the index of one region in all eight ways."""
    known, values = _mixed(waves)
    own = np.arange(len(waves[0].values))[:, None] == row
    tables = []
    for mine, theirs, coverage in WAYS:
        mixed = np.where(known[coverage], np.where(own, values[mine], values[theirs]), np.nan)
        tables.append(_filled(tree, replace(waves[coverage], values=mixed), there[coverage], recipe))
    found = rebuild(tree, recipe, np.stack(tables), of=(code,), regions=waves[1].regions)
    numbers = (found.ranks if of == "ranks" else found.scores)[:, row, 0].tolist()
    return dict(zip(WAYS, numbers, strict=True))


def _outcomes_at_once(
    tree: Tree, waves: Sequence[Table], there: Sequence[BoolArray], recipe: Recipe, code: str
) -> Outcomes:
    """Build the index of all regions in all eight ways, each of which is one build of all or none of the others'."""
    known, values = _mixed(waves)
    found: Outcomes = {}
    for mine, theirs, coverage in WAYS:
        here = there[coverage]
        own, others = (np.where(known[coverage], values[wave], np.nan)[here] for wave in (mine, theirs))
        table = replace(of_rows(waves[coverage], here), values=others)
        found[mine, theirs, coverage] = np.full(len(here), np.nan)
        found[mine, theirs, coverage][here] = scores_replaced(tree, table, own, recipe, code)
    return found


def _filled(tree: Tree, table: Table, there: BoolArray, recipe: Recipe) -> FloatArray:
    """Fill the regions that are in a wave; for those that are not, nothing stands."""
    result = np.full(table.values.shape, np.nan)
    here = of_rows(table, there)
    result[there] = filled_each(tree, here, recipe, here.values[None])[0]
    return result


def _changes(regions: Sequence[str], rows: npt.NDArray[np.intp], outcomes: Outcomes) -> tuple[Change, ...]:
    before, after = (outcomes[(end,) * len(PARTS)] for end in (0, 1))
    parts = np.stack([_part(outcomes, place) for place in range(len(PARTS))])  # NaN where one outcome is
    columns = [list(map(_number, column.tolist())) for column in (before, after, *parts)]
    return tuple(Change(regions[row], *cells) for row, *cells in zip(rows.tolist(), *columns, strict=True))


def _part(outcomes: Outcomes, place: int) -> FloatArray:
    """Return the Shapley values of one of the parts."""
    total = np.zeros_like(outcomes[WAYS[0]])
    for way in WAYS:
        if way[place] == 0:
            moved = tuple(1 if each == place else state for each, state in enumerate(way))
            size = sum(way)
            share = factorial(size) * factorial(len(PARTS) - size - 1) / factorial(len(PARTS))
            total += share * (outcomes[moved] - outcomes[way])
    return total


def _number(value: float) -> float | None:
    return None if np.isnan(value) else value
