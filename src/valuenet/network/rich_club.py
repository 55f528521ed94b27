"""Rich club: whether the nodes with many neighbours are tied to each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from valuenet.errors import DataError
from valuenet.network.graph import Graph, IntArray


@dataclass(frozen=True, eq=False)
class RichClub:
    """For every k from 0 on, the nodes with more than k neighbours and the ties among them, each `(k,)`.

    It ends where fewer than two nodes have more than k neighbours; empty where there is no tie.
    """

    nodes: IntArray
    ties: IntArray

    @property
    def density(self) -> npt.NDArray[np.float64]:
        """The ties among the club over those there could be, 0..1, for every k: phi(k)."""
        density: npt.NDArray[np.float64] = 2 * self.ties / (self.nodes * (self.nodes - 1.0))
        return density


def rich_club(graph: Graph) -> RichClub:
    """Return the clubs of all sizes, on undirected ties.

    Sources: Zhou and Mondragon, The rich-club phenomenon in the Internet topology, IEEE Comm. Lett. 8(3), 2004;
    Colizza et al., Detecting rich-club ordering in complex networks, Nature Physics 2, 2006.

    >>> from valuenet.network.graph import graph
    >>> club = rich_club(graph([0, 0, 0, 1, 1], [1, 2, 3, 2, 4], nodes=5))
    >>> club.nodes.tolist(), club.ties.tolist(), club.density.tolist()
    ([5, 3, 2], [5, 3, 1], [0.5, 1.0, 1.0])
    """
    degree = graph.both.degree
    poorer = np.minimum(np.repeat(degree, degree), degree[graph.both.neighbour])
    most = int(degree.max(initial=0))
    nodes, ties = (np.cumsum(np.bincount(counted, minlength=most + 1)[::-1])[::-1][1:] for counted in (degree, poorer))
    clubs = int(np.count_nonzero(nodes > 1))
    return RichClub(nodes[:clubs], ties[:clubs] // 2)


def richest(club: RichClub, nodes: int) -> float | None:
    """Return the density of the smallest club of at least `nodes`, or of the largest there is; None without ties.

    >>> from valuenet.network.graph import graph
    >>> richest(rich_club(graph([0, 0, 0, 1, 1], [1, 2, 3, 2, 4], nodes=5)), nodes=3)
    1.0
    """
    if not len(club.nodes):
        return None
    return float(club.density[max(int(np.count_nonzero(club.nodes >= nodes)) - 1, 0)])


def normalised(club: RichClub, null: npt.ArrayLike) -> pl.DataFrame:
    """Return a row a k: nodes, ties, density, the mean density of null networks, and their ratio rho(k).

    `null` `(r, k)` are the densities of r networks with the degrees of this one at random (Colizza et al. 2006). The
    ratio is null where no null network has a tie in the club; above 1 the rich keep together more than by chance.
    Raises `DataError` where `null` has another number of columns.

    >>> from valuenet.network.graph import graph
    >>> club = rich_club(graph([0, 0, 0, 1, 1], [1, 2, 3, 2, 4], nodes=5))
    >>> normalised(club, [[0.5, 0.75, 0.0], [0.5, 0.25, 0.0]])["ratio"].to_list()
    [1.0, 2.0, None]
    """
    compared = np.atleast_2d(np.asarray(null, np.float64))
    if compared.shape[1] != len(club.nodes) or not len(compared):
        raise DataError(f"the null densities have the shape {compared.shape}: give {len(club.nodes)} a network")
    table = pl.DataFrame(
        {"nodes": club.nodes, "ties": club.ties, "density": club.density, "null_density": compared.mean(axis=0)}
    )
    ratio = pl.when(pl.col("null_density") > 0).then(pl.col("density") / pl.col("null_density"))
    return table.with_row_index("more_than").with_columns(ratio.alias("ratio"))
