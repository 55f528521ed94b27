"""What was measured of a network, for a terminal and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from valuenet.cli.drawn import drawn, table_of
from valuenet.cli.network_asked import Found
from valuenet.model.vocabulary import vocabulary
from valuenet.network.structure import Statistic

if TYPE_CHECKING:
    from valuenet.network.chance.significance import Comparison

NO_DATA = "no data"
_LARGE = 1000
_RANKINGS = (
    ("weighted_degree", "weighted degree", "{:,.0f}"),
    ("betweenness_undirected", "betweenness (undirected)", "{:,.0f}"),
    ("pagerank", "PageRank", "{:.4f}"),
)
_CORE = ("core_fit", "core_nodes", "core_within", "core_between", "core_outside", "coreness_fit", "coreness_nodes")
_TAIL = ("tail_exponent", "tail_xmin", "tail_nodes", "tail_lognormal_ratio", "tail_lognormal_p")


def network_words(found: Found, top: int) -> str:
    """The result in tables for a terminal: structure, groups, the first `top` nodes, what is more than chance."""
    parts: list[RenderableType] = [_structure(found), _tools(found)]
    parts += [_nodes(found, top), _communities(found, top)] if top else []
    parts.append(_quantities(found))
    if found.significance is not None:
        parts.append(_significance(found))
    if found.synthetic:
        parts.append("Synthetic data: of this study, nobody's records are real")
    parts.append("Every row of every table: --json, or --out DIR for CSV files")
    return drawn(parts)


def network_json(found: Found) -> dict[str, Any]:
    """Everything as plain values: every row of every table."""
    tested = found.significance
    return {
        "network": found.path,
        "synthetic": found.synthetic,
        "seed": found.asked.seed,
        "warnings": found.warnings,
        **{name: table.to_dicts() for name, table in network_tables(found).items()},
        "null_model": tested.model if tested else None,
    }


def network_tables(found: Found) -> dict[str, pl.DataFrame]:
    """Return every table of the result by name, in the order in which people would read them."""
    analysis, tested = found.analysis, found.significance
    statistics = [vars(each) for each in analysis.statistics]
    tools = [{**vars(each.convention), "value": each.value, "sampled": each.sampled} for each in analysis.tools]
    labels = found.network.nodes.select(
        "id", *(name for name in ("label", "kind") if name in found.network.nodes.columns)
    )
    tables = {
        "statistics": pl.DataFrame(statistics, infer_schema_length=None),
        "tools": pl.DataFrame(tools, infer_schema_length=None),
        "quantities": pl.DataFrame({"quantity": list(analysis.quantities), "value": _floats(analysis.quantities)}),
        "communities": analysis.communities,
        "mixing": analysis.mixing,
        "distributions": analysis.distributions,
        "positions": labels.hstack(analysis.positions.drop("id")),
    }
    if tested is None:
        return tables
    compared = pl.DataFrame([vars(each) for each in tested.comparisons], infer_schema_length=None)
    return {**tables, "significance": compared, "ensemble": tested.ensemble}


def _floats(figures: dict[str, float | None]) -> list[float | None]:
    return [None if value is None else float(value) for value in figures.values()]


def number(value: float | int | None) -> str:
    """A figure as people read it: four decimals of a small fraction, none of a large one.

    >>> number(31949), number(30519.9), number(1.49204), number(0.00002), number(None)
    ('31,949', '30,520', '1.4920', '2e-05', 'no data')
    """
    if value is None:
        return NO_DATA
    if isinstance(value, int) or (float(value).is_integer() and abs(value) >= 1):
        return f"{int(value):,}"
    if abs(value) >= _LARGE:
        return f"{value:,.0f}"
    return f"{value:,.4f}" if abs(value) >= 0.001 or value == 0 else f"{value:.2g}"


def _label(name: str, code: str) -> str:
    known = vocabulary(name)
    return known[code].label_en if code in known else code


def _structure(found: Found) -> Table:
    graph = found.network.graph
    table = table_of(f"Structure: {graph.nodes:,} nodes, {graph.relations:,} relations", "", "reading", "value")
    for each in found.analysis.statistics:
        table.add_row(_label("statistic", each.statistic), _label("network_reading", each.reading), _value(each))
    return table


def _value(found: Statistic) -> str:
    if not found.sampled:
        return number(found.value)
    within = f" ({number(found.low)} to {number(found.high)})" if found.low is not None else ""
    return f"about {number(found.value)}{within}"


def _tools(found: Found) -> Table:
    table = table_of("What other programs print for it, and how they read it", "", "program", "value")
    for each in found.analysis.tools:
        name = _label("statistic", each.convention.statistic)
        table.add_row(escape(f"{name}: {each.convention.note_en}"), each.convention.tool, number(each.value))
    return table


def _named(found: Found) -> pl.DataFrame:
    nodes, positions = found.network.nodes, found.analysis.positions
    name = pl.col("id")
    for column in ("label", "label_en"):
        name = pl.coalesce(pl.col(column), name) if column in nodes.columns else name
    kind = nodes["kind"] if "kind" in nodes.columns else pl.Series("kind", [None] * nodes.height, pl.String)
    return positions.with_columns(nodes.select(name.alias("name")).to_series(), kind.alias("kind"))


def _nodes(found: Found, top: int) -> Table:
    named = _named(found)
    table = table_of(f"The first {top} nodes by", "", *(words for _, words, _ in _RANKINGS))
    table.columns[0].ratio, table.columns[0].min_width = None, 3
    columns = []
    for column, _, form in _RANKINGS:
        best = (
            named.filter(pl.col(column) > 0).sort(column, "name", descending=[True, False], nulls_last=True).head(top)
        )
        columns.append(
            [f"{escape(_short(name))} {form.format(value)}" for name, value in best.select("name", column).iter_rows()]
        )
    for place in range(max(map(len, columns), default=0)):
        table.add_row(f"{place + 1}.", *(column[place] if place < len(column) else "" for column in columns))
    for cells in table.columns[1:]:
        cells.max_width = None
        cells.justify = "left"
    return table


def _short(name: str, most: int = 28) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"


def _communities(found: Found, top: int) -> Table:
    profile = found.analysis.communities.filter(pl.col("nodes") > 1).head(top)
    traits = [name for name in ("region", "sector") if name in profile.columns]
    table = table_of(
        f"The largest communities (modularity {number(found.analysis.partition.modularity)})",
        "",
        "nodes",
        "of the sample",
        "relations within",
        "across",
        *(f"commonest {name}" for name in traits),
    )
    table.columns[0].ratio, table.columns[0].min_width = None, 3
    for row in profile.iter_rows(named=True):
        said = [_trait(found, row, name) for name in traits]
        cells = (number(row[name]) for name in ("nodes", "sample_nodes", "within", "across"))
        table.add_row(str(row["community"] + 1), *cells, *said)
    return table


def _trait(found: Found, row: dict[str, Any], name: str) -> str:
    if row[name] is None:
        return NO_DATA
    words = found.labels.get("en", {}).get(name, {}).get(row[name], row[name])
    return escape(f"{words} {row[f'{name}_share']:.0%}")


def _quantities(found: Found) -> Table:
    figures = found.analysis.quantities
    table = table_of("Core, groups and the tail of the degrees", "", "value")
    groups = [name for name in figures if name.startswith("ei_") and figures[name] is not None]
    for name in ("communities", "modularity", *_CORE, *groups, *_TAIL):
        table.add_row(_label("network_quantity", name), number(figures[name]))
    return table


def _significance(found: Found) -> Table:
    tested = found.significance
    assert tested is not None
    title = f"Against {tested.networks:,} random networks ({tested.model})"
    table = table_of(title, "", "observed", "random, 95 % of them", "z", "p")
    for each in tested.comparisons:
        if each.mean is not None:
            name = f"{_label('statistic', each.statistic)}: {_label('network_reading', each.reading)}"
            between = f"{number(each.low)} to {number(each.high)}"
            table.add_row(escape(name), number(each.observed), between, _z(each), number(each.p))
    untold = sum(each.mean is None for each in tested.comparisons)
    table.caption = f"{untold} figures are not tested: the random networks share them, or there is no data"
    table.caption_justify = "left"
    return table


def _z(found: Comparison) -> str:
    return NO_DATA if found.z is None else f"{found.z:+.1f}"
