"""Partners of the enterprises compared side by side: each distinct one has a place and a sector as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.errors import DataError
from valuenet.model.figure import Figure
from valuenet.model.vocabulary import vocabulary
from valuenet.reconstruct.allocate import IntArray, bounded, whole_of_shares
from valuenet.reconstruct.constraints import contradictory, irreducible
from valuenet.reconstruct.network.plan import Plan
from valuenet.reconstruct.network.targets import KINDS, MIRROR, Targets, code, matching, usable

PARTNERS = pl.Schema(
    {
        "owner": pl.Int64,
        "kind": pl.String,
        "country": pl.String,
        "region": pl.String,
        "sector": pl.String,
        "rows": pl.Int64,
        "guest": pl.Int64,
    }
)
"""One distinct partner of an owner; `rows` of the owner name it, or, where there are none, one of the `guest` does."""


@dataclass(frozen=True)
class Distinct:
    """How many distinct partners there are, by sector and by (vocabulary, code) of their place, as far as printed."""

    total: int
    sectors: Mapping[str, int]
    places: Mapping[tuple[str, str], int]


def read_distinct(targets: Targets, figures: Mapping[str, Figure], plan: Plan) -> dict[tuple[int, str], Distinct]:
    """Return what is printed of the distinct partners of each (compared enterprise, kind)."""
    ids = plan.figures.compared
    found = {}
    for owner, name in targets.compared.items():
        for kind in ids.sector_counts:
            read = [_rows(figures, each.get(kind), name) for each in (ids.sector_counts, ids.sector_shares)]
            counted, shared = read
            both = [label for label in counted if label in shared]
            if not both:
                continue
            total = _total([(counted[label], shared[label]) for label in both])
            places = _rows(figures, ids.place_shares.get(kind), name)
            if sum(round(each.value * total / 100) for each in places.values()) > total:
                raise DataError(contradictory([f"{each.id} = {each.printed} %" for each in places.values()]))
            found[owner, kind] = Distinct(
                total,
                {code(plan, ["sector"], label)[1]: round(each.value) for label, each in counted.items()},
                {
                    code(plan, ["region", "country"], label): round(each.value * total / 100)
                    for label, each in places.items()
                },
            )
    return found


def _total(pairs: Sequence[tuple[Figure, Figure]]) -> int:
    """Return the smallest whole that fits counts and shares, or raise `DataError` naming those that no whole fits."""

    def whole(some: Sequence[tuple[Figure, Figure]]) -> int:
        counts, shares = ([pair[at] for pair in some] for at in (0, 1))
        return whole_of_shares(
            [each.value for each in counts],
            [each.value / 100 for each in shares],
            [each.half_width / 100 for each in shares],
        )

    def impossible(some: Sequence[tuple[Figure, Figure]]) -> bool:
        try:
            return whole(some) < 0
        except DataError:
            return True

    if impossible(pairs):
        few = irreducible(pairs, impossible)
        raise DataError(contradictory([f"{each.id} = {each.printed}" for pair in few for each in pair]))
    return whole(pairs)


def draw_partners(
    targets: Targets,
    plan: Plan,
    distinct: Mapping[tuple[int, str], Distinct],
    own: IntArray,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """Return the partners (`PARTNERS`): each side's places and sectors as printed, what is not printed below the lists.

    An owner with fewer rows than partners is named by guests: enterprises of the rest, of the partner's region,
    that have rows of the mirrored kind.
    """
    free = np.ones(targets.size, np.bool_)
    free[targets.named] = False
    drawn = []
    for (owner, kind), printed in distinct.items():
        rows = int(own[owner, KINDS.index(kind)])
        places = _spread(_regions(targets), printed.places, printed.total, ("region", None), rng)
        sectors = _spread(
            _sectors(), {("sector", s): n for s, n in printed.sectors.items()}, printed.total, ("sector", None), rng
        )
        named = min(rows, printed.total)
        mirrored = np.where(free, own[:, KINDS.index(MIRROR[kind])], 0)
        guests = _seat_guests(targets, places, sectors, printed, printed.total - named, mirrored, rng)
        free[guests] = False
        several = np.zeros(printed.total, np.int64)
        if named:
            several[len(guests) :] = bounded(rows, rng.gamma(2.0, 1.0, named) + 0.1, lower=1)
        for at, ((place, where), (_, sector)) in enumerate(zip(places, sectors, strict=True)):
            country, region = (where, None) if place == "country" else (plan.country, where)
            guest = guests[at] if at < len(guests) else None
            drawn.append((owner, kind, country, region, sector, int(several[at]), guest))
    return pl.DataFrame(drawn, PARTNERS, orient="row")


def rows_of_labels(partners: pl.DataFrame, owners: Sequence[int]) -> dict[tuple[int, str, str], int]:
    """Count the rows of the `owners` that name a partner of a place or sector, by (kind, vocabulary, code).

    >>> one = pl.DataFrame([(0, "technology_input", "CN", "110000", None, 3, None)], PARTNERS, orient="row")
    >>> rows_of_labels(one, [0])
    {(0, 'country', 'CN'): 3, (0, 'region', '110000'): 3}
    """
    many: dict[tuple[int, str, str], int] = {}
    for each in partners.filter(pl.col("owner").is_in(list(owners))).iter_rows(named=True):
        for name in ("country", "region", "sector"):
            if each[name] is not None:
                key = (KINDS.index(each["kind"]), name, each[name])
                many[key] = many.get(key, 0) + each["rows"]
    return many


def _rows(figures: Mapping[str, Figure], pattern: str | None, name: str) -> dict[str, Figure]:
    found = matching(figures, pattern.replace("{name}", name)) if pattern else []
    return {figure.row: figure for figure in found if usable(figure)}


def _regions(targets: Targets) -> dict[tuple[str, str | None], float]:
    weights: dict[tuple[str, str | None], float] = {}
    for region in targets.region:
        if region is not None:
            weights["region", region] = weights.get(("region", region), 0.0) + 1.0
    return weights


def _sectors() -> dict[tuple[str, str | None], float]:
    return {("sector", term.code): 1.0 for term in vocabulary("sector").terms}


def _spread(
    weights: Mapping[tuple[str, str | None], float],
    printed: Mapping[tuple[str, str], int],
    total: int,
    unknown: tuple[str, None],
    rng: np.random.Generator,
) -> list[tuple[str, str | None]]:
    """Return `total` labels in random order: the printed ones, then others, each fewer than the last printed one."""
    left = total - sum(printed.values())
    if left < 0:
        raise DataError(f"the parts {dict(printed)} add up to more than the {total} distinct partners")
    others = [label for label in weights if label not in printed]
    most = np.array([max(min(printed.values(), default=total) - 1, 0)] * len(others) + [total], np.int64)
    share = [weights[label] * rng.gamma(1.0) for label in others] + [1e-9]
    parts = [*printed.values(), *bounded(left, share, upper=most).tolist()]
    labels = [*printed, *others, unknown]
    drawn = [label for label, many in zip(labels, parts, strict=True) for _ in range(many)]
    return [drawn[at] for at in rng.permutation(len(drawn))]


def _seat_guests(
    targets: Targets,
    places: list[tuple[str, str | None]],
    sectors: list[tuple[str, str | None]],
    printed: Distinct,
    needed: int,
    rows: IntArray,
    rng: np.random.Generator,
) -> list[int]:
    """Choose `needed` enterprises whose region is one of `places`, and bring theirs to the front, without a sector."""
    guests: list[int] = []
    for at in range(needed):
        fitting = np.zeros(0, np.int64)
        for other in range(at, len(places)):
            region = [place == places[other][1] for place in targets.region]
            fitting = np.flatnonzero((rows >= 3) & region) if places[other][0] == "region" else fitting[:0]
            if fitting.size:
                places[at], places[other] = places[other], places[at]
                break
        if not fitting.size:
            raise DataError(
                f"{needed} more distinct partners are printed than there are rows: no enterprise can stand in"
            )
        guests.append(int(rng.choice(fitting)))
        rows = np.where(np.arange(len(rows)) == guests[-1], 0, rows)
        own = targets.sector[guests[-1]]
        loose = [other for other in range(at, len(sectors)) if sectors[other][1] not in printed.sectors]
        match = next(
            (other for other in range(at, len(sectors)) if sectors[other][1] == own), loose[0] if loose else at
        )
        sectors[at], sectors[match] = sectors[match], sectors[at]
    return guests
