"""Name lists: what a spelling stands for, and what is wrong with a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.errors import DataError
from valuenet.model.printed_name import NAMES, PrintedName, read_printed_names


def written(folder: Path, content: bytes) -> Path:
    path = folder / NAMES
    path.write_bytes(content)
    return path


def test_a_spelling_without_an_english_name_stands_for_itself(tmp_path: Path) -> None:
    text = "\ufeffprinted,name_zh,name_en,kind,note\nHicloud,华为云,Huawei Cloud,enterprise,\nLvjing,,,,unverified\n"
    assert read_printed_names(written(tmp_path, text.encode())) == [
        PrintedName("Hicloud", "华为云", "Huawei Cloud", "enterprise"),
        PrintedName("Lvjing", None, "Lvjing"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"printed,name_zh,name_enn\n", "names.csv:1: there is no column 'name_en'; did you mean 'name_enn'"),
        (b"", "names.csv:1: there is no column 'printed'"),
        ("printed,name_zh,name_en\n甲,甲,A\n".encode("gb18030"), "cannot be read"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(content: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=says):
        read_printed_names(written(tmp_path, content))


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"names\.csv: cannot be read"):
        read_printed_names(tmp_path / NAMES)
