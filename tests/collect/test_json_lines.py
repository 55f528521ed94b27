from __future__ import annotations

import io
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect import json_lines
from valuenet.collect.encoding import Text
from valuenet.collect.json_lines import flat, json_text, read_json_lines
from valuenet.collect.layout import Wanted
from valuenet.collect.piece import Piece
from valuenet.errors import DataError

PATH = Path("companies.jsonl")
ALL = Wanted(PATH)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
)


def _pieces(text: str, wanted: Wanted = ALL) -> list[Piece]:
    return list(read_json_lines(Text(PATH, "utf-8", io.StringIO(text, newline=""), b""), wanted))


def _piece(text: str, wanted: Wanted = ALL) -> Piece:
    (piece,) = _pieces(text, wanted)
    return piece


def test_objects_are_columns_with_dots_and_lists_are_json() -> None:
    amount = '{"value": 1.10, "of": {"code": "CNY"}}'
    line = f'{{"name": "大疆", "amount": {amount}, "tags": ["芯片", 2.50], "listed": false, "x": {{}}}}'
    assert flat(line) == {
        "name": "大疆",
        "amount.value": "1.10",
        "amount.of.code": "CNY",
        "tags": '["芯片", 2.50]',
        "listed": "false",
    }


@pytest.mark.parametrize("number", ["1.10", "12345678901234567890", "-0", "1e5", "0.1", "1E400"])
def test_numbers_stay_as_they_are_written(number: str) -> None:
    assert flat(f'{{"n": {number}, "l": [{number}]}}') == {"n": number, "l": f"[{number}]"}


def test_a_number_that_is_none_is_no_data() -> None:
    assert flat('{"n": NaN, "m": Infinity}') == {"n": None, "m": "Infinity"}


@given(VALUES)
def test_json_text_means_what_it_was_made_of(value: object) -> None:
    assert json.loads(json_text(value)) == value


BAD = {
    '{"a": 1': "Expecting ',' delimiter at character 8",
    '{"a": 1} x': "Extra data at character 10",
    "[1]": "not an object in braces",
    '"a"': "not an object in braces",
    '{"a": 1, "a": 2}': "a name stands in it twice",
    '{"a.b": 1, "a": {"b": 2}}': "two of its names are the same when they are joined with dots",
    '{"\\ud800": 1}': "a name in it holds characters that cannot be decoded",
    "[" * 100_000: "nested too deeply",
    '{"a":' * 100_000: "nested too deeply",
}


@pytest.mark.parametrize("line", BAD, ids=range(len(BAD)))
def test_a_bad_line_is_rejected_and_costs_no_other(line: str) -> None:
    piece = _piece(f'{{"a": 1}}\n{line}\n{{"a": 2}}\n')
    assert piece.frame.rows() == [(1, "1"), (3, "2")]
    assert [(each.row, each.reason, each.detail) for each in piece.rejects] == [(2, "not_json", BAD[line])]
    assert (piece.rows, piece.breaks) == (3, (2,))


def test_lines_that_hold_nothing_are_blank() -> None:
    piece = _piece('\n{}\n{"a": null}\n{"a": " ", "b": {}}\n{"a": "x"}')
    assert piece.frame.rows() == [(5, "x")]
    assert [(each.row, each.reason) for each in piece.rejects] == [(row, "blank_row") for row in (1, 2, 3, 4)]
    assert piece.breaks == ()


def test_a_broken_cell_is_rejected_alone() -> None:
    piece = _piece('{"a": "x\\u0000", "b": "\\ud800", "c": "\udcff", "d": 1}')
    assert piece.frame.rows() == [(1, None, None, None, "1")]
    found = {(each.field, each.reason) for each in piece.rejects}
    assert found == {("a", "control_characters"), ("b", "bad_characters"), ("c", "bad_characters")}


def test_columns_are_all_names_that_occur(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "_ROWS", 2)
    pieces = _pieces('{"a": 1}\n{"b": 2}\n{"c": 3, "a": 4}\n')
    assert pl.concat([piece.frame for piece in pieces], how="diagonal").rows(named=True) == [
        {"row": 1, "a": "1", "b": None, "c": None},
        {"row": 2, "a": None, "b": "2", "c": None},
        {"row": 3, "a": "4", "b": None, "c": "3"},
    ]


def test_personal_objects_and_unread_names_are_not_handed_on() -> None:
    wanted = Wanted(PATH, columns=frozenset({"a"}), personal=frozenset({"founder"}))
    piece = _piece('{"a": 1, "founder": {"name": "x"}, "z": 2}\n{"founder": "y"}\n', wanted)
    assert piece.frame.rows() == [(1, "1"), (2, None)]
    assert piece.frame.columns == ["row", "a"]


def test_a_missing_name_is_told_with_all_names_of_the_file() -> None:
    wanted = Wanted(PATH, columns=frozenset({"city"}))
    with pytest.raises(DataError, match=r"no column 'city', did you mean 'City'\?. Its columns are: 'a', 'City'"):
        _pieces('{"a": 1}\n{"City": 2}\n', wanted)


def test_a_file_without_any_object_says_why() -> None:
    with pytest.raises(DataError, match=r"none of its lines is a JSON object; row 1: not an object in braces"):
        _pieces('[{"a": 1},\n{"a": 2}]\n'.replace("\n", "") + "\n")
