"""The relations of everyone who is named, and of the rest together: whole numbers that meet every printed sum."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from valuenet.reconstruct.allocate import IntArray
from valuenet.reconstruct.constraints import Constraint, constraint, nearest
from valuenet.reconstruct.network.plan import Plan
from valuenet.reconstruct.network.targets import FAMILY, KINDS, TECHNOLOGY, Entity, Listed, Targets

SIDES = (0, 1)
"""Rows whose ego is outside the layer, and inside it."""

_OWN = 0.7
"""Share of a degree that is wished to be own rows, beside the listed ones."""

_DECLARED = 100.0
"""How much more a step away from a declared total costs than one from a guess."""


@dataclass(frozen=True, eq=False)
class Totals:
    """Whole numbers of rows; the last axis of size 2 tells egos outside and inside the layer, of 6 the kind.

    `own` `(n, 6)` and `alters` `(n, 2)` are filled for the enterprises `named`; `rest_own` `(2, 6)` and
    `rest_alters` `(2, 2)` are those of all other enterprises, first outside, then inside the layer; `node_alters`
    are those of the named relation nodes, `other_alters` `(2,)` of all others; `overseas` `(6,)` rows lead abroad.
    """

    own: IntArray
    alters: IntArray
    rest_own: IntArray
    rest_alters: IntArray
    node_alters: Mapping[str, IntArray]
    other_alters: IntArray
    overseas: IntArray


@dataclass
class _Cells:
    """Cells under keys, each with the value wished for and the most it may be; and constraints on them."""

    at: dict[Hashable, int] = field(default_factory=dict)
    target: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)

    def add(self, key: Hashable, target: float, weight: float = 1.0) -> None:
        self.at[key] = len(self.target)
        self.target.append(max(0.0, target))
        self.upper.append(1e7)
        self.weight.append(weight)

    def limit(
        self, name: str, keys: Sequence[Hashable], lower: float, upper: float, weights: Sequence[float] = ()
    ) -> None:
        self.constraints.append(constraint(name, [self.at[key] for key in keys], lower, upper, weights))

    def rule(self, name: str, keys: Sequence[Hashable], lower: float, upper: float, weights: Sequence[float]) -> None:
        self.constraints.append(constraint(name, [self.at[key] for key in keys], lower, upper, weights, rule=True))


def solve_totals(targets: Targets, plan: Plan, whole: Mapping[tuple[int, str], int]) -> Totals:
    """Return the totals nearest to the plan's assumptions that meet every printed figure.

    `whole` wishes the rows of some (enterprise, kind). Raises `DataError` that names the smallest contradictory
    set of figures where nothing meets all of them.
    """
    cells = _Cells()
    _wish(cells, targets, plan, whole)
    _limit_lists(cells, targets)
    _limit_group(cells, targets)
    _limit_sums(cells, targets)
    found = nearest(cells.target, cells.upper, cells.constraints, cells.weight)

    def read(*keys: Hashable) -> list[int]:
        return [int(found[cells.at[key]]) if key in cells.at else 0 for key in keys]

    everyone = range(targets.size)
    return Totals(
        own=np.array([read(*(("own", at, kind) for kind in KINDS)) for at in everyone]),
        alters=np.array([read(*(("alter", at, side) for side in SIDES)) for at in everyone]),
        rest_own=np.array([read(*(("own", f"rest {part}", kind) for kind in KINDS)) for part in SIDES]),
        rest_alters=np.array([read(*(("alter", f"rest {part}", side) for side in SIDES)) for part in SIDES]),
        node_alters={name: np.array(read(*(("alter", name, s) for s in SIDES))) for name in targets.named_nodes},
        other_alters=np.array(read(*(("alter", "others", side) for side in SIDES))),
        overseas=np.array(read(*(("overseas", kind) for kind in KINDS))),
    )


def rest(targets: Targets, part: int) -> IntArray:
    """Return the enterprises that are not named, outside (0) or inside (1) the layer."""
    unnamed = np.ones(targets.size, np.bool_)
    unnamed[targets.named] = False
    found: IntArray = np.flatnonzero(unnamed & (targets.in_layer == bool(part)))
    return found


def _wish(cells: _Cells, targets: Targets, plan: Plan, whole: Mapping[tuple[int, str], int]) -> None:
    """Add every cell with the value that the plan's assumptions would give it."""
    totals = {kind: each.total for kind, each in plan.relations.items()}
    left = {kind: float(totals.get(kind, 0)) for kind in KINDS}
    alters = float(plan.sample_alters.rows)
    for at in targets.named:
        own, degree = _own_wish(targets, totals, at, whole)
        for kind, value in own.items():
            cells.add(("own", at, kind), value, _DECLARED if (at, kind) in whole else 1.0)
            left[kind] -= value
        for side, value in zip(SIDES, _alter_wish(targets, plan, at, own, degree), strict=True):
            cells.add(("alter", at, side), value)
            alters -= value
    _wish_rest(cells, targets, left, alters)
    for name in targets.named_nodes:
        degree = targets.node_degree.value(name) or (targets.node_degree.last or 4) * 0.8
        for side in SIDES:
            cells.add(("alter", name, side), degree / 2)
    taken = plan.sample_alters.rows + sum(figure.value for figure in targets.node_degree.figures.values())
    for side in SIDES:
        cells.add(("alter", "others", side), (sum(totals.values()) - taken) / 2)
    for kind in KINDS:
        cells.add(("total", kind), totals.get(kind, 0), _DECLARED)
        cells.add(("overseas", kind), plan.relations[kind].overseas if kind in plan.relations else 0, _DECLARED)


