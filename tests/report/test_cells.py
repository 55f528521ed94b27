import re

from tests.report.conftest import block
from valuenet.report.cells import rows_html
from valuenet.report.document import Column, Document, Row, TableBlock

COLUMNS = (
    Column("rank", "Rank", "rank", numeric=True),
    Column("name", "Name", "text", numeric=False),
    Column("count", "Count", "count", numeric=True),
)


def table(*rows: Row) -> TableBlock:
    return TableBlock("a.b", "1.1", "A table", (), COLUMNS, rows, "SELECT 1")


def test_the_first_word_heads_a_row_and_figures_open() -> None:
    made = rows_html(table(Row((1, "<b>", 3), ("1", "<b>", "3"), 7)))
    assert made == (
        '<tr data-group="7"><td class="n">1</td><th scope="row">&lt;b&gt;</th>'
        '<td class="n"><button tabindex="-1">3</button></td></tr>'
    )


def test_no_data_opens_nothing_and_a_zero_does() -> None:
    made = rows_html(table(Row((1, None, None), ("1", "no data", "no data")), Row((2, "x", 0), ("2", "x", "0"))))
    first, second = made.split("\n")
    assert '<td class="n none">no data</td>' in first
    assert "<button" not in first
    assert "data-group" not in made
    assert "<button" in second


def test_every_row_of_a_report_is_there_once(chinese: Document) -> None:
    regions = block(chinese, "enterprises.by_region")
    made = rows_html(regions)
    assert re.findall(r'data-group="(\d+)"', made) == [str(row.group) for row in regions.rows]
    assert made.count("<button") == 6
