"""Distinct partners of enterprises side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from tests.reconstruct import small_network as small
from valuenet.errors import DataError
from valuenet.reconstruct.network.partners import PARTNERS, Distinct, draw_partners, read_distinct, rows_of_labels
from valuenet.reconstruct.network.targets import read_targets

PLAN = small.plan()
TARGETS = read_targets(small.enterprises(), small.figures(), PLAN)


def test_counts_and_shares_tell_how_many_there_are() -> None:
    found = read_distinct(TARGETS, small.figures(), PLAN)
    assert found == {
        (1, "technology_input"): Distinct(
            12, {"ai_platform": 5, "robot": 3}, {("region", "110000"): 4, ("country", "US"): 2}
        )
    }


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rows", [12, 25, 10])
def test_partners_have_places_and_sectors_as_printed(seed: int, rows: int) -> None:
    own = np.full((60, 6), 5)
    own[1, 0] = rows
    distinct = read_distinct(TARGETS, small.figures(), PLAN)
    found = draw_partners(TARGETS, PLAN, distinct, own, np.random.default_rng(seed))
    assert found.schema == PARTNERS
    assert (found.height, found["rows"].sum()) == (12, rows)
    sectors = Counter(found["sector"].to_list())
    assert (sectors["ai_platform"], sectors["robot"]) == (5, 3)
    assert max(many for code, many in sectors.items() if code not in {"ai_platform", "robot", None}) < 3
    assert Counter(found["region"].to_list())["110000"] == 4
    assert Counter(found["country"].to_list()) == {"CN": 10, "US": 2}
    guests = found.filter(found["guest"].is_not_null())
    assert guests.height == max(12 - rows, 0)
    for guest, region, mine in guests.select("guest", "region", "rows").iter_rows():
        assert (TARGETS.region[guest], mine) == (region, 0)
        assert guest not in TARGETS.named


def test_rows_are_counted_by_label() -> None:
    own = np.full((60, 6), 12)
    found = draw_partners(TARGETS, PLAN, read_distinct(TARGETS, small.figures(), PLAN), own, np.random.default_rng(1))
    many = rows_of_labels(found, [1])
    assert (many[0, "country", "US"], many[0, "country", "CN"], many[0, "sector", "robot"]) == (2, 10, 3)
    assert rows_of_labels(found, [0]) == {}


def test_shares_that_fit_no_whole_are_named() -> None:
    figures = small.figures()
    figures["e1.sector_shares.01.x"] = replace(figures["e1.sector_shares.01.x"], value=90.0, printed="90.00")
    with pytest.raises(DataError, match=r"these 2 cannot hold.*e1\.sectors\.01\.x = 3; e1\.sector_shares\.01\.x = 90"):
        read_distinct(TARGETS, figures, PLAN)
    figures = small.figures()
    figures["e1.places.00.x"] = replace(figures["e1.places.00.x"], value=91.67, printed="91.67")
    with pytest.raises(DataError, match=r"e1\.places\.00\.x = 91\.67 %; e1\.places\.01\.x"):
        read_distinct(TARGETS, figures, PLAN)
