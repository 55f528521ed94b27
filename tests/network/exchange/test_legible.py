from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.errors import DataError
from valuenet.network.exchange import legible as module
from valuenet.network.exchange.legible import legible, single_spaced


def test_a_file_that_is_legible_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("腾讯,b\n", encoding="utf-8")
    assert legible(path, path, tmp_path) == (path, [])


def test_letters_across_pieces_stay_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 5)
    path = tmp_path / "a.csv"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        path.write_text("腾讯,百度\n" * 9, encoding=encoding)
        found, _ = legible(path, path, tmp_path)
        assert found.read_text(encoding="utf-8") == "腾讯,百度\n" * 9


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a\n\xff\xff\n", "line 2: the text is neither"), (b"\xff\xfea", "line 1: the text is not UTF-16")],
)
def test_what_is_in_no_encoding_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=said):
        legible(path, path, tmp_path)


def test_runs_of_spaces_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 3)
    path = tmp_path / "a.txt"
    path.write_bytes(b"  1 \t 2  \r\n\n3\t4\n 5  6 ")
    assert single_spaced(path, tmp_path).read_bytes() == b"1 2\n\n3 4\n5 6"
