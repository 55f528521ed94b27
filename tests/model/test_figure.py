"""Published figures: reading, printed precision, and errors that name file and line."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.model.figure import Figure, numeral, read_figures

OURS = "id,chapter,table,row,column,value,printed,decimals,unit,document,line,language,status,reason,note,parent\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return path


def figure(value: float, decimals: int, unit: str = "percent", **more: str) -> Figure:
    return Figure(more.pop("id", "a.b"), "", "", "", "", value, f"{value:.{decimals}f}", decimals, unit)


def test_our_form_is_read_in_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        OURS + "b.share,c,t,r,k,3.7,3.70,2,percent,report_zh,139,zh,exact,,,\n"
        'a.amount.en,c,t,r,k,1529.81,"1,529.81",2,yuan_1e9,report_en,237,en,typo,because,n,b.share\n',
    )
    figures = read_figures(path)
    assert list(figures) == ["b.share", "a.amount.en"]
    amount = figures["a.amount.en"]
    assert (amount.value, amount.printed, amount.magnitude, amount.plain_unit) == (1529.81, "1,529.81", 10**9, "yuan")
    assert (amount.base_id, amount.place, amount.status, amount.parent) == (
        "a.amount",
        "report_en:237",
        "typo",
        "b.share",
    )
    assert figures["b.share"].half_width == 0.005


def test_the_form_with_section_and_source_is_read(tmp_path: Path) -> None:
    head = "id,section,table,row,column,value,unit,source,language,note,parent\n"
    path = written(tmp_path, head + "x.share,structure,t,r,,42.50,percent,some.txt:103/219,both,,\n")
    only = read_figures(path)["x.share"]
    assert (only.chapter, only.document, only.line, only.language) == ("structure", "some.txt", 103, "both")
    assert (only.decimals, only.printed, only.status) == (2, "42.50", "exact")


def test_counts_have_no_slack_and_shares_have() -> None:
    assert figure(580, 0, "count").half_width == 0
    assert figure(38, 0, "percent").half_width == 0.5
    assert figure(38, 0).agrees(37.89)
    assert not figure(38, 0).agrees(37.4)
    assert figure(580, 0, "count").agrees(580)
    assert not figure(580, 0, "count").agrees(581)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_printed_numeral_is_read_back(number: int, decimals: int) -> None:
    text = f"{number / 10**decimals:,.{decimals}f}"
    value, shown = numeral(text)
    assert shown == decimals
    assert f"{value:,.{decimals}f}" == text


@pytest.mark.parametrize("text", ["", "n/a", "1,52.3", "1e5", "inf", "nan", "1..2", "12 34", "9" * 400])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        numeral(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,value\na,1\n", "figures.csv:1: there is no column 'unit'"),
        ("id,valeu,unit\na,1,count\n", "did you mean 'valeu'"),
        ("", "has: no columns"),
        ("id,value,unit,unit\na,1,count,count\n", "column 'unit' comes twice"),
        ("id,value,unit\n", "not one figure"),
        ("id,value,unit\na,1,count\n\nb,2,count\na,3,count\n", "figures.csv:5: id 'a' was given in line 2"),
        ("id,value,unit\na,about 5,count\n", "figures.csv:2: figure 'a': cannot read value 'about 5'"),
        ("id,value,unit\na,,count\n", "an empty value"),
        ("id,value,unit\n,1,count\n", "figures.csv:2: the figure has no id"),
        ("id,value,unit\na,1,000,count\n", "figures.csv:2: 4 cells, but the header has 3"),
        ('id,value,unit\na,"1"0,count\n', "figures.csv:2: not readable as CSV"),
        ("id,value,unit,decimals\na,1,count,99\n", "decimals is 99"),
        ("id,value,unit,status\na,1,count,exakt\n", "did you mean 'exact'"),
        ("id,value,unit,document,line\na,1,count,d,here\n", "line 'here' is not a number"),
    ],
)
def test_a_bad_file_ends_in_one_message_with_its_place(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_figures(written(tmp_path, text))
    assert says in str(caught.value)


def test_a_file_that_is_missing_or_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_figures(tmp_path / "none.csv")
    path = tmp_path / "gb.csv"
    path.write_bytes("id,value,unit\n企业,1,count\n".encode("gb18030"))
    with pytest.raises(DataError, match="UTF-8"):
        read_figures(path)


STUDY = Path(str(files("valuenet"))) / "studies" / "china_ai_2019"


def test_every_published_figure_names_a_declared_document_and_says_why_it_does_not_hold() -> None:
    figures = read_figures(STUDY / "figures.csv").values()
    with (STUDY / "documents.csv").open(encoding="utf-8", newline="") as lines:
        documents = {row["document"]: row["language"] for row in csv.DictReader(lines)}
    assert {figure.document for figure in figures} == set(documents)
    assert all(figure.line and figure.chapter and figure.language == documents[figure.document] for figure in figures)
    for figure in figures:
        assert bool(figure.reason) == bool(figure.reason_zh) == (figure.status != "exact"), figure.id


def test_both_languages_of_the_report_give_the_same_figures() -> None:
    languages: dict[str, set[str]] = {}
    for figure in read_figures(STUDY / "figures.csv").values():
        if figure.document.startswith("report_"):
            languages.setdefault(figure.base_id, set()).add(figure.language)
    assert len(languages) > 150
    assert [base for base, found in languages.items() if found != {"zh", "en"}] == []