def _own_wish(
    targets: Targets, totals: Mapping[str, int], at: int, whole: Mapping[tuple[int, str], int]
) -> tuple[dict[str, float], float]:
    """Return the rows wished for by kind, and the degree they were wished for."""
    rows = max(sum(totals.values()), 1)
    last = float(targets.sample_degree.last or 4 * rows / targets.size)
    listed = {kind: float(value) for kind, each in targets.own.items() if (value := each.value(at)) is not None}
    printed = targets.sample_degree.value(at) or targets.layer_sample.value(at)
    if printed is None and at in targets.layer_sample:
        printed = round(min(last - 1, targets.layer_sample.figures[at].value))
    degree = float(printed or min(last - 1, max(0.6 * last, 1.4 * sum(listed.values()))))
    usual = _OWN * (degree - sum(listed.values())) / rows
    own = {kind: float(whole.get((at, kind), max(usual * totals.get(kind, 0), 1.0))) for kind in KINDS}
    return own | listed, degree


def _alter_wish(targets: Targets, plan: Plan, at: int, own: Mapping[str, float], degree: float) -> tuple[float, float]:
    """Return how often an enterprise is wished to be the other side of egos outside and inside the layer."""
    technology = sum(own[kind] for kind in KINDS if FAMILY[kind] == "technology")
    both = max(2.0, plan.sample_alters.share_of_listed * (degree - technology))
    if at in targets.layer_sample.free:  # all of its rows belong to the layer's list, as far as they go
        return 0.0, both
    known = targets.layer_node.value(at)
    inner = 0.4 * both if known is None else float(known)
    return max(both - inner, 0.0), inner


def _wish_rest(cells: _Cells, targets: Targets, left: Mapping[str, float], alters: float) -> None:
    sizes = [len(rest(targets, part)) for part in SIDES]
    for part, size in zip(SIDES, sizes, strict=True):
        share = size / max(sum(sizes), 1)
        for kind in KINDS:
            cells.add(("own", f"rest {part}", kind), max(left[kind] * share, size))
        for side in SIDES:
            cells.add(("alter", f"rest {part}", side), max(alters, 0.0) * share / 2)


def _limit_lists(cells: _Cells, targets: Targets) -> None:
    for at in targets.named:
        own = [("own", at, kind) for kind in KINDS]
        both = [("alter", at, side) for side in SIDES]
        for kind, listed in targets.own.items():
            _limit_entry(cells, listed, at, targets.names[at], [("own", at, kind)])
        _limit_entry(cells, targets.sample_degree, at, targets.names[at], [*own, *both])
        if targets.in_layer[at]:
            _limit_entry(cells, targets.layer_sample, at, targets.names[at], [*own, both[1]])
        else:
            _limit_entry(cells, targets.layer_node, at, targets.names[at], [both[1]])
    for name in targets.named_nodes:
        sides = [("alter", name, side) for side in SIDES]
        _limit_entry(cells, targets.node_degree, name, name, sides)
        _limit_entry(cells, targets.layer_node, name, name, [sides[1]])


def _limit_entry(cells: _Cells, listed: Listed, entity: Entity, name: str, keys: Sequence[Hashable]) -> None:
    value = listed.value(entity)
    if value is not None:
        figure = listed.figures[entity]
        cells.limit(f"{figure.id} = {figure.printed}", keys, value, value)
    elif listed.last is not None and entity in listed:
        cells.limit(f"{name} is in the list {listed.name}, which ends at {listed.last}", keys, listed.last, np.inf)
    elif listed.last is not None:
        words = f"{name} is not in the list {listed.name}, which ends at {listed.last}"
        cells.limit(words, keys, 0, listed.last - 1)


