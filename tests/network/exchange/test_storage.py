from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from valuenet.errors import DataError
from valuenet.network.exchange.storage import plain, written


def test_gzipped_files_are_known_by_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(gzip.compress(b"a,b\n"))
    with plain(path) as content:
        assert content != path
        assert content.read_bytes() == b"a,b\n"
    assert not content.exists()


def test_what_fails_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError), written(path) as content:
        content.write_text("half \ud800", encoding="utf-8")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"), plain(tmp_path):
        pass
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(DataError, match="cannot be written"), written(tmp_path / "a.csv") as content:
        content.write_text("x")
