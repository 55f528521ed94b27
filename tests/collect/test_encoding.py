from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.collect.encoding import Text, decoded, trusted, wrong_encoding
from valuenet.collect.piece import Piece
from valuenet.collect.reject import Reject
from valuenet.errors import DataError

PATH = Path("companies.csv")
HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)


def _decoded(content: bytes, encoding: str = "utf-8") -> str:
    return decoded(io.BufferedReader(io.BytesIO(content)), PATH, encoding).handle.read()


@given(HANZI)
def test_each_encoding_is_read_with_and_without_its_mark(text: str) -> None:
    assert _decoded(text.encode()) == text
    assert _decoded(text.encode("utf-8-sig")) == text
    # 中 is no UTF-8, so that no other hanzi make the bytes look like it by chance.
    assert _decoded(("中" + text).encode("gb18030"), "gb18030") == "中" + text
    assert _decoded(("\ufeff中" + text).encode("gb18030"), "gb18030") == "中" + text


def test_bytes_that_are_no_text_are_kept_as_surrogates() -> None:
    assert _decoded("北".encode() + b"\xff") == "北\udcff"
    assert _decoded("北京,".encode("gb18030") + b"\xff\n", "gb18030") == "北京,\udcff\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize("declared", ["utf-8", "gb18030"])
def test_utf_16_is_named(encoding: str, declared: str) -> None:
    content = ("\ufeff" if encoding == "utf-16-be" else "") + "名称\n大疆\n"
    with pytest.raises(
        DataError, match=rf"companies\.csv: this is not {declared}.* but UTF-16; save it again as UTF-8"
    ):
        _decoded(content.encode(encoding), declared)


def test_utf_8_declared_as_gb18030_is_told_at_once() -> None:
    with pytest.raises(DataError, match=r"it reads as utf-8: write 'encoding: utf-8'"):
        _decoded("名称,省份\n大疆,广东\n".encode(), "gb18030")


@pytest.mark.parametrize(
    ("start", "what"),
    [(b"PK\x03\x04", "an XLSX workbook"), (b"PAR1", "a Parquet file"), (b"\xd0\xcf\x11\xe0", "Excel")],
)
def test_what_is_no_text_is_named(start: bytes, what: str) -> None:
    with pytest.raises(DataError, match=rf"this is {'an old ' if what == 'Excel' else ''}{what}.*correct 'format'"):
        _decoded(start + bytes(100))


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("名称\n大疆\n".encode("gb18030"), "reads as gb18030: write 'encoding: gb18030'"),
        ("café\n".encode("latin-1"), "nor does it read as utf-8 or gb18030; save it again as UTF-8"),
    ],
)
def test_the_error_says_what_to_write(sample: bytes, said: str) -> None:
    assert said in str(wrong_encoding(Text(PATH, "utf-8", io.StringIO(), sample)))


def _piece(rows: int, bad: int) -> Piece:
    frame = pl.DataFrame({"row": pl.Series(range(2, rows + 2), dtype=pl.UInt32)})
    return Piece(frame, tuple(Reject(row, "cell", "a", "\\xff", "bad_characters") for row in range(2, bad + 2)), rows)


@pytest.mark.parametrize(
    ("rows", "bad", "gb", "right"),
    [(1000, 50, True, True), (1000, 51, True, False), (5, 1, True, False), (5, 1, False, True), (10, 6, False, False)],
)
def test_a_few_bad_rows_are_cells_to_reject_and_many_a_wrong_encoding(
    rows: int, bad: int, gb: bool, right: bool
) -> None:
    text = Text(PATH, "utf-8", io.StringIO(), "名称".encode("gb18030") if gb else b"name\xff\n")
    if right:
        assert len(list(trusted(iter([_piece(rows, bad)]), text))) == 1
    else:
        with pytest.raises(DataError, match="this is not utf-8"):
            list(trusted(iter([_piece(rows, bad)]), text))


def test_only_the_first_thousand_rows_are_judged() -> None:
    late = tuple(Reject(row, "cell", "a", "\\xff", "bad_characters") for row in range(1500, 2002))
    piece = Piece(_piece(2000, 0).frame, late, 2000)
    assert list(trusted(iter([piece]), Text(PATH, "utf-8", io.StringIO(), b""))) == [piece]
