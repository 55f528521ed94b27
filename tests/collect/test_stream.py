from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from valuenet.collect.stream import check_file, opened, sha256_of, unpacked
from valuenet.errors import DataError

TEXT = "name\n大疆\n".encode() * 1000


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_packed_file_is_known_by_its_bytes_not_by_its_name(tmp_path: Path) -> None:
    for name, content in (("a.csv.gz", TEXT), ("b.csv", gzip.compress(TEXT)), ("c.csv.gz", gzip.compress(TEXT))):
        with opened(_written(tmp_path / name, content)) as stream:
            assert stream.read() == TEXT


def test_progress_counts_the_bytes_of_the_file_itself(tmp_path: Path) -> None:
    seen: list[int] = []
    path = _written(tmp_path / "a.csv.gz", gzip.compress(TEXT))
    with opened(path, seen.append) as stream:
        stream.read()
    assert seen == sorted(seen)
    assert seen[-1] == path.stat().st_size


def test_a_packed_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = _written(tmp_path / "bomb.csv.gz", gzip.compress(b"a,b\n" * 10**6))
    with (
        pytest.raises(DataError, match=r"bomb\.csv\.gz: unpacks to more than 1,000,000 bytes"),
        opened(path, None, 10**6) as stream,
    ):
        stream.read()


def test_a_plain_file_may_be_of_any_size(tmp_path: Path) -> None:
    with opened(_written(tmp_path / "a.csv", TEXT), None, 10) as stream:
        assert stream.read() == TEXT


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_line_without_end_is_no_table(tmp_path: Path, end: str) -> None:
    path = _written(tmp_path / "a.csv", f"name{end}".encode() + b"x" * 3_000_000)
    with (
        pytest.raises(DataError, match="a line of more than 1,000,000 bytes"),
        opened(path, longest_line=10**6) as stream,
    ):
        stream.read()
    with opened(path, longest_line=4 * 10**6) as stream:
        assert len(stream.read()) == 3_000_005


def test_unpacking_leaves_no_copy_behind(tmp_path: Path) -> None:
    packed = _written(tmp_path / "a.xlsx.gz", gzip.compress(TEXT))
    with unpacked(packed) as copy:
        assert (copy.name, copy.read_bytes()) == ("a.xlsx", TEXT)
    assert not copy.exists()
    with unpacked(_written(tmp_path / "a.xlsx", TEXT)) as plain:
        assert plain == tmp_path / "a.xlsx"


def test_a_broken_packed_file_says_so_when_it_is_unpacked(tmp_path: Path) -> None:
    path = _written(tmp_path / "a.xlsx.gz", gzip.compress(TEXT)[:-10])
    with pytest.raises(DataError, match=r"a\.xlsx\.gz: the packed file is broken"), unpacked(path):
        pass


def test_the_hash_is_that_of_the_file_as_it_lies_there(tmp_path: Path) -> None:
    path = _written(tmp_path / "a.csv.gz", gzip.compress(TEXT))
    assert sha256_of(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    _written(tmp_path / "companies.csv", TEXT)
    with pytest.raises(DataError, match=r"company\.csv: there is no such file; did you mean 'companies\.csv'"):
        check_file(tmp_path / "company.csv")
    with pytest.raises(DataError, match="there is no such file"):
        check_file(tmp_path / "nowhere" / "company.csv")


def test_an_empty_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a\.csv: the file is empty \(0 bytes\)"):
        check_file(_written(tmp_path / "a.csv", b""))
    with pytest.raises(DataError, match="this is not a file"):
        check_file(tmp_path)
