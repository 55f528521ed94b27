"""What is uncertain about an index, from a YAML file; and what is taken to be uncertain where nobody says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from valuenet.errors import DataError, nearest
from valuenet.index.factors import Choice, Comparisons, Dirichlet, Factor, Noise, Resample
from valuenet.index.recipe import Recipe
from valuenet.index.table import FloatArray, Table
from valuenet.index.tree import Tree

KINDS: Mapping[str, tuple[str, ...]] = {
    "options": ("options", "likelihoods"),
    "judgements": ("judgements", "spread", "priority"),
    "concentration": ("concentration", "parents"),
    "error": ("error", "counts", "versions"),
    "spread": ("spread", "parents"),
}
"""The key that tells what kind a factor is, and all keys of that kind; the first that is there decides."""
VERSIONS = 200
"""Versions of the data that are drawn, of which each build takes one."""


def read_factors(text: str, tree: Tree, table: Table, name: str = "factors.yaml") -> tuple[Factor, ...]:
    r"""Return the factors of a YAML file: their names, and what varies.

    `options` are changes of the recipe, each as likely unless `likelihoods` say otherwise. `spread` multiplies weights
    by 1 - spread to 1 + spread, `concentration` draws shares of siblings about their own (`any`: all that are
    possible), both for the children of `parents` or of all. `judgements` disturbs pairwise comparisons. `error` is the
    relative standard error of values, and `counts` names leaves that count subjects: they vary as if subjects were
    drawn anew (Poisson). Raises `DataError` naming file and factor.

    >>> from valuenet.index.table import table_of
    >>> from valuenet.index.tree import Indicator, tree_of
    >>> tree = tree_of([Indicator("index"), Indicator("firms", "index", 1, 1.0)])
    >>> table = table_of(tree, ["A", "B"], np.array([[9.0], [4.0]]))
    >>> read_factors("scale: {options: [{}, {normalise: rank}]}\nweights: {spread: 0.2}\n", tree, table)[1]
    Noise(name='weights', spread=0.2, parents=None)
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise DataError(f"{name}: cannot be read as YAML ({error})") from error
    if not isinstance(data, Mapping) or not data:
        raise DataError(f"{name}: give a mapping of factors, as 'weights: {{spread: 0.25}}'")
    try:
        return tuple(_factor(str(key), one, tree, table) for key, one in data.items())
    except DataError as error:
        raise DataError(f"{name}: {error}") from error


def _factor(name: str, given: Any, tree: Tree, table: Table) -> Factor:
    if not isinstance(given, Mapping):
        raise DataError(f"factor '{name}': give a mapping, as {{spread: 0.25}}")
    kind = next((key for key in KINDS if key in given or (key == "error" and "counts" in given)), None)
    if kind is None:
        raise DataError(f"factor '{name}': one of {', '.join(KINDS)} says what it is")
    unknown = [key for key in given if key not in KINDS[kind]]
    if unknown:
        raise DataError(f"factor '{name}': there is no '{unknown[0]}'{nearest(str(unknown[0]), KINDS[kind])}")
    return _MAKERS[kind](name, dict(given), tree, table)


def _choice(name: str, given: dict[str, Any], tree: Tree, table: Table) -> Factor:
    options, likelihoods = given["options"], given.get("likelihoods")
    if not isinstance(options, list) or not all(isinstance(each, Mapping) for each in options):
        raise DataError(f"factor '{name}': options is a list of changes of the recipe, {{}} for none")
    return Choice(name, options, None if likelihoods is None else _numbers(name, "likelihoods", likelihoods))


def _judgements(name: str, given: dict[str, Any], tree: Tree, table: Table) -> Factor:
    if not isinstance(given["judgements"], Mapping):
        raise DataError(f"factor '{name}': judgements is a mapping of parents to their comparisons")
    spread, priority = _number(name, "spread", given.get("spread", 0.25)), str(given.get("priority", "eigenvector"))
    return Comparisons(name, given["judgements"], spread, priority)


def _dirichlet(name: str, given: dict[str, Any], tree: Tree, table: Table) -> Factor:
    about = given["concentration"]
    return Dirichlet(name, None if about == "any" else _number(name, "concentration", about), _parents(name, given))


