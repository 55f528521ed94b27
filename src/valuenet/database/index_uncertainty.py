"""How sure the ranks of a study's index are, as rows of the tables of the database file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import numpy as np

from valuenet.database.index_leaves import Behind
from valuenet.index.build import IndexResult
from valuenet.index.doubt import doubts
from valuenet.index.factors import Choice, Comparisons, Factor, Noise
from valuenet.index.resample import versions
from valuenet.index.table import Table
from valuenet.index.uncertainty import Uncertainty as Found
from valuenet.index.uncertainty import uncertainty
from valuenet.model.declarations import Uncertainty

LEVEL = 0.9
"""What the rank intervals hold of the ranks."""
Rows = list[tuple[object, ...]]


def uncertainty_tables(
    result: IndexResult, table: Table, behind: Behind, asked: Uncertainty, tell: Callable[[float], None]
) -> dict[str, Rows]:
    """Return the ranks' intervals, the probability of each rank and order, and what makes ranks uncertain.

    Without draws there is nothing to say, and no rows.
    """
    if not asked.draws:
        return {}
    tell(0.0)
    data = None
    if any(leaf is not None for leaf in behind.leaves):
        merges = asked.wrong_merges
        data = versions(
            behind.subjects, behind.leaves, table.values, asked.versions, wrong_merges=merges, seed=asked.seed
        )
    factors = doubts(result, table, weights=asked.weights, judgements=asked.judgements, versions=data)
    found = uncertainty(result.tree, table, result.recipe, factors, asked.draws, asked.seed)
    return {
        "index_quantity": _quantities(found, asked, resampled=data is not None),
        "index_resampled": _resampled(result, behind),
        "index_option": [row for factor in factors for row in _options(factor, asked)],
        "index_interval": [
            (one.region, one.rank, one.mean, one.median, one.low, one.high, one.best, one.worst, one.unranked)
            for one in found.intervals(LEVEL)
        ],
        "index_rank_probability": list(_rank_probabilities(found)),
        "index_order": list(_orders(found)),
        "index_sensitivity": list(_sensitivities(found)),
    }


def _quantities(found: Found, asked: Uncertainty, *, resampled: bool) -> Rows:
    rows: Rows = [
        ("draws", len(found.ranks)),
        ("builds", found.builds),
        ("seed", asked.seed),
        ("level", LEVEL),
        ("weights", asked.weights),
        ("judgements", asked.judgements),
    ]
    return [*rows, ("versions", asked.versions), ("wrong_merges", asked.wrong_merges)] if resampled else rows


def _resampled(result: IndexResult, behind: Behind) -> Rows:
    leaves = zip(result.tree.leaves, behind.leaves, behind.counts, strict=True)
    known = np.asarray(~np.isnan(result.values).all(axis=0))  # of a leaf without data there is nothing to draw
    return [
        (code, leaf.made if leaf else None, count, leaf is not None)
        for (code, leaf, count), here in zip(leaves, known.tolist(), strict=True)
        if here
    ]


def _options(factor: Factor, asked: Uncertainty) -> Iterator[tuple[object, ...]]:
    if isinstance(factor, Choice):
        settings: list[object] = list(factor.options)
    elif isinstance(factor, Noise | Comparisons):
        settings = [{"spread": factor.spread}]
    else:
        settings = [{"versions": asked.versions, "wrong_merges": asked.wrong_merges}]
    for ordinal, setting in enumerate(settings, start=1):
        yield factor.name, ordinal, json.dumps(setting, ensure_ascii=False, sort_keys=True)


def _rank_probabilities(found: Found) -> Iterator[tuple[object, ...]]:
    for region, row in zip(found.regions, found.rank_probability.tolist(), strict=True):
        yield from ((region, rank, share) for rank, share in enumerate(row, start=1) if share > 0)


def _orders(found: Found) -> Iterator[tuple[object, ...]]:
    """Yield each pair of ranked regions once, the one of the better rank first, with how often it is before."""
    known = [row for row in range(len(found.regions)) if not np.isnan(found.base[row])]
    order = sorted(known, key=lambda row: (found.base[row], found.regions[row]))
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            share = found.order_probability[one, other]
            if not np.isnan(share):
                yield found.regions[one], found.regions[other], share


def _sensitivities(found: Found) -> Iterator[tuple[object, ...]]:
    for one in found.factor_rows():
        region = None if one.result == "shift" else one.result
        numbers = (one.first, one.total, one.first_low, one.first_high, one.total_low, one.total_high)
        yield (one.factor, region, *numbers)
