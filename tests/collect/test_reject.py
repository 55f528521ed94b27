"""What could not be taken from a source, as a value and as an exception."""

from __future__ import annotations

import dataclasses

import pytest

from valuenet.collect.reject import Reject, Unconvertible
from valuenet.model.vocabulary import vocabulary


def test_a_reject_is_a_value_that_cannot_be_changed() -> None:
    reject = Reject(7, "cell", "成立时间", "近年", "not_a_date")
    assert reject == Reject(row=7, scope="cell", field="成立时间", value="近年", reason="not_a_date", detail=None)
    with pytest.raises(dataclasses.FrozenInstanceError):
        reject.row = 8  # type: ignore[misc]


def test_what_a_converter_refuses_carries_a_reason_of_the_vocabulary() -> None:
    refused = Unconvertible("not_a_date", "after 2019-12-31")
    assert refused.reason in vocabulary("rejection_reason")
    assert (refused.reason, refused.detail) == refused.args
    assert Unconvertible("no_rate").detail is None
