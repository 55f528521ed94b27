"""What the index engine finds out about a study's index, as rows of the tables of the database file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

import numpy as np

from valuenet.database.index_leaves import Behind
from valuenet.errors import DataError
from valuenet.index.build import IndexResult
from valuenet.index.correlation import alphas, correlations_of
from valuenet.index.forensics import forensics_of
from valuenet.index.gain import gain
from valuenet.index.importance import importances
from valuenet.index.removal import removals
from valuenet.index.standing import peers, standings
from valuenet.index.table import Table
from valuenet.index.tree import Tree
from valuenet.index.yearly import changes
from valuenet.model.declarations import Index

Rows = Sequence[tuple[object, ...]]
Tables = Mapping[str, Rows]

BUDGET = 20_000
"""Partial matrices that are examined for each group of published weights: it settles groups of up to five or so."""
PEERS = 5
DECIMALS = 6
"""Weights with more decimals were computed and not printed: nothing is asked of where they come from."""
FEWEST = 3
"""Regions with a rank from which the ranks can be called uncertain, and compared."""


@dataclass(frozen=True)
class Finding:
    """The rows of one analysis by table; or, of one that could not be made, why, and the engine's words."""

    analysis: str
    tables: Tables = field(default_factory=dict)
    why: str | None = None
    words: str | None = None


def findings(
    index: Index,
    tables: Mapping[str, Table],
    results: Mapping[str, IndexResult],
    wave: str,
    behind: Behind,
    tell: Callable[[str, float], None],
) -> Iterator[Finding]:
    """Yield every analysis of the index at `wave`, one after another.

    `tables` and `results` by wave, the latest first; `behind` are the rows that the leaves are made of.
    """
    from valuenet.database.index_uncertainty import uncertainty_tables

    result = results[wave]
    ranked = int((~np.isnan(result.rank_of(result.tree.root))).sum())
    before = next((one for one in results if one != wave), None)
    yield _attempt("comparisons", partial(group_rows, published(result.tree, index)))
    if ranked < FEWEST:
        why = "one_region" if len(result.regions) == 1 else "too_few_data"
        for analysis in ("uncertainty", "standing", "peers", "gain", "change", "weights", "correlation", "removal"):
            yield Finding(analysis, why=why)
        return
    told = partial(tell, "index: uncertainty")
    yield _attempt("uncertainty", partial(uncertainty_tables, result, tables[wave], behind, index.uncertainty, told))
    yield _attempt("standing", partial(standing_rows, result))
    yield _attempt("peers", partial(peer_rows, result))
    yield _attempt("gain", partial(gain_rows, result))
    yield _attempt("weights", partial(weight_rows, result))
    yield _attempt("correlation", partial(correlation_rows, result))
    yield _attempt("removal", partial(removal_rows, result))
    if before is None:
        yield Finding("change", why="no_earlier_wave")
    else:
        yield _attempt("change", partial(change_rows, tables, results, before, wave))


def _attempt(analysis: str, made: Callable[[], Tables]) -> Finding:
    try:
        return Finding(analysis, made())
    except DataError as error:
        return Finding(analysis, why="not_possible", words=str(error))


def published(tree: Tree, index: Index) -> tuple[Tree, int]:
    """Return the tree with its published weights, as far as there are, and the decimals they were printed with."""
    printed = {} if isinstance(index.tree, str) else {one.indicator: one.printed_weight for one in index.tree}
    weights = {one.code: one.weight if printed.get(one.code) is None else printed[one.code] for one in tree.indicators}
    decimals = max((_decimals(weight) for weight in weights.values() if weight is not None), default=0)
    return Tree(tuple(replace(one, weight=weights[one.code]) for one in tree.indicators)), decimals


def _decimals(weight: float) -> int:
    return len(f"{weight:.12f}".rstrip("0").partition(".")[2])


@cache
def group_rows(printed: tuple[Tree, int]) -> Tables:
    """Return for each group of published weights whether pairwise comparisons can have made them."""
    tree, decimals = printed
    if decimals > DECIMALS:
        raise DataError(f"weights have {decimals} decimals: they were computed, not printed")
    rows = []
    for (code, kind), one in forensics_of(tree, decimals, budget=BUDGET).items():
        matrix = json.dumps([list(row) for row in one.rows()], ensure_ascii=False)
        verdict = one.verdict.replace(" ", "_")
        numbers = (one.deviation, one.precision, one.consistency_ratio)
        rows.append((code, kind, len(one.names), verdict, *numbers, one.nearest_is_proven, matrix))
    return {"index_group": rows}


