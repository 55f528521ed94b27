"""The files that a source of a study stands for: inside the data folder, and nowhere else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from valuenet.errors import DataError, nearest


def source_files(folder: Path, pattern: str) -> list[Path]:
    """Return the files in `folder` that `pattern` (`*`, `?`, `**` as in a shell) names, sorted.

    A file `name` that is not there may be there packed, as `name.gz`. Raises `DataError` where nothing
    is there, and where the pattern or a link would lead out of the folder.

    >>> source_files(Path("data"), "../secret.csv")
    Traceback (most recent call last):
    valuenet.errors.DataError: '../secret.csv': the path leaves the data folder data; name a file inside it
    """
    if _leaves(pattern):
        raise _outside(folder, pattern)
    if not folder.is_dir():
        raise DataError(f"{folder}: there is no such data folder; name it with --data, or run valuenet fetch")
    plain = _matches(folder, pattern)
    packed = [path for path in _matches(folder, f"{pattern}.gz") if path.with_suffix("") not in plain]
    found = sorted({*plain, *packed})
    if not found:
        raise DataError(
            f"'{pattern}': no such file in {folder}{_nearest(folder, pattern)}. "
            "Run valuenet fetch where the source has a URL, or place the file there"
        )
    home = folder.resolve()
    for path in found:
        if not path.resolve().is_relative_to(home):
            raise _outside(folder, path.relative_to(folder).as_posix())
    return found


def _leaves(pattern: str) -> bool:
    windows = PureWindowsPath(pattern)
    return bool(windows.anchor) or PurePosixPath(pattern).is_absolute() or ".." in windows.parts or "\0" in pattern


def _outside(folder: Path, pattern: str) -> DataError:
    return DataError(f"{pattern!r}: the path leaves the data folder {folder}; name a file inside it")


def _matches(folder: Path, pattern: str) -> list[Path]:
    exact = folder / pattern
    if exact.is_file():  # a name may hold brackets, which a pattern reads as a choice
        return [exact]
    try:
        return [path for path in folder.glob(pattern) if path.is_file()]
    except ValueError as error:
        raise DataError(f"{pattern!r}: not a pattern for files: {error}") from error


def _nearest(folder: Path, pattern: str) -> str:
    wanted = PurePosixPath(pattern)
    beside = folder / wanted.parent
    names = [(wanted.parent / each.name).as_posix() for each in beside.iterdir()] if beside.is_dir() else []
    return nearest(pattern, names)
