from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.mentions import mentions
from valuenet.resolve.evaluation.corrupt import corrupted
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.match.blocks import blocked
from valuenet.resolve.match.compare import COMPARISONS, compared
from valuenet.resolve.match.forms import forms
from valuenet.resolve.match.links import judged, matched
from valuenet.resolve.match.profiles import profiles, reachable, weight
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.match.weigh import factors


def told(seed: int, subjects: int) -> pl.DataFrame:
    """Return mentions of few brands that differ in all that is compared."""
    frame = corrupted(subjects, seed).with_row_index("mention")
    at = pl.col("mention") + seed
    return frame.select(
        "mention",
        kind=pl.when(at % 5 == 0).then(pl.lit("university")).otherwise(pl.lit("enterprise")),
        name_zh=pl.when(at % 3 == 0).then(pl.lit("星云") + pl.col("name").str.tail(6)).otherwise("name"),
        domain=pl.when(at % 4 == 0).then(pl.format("{}.cn", at % 9)),
        city=pl.when(at % 7 == 0).then(pl.lit("440300")),
        country=pl.when(at % 6 == 0).then(pl.lit("CN")),
        source_id=pl.when(at % 2 == 0).then(pl.lit("one")).otherwise(pl.lit("other")),
    )


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000), review=st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]))
def test_no_pair_is_left_out_that_the_threshold_would_keep(seed: int, review: float) -> None:
    firms = told(seed, 40)
    keys, asked = mention_keys(firms), Settings(review=review)
    found = forms(firms, keys)
    every = judged(blocked(found, asked.block), found, asked)
    assert matched(firms, keys, asked).links.equals(every.links)


def test_full_names_that_differ_in_place_and_business_are_not_compared() -> None:
    firms = mentions(*({"name_zh": name} for name in ("北京星云科技有限公司", "上海星云物流有限公司", "星云物流")))
    found = forms(firms, mention_keys(firms)).with_columns(common=pl.lit(False))
    pairs = blocked(found, 50).pairs
    assert pairs.height == 3
    assert reachable(pairs, "core", profiles(found), 0.5).rows() == [(0, 2), (1, 2)]


@pytest.mark.parametrize("name", [name for name in COMPARISONS if name != "core"])
def test_profiles_weigh_as_the_forms_themselves(name: str) -> None:
    firms = told(2, 60)
    found = forms(firms, mention_keys(firms)).with_columns(common=pl.lit(False))
    pairs = blocked(found, 50).pairs
    levels = compared(pairs, found)[name]
    expected = levels.replace_strict(factors()[name], return_dtype=pl.Float64)
    assert weight(pairs, profiles(found), name).equals(expected)
    assert weight(pairs.clear(), profiles(found), name).is_empty()
