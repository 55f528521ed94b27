"""What a program took, measured from outside."""

from __future__ import annotations

import pytest

from benchmarks.measured import Cost, Failed, Line, measured, python, table


def test_a_program_costs_what_it_used_and_says_what_it_printed() -> None:
    cost = measured(python("-c", "x = bytearray(60_000_000); print(len(x))"))
    assert cost.printed == "60000000\n"
    assert cost.peak_mb > 60
    assert cost.cpu_s > 0


def test_a_program_that_fails_tells_its_last_line() -> None:
    with pytest.raises(Failed, match="ZeroDivisionError"):
        measured(python("-c", "1 / 0"))


def test_what_was_not_measured_is_a_dash_with_a_reason() -> None:
    lines = [Line("build", "10 relations", Cost(1, 2, 3456)), Line("read", "csv", None, "skipped: no file")]
    assert table(lines).splitlines()[1:] == [
        "build  10 relations   1.00    2.00    3,456",
        "read   csv               -       -        -  skipped: no file",
    ]
