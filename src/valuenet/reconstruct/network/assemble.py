"""A value network that yields the printed figures: sample enterprises, relation nodes, and every relation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.model.figure import Figure
from valuenet.reconstruct.allocate import IntArray
from valuenet.reconstruct.match import match
from valuenet.reconstruct.network.labels import Known, label_nodes
from valuenet.reconstruct.network.others import put_others
from valuenet.reconstruct.network.partners import draw_partners, read_distinct, rows_of_labels
from valuenet.reconstruct.network.plan import Plan
from valuenet.reconstruct.network.quotas import read_quotas
from valuenet.reconstruct.network.rows import fill_rest, overseas_rows, touched_target
from valuenet.reconstruct.network.shape import shape
from valuenet.reconstruct.network.stubs import SHAPE, STRATA, Stubs, put_named, put_sample, stratum
from valuenet.reconstruct.network.targets import KINDS, MIRROR, Targets, read_targets
from valuenet.reconstruct.network.totals import solve_totals

NODES = pl.Schema(
    {
        "number": pl.UInt32,
        "name_en": pl.String,
        "name_zh": pl.String,
        "kind": pl.String,
        "country": pl.String,
        "region": pl.String,
        "home_country": pl.String,
        "sector": pl.String,
    }
)
"""A relation node; names are those of printed nodes, null for all others."""

RELATIONS = pl.Schema({"ego": pl.UInt32, "alter": pl.UInt32, "kind": pl.String})
"""A relation by the numbers of its ends: the enterprises from 0, then the relation nodes."""

_MOST = 1 << 20


@dataclass(frozen=True, eq=False)
class Network:
    """Relation nodes (`NODES`) and relations (`RELATIONS`)."""

    nodes: pl.DataFrame
    relations: pl.DataFrame


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows to be paired, by ego, kind and stratum; and those whose other side is settled."""

    ego: IntArray
    kind: IntArray
    at: IntArray
    settled: pl.DataFrame


def reconstruct_network(enterprises: pl.DataFrame, figures: Mapping[str, Figure], plan: Plan, seed: int) -> Network:
    """Return a network of the `enterprises` and of invented relation nodes that reproduces the printed `figures`.

    `enterprises` are numbered from 0 and have `name_en`, `name_zh`, `layer` and `region`, perhaps `sector`, and bounds
    of their own rows of a kind, `least_KIND` and `most_KIND` (for those without a printed figure). `plan` tells which
    figures are meant, and what is assumed. The same arguments give the same network.
    Raises `DataError` that names what is missing, or the smallest set of figures that contradict each other.
    """
    rng = np.random.default_rng([seed, 1])
    targets = read_targets(enterprises, figures, plan)
    distinct = read_distinct(targets, figures, plan)
    totals = solve_totals(targets, plan, {key: each.total for key, each in distinct.items()})
    own, alters = fill_rest(targets, totals, rng)
    drawn = draw_partners(targets, plan, distinct, own, rng)
    quotas = read_quotas(targets, figures, plan, rng)
    abroad = overseas_rows(targets, own, totals, _known_abroad(drawn, plan), rng)
    partners = drawn.with_columns(_numbers(drawn, targets.size + len(targets.named_nodes)))
    rows = _rows(targets, own, abroad, partners)

    stubs = Stubs(np.bincount(rows.at, minlength=STRATA), np.bincount(rows.at, minlength=STRATA))
    egos = np.bincount(rows.at * targets.size + rows.ego, minlength=STRATA * targets.size)
    put_sample(stubs, targets, plan, _less_guests(alters, partners, targets), egos.reshape(STRATA, -1), rng)
    taken = rows_of_labels(partners, np.flatnonzero(targets.in_group).tolist())
    left_of = {key: many - taken.get(key, 0) for key, many in quotas.flat.items()}
    put_named(stubs, targets, plan, totals.node_alters, left_of)
    pool, side = _put_others(stubs, targets, plan, partners, rng)

    paired = match(rows.ego, rows.at, *stubs.all(), seed=seed)
    alter = shape(targets, rows.at, (rows.ego, rows.kind), paired, _settled(rows), seed).alters
    relations = _relations(rows, alter)
    known = _known(targets, plan, partners, pool, side)
    labels = label_nodes(targets, plan, quotas, known, _group_rows(relations, targets, len(known.abroad)), seed)
    columns = [pl.Series(name, getattr(labels, name), pl.String) for name in NODES.names()[-4:]]
    nodes = _nodes(targets, plan, partners, pool, rng).with_columns(columns)
    return Network(nodes.select(NODES.names()).cast(NODES), relations)


def _put_others(
    stubs: Stubs, targets: Targets, plan: Plan, partners: pl.DataFrame, rng: np.random.Generator
) -> tuple[IntArray, IntArray]:
    """Place all relation nodes that are left; return the pool and the side of the border of each."""
    first = targets.size + len(targets.named_nodes) + partners.filter(pl.col("guest").is_null()).height
    most = min(targets.node_degree.last or _MOST, targets.layer_node.last or _MOST) - 1
    nodes = round(targets.nodes.value) - first
    return put_others(stubs, plan, first, nodes, _touched(stubs, targets, partners), most, rng)


def _known_abroad(partners: pl.DataFrame, plan: Plan) -> dict[tuple[int, int], int]:
    sums = partners.group_by("owner", "kind", maintain_order=True).agg(
        pl.col("rows").filter(pl.col("country") != plan.country).sum()
    )
    return {(owner, KINDS.index(kind)): rows for owner, kind, rows in sums.iter_rows()}


