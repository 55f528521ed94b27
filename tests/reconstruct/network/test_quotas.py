"""Quotas of places and sectors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reconstruct import small_network as small
from valuenet.errors import DataError
from valuenet.reconstruct.network.quotas import Quota, read_quotas
from valuenet.reconstruct.network.targets import read_targets

PLAN = small.plan()


def test_lists_are_kept_and_others_stay_below_their_ends() -> None:
    targets = read_targets(small.enterprises(), small.figures(), PLAN)
    found = read_quotas(targets, small.figures(), PLAN, np.random.default_rng(1))
    region, country, sector = found.region[0], found.country[0], found.sector[0]
    assert region.listed == {"110000": 18, "440000": 10}
    assert country.listed == {"US": 8, "DE": 3}
    assert sector.listed == {"ai_platform": 14, "smart_chip": 8}
    assert sum(region.rows.values()) == small.HOME["technology_input"]
    assert sum(country.rows.values()) == 10 + 2
    assert sum(sector.rows.values()) == small.GROUP["technology_input"]
    assert max(many for code, many in region.others.items() if code) < 10
    assert max(many for code, many in country.others.items() if code) < 3
    assert found.flat[0, "region", "110000"] == 18
    assert all(code is not None for _, _, code in found.flat)


def test_a_list_with_more_than_the_whole_names_the_fewest() -> None:
    figures = small.figures()
    figures["sector.00.x"] = replace(figures["sector.00.x"], value=65.0, printed="65")
    targets = read_targets(small.enterprises(), figures, PLAN)
    with pytest.raises(DataError, match=r"these 2 cannot.*sector\.00\.x = 65; group\.technology_input = 64"):
        read_quotas(targets, figures, PLAN, np.random.default_rng(1))


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 9)),
    st.dictionaries(st.sampled_from([None, "x", "y", "z"]), st.integers(0, 9)),
    st.dictionaries(st.sampled_from([None, "a", "x", "q"]), st.integers(0, 5)),
)
def test_what_is_taken_is_taken_off_the_whole(
    listed: dict[str, int], others: dict[str | None, int], taken: dict[str | None, int]
) -> None:
    quota = Quota(listed, others)
    left = quota.less(taken)
    assert min(left.values(), default=0) >= 0
    whole = sum(quota.rows.values())
    assert all(left[code] == max(many - taken.get(code, 0), 0) for code, many in listed.items())
    fixed = sum(max(many - taken.get(code, 0), 0) for code, many in listed.items())
    assert sum(left.values()) == max(whole - sum(taken.values()), fixed)
