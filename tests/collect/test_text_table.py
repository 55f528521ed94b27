from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest

from valuenet.collect import text_table
from valuenet.collect.encoding import Text
from valuenet.collect.layout import Wanted
from valuenet.collect.piece import Piece
from valuenet.collect.text_table import read_text
from valuenet.errors import DataError
from valuenet.model.source import Nested

PATH = Path("companies.csv")
ALL = Wanted(PATH)


def _pieces(text: str, header: int | tuple[int, ...] = 1, wanted: Wanted = ALL, separator: str = ",") -> list[Piece]:
    handle = io.StringIO(text, newline="")
    return list(
        read_text(Text(PATH, "utf-8", handle, text.encode("utf-8", "surrogateescape")), separator, header, wanted)
    )


def _piece(text: str, header: int | tuple[int, ...] = 1, wanted: Wanted = ALL) -> Piece:
    (piece,) = _pieces(text, header, wanted)
    return piece


def _rejects(piece: Piece) -> list[tuple[int | None, str, str | None]]:
    return [(reject.row, reject.reason, reject.detail) for reject in piece.rejects]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    piece = _piece('band,\n\nname,note\n大疆,"two\nlines"\n商汤,x\n', header=3)
    assert piece.frame.rows() == [(4, "大疆", "two\nlines"), (5, "商汤", "x")]
    assert piece.frame.schema == {"row": pl.UInt32, "name": pl.String, "note": pl.String}


def test_bands_are_joined_with_names() -> None:
    piece = _piece("企业,融资,\n,日期,金额\n大疆,2015,1亿\n", header=(1, 2))
    assert piece.frame.rows(named=True) == [{"row": 3, "企业": "大疆", "融资 / 日期": "2015", "融资 / 金额": "1亿"}]


def test_a_row_of_another_width_is_rejected_and_costs_no_other() -> None:
    piece = _piece("a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,, \n4,5,6\n")
    assert piece.frame.rows() == [(2, "1", "2", "3"), (5, "1", "2", "3"), (6, "4", "5", "6")]
    assert _rejects(piece) == [
        (3, "too_few_cells", "2 cells, the header has 3"),
        (4, "too_many_cells", "4 cells, the header has 3"),
    ]
    assert piece.rows == 5


def test_cells_under_no_name_may_be_there_or_not() -> None:
    piece = _piece("a,,c,,\n1,x,2\n1,x,2,y\n1,x,2,y,z\n1,x,2,y,z,!\n1,x\n")
    assert piece.frame.rows() == [(2, "1", "2"), (3, "1", "2"), (4, "1", "2")]
    assert [reject.reason for reject in piece.rejects] == ["too_many_cells", "too_few_cells"]


def test_blank_rows_are_counted_and_rejected() -> None:
    piece = _piece("a,b\n\n,\n \t,\u3000\n1,\n,2\n   \n,,,\n")
    assert piece.frame.rows() == [(5, "1", None), (6, None, "2")]
    assert _rejects(piece) == [(row, "blank_row", None) for row in (2, 3, 4, 7, 8)]
    assert piece.rows == 7


def test_a_row_that_holds_something_nobody_reads_is_not_blank() -> None:
    piece = _piece("a,b\n,x\n", wanted=Wanted(PATH, columns=frozenset({"a"})))
    assert (piece.frame.rows(), piece.rejects) == ([(2, None)], ())


def test_a_broken_quotation_mark_costs_one_row() -> None:
    piece = _piece('a,b\n1,"x\n2,y\n3,"z"\n4,"so "called""\n5,w\n')
    assert piece.frame.rows() == [(3, "2", "y"), (4, "3", "z"), (6, "5", "w")]
    assert [(reject.row, reject.reason) for reject in piece.rejects] == [(2, "broken_quotes"), (5, "broken_quotes")]


def test_a_broken_quotation_mark_in_the_header_stops() -> None:
    with pytest.raises(DataError, match=r"companies\.csv: a quotation mark in its header is not closed"):
        _piece('a,"b\n1,2\n')


def test_a_header_below_the_end_stops() -> None:
    with pytest.raises(DataError, match="its header should be in row 5, but the file ends after row 2"):
        _piece("a,b\n1,2\n", header=5)


def test_a_header_alone_is_a_table_without_rows() -> None:
    piece = _piece("a,b\n")
    assert (piece.rows, piece.frame.columns, piece.frame.height) == (0, ["row", "a", "b"], 0)


def test_a_header_in_another_encoding_stops() -> None:
    with pytest.raises(DataError, match="it reads as gb18030: write 'encoding: gb18030'"):
        _piece("名称,省\n大疆,广东\n".encode("gb18030").decode("utf-8", "surrogateescape"))


def test_a_bad_cell_in_a_column_nobody_reads_is_no_matter() -> None:
    piece = _piece("a,b\n1,\udcff\n", wanted=Wanted(PATH, columns=frozenset({"a"})))
    assert (piece.frame.rows(), piece.rejects) == ([(2, "1")], ())


def test_personal_cells_are_never_handed_on() -> None:
    piece = _piece("a,mail\n1,x@y.z\n2\n3,x@y.z,4\n", wanted=Wanted(PATH, personal=frozenset({"mail"})))
    assert "x@y.z" not in repr((piece.frame.rows(), piece.rejects))
    assert piece.frame.columns == ["row", "a"]


def test_no_column_at_all_may_be_wanted() -> None:
    piece = _piece("a,b\n1,2\n\n", wanted=Wanted(PATH, columns=frozenset()))
    assert (piece.frame.rows(), _rejects(piece)) == ([(2,)], [(3, "blank_row", None)])


def test_pieces_follow_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_table, "_ROWS", 700)
    pieces = _pieces("a,b\n" + "1,2\n3\n" * 1500)
    assert len(pieces) > 1
    assert sum(piece.rows for piece in pieces) == 3000
    assert pl.concat([piece.frame for piece in pieces])["row"].to_list() == list(range(2, 3002, 2))
    assert [reject.row for piece in pieces for reject in piece.rejects] == list(range(3, 3003, 2))


def test_rejected_rows_that_may_be_records_are_named_in_a_nested_layout() -> None:
    nested = Wanted(PATH, nested=Nested(key="name", own=("round",)))
    piece = _piece("name,round\n大疆,A,x\n,B,x\n\n大疆\n", wanted=nested)
    assert [reject.row for reject in piece.rejects] == [2, 3, 4, 5]
    assert piece.breaks == (2, 5)


def test_five_thousand_columns_are_no_matter() -> None:
    names = [f"c{at}" for at in range(5000)]
    row = ",".join(map(str, range(5000)))
    pieces = _pieces(",".join(names) + "\n" + f"{row}\n" * 250)
    frame = pl.concat([piece.frame for piece in pieces])
    assert frame.shape == (250, 5001)
    assert frame["c4999"].to_list() == ["4999"] * 250
