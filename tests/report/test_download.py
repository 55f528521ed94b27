import csv
from base64 import b64decode
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from tests.report.conftest import FORMULA, LONG, block
from valuenet.report.document import Column, Document, Row, TableBlock
from valuenet.report.download import csv_address, csv_text


def table(*cells: str) -> TableBlock:
    """A table of one text column."""
    rows = tuple(Row((cell,), (cell,)) for cell in cells)
    return TableBlock("a.b", "1.1", "t", (), (Column("x", "名称", "text", numeric=False),), rows, "SELECT 1")


def read(text: str) -> list[list[str]]:
    """What a spreadsheet sees."""
    return list(csv.reader(StringIO(text, newline="")))


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), max_size=5))
def test_cells_come_back_and_none_is_a_formula(cells: list[str]) -> None:
    lines = read(csv_text(table(*cells), "zh", synthetic=False))[1:]
    assert [(line or [""])[0].removeprefix("'") for line in lines] == [cell.removeprefix("'") for cell in cells]
    assert not any(line and line[0].startswith(("=", "@")) for line in lines)


def test_formulas_and_html_are_inert(english: Document) -> None:
    lines = read(csv_text(block(english, "network.top_sample_nodes"), "en", synthetic=False))
    assert lines[0][:3] == ["Rank", "Name (code)", "Name"]
    assert "'" + FORMULA in {line[2] for line in lines}
    assert {line[1] for line in lines[1:]} == {"e1", "e2", "e3"}


def test_codes_stand_beside_labels_and_missing_values_are_empty(chinese: Document) -> None:
    lines = read(csv_text(block(chinese, "enterprises.by_region"), "zh", synthetic=False))
    assert lines[0] == ["省份（代码）", "省份", "企业数", "占比"]
    assert lines[1:] == [["110000", "北京", "2", "0.5"], ["440000", "广东", "1", "0.25"], ["", "", "1", "0.25"]]


def test_a_synthetic_study_says_so_on_every_line() -> None:
    lines = read(csv_text(table("甲", "乙"), "zh", synthetic=True))
    assert [line[-1] for line in lines] == ["合成数据"] * 3


def test_the_address_holds_the_file_with_its_mark() -> None:
    address = csv_address(table(LONG), "zh", synthetic=False)
    head, body = address.split(",")
    assert head == "data:text/csv;charset=utf-8;base64"
    assert b64decode(body).decode("utf-8").startswith("\ufeff名称\r\n")
