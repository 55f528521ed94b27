from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.collect.files import source_files
from valuenet.errors import DataError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder beside a file that must stay unread."""
    for name in (
        "data/companies.csv",
        "data/rounds.csv.gz",
        "data/sub/b.csv",
        "data/sub/a.csv",
        "data/x[1].csv",
        "secret.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("name\n", encoding="utf-8")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("companies.csv", ["companies.csv"]),
        ("rounds.csv", ["rounds.csv.gz"]),
        ("*.csv", ["companies.csv", "rounds.csv.gz", "x[1].csv"]),
        ("sub/?.csv", ["sub/a.csv", "sub/b.csv"]),
        ("**/*.csv", ["companies.csv", "rounds.csv.gz", "sub/a.csv", "sub/b.csv", "x[1].csv"]),
        ("x[1].csv", ["x[1].csv"]),
        ("./companies.csv", ["companies.csv"]),
    ],
)
def test_files_of_a_pattern_are_sorted(folder: Path, pattern: str, names: list[str]) -> None:
    assert [path.relative_to(folder).as_posix() for path in source_files(folder, pattern)] == names


def test_a_packed_twin_is_not_read_beside_the_plain_file(folder: Path) -> None:
    (folder / "companies.csv.gz").write_bytes(b"x")
    assert source_files(folder, "companies.csv") == [folder / "companies.csv"]


@pytest.mark.parametrize(
    "pattern",
    ["../secret.csv", "sub/../../secret.csv", "/etc/passwd", "C:\\secret.csv", "..\\secret.csv", "a\0.csv", "../*.csv"],
)
def test_a_path_that_leaves_the_folder_is_refused(folder: Path, pattern: str) -> None:
    with pytest.raises(DataError, match="the path leaves the data folder"):
        source_files(folder, pattern)


def test_a_link_that_leaves_the_folder_is_refused(folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder.parent / "secret.csv")
    (folder / "outside").symlink_to(folder.parent)
    for pattern in ("link.csv", "l*.csv", "outside/secret.csv"):
        with pytest.raises(DataError, match="the path leaves the data folder"):
            source_files(folder, pattern)


def test_a_link_inside_the_folder_and_a_linked_folder_are_followed(folder: Path) -> None:
    (folder / "same.csv").symlink_to(folder / "companies.csv")
    (folder.parent / "elsewhere").symlink_to(folder)
    assert source_files(folder, "same.csv") == [folder / "same.csv"]
    assert len(source_files(folder.parent / "elsewhere", "companies.csv")) == 1


def test_no_match_names_the_nearest_and_what_to_do(folder: Path) -> None:
    with pytest.raises(
        DataError, match=r"'company\.csv': no such file in .*; did you mean 'companies\.csv'\?\. Run valuenet fetch"
    ):
        source_files(folder, "company.csv")
    with pytest.raises(DataError, match=r"did you mean 'sub/a\.csv'"):
        source_files(folder, "sub/aa.csv")
    with pytest.raises(DataError, match="place the file there"):
        source_files(folder, "nowhere/*.csv")


@pytest.mark.parametrize("pattern", ["", "sub", "a**b.csv"])
def test_what_names_no_file_is_refused(folder: Path, pattern: str) -> None:
    with pytest.raises(DataError, match=r"no such file|not a pattern"):
        source_files(folder, pattern)


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such data folder; name it with --data"):
        source_files(tmp_path / "nowhere", "a.csv")
