"""Clusters of mentions that share a key: connected components, kept apart where registered identities differ."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from valuenet.resolve.keys import IS_IDENTITY, ambiguous_keys

Numbers = NDArray[np.int64]
"""The number of a cluster for each mention, by position; clusters count from 0."""


def components(mentions: pl.Series, keys: pl.Series, size: int) -> Numbers:
    """Return the component number of each of `size` mentions; `mentions[i]` holds the key `keys[i]`.

    Linear in the keys: mentions and keys are the two sides of one sparse graph.

    >>> components(pl.Series([0, 1, 2]), pl.Series(["a", "a", "b"]), 3).tolist()
    [0, 0, 1]
    """
    if mentions.is_empty():
        return np.arange(size)
    key_numbers = keys.rank("dense").to_numpy().astype(np.int64) - 1 + size
    nodes = int(key_numbers.max()) + 1
    ends = (mentions.to_numpy().astype(np.int64), key_numbers)
    ties = coo_array((np.ones(len(keys), dtype=np.int8), ends), shape=(nodes, nodes))
    _, labels = connected_components(ties, directed=False)
    return np.unique(labels[:size], return_inverse=True)[1].astype(np.int64)


def cluster(keys: pl.DataFrame, sources: pl.DataFrame) -> tuple[Numbers, pl.DataFrame]:
    """Return the cluster number of each mention, and the keys that were used.

    `keys` as `keys.KEYS`; `sources` has mention (0, 1, 2 …) and source_id. Mentions meet by identity, registered
    name and every unambiguous name. A cluster that so comes to hold two values of one identity field is taken apart
    again: there, names join only mentions that have no identity of their own.
    """
    unclear = (pl.col("class") == "name") & pl.col("key").is_in(ambiguous_keys(keys, sources).implode())
    used = keys.filter(~unclear)
    numbers = components(used["mention"], used["key"], sources.height)
    torn = _conflicting(used, numbers)
    if torn.size:
        in_conflict = pl.Series(np.isin(numbers, torn))[used["mention"]]
        identified = used.filter(IS_IDENTITY)["mention"].unique()
        used = used.filter(~in_conflict | IS_IDENTITY | ~pl.col("mention").is_in(identified.implode()))
        numbers = components(used["mention"], used["key"], sources.height)
    return numbers, used


def _conflicting(used: pl.DataFrame, numbers: Numbers) -> Numbers:
    """Return the numbers of the clusters that hold two values of one identity field."""
    identity = used.filter(IS_IDENTITY)
    held = identity.with_columns(pl.Series("cluster", numbers[identity["mention"].to_numpy()]))
    several = held.group_by("cluster", "class").agg(pl.col("key").n_unique()).filter(pl.col("key") > 1)
    return several["cluster"].unique().to_numpy()
