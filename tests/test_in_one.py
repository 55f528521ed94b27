from __future__ import annotations

from pathlib import Path

import pytest

from tests.in_one import MOST, in_one

CALLED: list[int] = []


@pytest.mark.parametrize("power", [1, 2])
@in_one("number", range(150))
def test_every_value_is_tried_beside_what_else_is_given(number: int, power: int, tmp_path: Path) -> None:
    CALLED.append(number)
    assert tmp_path.is_dir()
    assert number**power >= number
    assert CALLED[-number - 1 :] == list(range(number + 1))


def test_the_value_that_failed_is_told() -> None:
    @in_one("number", range(10))
    def once(number: int) -> None:
        assert number != 7

    with pytest.raises(AssertionError) as caught:
        once()
    assert caught.value.__notes__ == ["number: 7"]


def test_several_are_told_together_up_to_a_few() -> None:
    tried = []

    @in_one("number", range(100))
    def often(number: int) -> None:
        tried.append(number)
        assert number < 3

    with pytest.raises(ExceptionGroup) as caught:
        often()
    assert [error.__notes__ for error in caught.value.exceptions] == [[f"number: {at}"] for at in range(3, 3 + MOST)]
    assert tried == list(range(3 + MOST))
