from __future__ import annotations

import pytest

from tests.reconstruct.figures import by_id, count, percent
from valuenet.errors import DataError
from valuenet.reconstruct.margin import margin_of
from valuenet.reconstruct.recipe import Margin, Together

FIGURES = by_id(percent("three", "60"), percent("peak", "20"), count("first", 4))


def test_printed_amounts_stand_and_the_rest_follows_its_weights() -> None:
    margin = Margin(given={"a": "first"}, rest={"b": 2, "c": 1}, at_least=1)
    assert margin_of(margin, 10, FIGURES) == {"a": 4, "b": 4, "c": 2}


def test_several_labels_can_have_one_printed_amount_each() -> None:
    assert margin_of(Margin(given={"a": "first", "b": "first"}, rest={"c": 1}), 10, FIGURES) == {"a": 4, "b": 4, "c": 2}


def test_labels_can_have_an_amount_together() -> None:
    whole = Together(amount="three", labels={"a": 9, "b": 2, "c": 1})
    assert margin_of(Margin(given={"a": "peak"}, together=(whole,), rest={"d": 1}), 15, FIGURES) == {
        "a": 3, "b": 4, "c": 2, "d": 6,
    }  # fmt: skip


def test_a_label_can_be_kept_below_the_printed_ones() -> None:
    assert max(margin_of(Margin(rest={"a": 99, "b": 1, "c": 1}, at_most="first"), 9, FIGURES).values()) == 4


@pytest.mark.parametrize(
    ("margin", "says"),
    [
        (Margin(given={"a": "first"}), "5 of 9 rows have no label"),
        (Margin(given={"a": "first", "b": 7, "c": 1}), r"^b = 7 \(7\) \+ a = first \(4\) are more than 9 rows"),
        (
            Margin(given={"a": 8}, together=(Together(amount="first", labels={"a": 1}),)),
            r"^a = 8 \(8\) are more than 'first' \(4\)",
        ),
    ],
)
def test_amounts_that_do_not_fit_are_named(margin: Margin, says: str) -> None:
    with pytest.raises(DataError, match=says):
        margin_of(margin, 9, FIGURES)
