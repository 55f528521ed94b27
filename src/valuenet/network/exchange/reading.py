"""What reading a file gave: the network, and what a user should know of how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.network.network import Network


@dataclass(frozen=True, eq=False)
class Reading:
    """A network as a file holds it; `notes` says, in sentences, what the file left open and how it was taken."""

    network: Network
    notes: tuple[str, ...] = ()


def notes_on_direction(network: Network) -> list[str]:
    """Say how relations without direction are held, if there are any.

    >>> import polars as pl
    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a"], "target": ["b"], "directed": [False]})
    >>> notes_on_direction(network_of(pl.DataFrame({"id": ["a", "b"]}), ties))
    ['1 of 1 relations have no direction: each is held as one relation, and directed statistics are no data']
    """
    if network.directed:
        return []
    without = network.relations.height - int(network.relations["directed"].sum())
    return [
        f"{without:,} of {network.relations.height:,} relations have no direction: each is held as one relation,"
        " and directed statistics are no data"
    ]
