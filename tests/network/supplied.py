"""Small networks of supply: written by hand, or drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from hypothesis import strategies as st

from valuenet.network.network import Network, network_of
from valuenet.network.shock.supply import Supply, supply_of


def supplied(arcs: str, sectors: Mapping[str, str] | None = None, **columns: Mapping[str, Any]) -> Network:
    """The network of arcs as `a>b a>c:work`: supplier, receiver and perhaps a kind; columns of the nodes by id."""
    words = [arc.partition(":") for arc in arcs.split()]
    ends = [ends.split(">") for ends, _, _ in words]
    ids = sorted({each for pair in ends for each in pair} | {each for told in columns.values() for each in told})
    nodes = pl.DataFrame({"id": ids})
    for name, told in {"sector": sectors or {}, **columns}.items():
        values = [told.get(each) for each in ids]
        kind = pl.Boolean if name == "sample" else pl.String
        nodes = nodes.with_columns(pl.Series(name, values, kind))
    relations = pl.DataFrame(ends, schema={"source": pl.String, "target": pl.String}, orient="row")
    kinds = [kind or "technology_input" for _, _, kind in words]
    families = ["human_capital" if kind in ("work", "study") else "technology" for kind in kinds]
    return network_of(nodes, relations.with_columns(pl.Series("kind", kinds), pl.Series("family", families)))


def ids_of(network: Network, chosen: np.ndarray[Any, Any]) -> list[str]:
    """The ids of the nodes of a mask, or of node numbers."""
    numbers = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
    return [str(network.nodes["id"][int(each)]) for each in numbers]


@st.composite
def networks(draw: st.DrawFn, most: int = 8, arcs: int = 24) -> Network:
    """A network of at most so many nodes with sectors (some unknown), loops and parallel relations."""
    count = draw(st.integers(1, most))
    node = st.integers(0, count - 1)
    ends = draw(st.lists(st.tuples(node, node), max_size=arcs))
    sectors = draw(st.lists(st.sampled_from(["chip", "cloud", None]), min_size=count, max_size=count))
    nodes = pl.DataFrame({"id": [f"n{each}" for each in range(count)], "sector": pl.Series(sectors, dtype=pl.String)})
    relations = pl.DataFrame(ends, schema={"source": pl.Int64, "target": pl.Int64}, orient="row")
    return Network(nodes, relations)


Mask = np.ndarray[Any, np.dtype[np.bool_]]


@st.composite
def shocked(draw: st.DrawFn, most: int = 8, arcs: int = 24) -> tuple[Network, Supply, Mask]:
    """A network, its supply, and which of its nodes go."""
    network = draw(networks(most, arcs))
    out = draw(st.lists(st.booleans(), min_size=network.nodes.height, max_size=network.nodes.height))
    return network, supply_of(network), np.array(out, np.bool_)