def _limit_group(cells: _Cells, targets: Targets) -> None:
    members = np.flatnonzero(targets.in_group).tolist()
    for kind, figure in targets.group_total.items():
        keys = [("own", at, kind) for at in members]
        cells.limit(f"{figure.id} = {figure.printed}", keys, figure.value, figure.value)
        if domestic := targets.group_domestic.get(kind):
            words = f"{figure.id} = {figure.printed} less {domestic.id} = {domestic.printed} lead abroad"
            cells.limit(words, [("overseas", kind)], figure.value - domestic.value, np.inf)
            cells.limit(f"{domestic.id} = {domestic.printed}", keys, domestic.value, np.inf)


def _limit_sums(cells: _Cells, targets: Targets) -> None:
    owners = [*targets.named, *(f"rest {part}" for part in SIDES)]
    alters = [*owners, *targets.named_nodes, "others"]
    relations, nodes = targets.relations, targets.nodes
    words = f"{relations.id} = {relations.printed}"
    cells.limit(words, [("total", kind) for kind in KINDS], relations.value, relations.value)
    for kind in KINDS:
        keys = [*(("own", owner, kind) for owner in owners), ("total", kind)]
        cells.rule(f"the {kind} rows of all enterprises", keys, 0, 0, [1.0] * len(owners) + [-1.0])
        cells.rule(f"no more {kind} rows abroad than there are", [("total", kind), ("overseas", kind)], 0, 1e9, [1, -1])
    for side in SIDES:
        inside = [o for o in targets.named if targets.in_layer[o] == bool(side)]
        own = [("own", owner, kind) for owner in [*inside, f"rest {side}"] for kind in KINDS]
        keys = own + [("alter", alter, side) for alter in alters]
        words = f"rows {'inside' if side else 'outside'} the layer have another side each"
        cells.rule(words, keys, 0, 0, [1.0] * len(own) + [-1.0] * len(alters))
    for kind, figure in targets.overseas_share.items():
        _limit_share(
            cells,
            f"{figure.id} = {figure.printed} %",
            ("overseas", kind),
            [("total", kind)],
            figure.value,
            figure.half_width,
        )
    for kind, figure in targets.share_of_family.items():
        family = [("total", other) for other in KINDS if FAMILY[other] == FAMILY[kind]]
        _limit_share(
            cells, f"{figure.id} = {figure.printed} %", ("total", kind), family, figure.value, figure.half_width
        )
    if (foreign := targets.foreign) is not None:
        abroad = [("overseas", KINDS[place]) for place in TECHNOLOGY]
        words = f"{foreign.id} = {foreign.printed}: a technology row abroad each, of {targets.size} enterprises"
        cells.limit(words, abroad, foreign.value, np.inf if foreign.value <= targets.size else -1.0)
    others = round(nodes.value) - targets.size - len(targets.named_nodes)
    words = f"{nodes.id} = {nodes.printed}: every relation node has a relation"
    both = [("alter", "others", side) for side in SIDES]
    most = others * (targets.node_degree.last - 1) if targets.node_degree.last else np.inf
    cells.limit(words, both, others, most)
    for part in SIDES:
        _limit_rest(cells, targets, part)


def _limit_rest(cells: _Cells, targets: Targets, part: int) -> None:
    size, key = len(rest(targets, part)), f"rest {part}"
    own, both = [("own", key, kind) for kind in KINDS], [("alter", key, side) for side in SIDES]
    cells.limit(f"every other enterprise {part} has a relation", own, size, np.inf)
    for kind, listed in targets.own.items():
        if listed.last is not None:
            cells.limit(
                f"no other enterprise is in {listed.name} ({part})",
                [("own", key, kind)],
                0,
                0.8 * size * (listed.last - 1),
            )
    degree = targets.sample_degree
    if degree.last is not None:
        cells.limit(
            f"no other enterprise is in {degree.name} ({part})", [*own, *both], 0, 0.9 * size * (degree.last - 1)
        )
    layer = targets.layer_sample if part else targets.layer_node
    if layer.last is not None:
        keys = [*own, both[1]] if part else [both[1]]
        cells.limit(f"no other enterprise is in {layer.name} ({part})", keys, 0, 0.9 * size * (layer.last - 1))


def _limit_share(
    cells: _Cells, name: str, part: Hashable, whole: Sequence[Hashable], percent: float, slack: float
) -> None:
    for word, edge, lower, upper in (("least", percent - slack, 0, 1e9), ("most", percent + slack, -1e9, 0)):
        weights = [1.0, *[-edge / 100] * len(whole)]
        cells.limit(f"{name} ({word})", [part, *whole], lower, upper, weights)
