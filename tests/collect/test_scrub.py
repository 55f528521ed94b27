from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.scrub import LONGEST_CELL, encodable, scrub, scrub_frame, shown, text_frame

CELLS = st.lists(st.none() | st.text(max_size=5))


@given(CELLS)
def test_a_cell_stays_as_it_is_or_is_empty_or_is_a_fault(cells: list[str | None]) -> None:
    clean, faults = scrub(pl.Series(cells, dtype=pl.String))
    for at, (before, after) in enumerate(zip(cells, clean, strict=True)):
        assert after == before or (after is None and before is not None)
        if after is None and before is not None:
            assert not before.strip() or at in {fault.at for fault in faults}


def test_the_longest_cell_is_kept_and_a_longer_one_rejected_short() -> None:
    clean, faults = scrub(pl.Series(["企" * LONGEST_CELL, "企" * (LONGEST_CELL + 1)]))
    assert [value is None for value in clean] == [False, True]
    assert [(fault.at, fault.reason, fault.detail) for fault in faults] == [
        (1, "cell_too_long", "1,000,001 characters")
    ]
    assert len(faults[0].value) == 201


def test_control_characters_break_a_cell_and_line_breaks_do_not() -> None:
    clean, faults = scrub(pl.Series(["a\x00b", "a\tb\r\nc\x0b", "\x1b[31m", "\x7f"]))
    assert clean.to_list() == [None, "a\tb\r\nc\x0b", None, None]
    assert [fault.value for fault in faults] == ["a\\x00b", "\\x1b[31m", "\\x7f"]


def test_faults_of_a_frame_name_row_and_column() -> None:
    frame = pl.DataFrame({"row": pl.Series([4, 9], dtype=pl.UInt32), "a": ["x", "\x00"], "b": ["\u3000", "y"]})
    clean, rejects = scrub_frame(frame)
    assert clean.rows() == [(4, "x", None), (9, None, "y")]
    assert [(reject.row, reject.field, reject.reason) for reject in rejects] == [(9, "a", "control_characters")]
    assert clean.schema == {"row": pl.UInt32, "a": pl.String, "b": pl.String}


def test_a_text_frame_without_rows_or_columns_has_its_schema() -> None:
    assert text_frame([], ["a"], [])[0].schema == {"row": pl.UInt32, "a": pl.String}
    assert text_frame([2, 3], [], [])[0].rows() == [(2,), (3,)]


@given(st.lists(st.tuples(st.text(max_size=3), st.sampled_from(["好", "\udcb1", "\ud800x"])), min_size=1))
def test_undecoded_cells_are_rejected_where_they_stand(rows: list[tuple[str, str]]) -> None:
    numbers = range(2, 2 + len(rows))
    frame, rejects = text_frame(numbers, ["a", "b"], [cell for row in rows for cell in row])
    bad = {number for number, (_, cell) in zip(numbers, rows, strict=True) if not encodable(cell)}
    assert {reject.row for reject in rejects if reject.field == "b"} == bad
    assert frame["b"].null_count() == len(bad)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_what_is_shown_of_a_cell_is_short_and_can_be_written(cell: str) -> None:
    assert len(shown(cell)) <= 200 * 6 + 1
    assert encodable(shown(cell))
    assert "\x00" not in shown(cell)