def _numbers(partners: pl.DataFrame, first: int) -> pl.Series:
    own = partners["guest"].is_null()
    return pl.Series("alter", np.where(own, first + own.cum_sum().to_numpy() - 1, partners["owner"].to_numpy()))


def _rows(targets: Targets, own: IntArray, abroad: IntArray, partners: pl.DataFrame) -> _Rows:
    """Take the rows of the compared enterprises and their guests out, and lay out the others one by one."""
    left = np.stack([own - abroad, abroad], axis=2)
    settled = []
    for each in partners.iter_rows(named=True):
        if each["guest"] is None:
            left[each["owner"], KINDS.index(each["kind"])] = 0
            settled += [(each["owner"], each["alter"], each["kind"])] * each["rows"]
        else:
            left[each["guest"], KINDS.index(MIRROR[each["kind"]]), 0] -= 1
            settled.append((each["guest"], each["owner"], MIRROR[each["kind"]]))
    cells = np.repeat(np.arange(left.size), left.ravel())
    ego, kind, side = np.unravel_index(cells, left.shape)
    at = stratum(targets.in_group[ego] * 1, targets.in_layer[ego] * 1, kind, side)
    return _Rows(ego, kind, at, pl.DataFrame(settled, RELATIONS, orient="row"))


def _settled(rows: _Rows) -> tuple[IntArray, IntArray, IntArray]:
    ego, alter = (rows.settled[end].to_numpy().astype(np.int64) for end in ("ego", "alter"))
    return ego, alter, np.array([KINDS.index(kind) for kind in rows.settled["kind"]], np.int64)


def _less_guests(alters: IntArray, partners: pl.DataFrame, targets: Targets) -> IntArray:
    left = alters.copy()
    for owner, guest in partners.filter(pl.col("guest").is_not_null()).select("owner", "guest").iter_rows():
        left[owner, int(targets.in_layer[guest])] -= 1
    return left.clip(0)


def _touched(stubs: Stubs, targets: Targets, partners: pl.DataFrame) -> int | None:
    """Return how many of the other relation nodes the group has to touch."""
    target = touched_target(targets)
    if target is None:
        return None
    alter, at = stubs.all()
    inside = np.unravel_index(at, SHAPE)[0] == 1
    known = np.union1d(np.flatnonzero(targets.in_group), alter[inside])
    own = partners.filter(pl.col("guest").is_null() & pl.col("owner").is_in(np.flatnonzero(targets.in_group)))
    return target - len(np.union1d(known, own["alter"].to_numpy()))


def _relations(rows: _Rows, alter: IntArray) -> pl.DataFrame:
    names = pl.Series("kind", np.array(KINDS)[rows.kind], pl.String)
    paired = pl.DataFrame({"ego": rows.ego, "alter": alter}).with_columns(names).cast(RELATIONS)
    return pl.concat([paired, rows.settled]).sort("ego", "kind", "alter")


def _group_rows(relations: pl.DataFrame, targets: Targets, nodes: int) -> dict[int, IntArray]:
    """Count the group's rows of each technology kind by the number of the other side."""
    inside = relations.filter(pl.Series(targets.in_group[relations["ego"].to_numpy()]))
    return {
        place: np.bincount(inside.filter(kind=kind)["alter"].to_numpy(), minlength=targets.size + nodes)
        for place, kind in enumerate(KINDS)
        if kind in MIRROR and kind.startswith("technology")
    }


def _known(targets: Targets, plan: Plan, partners: pl.DataFrame, pool: IntArray, side: IntArray) -> Known:
    own = partners.filter(pl.col("guest").is_null())
    seats = [plan.seats.get(name) for name in targets.named_nodes]
    technical = [any(kind.startswith("technology") for kind in each.relations) for each in plan.pools]
    others = len(pool)
    away = [bool(seat and seat.country) for seat in seats]
    abroad = np.concatenate([away, (own["country"] != plan.country).to_numpy(), side == 1]).astype(np.bool_)
    seated = np.concatenate([[seat is not None for seat in seats], np.ones(own.height), np.zeros(others)]) > 0
    sectored = np.concatenate([np.ones(len(seats) + own.height), ~np.array(technical)[pool]]) > 0
    return Known(
        abroad,
        seated,
        [
            *((seat.country if seat and seat.country else plan.country) for seat in seats),
            *own["country"],
            *[None] * others,
        ],
        [*(seat.region if seat else None for seat in seats), *own["region"], *[None] * others],
        sectored,
        [*(seat.sector if seat else None for seat in seats), *own["sector"], *[None] * others],
    )


def _nodes(
    targets: Targets, plan: Plan, partners: pl.DataFrame, pool: IntArray, rng: np.random.Generator
) -> pl.DataFrame:
    names = {name.name_en: name for name in plan.names.values()}
    known = [
        (name, names[name].name_zh, names[name].kind) if name in names else (name, None, "organisation")
        for name in targets.named_nodes
    ]
    technical = next(
        (at for at, each in enumerate(plan.pools) if any(k.startswith("technology") for k in each.relations)), 0
    )
    own = partners.filter(pl.col("guest").is_null()).height
    unnamed = np.concatenate([np.full(own, technical), pool])
    kinds = np.empty(len(unnamed), object)
    for at, each in enumerate(plan.pools):
        here = unnamed == at
        weights = np.array(list(each.kinds.values()))
        kinds[here] = rng.choice(list(each.kinds), int(here.sum()), p=weights / weights.sum())
    frame = pl.DataFrame(
        [*known, *((None, None, kind) for kind in kinds)],
        {"name_en": pl.String, "name_zh": pl.String, "kind": pl.String},
        orient="row",
    )
    return frame.with_row_index("number", targets.size)