def standing_rows(result: IndexResult) -> Tables:
    """Return every leaf's contribution to the score of every region, and what lifts it or holds it back."""
    rows = [
        (region, one.leaf, one.rank, one.n, one.contribution, one.lead)
        for region in result.regions
        for one in standings(result, region)
    ]
    return {"index_standing": rows}


def peer_rows(result: IndexResult) -> Tables:
    """Return the regions most like each region."""
    rows = [
        (region, ordinal, one.region, one.distance, one.shared)
        for region in result.regions
        for ordinal, one in enumerate(peers(result, region, PEERS), start=1)
    ]
    return {"index_peer": rows}


def gain_rows(result: IndexResult) -> Tables:
    """Return the smallest change with which each region but the first gains a rank."""
    found = [gain(result, region) for region in _behind_others(result)]
    gains = [(one.region, one.before, one.wanted, one.after, one.total, one.largest, one.exact) for one in found]
    moves = [(one.region, move.leaf, move.before, move.after, move.share) for one in found for move in one.moves]
    return {"index_gain": gains, "index_move": moves}


def _behind_others(result: IndexResult) -> Iterator[str]:
    scores = result.score_of(result.tree.root)
    for region, score in zip(result.regions, scores.tolist(), strict=True):
        if (scores > score).any():
            yield region


def change_rows(tables: Mapping[str, Table], results: Mapping[str, IndexResult], before: str, after: str) -> Tables:
    """Return the change of each region's score since the wave before, in its three parts, and its ranks at both."""
    root = results[after].tree.root
    made = changes(results[after].tree, tables[before], tables[after], results[after].recipe)
    ranks = [
        dict(zip(results[wave].regions, results[wave].rank_of(root).tolist(), strict=True)) for wave in (before, after)
    ]
    rows = []
    for one in made:
        places = (by_region.get(one.region) for by_region in ranks)
        parts = (one.region_part, one.others_part, one.coverage_part)
        rows.append((before, after, one.region, one.before, one.after, *places, *parts))
    return {"index_change": rows}


def weight_rows(result: IndexResult) -> Tables:
    """Return the weight that each indicator carries, and how much of the scores' variance it makes."""
    tree = result.tree
    carried = result.weights if result.weights.ndim == 1 else result.weights.mean(axis=0)
    by_leaf = {one.leaf: one for one in importances(result)}
    rows = []
    for code, weight in zip(tree.codes, carried.tolist(), strict=True):
        own = by_leaf.get(code)
        share = own.variance_share if own else _added(by_leaf[leaf].variance_share for leaf in _below(tree, code))
        rows.append((code, weight, share, own and own.correlation, own and own.correlation_ratio))
    return {"index_weight": rows}


def _below(tree: Tree, code: str) -> Iterator[str]:
    return (leaf for leaf in tree.leaves if code in tree.paths[leaf])


def _added(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) if known else None


def correlation_rows(result: IndexResult) -> Tables:
    """Return the correlations of all leaves and of the children of the root, and the alpha of every group."""
    leaves = set(result.tree.leaves)
    pairs = {(one.first, one.second): one for one in correlations_of(result)}
    tops = result.tree.children.get(result.tree.root, ())
    if not set(tops) <= leaves:
        pairs |= {(one.first, one.second): one for one in correlations_of(result, level=2)}
    found = [(one.first, one.second, one.n, one.value, one.above, one.inside) for one in pairs.values()]
    groups = [
        (result.tree.root, "leaves", one.children, one.n, one.alpha)
        if one.code == "leaves"
        else (one.code, "children", one.children, one.n, one.alpha)
        for one in alphas(result)
        if one.children > 1
    ]
    return {"index_correlation": found, "index_alpha": groups}


def removal_rows(result: IndexResult) -> Tables:
    """Return what the ranks are without each indicator."""
    return {"index_removal": [(one.code, one.mean_shift, one.largest, one.region) for one in removals(result)]}
