from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.network.exchange.layout import Layout, layout_of


def layout(tmp_path: Path, content: str, suffix: str = ".csv") -> Layout:
    path = tmp_path / f"ties{suffix}"
    path.write_text(content, encoding="utf-8")
    return layout_of(path, path, suffix)


def test_the_separator_is_that_with_which_rows_agree(tmp_path: Path) -> None:
    assert layout(tmp_path, "a;b,c\nd;e\n").separator == ";"
    assert layout(tmp_path, "a;b;1,5\nd;e;2,5\n").separator == ";"
    assert layout(tmp_path, 'source,target,note\na,b,"x;y\nz"\nc,d,"u;v"\n').separator == ","
    assert layout(tmp_path, "a b\tc\nd e\tf\n", ".txt").separator == "\t"
    assert layout(tmp_path, "a b\nd  e\n", ".txt").separator == " "


def test_names_are_never_empty_and_never_double(tmp_path: Path) -> None:
    found = layout(tmp_path, "x,source,,x,target\n1,2,3,4,5\n")
    assert found.names == ("x", "source", "column_3", "x_", "target")
    assert (found.header, found.skip, found.unsure) == (True, 0, False)


def test_it_says_which_columns_it_took(tmp_path: Path) -> None:
    assert layout(tmp_path, "supplier,customer\na,b\n").notes == (
        "'supplier' is read as source and 'customer' as target",
    )
    assert layout(tmp_path, "p,q\n1,2\n").notes == ("'p' is read as source and 'q' as target: the first two columns",)
    assert layout(tmp_path, "source,target\na,b\n").notes == ()


@pytest.mark.parametrize(
    ("content", "unsure"), [("firm,partner\na,b\n", True), ("1,2\n", False), ("source,target\na,b\n", False)]
)
def test_a_first_line_of_words_may_be_a_header(content: str, unsure: bool, tmp_path: Path) -> None:
    assert layout(tmp_path, content).unsure == unsure


def test_a_long_file_is_judged_by_whole_rows_of_its_beginning(tmp_path: Path) -> None:
    found = layout(tmp_path, "source,target,note\n" + "a,b,some words\n" * 20_000)
    assert (found.separator, found.names) == (",", ("source", "target", "note"))
