"""What a network yields for every figure that a plan points to, counted from its rows one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
import polars as pl

from valuenet.model.figure import Figure
from valuenet.model.vocabulary import vocabulary
from valuenet.network.clustering import clustering
from valuenet.network.graph import graph
from valuenet.network.paths.paths import paths
from valuenet.reconstruct.network.assemble import Network
from valuenet.reconstruct.network.plan import Plan
from valuenet.reconstruct.network.targets import MIRROR, code, matching, usable

Row = dict[str, object]


@dataclass(frozen=True, eq=False)
class Read:
    """A network as Python values: one dictionary a node, and (ego, alter, kind) rows."""

    nodes: list[Row]
    rows: list[tuple[int, int, str]]
    plan: Plan
    figures: Mapping[str, Figure]
    size: int

    def number(self, name: str) -> int:
        """The number of the node with a name, printed or not."""
        known = self.plan.names[name].name_en if name in self.plan.names else name
        return next(at for at, node in enumerate(self.nodes) if node["name_en"] == known)


def read(enterprises: pl.DataFrame, network: Network, figures: Mapping[str, Figure], plan: Plan) -> Read:
    """Return the network's nodes, the sample's first, and rows."""
    sample = [
        {"country": plan.country, "home_country": plan.country, "sector": None, **row} for row in enterprises.to_dicts()
    ]
    return Read([*sample, *network.nodes.to_dicts()], network.relations.rows(), plan, figures, enterprises.height)


def missed(found: Read) -> dict[str, tuple[float, float]]:
    """Return printed and counted value of every figure that the network does not yield."""
    pairs = [(figure, value) for figure, value in counted(found) if not figure.agrees(value)]
    return {figure.id: (figure.value, value) for figure, value in pairs}


def counted(found: Read) -> Iterator[tuple[Figure, float]]:
    """Yield every figure with a usable value that the plan points to, with the value counted."""
    parts = (_whole(found), _shares(found), _lists(found), _group(found), _compared(found))
    return ((figure, value) for figure, value in chain(*parts) if usable(figure) and figure is not None)


def intruders(found: Read) -> list[str]:
    """Name those who reach the end of a ranked list of degrees or own rows without being in it."""
    ids, names = found.plan.figures, []
    inside = [node.get("layer") == found.plan.layer for node in found.nodes]
    sample = [at < found.size for at in range(len(found.nodes))]
    rows = [row for row in found.rows if inside[row[0]]]
    lists = [
        (ids.sample_degree, _degrees(found.rows), sample),
        (ids.node_degree, _degrees(found.rows), [not each for each in sample]),
        (ids.layer_sample_degree, _degrees(rows), inside),
        (ids.layer_node_degree, _degrees(rows), [not each for each in inside]),
        *((name, Counter(e for e, _, k in found.rows if k == kind), sample) for kind, name in ids.own.items()),
    ]
    for pattern, degrees, mask in lists:
        listed = matching(found.figures, pattern) if pattern else []
        ends = [figure.value for figure in listed if usable(figure)]
        members = {found.number(figure.row) for figure in listed}
        names += [
            f"{pattern}: {at}"
            for at, many in degrees.items()
            if ends and mask[at] and many >= min(ends) and at not in members
        ]
    return names


def _whole(found: Read) -> Iterator[tuple[Figure | None, float]]:
    ids, figures = found.plan.figures, found.figures
    ends = {end for ego, alter, _ in found.rows for end in (ego, alter)}
    yield figures.get(ids.nodes), len(ends)
    yield figures.get(ids.relations), len(found.rows)
    forth = {term.code for term in vocabulary("relation_kind").terms if term.extra["arc_from"] == "ego"}
    arcs = np.array([(e, a) if kind in forth else (a, e) for e, a, kind in found.rows])
    network = graph(arcs[:, 0], arcs[:, 1], nodes=len(found.nodes))
    yield figures.get(ids.average_clustering or ""), float(clustering(network).directed.mean())
    yield figures.get(ids.average_path_length or ""), paths(network, directed=True, work_limit=1 << 60).mean or 0.0
    foreign = {e for e, a, kind in found.rows if kind in MIRROR and kind.startswith("tech") and _abroad(found, a)}
    yield figures.get(ids.foreign_technology_enterprises or ""), len(foreign)


def _shares(found: Read) -> Iterator[tuple[Figure | None, float]]:
    ids = found.plan.figures
    kinds = Counter(kind for *_, kind in found.rows)
    abroad = Counter(kind for _, alter, kind in found.rows if _abroad(found, alter))
    family = {term.code: term.extra["broader"] for term in vocabulary("relation_kind").terms}
    for kind, name in ids.overseas_share.items():
        yield found.figures.get(name), 100 * abroad[kind] / kinds[kind]
    for kind, name in ids.share_of_family.items():
        both = sum(many for each, many in kinds.items() if family[each] == family[kind])
        yield found.figures.get(name), 100 * kinds[kind] / both


def _lists(found: Read) -> Iterator[tuple[Figure | None, float]]:
    ids = found.plan.figures
    rows = [row for row in found.rows if found.nodes[row[0]].get("layer") == found.plan.layer]
    whole, inner = _degrees(found.rows), _degrees(rows)
    lists = [
        (ids.sample_degree, whole),
        (ids.node_degree, whole),
        (ids.layer_sample_degree, inner),
        (ids.layer_node_degree, inner),
    ]
    lists += [(name, Counter(e for e, _, k in found.rows if k == kind)) for kind, name in ids.own.items()]
    for pattern, degrees in lists:
        for figure in matching(found.figures, pattern) if pattern else []:
            yield figure, degrees[found.number(figure.row)]


def _group(found: Read) -> Iterator[tuple[Figure | None, float]]:
    ids, plan = found.plan.figures.group, found.plan
    members = {found.number(name) for name in plan.group}
    rows = [row for row in found.rows if row[0] in members]
    for kind, name in ids.total.items():
        yield found.figures.get(name), sum(k == kind for *_, k in rows)
    for kind, name in ids.domestic.items():
        yield found.figures.get(name), sum(k == kind and not _abroad(found, a) for _, a, k in rows)
    labels: dict[str, Mapping[str, str | list[str]]] = {
        "region": ids.regions,
        "country": ids.countries,
        "sector": ids.sectors,
    }
    for column, patterns in labels.items():
        for kind, names in patterns.items():
            alters = [found.nodes[a] for _, a, k in rows if k == kind]
            many = Counter(each["home_country" if column == "country" else column] for each in alters)
            for pattern in [names] if isinstance(names, str) else names:
                for figure in matching(found.figures, pattern):
                    yield figure, many[code(plan, [column], figure.row)[1]]
    touched = members | {alter for _, alter, _ in rows}
    yield found.figures.get(ids.touched_share or ""), 100 * len(touched) / len(found.nodes)


def _compared(found: Read) -> Iterator[tuple[Figure | None, float]]:
    ids, plan = found.plan.figures.compared, found.plan
    for owner, part in plan.compared.items():
        at = found.number(owner)
        for kind in ids.sector_counts:
            own = {a for e, a, k in found.rows if e == at and k == kind}
            partners = own | {e for e, a, k in found.rows if a == at and k == MIRROR[kind]}
            nodes = [found.nodes[each] for each in partners]
            sectors = Counter(node["sector"] for node in nodes)
            places = Counter(node["region"] if node["country"] == plan.country else node["country"] for node in nodes)
            for patterns, of, factor in (
                (ids.sector_counts, sectors, 0),
                (ids.sector_shares, sectors, 1),
                (ids.place_shares, places, 1),
            ):
                for figure in (
                    matching(found.figures, patterns[kind].replace("{name}", part)) if kind in patterns else []
                ):
                    label = code(plan, ["sector"] if of is sectors else ["region", "country"], figure.row)[1]
                    yield figure, of[label] * 100 / len(partners) if factor else of[label]


def _degrees(rows: list[tuple[int, int, str]]) -> Counter[int]:
    return Counter(end for ego, alter, _ in rows for end in (ego, alter))


def _abroad(found: Read, node: int) -> bool:
    return found.nodes[node]["country"] != found.plan.country
