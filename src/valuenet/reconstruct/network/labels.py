"""Place, owner's country and sector of every relation node: labels that fill the quotas of the group's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from valuenet.model.vocabulary import vocabulary
from valuenet.reconstruct.allocate import FloatArray, IntArray
from valuenet.reconstruct.label import fill_quotas
from valuenet.reconstruct.network.plan import Plan
from valuenet.reconstruct.network.quotas import Quota, Quotas
from valuenet.reconstruct.network.targets import Targets

Codes = list[str | None]


@dataclass(frozen=True)
class Labels:
    """Codes of the relation nodes, in the order of their numbers."""

    country: Codes
    region: Codes
    home_country: Codes
    sector: Codes


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of the relation nodes `(n,)`: whether abroad, and labels given beforehand where `seated`.

    `sectored` nodes keep the sector they have, or none.
    """

    abroad: np.ndarray
    seated: np.ndarray
    country: Codes
    region: Codes
    sectored: np.ndarray
    sector: Codes


def label_nodes(
    targets: Targets, plan: Plan, quotas: Quotas, known: Known, rows: Mapping[int, IntArray], seed: int
) -> Labels:
    """Return labels that fill the quotas; `rows` holds, by place of the kind, the group's rows of every number.

    The numbers of the sample come first in each of `rows`: their own regions and sectors count against the quotas.
    """
    first = targets.size
    nodes = {place: each[first:] for place, each in rows.items()}
    country, region, sector = list(known.country), list(known.region), list(known.sector)
    for at in np.flatnonzero(~known.seated).tolist():
        country[at] = plan.country
    sample = {place: each[:first] for place, each in rows.items()}

    home = np.flatnonzero(~known.abroad & ~known.seated)
    fixed = [
        *targets.region,
        *(code if not away else _ELSEWHERE for code, away in zip(region, known.abroad, strict=True)),
    ]
    counted = {
        place: np.concatenate([sample[place], np.where(known.abroad | ~known.seated, 0, nodes[place])])
        for place in nodes
    }
    usual = {each: float(targets.region.count(each)) for each in targets.region if each is not None}
    codes, _ = _fill(nodes, home, quotas.region, fixed, counted, usual, seed + 1)
    for at, each in zip(home.tolist(), codes, strict=True):
        region[at] = each

    away = np.flatnonzero(known.abroad & ~known.seated)
    counted = {place: np.where(known.abroad & known.seated, each, 0) for place, each in nodes.items()}
    codes, left = _fill(nodes, away, quotas.country, country, counted, {}, seed + 2)
    for at, each in zip(away.tolist(), codes, strict=True):
        country[at] = each
    owner = _owned_abroad(nodes, home, left, country, seed + 3)

    open_ = np.flatnonzero(~known.sectored)
    counted = {place: np.concatenate([sample[place], np.where(known.sectored, nodes[place], 0)]) for place in nodes}
    codes, _ = _fill(nodes, open_, quotas.sector, [*targets.sector, *sector], counted, _all("sector"), seed + 4)
    for at, each in zip(open_.tolist(), codes, strict=True):
        sector[at] = each
    return Labels(country, region, owner, sector)


_ELSEWHERE = ""


def _all(name: str) -> dict[str, float]:
    return {term.code: 1.0 for term in vocabulary(name).terms}


def _fill(
    nodes: Mapping[int, IntArray],
    at: IntArray,
    quotas: Mapping[int, Quota],
    fixed: Sequence[str | None],
    counted: Mapping[int, IntArray],
    usual: Mapping[str, float],
    seed: int,
) -> tuple[Codes, dict[int, dict[str | None, int]]]:
    """Label the nodes `at`, after what is `counted` under the labels `fixed` is taken off the quotas."""
    codes = list(dict.fromkeys([*(code for quota in quotas.values() for code in quota.rows), *usual]))
    if not codes or not at.size:
        return [None] * len(at), {}
    lefts = {place: quota.less(_taken(fixed, counted[place])) for place, quota in quotas.items()}
    tables = [[left.get(code, 0) for code in codes] for left in lefts.values()]
    prior = np.array([usual.get(code or "", 0.0) for code in codes])
    if tables:
        wanted: FloatArray = np.sum(
            [[float(quota.rows.get(code, 0)) for code in codes] for quota in quotas.values()], axis=0
        )
        prior = prior / max(prior.sum(), 1.0) + wanted / max(wanted.sum(), 1.0)
    counts = np.column_stack([nodes[place][at] for place in quotas]) if tables else np.zeros((len(at), 0), np.int64)
    room = np.array(tables, np.int64).reshape(len(tables), len(codes))
    label, left = fill_quotas(counts, room, prior + 1e-9 * (prior.sum() == 0), seed=seed)
    over = {place: dict(zip(codes, each.tolist(), strict=True)) for place, each in zip(quotas, left, strict=True)}
    return [codes[each] for each in label.tolist()], over


def _taken(fixed: Sequence[str | None], counted: IntArray) -> dict[str | None, int]:
    taken: dict[str | None, int] = {}
    for at in np.flatnonzero(counted).tolist():
        taken[fixed[at]] = taken.get(fixed[at], 0) + int(counted[at])
    return taken


def _owned_abroad(
    nodes: Mapping[int, IntArray],
    home: IntArray,
    left: Mapping[int, Mapping[str | None, int]],
    country: Codes,
    seed: int,
) -> Codes:
    """Give the countries' quotas that no node abroad fills to nodes at home with a single row: their owners' seats."""
    owner = list(country)
    rng = np.random.default_rng(seed)
    total = np.sum(list(nodes.values()), axis=0) if nodes else np.zeros(len(country), np.int64)
    for place, quota in left.items():
        codes = [code for code, many in quota.items() if code is not None for _ in range(many)]
        single = home[(nodes[place][home] == 1) & (total[home] == 1)]
        for at, code in zip(rng.permutation(single)[: len(codes)].tolist(), codes, strict=False):
            owner[at] = code
    return owner
