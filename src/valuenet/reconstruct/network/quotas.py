"""How many rows of the group name a place or a sector: the printed lists, and what follows below their ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from valuenet.errors import DataError
from valuenet.model.figure import Figure
from valuenet.model.vocabulary import vocabulary
from valuenet.reconstruct.allocate import bounded
from valuenet.reconstruct.constraints import contradictory
from valuenet.reconstruct.network.plan import Plan
from valuenet.reconstruct.network.targets import KINDS, Targets, code, matching, usable


@dataclass(frozen=True)
class Quota:
    """Rows by code: those `listed` are printed, the `others` follow below the list; None is unknown."""

    listed: Mapping[str, int]
    others: Mapping[str | None, int]

    @property
    def rows(self) -> dict[str | None, int]:
        """All codes with their rows."""
        return dict[str | None, int](self.listed) | dict(self.others)

    def less(self, taken: Mapping[str | None, int]) -> dict[str | None, int]:
        """Return the rows left by code after some are `taken`; where a code is overdrawn, the others give way.

        >>> Quota({"a": 3}, {"b": 2, None: 0}).less({"a": 1, None: 2})
        {'a': 2, 'b': 0, None: 0}
        """
        left = {code: rows - taken.get(code, 0) for code, rows in self.rows.items()}
        over = -sum(min(rows, 0) for rows in left.values())
        left = {code: max(rows, 0) for code, rows in left.items()}
        over += sum(rows for code, rows in taken.items() if code not in left)
        giving = [code for code in self.others if left[code] > 0]
        many = [left[code] for code in giving]
        parts = bounded(min(over, sum(many)), many, upper=many).tolist() if giving else []
        return {**left, **{code: left[code] - part for code, part in zip(giving, parts, strict=True)}}


@dataclass(frozen=True)
class Quotas:
    """Rows of the group by place of the kind in `KINDS`: regions at home, countries of owners abroad, sectors."""

    region: Mapping[int, Quota]
    country: Mapping[int, Quota]
    sector: Mapping[int, Quota]

    @property
    def flat(self) -> dict[tuple[int, str, str], int]:
        """All quotas by (place of the kind, vocabulary, code)."""
        named = (("region", self.region), ("country", self.country), ("sector", self.sector))
        return {
            (place, name, key): rows
            for name, quotas in named
            for place, quota in quotas.items()
            for key, rows in quota.rows.items()
            if key is not None
        }


def read_quotas(targets: Targets, figures: Mapping[str, Figure], plan: Plan, rng: np.random.Generator) -> Quotas:
    """Return the quotas of every kind of which a list is printed; what follows stays below the end of its list."""
    ids = plan.figures.group
    region: dict[int, Quota] = {}
    country: dict[int, Quota] = {}
    sector: dict[int, Quota] = {}
    usual = {each: float(targets.region.count(each)) for each in targets.region if each}
    regions = {term.code: usual.get(term.code, 0.0) + 1.0 for term in vocabulary("region").terms}
    families = {term.code: term.extra.get("broader", "") for term in vocabulary("sector").terms}
    for place, kind in enumerate(KINDS):
        whole, home = targets.group_total.get(kind), targets.group_domestic.get(kind)
        if whole is None:
            continue
        if home is not None and kind in ids.regions:
            listed = _listed(figures, [ids.regions[kind]], plan, "region")
            _within(listed, home)
            region[place] = _follow(_rows(listed), regions, round(home.value), rng)
        if home is not None and kind in ids.countries:
            owners = _rows(_listed(figures, [ids.countries[kind]], plan, "country"))
            rows = round(whole.value - home.value) + plan.foreign_owned.get(kind, 0)
            others = dict.fromkeys(plan.other_countries, 1.0)
            country[place] = _follow(owners, others, max(rows, sum(owners.values())), rng)
        if kind in ids.sectors:
            listed = _listed(figures, ids.sectors[kind], plan, "sector")
            _within(listed, whole)
            sector[place] = _follow(_rows(listed), dict.fromkeys(families, 1.0), round(whole.value), rng, families)
    return Quotas(region, country, sector)


def _listed(figures: Mapping[str, Figure], patterns: Sequence[str], plan: Plan, name: str) -> dict[str, Figure]:
    return {
        code(plan, [name], figure.row)[1]: figure
        for pattern in patterns
        for figure in matching(figures, pattern)
        if usable(figure)
    }


def _rows(listed: Mapping[str, Figure]) -> dict[str, int]:
    return {each: round(figure.value) for each, figure in listed.items()}


def _within(listed: Mapping[str, Figure], whole: Figure) -> None:
    """Raise `DataError` naming the fewest parts that are more than the whole, where all of them are."""
    if sum(figure.value for figure in listed.values()) <= whole.value:
        return
    total, named = 0.0, []
    for figure in sorted(listed.values(), key=lambda each: -each.value):
        total += figure.value
        named.append(f"{figure.id} = {figure.printed}")
        if total > whole.value:
            break
    raise DataError(contradictory([*named, f"{whole.id} = {whole.printed}"]))


def _follow(
    listed: Mapping[str, int],
    others: Mapping[str, float],
    rows: int,
    rng: np.random.Generator,
    families: Mapping[str, str] | None = None,
) -> Quota:
    """Divide what the list leaves of `rows` among the other codes, each below the last one listed of its family."""
    left = rows - sum(listed.values())
    free = [each for each in others if each not in listed]
    ends: dict[str, int] = {}
    for each, value in listed.items():
        family = families.get(each, "") if families else ""
        ends[family] = min(ends.get(family, value), value)
    most = [max(ends.get(families.get(each, "") if families else "", rows + 1) - 1, 0) for each in free]
    share = [others[each] * rng.gamma(2.0) + 1e-3 for each in free]
    parts = bounded(max(left, 0), [*share, 1e-6], upper=[*most, max(left, 0)])
    return Quota(dict(listed), dict(zip([*free, None], parts.tolist(), strict=True)))
