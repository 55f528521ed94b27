from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.collect.validate import within_bounds
from valuenet.model.fields import field

numbers = st.floats(-1e12, 1e12) | st.integers(-(10**9), 10**9)


@settings(max_examples=30)
@given(st.dictionaries(st.text(max_size=5), numbers, max_size=20))
def test_every_value_is_within_the_bounds_or_refused(values: dict[str, float]) -> None:
    patents = field("patents")
    good, refused = within_bounds(patents, values)
    assert set(good) | set(refused) == set(values)
    assert not set(good) & set(refused)
    assert all(0 <= value <= 1e8 for value in good.values())
    assert all(not 0 <= values[cell] <= 1e8 for cell in refused)
    assert {each.reason for each in refused.values()} <= {"out_of_range"}


def test_the_bounds_themselves_are_allowed_and_told() -> None:
    good, refused = within_bounds(field("rd_intensity"), {"0": 0.0, "10": 10, "10.1": 10.1})
    assert good == {"0": 0.0, "10": 10}
    assert refused["10.1"].detail == "rd_intensity: 0 … 10"


def test_fields_without_bounds_take_everything() -> None:
    assert within_bounds(field("industry_text"), {"a": "b"}) == ({"a": "b"}, {})
    assert within_bounds(field("patents"), {}) == ({}, {})
