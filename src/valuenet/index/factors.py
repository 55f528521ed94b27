"""What may be uncertain about an index: choices of method, weights, judgements, and the data themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError, nearest
from valuenet.index.pairwise import matrix_of, priority_vectors
from valuenet.index.table import FloatArray
from valuenet.index.tree import Tree

Shares: TypeAlias = dict[str, FloatArray]
"""By parent, shares or multipliers of its children `(draws, children)`."""


@dataclass(frozen=True)
class Choice:
    """One of several ways to do a step, or several steps: `options` are changes of the recipe, `{}` for none.

    `likelihoods` are relative; without them all options are as likely. Where two choices change the same step, the
    later factor's option comes on top of the earlier one's.
    """

    name: str
    options: Sequence[Mapping[str, Any]]
    likelihoods: Sequence[float] | None = None


@dataclass(frozen=True)
class Noise:
    """Weights times a number drawn evenly from 1 - `spread` to 1 + `spread`, those of siblings then rescaled.

    `parents` are the indicators whose children are meant, all if None.
    """

    name: str
    spread: float = 0.25
    parents: Sequence[str] | None = None


@dataclass(frozen=True)
class Dirichlet:
    """Shares of siblings drawn from a Dirichlet distribution, evenly from all that are possible, or about their own.

    The larger the `concentration`, the nearer to the weights of the recipe: the variance of a share s is
    s (1 - s) / (concentration + 1). `parents` are the indicators whose children are meant, all if None.
    """

    name: str
    concentration: float | None = None
    parents: Sequence[str] | None = None


@dataclass(frozen=True)
class Comparisons:
    """Pairwise judgements, by parent as in a recipe, each times exp(normal of standard deviation `spread`).

    They stay on Saaty's scale, from 1/9 to 9, unless they left it before.
    """

    name: str
    judgements: Mapping[str, Any]
    spread: float = 0.25
    priority: str = "eigenvector"


@dataclass(frozen=True, eq=False)
class Resample:
    """Versions of the data `(versions, regions, leaves)`, raw values as those of the table; each is as likely.

    Bootstrapped subjects, wrong merges and measurement errors come in this way. `versions` may be a function of a seed.
    """

    name: str
    versions: FloatArray | Callable[[int], FloatArray] = field(repr=False)


Factor: TypeAlias = Choice | Noise | Dirichlet | Comparisons | Resample


def checked(tree: Tree, factors: Sequence[Factor]) -> None:
    """Raise `DataError` naming the factor where one cannot be drawn, or two decide the same weights."""
    names = [factor.name for factor in factors]
    twice = [name for name in names if names.count(name) > 1]
    if twice or not names:
        raise DataError(f"factor '{twice[0]}' is there twice: give each its own name" if twice else "give a factor")
    if sum(isinstance(factor, Resample) for factor in factors) > 1:
        raise DataError("give one factor of resampled data: its versions may vary in several ways at once")
    for factor in factors:
        _check(tree, factor)
    _check_weights(tree, factors)


def _check(tree: Tree, factor: Factor) -> None:
    name = f"factor '{factor.name}'"
    for parent in _parents(tree, factor):
        if parent not in tree.children:
            raise DataError(f"{name}: '{parent}' is no indicator with children{nearest(parent, tree.children)}")
    if isinstance(factor, Choice):
        given = factor.likelihoods or [1.0] * len(factor.options)
        if not factor.options or len(given) != len(factor.options) or min(given) < 0 or not sum(given) > 0:
            raise DataError(f"{name}: give options, and a likelihood of 0 or more for each or for none")
    if isinstance(factor, Noise) and not 0 <= factor.spread < 1:
        raise DataError(f"{name}: spread is {factor.spread:g}, it is from 0 to below 1")
    if isinstance(factor, Comparisons) and not 0 <= factor.spread < np.inf:
        raise DataError(f"{name}: spread is {factor.spread:g}, it is a number from 0 up")
    if isinstance(factor, Dirichlet) and factor.concentration is not None and not 0 < factor.concentration < np.inf:
        raise DataError(f"{name}: concentration is {factor.concentration:g}, it is a number above 0")


def _check_weights(tree: Tree, factors: Sequence[Factor]) -> None:
    """Refuse two factors that both decide the same weights: one of them could not matter, without anyone knowing."""
    decided: dict[str, str] = {}
    for factor in factors:
        for parent in _parents(tree, factor) if isinstance(factor, Dirichlet | Comparisons) else ():
            if parent in decided:
                raise DataError(
                    f"factors '{decided[parent]}' and '{factor.name}' both decide the weights of the children of"
                    f" '{parent}': leave one out, or take Noise, which adds to what the other decides"
                )
            decided[parent] = factor.name
    for factor in factors:
        if decided and isinstance(factor, Choice) and any("weigh" in option for option in factor.options):
            first = next(iter(decided.values()))
            raise DataError(
                f"factors '{first}' and '{factor.name}' both decide the weights: leave one out, or take Noise"
            )


def _parents(tree: Tree, factor: Factor) -> Sequence[str]:
    if isinstance(factor, Comparisons):
        return list(factor.judgements)
    if isinstance(factor, Noise | Dirichlet):
        return list(tree.children) if factor.parents is None else list(factor.parents)
    return []


def dimensions(tree: Tree, factor: Factor) -> int:
    """Return how many numbers one draw of the factor takes: one for a choice, one for each weight or judgement."""
    if isinstance(factor, Comparisons):
        return max(1, sum(len(_pairs(matrix)) for matrix in _matrices(tree, factor).values()))
    return max(1, sum(len(tree.children[parent]) for parent in _parents(tree, factor)))


def picked(factor: Choice, numbers: FloatArray) -> npt.NDArray[np.intp]:
    """Return which option each of `numbers` `(draws, 1)` from 0 to 1 stands for.

    >>> picked(Choice("scale", [{}, {"normalise": "rank"}], [3, 1]), np.array([[0.1], [0.7], [0.8]])).tolist()
    [0, 0, 1]
    """
    given = np.asarray(factor.likelihoods or [1.0] * len(factor.options), np.float64)
    ends = np.cumsum(given)[:-1] / given.sum()
    return np.searchsorted(ends, numbers[:, 0], side="right")


def noise(tree: Tree, factor: Noise, numbers: FloatArray) -> Shares:
    """Return what each weight is multiplied by, for `numbers` `(draws, weights)` from 0 to 1."""
    return _by_parent(tree, factor, 1 + factor.spread * (2 * numbers - 1))


def dirichlet(tree: Tree, factor: Dirichlet, shares: Mapping[str, FloatArray], numbers: FloatArray) -> Shares:
    """Return shares of the children of each parent, about `shares` by parent, for `numbers` `(draws, weights)`.

    Source: gamma quantiles divided by their sum, Devroye, Non-Uniform Random Variate Generation (1986), XI.4.

    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("i"), Indicator("a", "i", 1, 0.4), Indicator("b", "i", 1, 0.6)])
    >>> dirichlet(tree, Dirichlet("w"), {}, np.array([[0.5, 0.5]]))["i"].tolist()
    [[0.5, 0.5]]
    """
    from scipy.special import gammaincinv

    result = {}
    for parent, part in _by_parent(tree, factor, np.clip(numbers, 1e-12, 1 - 1e-12)).items():
        if factor.concentration is None:
            amounts = -np.log1p(-part)
        else:
            alpha = factor.concentration * shares[parent]
            amounts = np.where(alpha > 0, gammaincinv(np.where(alpha > 0, alpha, 1.0), part), 0.0)
            amounts = np.maximum(amounts, np.where(alpha > 0, 1e-300, 0.0))
        result[parent] = amounts / amounts.sum(axis=1, keepdims=True)
    return result


def _by_parent(tree: Tree, factor: Factor, numbers: FloatArray) -> Shares:
    parents = _parents(tree, factor)
    ends = np.cumsum([len(tree.children[parent]) for parent in parents])[:-1]
    return dict(zip(parents, np.split(numbers, ends, axis=1), strict=True)) if parents else {}


def compared(tree: Tree, factor: Comparisons, numbers: FloatArray) -> Shares:
    """Return the priorities of disturbed judgements, for `numbers` `(draws, comparisons)` from 0 to 1."""
    from scipy.special import ndtri

    steps = np.exp(factor.spread * ndtri(np.clip(numbers, 1e-12, 1 - 1e-12)))
    result, start = {}, 0
    for parent, matrix in _matrices(tree, factor).items():
        pairs = _pairs(matrix)
        drawn = np.broadcast_to(matrix, (len(numbers), *matrix.shape)).copy()
        for (row, column), step in zip(pairs, steps[:, start : start + len(pairs)].T, strict=True):
            most = max(9.0, matrix[row, column], 1 / matrix[row, column])
            drawn[:, row, column] = np.clip(matrix[row, column] * step, 1 / most, most)
            drawn[:, column, row] = 1 / drawn[:, row, column]
        result[parent] = priority_vectors(drawn, factor.priority)
        start += len(pairs)
    return result


def _matrices(tree: Tree, factor: Comparisons) -> dict[str, FloatArray]:
    try:
        return {parent: matrix_of(data, tree.children[parent]) for parent, data in factor.judgements.items()}
    except DataError as error:
        raise DataError(f"factor '{factor.name}': {error}") from error


def _pairs(matrix: FloatArray) -> list[tuple[int, int]]:
    return [(int(i), int(j)) for i, j in np.argwhere(np.triu(~np.isnan(matrix), 1))]


def versions_of(factor: Resample, shape: tuple[int, int], seed: int) -> FloatArray:
    """Return the versions `(versions, regions, leaves)` of the data; refuse another shape, and infinite values."""
    given = factor.versions(seed) if callable(factor.versions) else factor.versions
    found = np.asarray(given, np.float64)
    if found.ndim != 3 or found.shape[1:] != shape or not len(found):
        raise DataError(
            f"factor '{factor.name}': its versions are {found.shape}: give (versions, {shape[0]}, {shape[1]})"
        )
    if np.isinf(found).any():
        raise DataError(f"factor '{factor.name}': a value is infinite: give a number, or NaN where there is no data")
    return found
