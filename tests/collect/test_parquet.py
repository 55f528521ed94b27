from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect import parquet
from valuenet.collect.layout import Wanted
from valuenet.collect.parquet import as_text, read_parquet
from valuenet.collect.piece import Piece
from valuenet.errors import DataError

DAY, MOMENT = dt.date(2020, 1, 2), dt.datetime(2020, 1, 2, 3, 4, 5)


def _piece(path: Path, frame: pl.DataFrame, **wanted: frozenset[str]) -> Piece:
    frame.write_parquet(path)
    (piece,) = read_parquet(path, Wanted(path, **wanted), 10**9)  # type: ignore[arg-type]
    return piece


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (
            pl.Series([2019.0, 0.1, 1e22, 1e-7, float("nan"), -0.5]),
            ["2019", "0.1", "10000000000000000000000", "0.0000001", None, "-0.5"],
        ),
        (pl.Series([0.1, 3.0], dtype=pl.Float32), ["0.1", "3"]),
        (pl.Series([2**63 - 1, None]), ["9223372036854775807", None]),
        (pl.Series([DAY, None]), ["2020-01-02", None]),
        (pl.Series([dt.datetime(2020, 1, 2), MOMENT]), ["2020-01-02", "2020-01-02 03:04:05"]),
        (pl.Series([MOMENT + dt.timedelta(microseconds=10)]), ["2020-01-02 03:04:05.000010"]),
        (pl.Series([MOMENT]).dt.replace_time_zone("Asia/Shanghai"), ["2020-01-02 03:04:05+08:00"]),
        (pl.Series([dt.time(3, 4)]), ["03:04:00"]),
        (pl.Series([dt.timedelta(days=1)]), ["P1D"]),
        (pl.Series([True, None]), ["true", None]),
        (pl.Series([Decimal("1.50")]), ["1.50"]),
        (pl.Series(["a", None], dtype=pl.Categorical), ["a", None]),
        (pl.Series([["芯片", None], [], None]), ['["芯片", null]', "[]", None]),
        (pl.Series([[DAY]]), ['["2020-01-02"]']),
        (pl.Series([None]), [None]),
    ],
)
def test_values_of_every_type_become_text(values: pl.Series, texts: list[str | None]) -> None:
    assert as_text(values).to_list() == texts


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_a_number_as_text_is_the_same_number(numbers: list[float]) -> None:
    texts = as_text(pl.Series(numbers, dtype=pl.Float64)).to_list()
    assert [float(text) for text in texts] == numbers
    assert not any("e" in text or text.endswith(".0") for text in texts)


def test_parts_of_a_struct_are_columns(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"name": ["大疆", "商汤"], "amount": [{"value": 1.5, "of": {"code": "CNY"}}, None], "mail": ["x", "y"]}
    )
    piece = _piece(tmp_path / "a.parquet", frame, personal=frozenset({"mail"}))
    assert piece.frame.rows(named=True) == [
        {"row": 2, "name": "大疆", "amount.value": "1.5", "amount.of.code": "CNY"},
        {"row": 3, "name": "商汤", "amount.value": None, "amount.of.code": None},
    ]


def test_bytes_are_text_where_they_can_be(tmp_path: Path) -> None:
    piece = _piece(
        tmp_path / "a.parquet",
        pl.DataFrame({"a": ["北京".encode(), b"\xb1\xb1", None, b""], "b": ["1", "2", "3", "4"]}),
    )
    assert piece.frame["a"].to_list() == ["北京", None, None, None]
    assert [(each.row, each.field, each.value, each.reason) for each in piece.rejects] == [
        (3, "a", "\\xb1\\xb1", "bad_characters")
    ]


def test_blank_rows_are_rejected_wherever_something_is_read(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": ["x", None, " ", None], "n": [1, None, None, 2], "c": ["", "", "", ""]})
    piece = _piece(tmp_path / "a.parquet", frame)
    assert (piece.frame["row"].to_list(), piece.rows) == ([2, 5], 4)
    piece = _piece(tmp_path / "a.parquet", frame, columns=frozenset({"a"}))
    assert piece.frame.rows() == [(2, "x"), (5, None)]
    assert [(each.row, each.reason) for each in piece.rejects] == [(3, "blank_row"), (4, "blank_row")]


def test_broken_cells_are_rejected(tmp_path: Path) -> None:
    piece = _piece(tmp_path / "a.parquet", pl.DataFrame({"a": ["x\x00", "y"]}))
    assert piece.frame.rows() == [(2, None), (3, "y")]
    assert [(each.row, each.reason) for each in piece.rejects] == [(2, "control_characters")]


def test_no_rows_and_no_columns_are_no_matter(tmp_path: Path) -> None:
    piece = _piece(tmp_path / "a.parquet", pl.DataFrame({"a": []}, schema={"a": pl.Int64}))
    assert piece.frame.schema == {"row": pl.UInt32, "a": pl.String}
    assert piece.rows == 0
    piece = _piece(tmp_path / "a.parquet", pl.DataFrame({"a": [1, 2]}), columns=frozenset())
    assert piece.frame.rows() == [(2,), (3,)]


def test_pieces_follow_one_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 3)
    path = tmp_path / "a.parquet"
    pl.DataFrame({"a": range(8)}).write_parquet(path)
    pieces = list(read_parquet(path, Wanted(path), 10**9))
    assert [piece.rows for piece in pieces] == [3, 3, 2]
    assert pl.concat([piece.frame for piece in pieces]).rows() == [(at + 2, str(at)) for at in range(8)]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no column 'city', did you mean 'City'\?. Its columns are: 'City'"):
        _piece(tmp_path / "a.parquet", pl.DataFrame({"City": ["x"]}), columns=frozenset({"city"}))


@pytest.mark.parametrize("cut", [-100, 20, 3, 0])
def test_a_truncated_file_says_so(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"a": [str(at) for at in range(1000)]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:cut] if cut else b"name,city\n" * 10)
    with pytest.raises(DataError, match=r"a\.parquet: cannot be read as a Parquet file"):
        list(read_parquet(path, Wanted(path), 10**9))


def test_a_damaged_column_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"a": [str(at) for at in range(5000)]}).write_parquet(path)
    content = path.read_bytes()
    path.write_bytes(content[:100] + bytes(200) + content[300:])
    with pytest.raises(DataError, match=r"a\.parquet: cannot be read as a Parquet file"):
        list(read_parquet(path, Wanted(path), 10**9))


def test_a_file_that_holds_too_much_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"a": ["x" * 100] * 10_000}).write_parquet(path)
    with pytest.raises(DataError, match="holds more than 1,000 bytes"):
        list(read_parquet(path, Wanted(path), 1000))
