"""Files on disk: gzipped or not when read; whole, or not there at all, when written."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from valuenet.errors import DataError

_GZIP = b"\x1f\x8b"
_AT_ONCE = 1 << 20


@contextmanager
def plain(path: Path) -> Iterator[Path]:
    """Give the path of a file's content: the file itself or, where it is gzipped, a file that soon goes away.

    Whether it is gzipped is read from its first bytes, not from its name. Raises `DataError` where there is no such
    file, it cannot be read, or its gzip is broken.
    """
    try:
        with path.open("rb") as file:
            gzipped = file.read(2) == _GZIP
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}): give the path of a file") from error
    if not gzipped:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="valuenet-") as folder:
        content = Path(folder, path.name.removesuffix(".gz"))
        try:
            with gzip.open(path) as packed, content.open("wb") as file:
                shutil.copyfileobj(packed, file, _AT_ONCE)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise DataError(f"{path}: the gzipped file is broken ({error}): fetch or make it again") from error
        yield content


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a path to write to; once that is done the file gets its name, and is gzipped where the name ends so.

    Where something fails, the file that was there stays. The same content gives the same bytes: a gzipped file
    holds neither a name nor a time. Raises `DataError` where the folder cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".valuenet-", dir=path.parent) as folder:
            content = Path(folder, path.name.removesuffix(".gz"))
            yield content
            if path.suffix == ".gz":
                content = _gzipped(content)
            os.replace(content, path)
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror}): choose a folder that can be") from error


def _gzipped(content: Path) -> Path:
    packed = content.with_name("packed")
    with (
        content.open("rb") as file,
        packed.open("wb") as target,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=target, mtime=0) as compressed,
    ):
        shutil.copyfileobj(file, compressed, _AT_ONCE)
    return packed
