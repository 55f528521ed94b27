"""The scores of thousands of builds, each with its own methods, weights and version of the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.aggregate import aggregate
from valuenet.index.build import IndexResult, needs_spread
from valuenet.index.factors import (
    Choice,
    Comparisons,
    Dirichlet,
    Factor,
    Noise,
    Resample,
    Shares,
    compared,
    dirichlet,
    noise,
    picked,
    versions_of,
)
from valuenet.index.filled import filled, filled_each
from valuenet.index.rebuild import CELLS, prepared
from valuenet.index.recipe import Recipe, changed
from valuenet.index.table import FloatArray, Table
from valuenet.index.tree import Tree
from valuenet.index.weigh import from_shares, weights_of

IntArray: TypeAlias = npt.NDArray[np.intp]
Weighing: TypeAlias = list[tuple[int, bool, Shares]]
"""Column of the factor, whether it replaces shares or multiplies them, and its draws by parent."""

ONE_BY_ONE = ("pca", "optimised", "benefit_of_the_doubt")
"""Ways to weigh that take one table at a time."""


def scores_of(
    base: IndexResult,
    table: Table,
    factors: Sequence[Factor],
    numbers: Sequence[FloatArray],
    rows: IntArray,
    seed: int = 0,
    tell: Callable[[str, float], None] = lambda words, done: None,
) -> FloatArray:
    """Return the root's scores `(builds, regions)`: build b takes for factor f the row `rows[b, f]` of `numbers[f]`.

    `base` is the index as it is, of the same table. Builds with the same options share what they have in common.
    Raises `DataError` naming the options with which an index cannot be built.
    """
    tree, recipe = base.tree, base.recipe
    weighing = _weighing(base, factors, numbers)
    versions, which = _versions(table, factors, numbers, rows, seed)
    choices = [column for column, factor in enumerate(factors) if isinstance(factor, Choice)]
    chosen = np.zeros((len(rows), len(choices)), np.intp)
    for place, column in enumerate(choices):
        chosen[:, place] = picked(_choice(factors[column]), numbers[column])[rows[:, column]]
    combinations, member = np.unique(chosen, axis=0, return_inverse=True)
    bank: dict[str, FloatArray] = {}
    result = np.empty((len(rows), len(table.regions)))
    for number, combination in enumerate(combinations.tolist()):
        tell("uncertainty", number / len(combinations))
        builds = np.flatnonzero(member.ravel() == number)
        taken = [(_choice(factors[column]), option) for column, option in zip(choices, combination, strict=True)]
        try:
            own = _recipe(recipe, taken)
            key = f"{own.denominate}{own.screen}{own.impute}{needs_spread(tree, own)}"
            if key not in bank:
                bank[key] = _filled(tree, table, own, versions)
            part = None if which is None else which[builds]
            result[builds] = _scores(tree, own, table, bank[key], part, weighing, rows[builds])
        except DataError as error:
            named = ", ".join(f"'{choice.name}' its option {option + 1}" for choice, option in taken)
            raise DataError(f"{error} (with {named})" if named else str(error)) from error
    return result


def _choice(factor: Factor) -> Choice:
    assert isinstance(factor, Choice)
    return factor


def _recipe(recipe: Recipe, taken: Sequence[tuple[Choice, int]]) -> Recipe:
    for choice, option in taken:
        recipe = changed(recipe, choice.options[option])
    return recipe


def _filled(tree: Tree, table: Table, recipe: Recipe, versions: FloatArray | None) -> FloatArray:
    """Return the filled values `(versions, regions, leaves)`; one version where the data do not vary."""
    return filled(tree, table, recipe)[None] if versions is None else filled_each(tree, table, recipe, versions)


def _versions(
    table: Table, factors: Sequence[Factor], numbers: Sequence[FloatArray], rows: IntArray, seed: int
) -> tuple[FloatArray | None, IntArray | None]:
    """Return the versions of the data and which of them each build has; None where the data do not vary."""
    for column, factor in enumerate(factors):
        if isinstance(factor, Resample):
            versions = versions_of(factor, (len(table.regions), table.values.shape[1]), seed)
            place = np.minimum((numbers[column][:, 0] * len(versions)).astype(np.intp), len(versions) - 1)
            return versions, place[rows[:, column]]
    return None, None


def _weighing(base: IndexResult, factors: Sequence[Factor], numbers: Sequence[FloatArray]) -> Weighing:
    """Return what each factor does to the shares of siblings; those that replace them come first."""
    found: Weighing = []
    for column, factor in enumerate(factors):
        if isinstance(factor, Noise):
            found.append((column, False, noise(base.tree, factor, numbers[column])))
        elif isinstance(factor, Dirichlet):
            found.append((column, True, dirichlet(base.tree, factor, _shares(base, factor), numbers[column])))
        elif isinstance(factor, Comparisons):
            found.append((column, True, compared(base.tree, factor, numbers[column])))
    return sorted(found, key=lambda one: not one[1])


def _shares(base: IndexResult, factor: Dirichlet) -> Shares:
    """Return the shares of siblings in the recipe as it is."""
    if factor.concentration is None:
        return {}
    if base.weights.ndim > 1:
        raise DataError(
            f"factor '{factor.name}': benefit of the doubt gives each region its own weights: leave out concentration"
        )
    weight = dict(zip(base.tree.codes, base.weights.tolist(), strict=True))
    groups = {parent: np.array([weight[one] for one in own]) for parent, own in base.tree.children.items()}
    known = {parent: own if own.sum() > 0 else np.ones(len(own)) for parent, own in groups.items()}
    return {parent: own / own.sum() for parent, own in known.items()}


def _scores(
    tree: Tree,
    recipe: Recipe,
    table: Table,
    values: FloatArray,
    which: IntArray | None,
    weighing: Weighing,
    rows: IntArray,
) -> FloatArray:
    """Return the scores `(builds, regions)` of one recipe; each version of the data is normalised once."""
    used, place = (np.zeros(1, np.intp), np.zeros(len(rows), np.intp)) if which is None else _used(which)
    size = max(1, CELLS // (values.shape[1] * values.shape[2]))
    parts = (used[start : start + size] for start in range(0, len(used), size))
    ready = np.concatenate([prepared(tree, recipe, values[part], table.regions) for part in parts])
    weights = _weights(tree, recipe, ready)
    by_region = recipe.weigh.method == "benefit_of_the_doubt"
    if by_region and weighing:
        raise DataError("recipe: weigh: benefit_of_the_doubt finds the weights: leave out factors that change them")
    chunks = []
    for start in range(0, len(rows), size):
        here = place[start : start + size]
        own = weights[here] if len(weights) > 1 else weights
        if weighing:
            own = _adjusted(tree, own, weighing, rows[start : start + size])
        table_or_tables = ready[here] if len(used) > 1 else ready[0]
        found = aggregate(tree, table_or_tables, own, recipe.aggregate, (tree.root,), by_region=by_region)[..., 0]
        chunks.append(np.broadcast_to(found, (len(here), values.shape[1])))
    return np.concatenate(chunks)


def _used(which: IntArray) -> tuple[IntArray, IntArray]:
    used, place = np.unique(which, return_inverse=True)
    return used, place.ravel()


def _weights(tree: Tree, recipe: Recipe, ready: FloatArray) -> FloatArray:
    """Return the weights of each version, or of all `(1, ...)`: `(versions, [regions,] indicators)`."""
    if recipe.weigh.method in ONE_BY_ONE:
        return np.stack([weights_of(tree, recipe.weigh, one) for one in ready])
    return np.atleast_2d(weights_of(tree, recipe.weigh, ready))


def _adjusted(tree: Tree, weights: FloatArray, weighing: Weighing, rows: IntArray) -> FloatArray:
    place = {code: column for column, code in enumerate(tree.codes)}
    shares: Shares = {}
    for parent, children in tree.children.items():
        own = weights[..., [place[child] for child in children]]
        for column, replaces, drawn in weighing:
            if parent in drawn:
                each = drawn[parent][rows[:, column]]
                own = each if replaces else own * each
        shares[parent] = np.where(own.sum(axis=-1, keepdims=True) > 0, own, 1.0)
    return from_shares(tree, shares) * weights[..., [place[tree.root]]]
