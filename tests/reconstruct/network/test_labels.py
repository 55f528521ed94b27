"""Labels of relation nodes."""

from __future__ import annotations

from collections import Counter

import numpy as np

from tests.reconstruct import small_network as small
from valuenet.reconstruct.network.labels import Known, label_nodes
from valuenet.reconstruct.network.quotas import Quota, Quotas
from valuenet.reconstruct.network.targets import read_targets

NODES = 40


def test_rows_of_the_group_fill_the_quotas_after_what_is_known() -> None:
    targets = read_targets(small.enterprises(), small.figures(), small.plan())
    rows = np.zeros(60 + NODES, np.int64)
    rows[3] = 2  # a sample enterprise of region 330000, without a sector
    rows[60:] = [4, *[1] * 24, *[0] * 15]
    abroad = np.arange(NODES) >= 35
    abroad[[20, 21, 22]] = True
    seated = np.arange(NODES) == 0
    known = Known(abroad, seated, ["CN"] * NODES, ["110000", *[None] * 39], seated, ["robot", *[None] * 39])
    quotas = Quotas(
        {0: Quota({"110000": 10, "440000": 9}, {"330000": 6, None: 2})},
        {0: Quota({"US": 2, "DE": 2}, {})},
        {0: Quota({"robot": 8}, {"finance": 12, None: 10})},
    )
    found = label_nodes(targets, small.plan(), quotas, known, {0: rows}, seed=1)
    many = rows[60:]
    home = [at for at in range(NODES) if not abroad[at]]
    regions = _count(found.region, many, home)
    assert (regions["110000"], regions["440000"], regions["330000"]) == (10, 9, 4)  # two of six are the enterprise's
    sectors = _count(found.sector, many, range(NODES))
    assert (sectors["robot"], sectors["finance"], sectors[None]) == (8, 12, 8)
    assert _count(found.home_country, many, range(NODES)) == {"CN": 24, "US": 2, "DE": 2}
    assert _count(found.country, many, range(NODES)) - Counter({"CN": 25}) == found_abroad(found.country, many)
    assert [found.region[at] for at in range(NODES) if abroad[at]] == [None] * 8
    owned = [at for at in range(NODES) if found.home_country[at] != found.country[at]]
    assert [many[at] for at in owned] == [1]
    assert (found.country[0], found.region[0], found.sector[0]) == ("CN", "110000", "robot")


def found_abroad(country: list[str | None], many: np.ndarray) -> Counter[str | None]:
    """Rows by country, without those at home."""
    return Counter({code: n for code, n in _count(country, many, range(NODES)).items() if code != "CN"})


def _count(codes: list[str | None], many: np.ndarray, at: object) -> Counter[str | None]:
    found: Counter[str | None] = Counter()
    for place in at:  # type: ignore[attr-defined]
        found[codes[place]] += int(many[place])
    return Counter({code: n for code, n in found.items() if n})
