"""The bytes of a source file as they are read: counted, unpacked where they are packed, and bounded."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from valuenet.errors import DataError, nearest

Progress = Callable[[int], None]
"""Called with the number of bytes of the file read so far."""
MAX_BYTES = 20 * 10**9
"""What a packed file may unpack to before it is taken for a bomb."""
LONGEST_LINE = 32 * 2**20
"""Bytes without a line break after which a file is no table of lines."""
DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error)
"""What a broken packed file raises while it is read."""
_GZIP = b"\x1f\x8b"
_BLOCK = 2**18


class _Watched(io.RawIOBase):
    """A stream that shows every block to `watch`, which may raise, before passing it on."""

    def __init__(self, inner: io.BufferedIOBase, watch: Callable[[memoryview], None]) -> None:
        self._inner = inner
        self._watch = watch

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        size = self._inner.readinto1(buffer)  # type: ignore[arg-type]
        self._watch(memoryview(buffer)[:size])  # type: ignore[arg-type]
        return size


def check_file(path: Path) -> None:
    """Raise `DataError` unless `path` is a file that holds something.

    >>> check_file(Path("no-such-folder/companies.csv"))
    Traceback (most recent call last):
    valuenet.errors.DataError: no-such-folder/companies.csv: there is no such file
    """
    if not path.exists():
        beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        raise DataError(f"{path}: there is no such file{nearest(path.name, beside)}")
    if not path.is_file():
        raise DataError(f"{path}: this is not a file; name the file itself")
    if path.stat().st_size == 0:
        raise DataError(f"{path}: the file is empty (0 bytes); fetch or copy it again")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the bytes of the file, packed or not, as 64 hexadecimal digits."""
    with _open(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def opened(
    path: Path, progress: Progress | None = None, max_bytes: int = MAX_BYTES, longest_line: int | None = None
) -> Iterator[io.BufferedReader]:
    """Yield the plain bytes of a file; a packed one (gzip, told by its first bytes) is unpacked on the way.

    Raises `DataError` where a packed file unpacks to more than `max_bytes`, or where more than
    `longest_line` bytes pass without a line break; one of `DAMAGE` where it is broken.
    """
    with _open(path) as file:
        packed = file.peek(2)[:2] == _GZIP
        counted = io.BufferedReader(_Watched(file, _counter(progress)), _BLOCK)
        plain = gzip.GzipFile(fileobj=counted) if packed else counted
        yield io.BufferedReader(_Watched(plain, _bounds(path, max_bytes if packed else None, longest_line)), _BLOCK)


@contextmanager
def unpacked(path: Path, progress: Progress | None = None, max_bytes: int = MAX_BYTES) -> Iterator[Path]:
    """Yield a path to the plain file: `path` itself, or a copy of what it packs that is removed afterwards."""
    with _open(path) as file:
        packed = file.read(2) == _GZIP
    if not packed:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="valuenet-") as folder:
        copy = Path(folder, path.name.removesuffix(".gz"))
        try:
            with opened(path, progress, max_bytes) as plain, copy.open("wb") as target:
                shutil.copyfileobj(plain, target, _BLOCK)
        except DAMAGE as error:
            raise DataError(f"{path}: the packed file is broken ({error}); fetch or copy it again") from error
        yield copy


def broken_off(path: Path, row: int, error: Exception) -> DataError:
    """Return the error for a packed file that ends too early or is damaged after `row`.

    >>> print(broken_off(Path("a.csv.gz"), 7, EOFError("the end is missing")))
    a.csv.gz: the packed file is broken after row 7 (the end is missing); fetch or copy it again
    """
    where = f"after row {row:,}" if row else "before its first row"
    return DataError(f"{path}: the packed file is broken {where} ({error}); fetch or copy it again")


def _open(path: Path) -> io.BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise DataError(f"{path}: cannot be opened: {error.strerror}") from error


def _counter(progress: Progress | None) -> Callable[[memoryview], None]:
    read = 0

    def count(block: memoryview) -> None:
        nonlocal read
        read += len(block)
        if progress is not None:
            progress(read)

    return count


def _bounds(path: Path, max_bytes: int | None, longest_line: int | None) -> Callable[[memoryview], None]:
    read = unbroken = 0

    def check(block: memoryview) -> None:
        nonlocal read, unbroken
        read += len(block)
        if max_bytes is not None and read > max_bytes:
            raise DataError(
                f"{path}: unpacks to more than {max_bytes:,} bytes, which is no table but a bomb; "
                "unpack it yourself if you trust it"
            )
        if longest_line is not None:
            data = bytes(block)
            last = max(data.rfind(b"\n"), data.rfind(b"\r"))
            unbroken = unbroken + len(data) if last < 0 else len(data) - last - 1
            if unbroken > longest_line:
                raise DataError(f"{path}: has a line of more than {longest_line:,} bytes, so it is no table of lines")

    return check