def _noise(name: str, given: dict[str, Any], tree: Tree, table: Table) -> Factor:
    return Noise(name, _number(name, "spread", given["spread"]), _parents(name, given))


def _resample(name: str, given: dict[str, Any], tree: Tree, table: Table) -> Factor:
    error, versions = (_number(name, key, given.get(key, least)) for key, least in (("error", 0), ("versions", 200)))
    counts = given.get("counts", [])
    if not isinstance(counts, list) or error < 0 or versions < 1:
        raise DataError(f"factor '{name}': counts is a list of leaves, error from 0 up, versions from 1 up")
    wrong = [leaf for leaf in counts if leaf not in tree.leaves]
    if wrong:
        raise DataError(f"factor '{name}': '{wrong[0]}' is no leaf of the index{nearest(str(wrong[0]), tree.leaves)}")
    columns = np.array([leaf in counts for leaf in tree.leaves])
    known = table.values[:, columns]
    if (known < 0).any() or (known != np.round(known))[~np.isnan(known)].any():
        raise DataError(f"factor '{name}': a leaf of counts holds what is no count: name leaves of whole numbers only")
    return Resample(name, lambda seed: drawn(table.values, columns, error, int(versions), seed))


_MAKERS: Mapping[str, Callable[[str, dict[str, Any], Tree, Table], Factor]] = {
    "options": _choice,
    "judgements": _judgements,
    "concentration": _dirichlet,
    "error": _resample,
    "spread": _noise,
}


def drawn(values: FloatArray, counts: Any, error: float, versions: int, seed: int) -> FloatArray:
    """Return versions `(versions, regions, leaves)` of values: counts drawn anew, and all with a relative error.

    A count of n becomes a Poisson number of mean n, which is what it would be with its subjects drawn anew, each on
    its own; a value is multiplied by a lognormal number of mean 1.

    >>> drawn(np.array([[100.0, np.nan]]), np.array([True, False]), 0.0, 3, seed=1).tolist()
    [[[100.0, nan]], [[94.0, nan]], [[111.0, nan]]]
    """
    random = np.random.default_rng(seed)
    result = np.broadcast_to(values, (versions, *values.shape)).copy()
    means = np.where(np.isnan(values), 0.0, values)[:, counts]
    again = random.poisson(means, (versions, *means.shape)).astype(np.float64)
    result[:, :, counts] = np.where(np.isnan(values[:, counts]), np.nan, again)
    if error > 0:
        width = np.sqrt(np.log1p(error * error))
        result *= random.lognormal(-width * width / 2, width, result.shape)
    return result


def usual_factors(recipe: Recipe, spread: float = 0.25) -> tuple[Factor, ...]:
    """Return what is taken to be uncertain where nobody says: the weights, the scale, outliers, and gaps.

    Weights by a quarter, unless another spread is given or a recipe gives each region its own; the recipe's own way of
    each step beside one or two others.

    >>> from valuenet.index.recipe import STANDARD
    >>> [factor.name for factor in usual_factors(STANDARD)]
    ['weights', 'scale', 'outliers', 'gaps']
    """
    weights = [] if recipe.weigh.method == "benefit_of_the_doubt" else [Noise("weights", spread)]
    usual = {"scale": ("normalise", ("min_max", "rank")), "outliers": ("treat", ("none", "winsorise"))}
    usual |= {"gaps": ("impute", ("none", "median"))}
    choices = []
    for name, (step, methods) in usual.items():
        others = [method for method in methods if method != getattr(recipe, step).method]
        choices.append(Choice(name, [{}, *({step: method} for method in others)]))
    return (*weights, *choices)


def _numbers(name: str, key: str, given: Any) -> list[float]:
    return [_number(name, key, each) for each in (given if isinstance(given, list) else [given])]


def _number(name: str, key: str, given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not np.isfinite(given):
        raise DataError(f"factor '{name}': {key} is {given!r}, it is a number")
    return float(given)


def _parents(name: str, given: Mapping[str, Any]) -> list[str] | None:
    parents = given.get("parents")
    if parents is not None and not isinstance(parents, list):
        raise DataError(f"factor '{name}': parents is a list of indicators")
    return None if parents is None else [str(each) for each in parents]
