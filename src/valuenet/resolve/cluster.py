"""Clusters of mentions that share a key: connected components, kept apart where registered identities differ."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from valuenet.resolve.keys import ambiguous_keys


def components(left: pl.Series, right: pl.Series, size: int) -> np.ndarray:
    """Return the component number of each of `size` mentions; `left` are mentions, `right` the keys they hold.

    >>> components(pl.Series([0, 1, 2]), pl.Series(["a", "a", "b"]), 3).tolist()
    [0, 0, 1]
    """
    if left.is_empty():
        return np.arange(size)
    key_number = right.rank("dense").to_numpy().astype(np.int64) - 1 + size
    total = size + int(key_number.max() - size + 1)
    ties = coo_array((np.ones(len(left), dtype=np.int8), (left.to_numpy().astype(np.int64), key_number)), shape=(total, total))
    _, labels = connected_components(ties, directed=False)
    _, numbered = np.unique(labels[:size], return_inverse=True)
    return np.asarray(numbered)


def cluster(keys: pl.DataFrame, sources: pl.DataFrame) -> tuple[np.ndarray, pl.DataFrame]:
    """Return the cluster number of each mention, and the keys that were used.

    Mentions meet by identity, registered name and every unambiguous name. A cluster that so comes to
    hold two values of one identity field is taken apart again: there, names join only mentions that
    have no identity of their own.
    """
    size = sources.height
    used = keys.filter(~((pl.col("class") == "name") & pl.col("key").is_in(ambiguous_keys(keys, sources).implode())))
    numbers = components(used["mention"], used["key"], size)
    torn = _conflicting(used, numbers)
    if torn.size:
        in_conflict = pl.Series(np.isin(numbers, torn))[used["mention"]]
        identity = ~pl.col("class").is_in(["name", "registered"])
        with_identity = used.filter(identity)["mention"].unique()
        used = used.filter(~in_conflict | identity | ~pl.col("mention").is_in(with_identity.implode()))
        numbers = components(used["mention"], used["key"], size)
    return numbers, used


def _conflicting(used: pl.DataFrame, numbers: np.ndarray) -> np.ndarray:
    identity = used.filter(~pl.col("class").is_in(["name", "registered"]))
    held = identity.with_columns(pl.Series("cluster", numbers[identity["mention"].to_numpy()]))
    several = held.group_by("cluster", "class").agg(pl.col("key").n_unique().alias("n")).filter(pl.col("n") > 1)
    return several["cluster"].unique().to_numpy()
