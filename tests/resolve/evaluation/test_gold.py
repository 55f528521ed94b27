from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from valuenet.errors import DataError
from valuenet.resolve.evaluation.gold import GOLD, read_gold


def read(folder: Path, text: str) -> list[tuple[str, str, bool]]:
    path = folder / "gold.csv"
    path.write_text(text, encoding="utf-8")
    found = read_gold(path)
    assert found.schema == GOLD
    return list(found.iter_rows())


def test_pairs_are_read_by_header_or_by_place(tmp_path: Path) -> None:
    assert read(tmp_path, "same,right,left\nno,b,a\n\nyes,d,c\n") == [("a", "b", False), ("c", "d", True)]
    assert read(tmp_path, "\ufeffid1,id2\n 1 ,2\n") == [("1", "2", True)]
    assert read(tmp_path, "left,right,judgement\na,b,different\n") == [("a", "b", False)]


def test_a_packed_list_is_read_and_a_damaged_one_told(tmp_path: Path) -> None:
    packed = gzip.compress("left,right\n商汤,商汤科技\n".encode())
    (tmp_path / "gold.csv.gz").write_bytes(packed)
    assert list(read_gold(tmp_path / "gold.csv.gz").iter_rows()) == [("商汤", "商汤科技", True)]
    (tmp_path / "cut.csv.gz").write_bytes(packed[:-9])
    with pytest.raises(DataError, match="cannot read"):
        read_gold(tmp_path / "cut.csv.gz")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "holds no pairs"),
        ("left,right\n", "holds no pairs"),
        ("left,right\na\n", "gold.csv:2"),
        ("left,right,same\na,b,maybe\n", "neither yes nor no"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        read(tmp_path, text)
    with pytest.raises(DataError, match="cannot read"):
        read_gold(tmp_path / "missing.csv")
