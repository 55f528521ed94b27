"""What the network engine finds out, written to the file: structure, significance, positions, groups, shock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.database.network import read_network
from valuenet.database.write import insert, insert_rows
from valuenet.network.analysis import Analysis, analyse
from valuenet.network.chance.bounded import bounded_significance
from valuenet.network.chance.nulls import NullModel
from valuenet.network.chance.survey import survey_statistics
from valuenet.network.network import Network
from valuenet.network.picture.layout import layout
from valuenet.network.shock.shock import Rules
from valuenet.network.shock.shock_tables import report_tables
from valuenet.network.structure import Statistic

NETWORKS = 40
"""Random networks of each model that a build compares the observed one with, if it is not too large for that
(`valuenet.network.chance.bounded`); `valuenet network --null` takes more, of any size."""
_TAILS = 50
"""Random samples that the fit of the power law is judged by: enough for p to a tenth or two."""


def write_network(con: DuckDBPyConnection, tell: Callable[[str, float], None], *, networks: int = NETWORKS) -> None:
    """Fill the tables of the network and of the shock with what is found at the reported wave."""
    network = read_network(con)
    tell("network: structure", 0.0)
    found = analyse(network, tail_repetitions=_TAILS)
    _write_structure(con, found)
    _write_parts(con, network)
    _write_significance(con, network, found.statistics, networks, tell)
    tell("network: layout", 0.9)
    _write_positions(con, found)
    tell("network: shock", 0.95)
    _write_shock(con, network)


def null_models() -> tuple[NullModel, ...]:
    """Return the null models of a build: one that keeps degrees alone, one that keeps all that the survey fixed.

    The second keeps, of every kind of relation, each node's degrees towards the sample and towards the others: what a
    survey of egos would bring into any network.
    """
    return (NullModel(), NullModel("relations", ("kind", "sample")))


def code_of(words: str | None) -> str | None:
    """Return the code under which a vocabulary explains a reason, or a null model.

    >>> code_of("fixed by the null model"), code_of("relations: degrees, kind")
    ('fixed_by_the_null_model', 'relations_degrees_kind')
    """
    return None if words is None else words.replace(", ", "_").replace(": ", "_").replace(" ", "_")


def _write_structure(con: DuckDBPyConnection, found: Analysis) -> None:
    rows = [(each.statistic, each.reading, each.value, each.sampled, each.low, each.high) for each in found.statistics]
    insert_rows(con, "network_statistic", rows)
    told = [(each.convention, each.value, each.sampled) for each in found.tools]
    insert_rows(
        con,
        "network_tool",
        [(one.statistic, one.reading, one.tool, v, s, one.call, one.note_zh, one.note_en) for one, v, s in told],
    )
    insert_rows(con, "network_quantity", list(found.quantities.items()))
    insert(con, "network_distribution", found.distributions)
    insert(con, "network_mixing", found.mixing)
    insert(con, "network_community", found.communities)


def _write_parts(con: DuckDBPyConnection, network: Network) -> None:
    rows = [
        (
            each.part,
            each.statistic,
            each.reading,
            each.value,
            each.low,
            each.high,
            *map(code_of, (each.method, each.why)),
        )
        for each in survey_statistics(network)
    ]
    insert_rows(con, "network_part", rows)


def _write_significance(
    con: DuckDBPyConnection,
    network: Network,
    statistics: Sequence[Statistic],
    networks: int,
    tell: Callable[[str, float], None],
) -> None:
    for model in null_models():
        found = bounded_significance(
            network,
            model,
            statistics,
            networks=networks,
            tell=lambda done, of: tell("network: random networks", 0.9 * done / of),
        )
        rows = [
            (
                *(
                    code_of(model.name),
                    each.statistic,
                    each.reading,
                    each.observed,
                    each.mean,
                    each.sd,
                    each.low,
                    each.high,
                ),
                *(each.z, each.p, each.networks, code_of(each.why)),
            )
            for each in found.comparisons
        ]
        insert_rows(con, "network_significance", rows)
        insert(con, "network_null", found.ensemble.with_columns(pl.lit(code_of(model.name)).alias("model")))


def _write_positions(con: DuckDBPyConnection, found: Analysis) -> None:
    nodes, graph = found.network.nodes, found.network.graph
    kind = nodes["kind"].rank("dense").fill_null(0).cast(pl.Int64).to_numpy()
    places = layout(graph, community=nodes["community"].to_numpy(), group=kind)
    placed = found.positions.with_columns(pl.Series("x", places.x), pl.Series("y", places.y))
    insert(con, "network_position", placed.rename({"id": "subject_id"}))


def _write_shock(con: DuckDBPyConnection, network: Network) -> None:
    home = con.execute("SELECT country FROM study").fetchall()[0][0]
    if not network.relations.height:
        return
    found = report_tables(network, Rules(home=home))
    insert(con, "shock_summary", found["summary"])
    insert(con, "shock_critical", found["critical"].rename({"subject": "subject_id"}))
    insert(con, "shock_curve", found["curves"])
    insert(con, "shock_side", found["by_side"])
