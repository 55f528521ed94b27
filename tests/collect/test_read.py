from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from valuenet.collect.read import RawTable, format_of, read_table
from valuenet.errors import DataError
from valuenet.model.source import Source
from valuenet.model.vocabulary import vocabulary

Rows = list[list[str]]
NAMES = ["名称", "city", "c"]
CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cn"], include_characters="\n\t"), max_size=5
)
TABLE = st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8)
SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def source(**parts: Any) -> Source:
    """A source with nothing but what a test is about."""
    return Source.model_validate({"title": {"zh": "企业", "en": "Companies"}, "path": "companies.csv", **parts})


def as_csv(rows: Rows, separator: str = ",") -> str:
    """The table as the csv module writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([NAMES, *rows])
    return text.getvalue()


def read_bytes(folder: Path, name: str, content: bytes, **parts: Any) -> RawTable:
    """Read a file of these bytes."""
    path = folder / name
    path.write_bytes(content)
    return read_table(path, source(**parts))


def expected(rows: Rows, first: int = 2) -> list[tuple[Any, ...]]:
    """What is kept of a table: every row that is not blank, null for every cell that is."""
    numbered = ((row, *(cell if cell.strip() else None for cell in cells)) for row, cells in enumerate(rows, first))
    return [row for row in numbered if any(row[1:])]


@SAME_FOLDER
@given(TABLE)
def test_text_tables_are_read_back_in_every_coat(tmp_path: Path, rows: Rows) -> None:
    plain = read_bytes(tmp_path, "a.csv", as_csv(rows).encode())
    assert plain.frame.rows() == expected(rows)
    assert plain.rows_read == len(rows) == plain.frame.height + len(plain.rejects)
    packed = gzip.compress(as_csv(rows).encode())
    for table in (
        read_bytes(tmp_path, "b.csv", as_csv(rows).encode("utf-8-sig")),
        read_bytes(tmp_path, "c.csv.gz", packed),
        read_bytes(tmp_path, "d.csv", as_csv(rows).encode("gb18030"), encoding="gb18030"),
        read_bytes(tmp_path, "e.csv.gz", gzip.compress(as_csv(rows).encode("gb18030")), encoding="gb18030"),
        read_bytes(tmp_path, "f.tsv", as_csv(rows, "\t").encode()),
        read_bytes(tmp_path, "g.txt", as_csv(rows, ";").encode(), format="csv", separator=";"),
    ):
        assert table.frame.equals(plain.frame)
        assert table.rejects == plain.rejects


@SAME_FOLDER
@given(TABLE)
def test_json_lines_are_read_back(tmp_path: Path, rows: Rows) -> None:
    rows.append(["end", "", ""])
    lines = "".join(json.dumps(dict(zip(NAMES, row, strict=True))) + "\n" for row in rows)
    for name, content in (("a.jsonl", lines.encode()), ("a.ndjson.gz", gzip.compress(lines.encode()))):
        table = read_bytes(tmp_path, name, content)
        assert table.frame.rows() == expected(rows, 1)
        assert table.rows_read == len(rows)


@SAME_FOLDER
@given(TABLE)
def test_parquet_is_read_back(tmp_path: Path, rows: Rows) -> None:
    content = io.BytesIO()
    pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.String), orient="row").write_parquet(content)
    plain = read_bytes(tmp_path, "a.parquet", content.getvalue())
    assert plain.frame.rows() == expected(rows)
    assert read_bytes(tmp_path, "a.parquet.gz", gzip.compress(content.getvalue())).frame.equals(plain.frame)


@settings(SAME_FOLDER, max_examples=30)
@given(TABLE)
def test_workbooks_are_read_back(tmp_path: Path, rows: Rows) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet()
        for at, row in enumerate([NAMES, *rows]):
            for column, cell in enumerate(row):
                page.write_string(at, column, cell)
    plain = read_bytes(tmp_path, "a.xlsx", content.getvalue())
    assert plain.frame.rows() == expected(rows)
    assert read_bytes(tmp_path, "a.xlsx.gz", gzip.compress(content.getvalue())).frame.equals(plain.frame)


def test_the_hash_and_the_progress_are_those_of_the_file(tmp_path: Path) -> None:
    content = gzip.compress(as_csv([["大疆", "深圳", ""]] * 1000).encode())
    (tmp_path / "a.csv.gz").write_bytes(content)
    seen: list[int] = []
    table = read_table(tmp_path / "a.csv.gz", source(), progress=seen.append)
    assert table.sha256 == hashlib.sha256(content).hexdigest()
    assert (seen[0] > 0, seen[-1]) == (True, len(content))


def test_a_name_tells_the_format_and_a_study_overrides_it(tmp_path: Path) -> None:
    names = ("A.CSV", "a.tsv.gz", "a.xlsx", "a.ndjson", "a.parquet")
    assert [format_of(Path(name), source()) for name in names] == ["csv", "tsv", "xlsx", "jsonl", "parquet"]
    assert format_of(Path("a.txt"), source(format="tsv")) == "tsv"
    with pytest.raises(DataError, match=r"a\.txt: the name does not tell the format; write 'format'"):
        format_of(Path("a.txt"), source())
    with pytest.raises(DataError, match="this is an XLSX workbook; correct 'format'"):
        read_bytes(tmp_path, "a.csv", b"PK\x03\x04" + bytes(50))


def test_columns_that_are_not_read_are_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("名称,mail,city,city,row\n大疆,x@y.z,1,2,3\n", encoding="utf-8")
    table = read_table(
        tmp_path / "a.csv", source(personal=["mail"]), columns=frozenset({"名称", "年"}), optional=frozenset({"年"})
    )
    assert table.frame.rows(named=True) == [{"row": 2, "名称": "大疆"}]
    assert "x@y.z" not in repr(table)


NESTED = {"key": "名称", "own": ["round"]}


def test_a_nested_layout_is_filled_and_its_orphans_rejected(tmp_path: Path) -> None:
    text = "名称,city,round\n,,A\n大疆,深圳,A\n,,B\n\n,,C\n商汤,A\n,,B\n旷\udcff,北京,A\n,,B\n"
    content = text.encode("utf-8", "surrogateescape")
    table = read_bytes(tmp_path, "a.csv", content, nested=NESTED)
    assert table.frame.rows() == [
        (3, "大疆", "深圳", "A", None),
        (4, "大疆", "深圳", "B", 3),
        (6, "大疆", "深圳", "C", 3),
        (9, None, "北京", "A", None),
        (10, None, "北京", "B", 9),
    ]
    assert [(each.row, each.reason) for each in table.rejects] == [
        (2, "no_parent_row"),
        (5, "blank_row"),
        (7, "too_few_cells"),
        (8, "no_parent_row"),
        (9, "bad_characters"),
    ]
    assert table.rows_read == 9


def test_the_key_of_a_nested_layout_is_read_even_where_the_study_does_not_ask_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("名称,city,round\n大疆,深圳,A\n,,B\n", encoding="utf-8")
    table = read_table(tmp_path / "a.csv", source(nested=NESTED), columns=frozenset({"city"}))
    assert table.frame.rows(named=True) == [
        {"row": 2, "city": "深圳", "_parent_row": None},
        {"row": 3, "city": "深圳", "_parent_row": 2},
    ]


def test_json_lines_of_many_pieces_have_all_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("valuenet.collect.json_lines._ROWS", 1)
    table = read_bytes(tmp_path, "a.jsonl", b'{"a": 1}\n{"b": 2}\nx\n{"a": 3}\n')
    assert table.frame.rows(named=True) == [
        {"row": 1, "a": "1", "b": None},
        {"row": 2, "a": None, "b": "2"},
        {"row": 4, "a": "3", "b": None},
    ]
    assert [(each.row, each.reason) for each in table.rejects] == [(3, "not_json")]


# Damaged files as a whole: each ends in a message that names the file and says what to do.

GB = "名称,city,c\n大疆,深圳,x\n".encode("gb18030")
BIG = as_csv([["大疆", "深圳", str(at)] for at in range(5000)]).encode()


WHOLE: dict[str, tuple[str, bytes, dict[str, Any], str]] = {
    "0 bytes": ("a.csv", b"", {}, r"the file is empty \(0 bytes\)"),
    "gb18030 as utf-8": ("a.csv", GB, {}, "write 'encoding: gb18030'"),
    "gb18030 below an ASCII header": (
        "a.csv",
        GB.replace("名称".encode("gb18030"), b"name"),
        {},
        "write 'encoding: gb18030'",
    ),
    "utf-8 as gb18030": ("a.csv", GB.decode("gb18030").encode(), {"encoding": "gb18030"}, "write 'encoding: utf-8'"),
    "utf-16": ("a.csv", GB.decode("gb18030").encode("utf-16"), {}, "UTF-16; save it again as UTF-8"),
    "gb18030 in JSON": ("a.jsonl", '{"a": "大疆"}\n'.encode("gb18030") * 9, {}, "write 'encoding: gb18030'"),
    "header twice": ("a.csv", b"a,b,a\n1,2,3\n", {}, "the header has 'a' twice, in columns 1 and 3"),
    "text as workbook": ("a.xlsx", BIG, {}, "cannot be read as an XLSX workbook"),
    "text as parquet": ("a.parquet", BIG, {}, "cannot be read as a Parquet file"),
    "truncated workbook.gz": ("a.xlsx.gz", gzip.compress(BIG)[:-20], {}, "the packed file is broken"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, case: str) -> None:
    name, content, parts, message = WHOLE[case]
    with pytest.raises(DataError, match=message) as caught:
        read_bytes(tmp_path, name, content, **parts)
    assert str(caught.value).startswith(str(tmp_path / name))


def test_a_missing_file_and_a_missing_column_name_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text("公司名,city\n大疆,深圳\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"company\.csv: there is no such file; did you mean 'companies\.csv'"):
        read_table(tmp_path / "company.csv", source())
    with pytest.raises(
        DataError, match=r"no column '公司名称', did you mean '公司名'\?. Its columns are: '公司名', 'city'"
    ):
        read_table(path, source(), columns=frozenset({"公司名称"}))


@pytest.mark.parametrize("name", ["a.csv.gz", "a.jsonl.gz"])
def test_a_truncated_packed_file_names_the_last_whole_row(tmp_path: Path, name: str) -> None:
    rows = [
        f'{{"a": "{at}-{at * 7919 % 10007}"}}' if "json" in name else f"{at},{at * 7919 % 10007}"
        for at in range(1, 30_000)
    ]
    content = "\n".join(["a,b", *rows] if "csv" in name else rows) + "\n"
    packed = gzip.compress(content.encode())
    cut = packed[: len(packed) // 2]
    whole = len(_plain_of(cut).split(b"\n")) - 1
    with pytest.raises(
        DataError, match=rf"the packed file is broken after row {whole:,} \(.+\); fetch or copy it again"
    ):
        read_bytes(tmp_path, name, cut)


def _plain_of(packed: bytes) -> bytes:
    return zlib.decompressobj(31).decompress(packed)


@pytest.mark.parametrize(("at", "where"), [(-6, "after row"), (300, "broken"), (12, "before its first row")])
def test_a_packed_file_with_wrong_bytes_is_broken(tmp_path: Path, at: int, where: str) -> None:
    packed = bytearray(gzip.compress(BIG))
    packed[at] ^= 255
    with pytest.raises(DataError, match=where):
        read_bytes(tmp_path, "a.csv.gz", bytes(packed))


def test_a_packed_bomb_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"a,b\n" * 10**6))
    with pytest.raises(DataError, match="unpacks to more than 1,000,000 bytes"):
        read_table(tmp_path / "a.csv.gz", source(), max_bytes=10**6)


# Damaged rows and cells: rejected by themselves, whatever stands beside them.

DAMAGED: dict[str, tuple[bytes, str, str]] = {
    "10 MB": (b"x" * 10_000_000, "cell", "cell_too_long"),
    "NUL": (b"a\0b", "cell", "control_characters"),
    "bad bytes": (b"\xff\xfe", "cell", "bad_characters"),
    "too many": (b"x,y", "row", "too_many_cells"),
    "open quotation mark": (b'"x', "row", "broken_quotes"),
    "quotation mark inside": (b'"x"y"', "row", "broken_quotes"),
}


@pytest.mark.parametrize("case", DAMAGED)
@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_cell_costs_itself_or_its_row(tmp_path: Path, case: str, packed: bool) -> None:
    cell, scope, reason = DAMAGED[case]
    content = b"a,b,c\n" + b"1,2,3\n" * 30 + b"4," + cell + b",6\n" + b"7,8,9\n" * 30
    table = read_bytes(tmp_path, "a.csv.gz" if packed else "a.csv", gzip.compress(content, 1) if packed else content)
    assert [(each.row, each.scope, each.reason) for each in table.rejects] == [(32, scope, reason)]
    kept = table.frame.filter(pl.col("row") != 32)
    assert kept.select("a", "b", "c").rows() == [("1", "2", "3")] * 30 + [("7", "8", "9")] * 30
    assert table.frame.filter(pl.col("row") == 32).rows() == ([(32, "4", None, "6")] if scope == "cell" else [])
    assert table.rows_read == 61


def test_a_cell_of_ten_million_characters_over_many_lines_loses_nothing_without_a_word(tmp_path: Path) -> None:
    content = b'a,b,c\n1,2,3\n4,"' + (b"x" * 10_000 + b"\n") * 1001 + b'",6\n7,8,9\n'
    table = read_bytes(tmp_path, "a.csv", content)
    assert (table.rejects[0].row, table.rejects[0].reason) == (3, "broken_quotes")
    assert table.frame.select("a", "b", "c").rows() == [("1", "2", "3"), ("7", "8", "9")]
    assert table.rows_read == table.frame.height + len(table.rejects)


@SAME_FOLDER
@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.tsv", "a.jsonl", "a.xlsx", "a.parquet"]))
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, content: bytes, name: str) -> None:
    table = message = None
    try:
        table = read_bytes(tmp_path, name, content)
    except DataError as error:
        message = str(error)
    if table is None:
        assert message is not None
        assert message.startswith(str(tmp_path / name))
        return
    rows = {each.row for each in table.rejects if each.scope == "row"}
    assert table.rows_read == table.frame.height + len(rows)
    assert not rows & set(table.frame["row"])


@SAME_FOLDER
@given(st.lists(st.sampled_from(['"', ",", "\n", "\r", "a", "", " ", '""', ',"', "\0"]), max_size=40).map("".join))
def test_every_row_is_kept_or_rejected_once(tmp_path: Path, body: str) -> None:
    table = read_bytes(tmp_path, "a.csv", ("a,b\n" + body).encode())
    rows = [each.row for each in table.rejects if each.scope == "row"]
    assert sorted([*rows, *table.frame["row"]]) == list(range(2, table.rows_read + 2))


REASONS = {
    "bad_characters",
    "blank_row",
    "broken_quotes",
    "cell_too_long",
    "control_characters",
    "formula_error",
    "no_parent_row",
    "not_json",
    "too_few_cells",
    "too_many_cells",
}


def test_every_reason_given_here_is_a_code_of_the_vocabulary() -> None:
    assert {term.code for term in vocabulary("rejection_reason").terms} >= REASONS


DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.skipif(not DATA.is_dir(), reason="no ../shared/data beside the repository")
def test_the_raw_layout_of_companies_and_rounds() -> None:
    path = DATA / "itjuzi_cn_ai_companies_2018" / "companies_rounds_raw_layout.csv"
    nested = {"key": "公司名称", "own": ["融资时间", "轮次", "融资金额", "投资方"]}
    table = read_table(path, source(nested=nested))
    assert table.frame["_parent_row"].null_count() == 820
    assert table.frame["公司名称"].null_count() == 0
    assert table.rows_read == table.frame.height + len(table.rejects)


@pytest.mark.skipif(not DATA.is_dir(), reason="no ../shared/data beside the repository")
@pytest.mark.slow
def test_every_table_of_the_open_data_is_read() -> None:
    odd: dict[str, Callable[[], dict[str, Any]]] = {"members.csv": lambda: {"header": 2}}
    for path in sorted(DATA.glob("*/*.csv*")):
        table = read_table(path, source(**odd.get(path.name, dict)()))
        rows = [each.row for each in table.rejects if each.scope == "row"]
        assert table.rows_read == table.frame.height + len(rows) > 0, path
