"""What reading a file gave: the network, and what a user should know of how it was read."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from valuenet.network.network import Network


@dataclass(frozen=True, eq=False)
class Reading:
    """A network as a file holds it; `notes` says, in sentences, what the file left open and how it was taken."""

    network: Network
    notes: tuple[str, ...] = ()


def notes_on(network: Network) -> list[str]:
    """Say how relations without direction are held, and whether weights are not numbers, if there are any.

    >>> import polars as pl
    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a"], "target": ["b"], "directed": [False]})
    >>> notes_on(network_of(pl.DataFrame({"id": ["a", "b"]}), ties))
    ['1 of 1 relations have no direction: each is held as one relation, and directed statistics are no data']
    """
    relations, notes = network.relations, []
    if not network.directed:
        without = relations.height - int(relations["directed"].sum())
        notes.append(
            f"{without:,} of {relations.height:,} relations have no direction: each is held as one relation, and"
            " directed statistics are no data"
        )
    if relations.schema.get("weight") == pl.Float64 and (odd := int(relations["weight"].is_nan().sum())):
        notes.append(f"{odd:,} weights are NaN: they are kept, and every sum of them is NaN")
    return notes
