from __future__ import annotations

import csv
import io
from itertools import chain
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.csv_records import BROKEN, MOST_LINES, blocks

CELL = st.text(st.characters(codec="utf-8", include_characters='",\n\r\t'), max_size=6)


def _records(text: str, separator: str = ",") -> list[list[str]]:
    return list(chain.from_iterable(blocks(io.StringIO(text, newline=""), separator)))


# With a bare \n at the end of lines, csv.writer leaves a \r in a cell without quotation marks.
HOW = st.sampled_from([("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_ALL)])


@given(st.lists(st.lists(CELL, min_size=1, max_size=4)), st.sampled_from(",;\t|"), HOW)
def test_what_a_csv_writer_writes_is_read_back(
    rows: list[list[str]], separator: str, how: tuple[str, Literal[0, 1]]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=how[0], quoting=how[1]).writerows(rows)
    assert _records(text.getvalue(), separator) == rows


@pytest.mark.parametrize("lines", [1, 499, 500, 501, 1700])
def test_records_over_many_lines_are_whole_wherever_a_block_ends(lines: int) -> None:
    cell = "\n".join(["x"] * 7)
    assert _records("a,b\n" + f'1,"{cell}"\n' * lines) == [["a", "b"], *[["1", cell]] * lines]


@pytest.mark.parametrize("before", [0, 3, 498, 600])
def test_a_quotation_mark_never_closed_costs_its_own_line_only(before: int) -> None:
    text = "a,b\n" * before + '1,"open\n' + "c,d\n" * 2500
    found = _records(text)
    assert found == [*[["a", "b"]] * before, BROKEN, *[["c", "d"]] * 2500]
    assert found[before] is BROKEN


def test_a_quotation_mark_inside_a_quoted_cell_costs_its_own_line_only() -> None:
    found = _records('a,b\n1,"so "called" chips"\n2,x\n3,"y\nz"\n')
    assert found == [["a", "b"], BROKEN, ["2", "x"], ["3", "y\nz"]]


def test_an_open_mark_that_meets_a_later_one_gives_the_lines_between_back() -> None:
    found = _records('1,"open\n2,x\n3,"y"\n4,z\n')
    assert found == [BROKEN, ["2", "x"], ["3", "y"], ["4", "z"]]


def test_a_cell_may_span_as_many_lines_as_a_record_may() -> None:
    within = "\n".join(["x"] * MOST_LINES)
    beyond = "\n".join(["x"] * (MOST_LINES + 1))
    assert _records(f'"{within}"\n') == [[within]]
    assert _records(f'"{beyond}"\n')[0] is BROKEN


def test_empty_lines_are_records_and_told_from_broken_ones() -> None:
    found = _records("a\n\nb\n")
    assert found == [["a"], [], ["b"]]
    assert found[1] is not BROKEN


def test_a_file_may_end_without_a_line_break() -> None:
    assert _records("a,b\n1,2") == [["a", "b"], ["1", "2"]]
    assert _records("") == []


def test_a_cell_of_ten_million_characters_is_read_and_the_limit_of_csv_restored() -> None:
    before = csv.field_size_limit()
    assert _records("x" * 10**7 + ",b\n") == [["x" * 10**7, "b"]]
    assert csv.field_size_limit() == before


def test_the_limit_is_restored_whichever_reader_ends_first() -> None:
    before = csv.field_size_limit()
    first, second = (blocks(io.StringIO("a\n" * 2000), ",") for _ in range(2))
    next(first), next(second)
    list(first)
    assert csv.field_size_limit() > before
    second.close()  # type: ignore[attr-defined]
    assert csv.field_size_limit() == before


class _Breaking(io.StringIO):
    """A text that breaks off after its lines."""

    def __next__(self) -> str:  # type: ignore[override]
        line = self.readline()
        if not line:
            raise EOFError("ended too early")
        return line


@pytest.mark.parametrize("lines", [0, 1, 5, 16, 503])
def test_every_whole_line_before_a_break_is_handed_on(lines: int) -> None:
    found: list[list[list[str]]] = []
    with pytest.raises(EOFError):
        found.extend(blocks(_Breaking("a,b\n" * lines), ","))
    assert list(chain.from_iterable(found)) == [["a", "b"]] * lines
