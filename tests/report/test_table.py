"""One table in each format: the same figures, the labels of the language, and a mark on what is synthetic."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import fastexcel
import polars as pl
import pytest
import typst

from tests.report.conftest import FORMULA, Study
from valuenet.report.table import BINARY, TABLE_FORMATS, TableFormat, table_document, table_names, table_of

NAME = "enterprises.by_region"


@pytest.fixture(scope="module")
def synthetic() -> Study:
    """The tiny study as a synthetic one."""
    return Study(synthetic=True)


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_synthetic_data_say_so_in_each_format(form: TableFormat, study: Study, synthetic: Study) -> None:
    told = table_of(synthetic, NAME, "en", form)
    if form == "xlsx":
        said = str(fastexcel.read_excel(told).load_sheet(3, header_row=None).to_polars())
    elif form == "parquet":
        frame = pl.read_parquet(BytesIO(told))
        said = "Synthetic data" if frame["synthetic"].all() else ""
        assert pl.read_parquet_metadata(BytesIO(told))["synthetic"] == "true"
    else:
        said = told.decode()
        assert "ynthetic" not in table_of(study, NAME, "en", form).decode()
    assert "Synthetic data" in said
    assert table_of(synthetic, NAME, "en", form) == told


def test_csv_is_what_the_page_offers(study: Study) -> None:
    lines = table_of(study, NAME, "zh", "csv").decode("utf-8").splitlines()
    assert lines[0] == "\ufeff省份（代码）,省份,企业数,占比"
    assert lines[1] == "110000,北京,2,0.5"


def test_parquet_has_values_and_labels(study: Study) -> None:
    frame = pl.read_parquet(BytesIO(table_of(study, NAME, "en", "parquet")))
    assert frame.rows()[0] == ("110000", "Beijing", 2, 0.5)
    assert frame.rows()[2][:2] == (None, None)
    assert frame.columns == ["region", "region_label", "enterprises", "share"]


def test_a_workbook_has_real_numbers(study: Study) -> None:
    book = fastexcel.read_excel(table_of(study, NAME, "en", "xlsx"))
    cells = book.load_sheet(book.sheet_names[-1], header_row=None).to_polars()
    assert 0.5 in {cell for row in cells.rows() for cell in row} or "0.5" in str(cells)
    assert len(book.sheet_names) == 4


def test_names_are_inert(study: Study) -> None:
    for form in ("html", "md", "typst"):
        told = table_of(study, "network.top_sample_nodes", "zh", form).decode()
        assert "<script>alert" not in told.replace("\\", "") or form != "html"
        assert FORMULA.split("(")[0] in told
    page = table_of(study, "network.top_sample_nodes", "zh", "html").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;甲" in page


def test_typst_sets_it(study: Study) -> None:
    told = table_of(study, "network.top_sample_nodes", "en", "typst")
    assert typst.compile(told).startswith(b"%PDF")


def test_a_table_without_data_says_why(study: Study) -> None:
    assert "No data" in table_of(study, "linkers.alliances_by_year", "en", "md").decode()
    assert "No data" in table_of(study, "linkers.alliances_by_year", "en", "html").decode()
    assert table_of(study, "linkers.alliances_by_year", "en", "csv").count(b"\n") == 1


def test_only_what_is_asked_is_read(study: Study) -> None:
    told = table_document(study, NAME, "en")
    assert [each.name for chapter in told.chapters for each in chapter.blocks] == [NAME]
    assert NAME in table_names(study)
    assert set(BINARY) <= set(TABLE_FORMATS)
    assert Path(NAME).suffix == ".by_region"
