"""Text files of any origin made legible: UTF-8, lines that end in one way, nothing that is no text."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from valuenet.errors import DataError
from valuenet.network.exchange.tables import expect_countable

_AT_ONCE = 1 << 20
LONGEST_LINE = 1 << 24
"""Bytes: no row of an edge list is longer."""


def legible(path: Path, content: Path, folder: Path) -> tuple[Path, list[str]]:
    """Return a file with the text of `content` in UTF-8 and lines that end in a line feed, and notes on what was done.

    That is `content` itself where it is so already; else a new file in `folder`. The whole file is looked through
    first. Raises `DataError`, with the line, for bytes that are no text, lines too long, an encoding that is neither
    UTF-8 nor UTF-16 nor GB18030, and more lines than a table can count. `path` is the file the user named.
    """
    with content.open("rb") as file:
        mark = file.read(2)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        content = _recoded(path, content, folder, "utf-16")
    lines, unicode = _looked_through(path, content)
    notes = []
    if not unicode:
        content = _recoded(path, content, folder, "gb18030")
        notes.append("the file is not UTF-8 and was read as GB18030: see whether the names are right")
    if lines == 0:
        content = _with_line_feeds(content, folder)
    return content, notes


def _looked_through(path: Path, content: Path) -> tuple[int, bool]:
    """Count the line feeds, and tell whether the file is UTF-8."""
    lines, line_bytes, unicode = 0, 0, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    with content.open("rb") as file:
        for piece in _pieces(file):
            if b"\0" in piece:
                line = lines + piece.count(b"\n", 0, piece.index(b"\0")) + 1
                raise DataError(f"{path}, line {line}: a NUL byte, so this is no text file: give an edge list as text")
            feed = piece.rfind(b"\n")
            line_bytes = len(piece) - feed - 1 + (line_bytes if feed < 0 else 0)
            lines += piece.count(b"\n")
            if line_bytes > LONGEST_LINE:
                raise DataError(
                    f"{path}, line {lines + 1}: longer than {LONGEST_LINE:,} bytes: write one relation a line"
                )
            unicode = unicode and _decodes(decoder, piece, final=len(piece) < _AT_ONCE)
    expect_countable(lines, path)
    return lines, unicode


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(_AT_ONCE), b"")


def _recoded(path: Path, content: Path, folder: Path, encoding: str) -> Path:
    decoder = codecs.getincrementaldecoder(encoding)()
    recoded, lines = folder / f"from-{encoding}", 0
    with content.open("rb") as file, recoded.open("wb") as target:
        try:
            for piece in _pieces(file):
                text = decoder.decode(piece)
                lines += text.count("\n")
                target.write(text.encode())
            target.write(decoder.decode(b"", final=True).encode())
        except UnicodeDecodeError as error:
            known = "UTF-16" if encoding == "utf-16" else "UTF-8 nor GB18030"
            not_known = "not" if encoding == "utf-16" else "neither"
            line = lines + error.object[: error.start].count(b"\n") + 1
            raise DataError(f"{path}, line {line}: the text is {not_known} {known}: save the file as UTF-8") from error
    return recoded


def _with_line_feeds(content: Path, folder: Path) -> Path:
    """A file whose lines end in carriage returns, as old programs write them."""
    return _changed(content, folder / "with-line-feeds", lambda piece: piece.replace(b"\r", b"\n"))


def single_spaced(content: Path, folder: Path) -> Path:
    """Return a file in which every run of spaces and tabs is one space, and none stands at the ends of a line."""
    return _changed(content, folder / "single-spaced", _single_spaced)


def _single_spaced(piece: bytes) -> bytes:
    piece = piece.replace(b"\t", b" ").replace(b"\r\n", b"\n")
    while b"  " in piece:
        piece = piece.replace(b"  ", b" ")
    return piece.replace(b" \n", b"\n").replace(b"\n ", b"\n").removeprefix(b" ").removesuffix(b" ")


def _changed(content: Path, changed: Path, change: Callable[[bytes], bytes]) -> Path:
    with content.open("rb") as file, changed.open("wb") as target:
        for piece in _pieces(file):
            target.write(change(piece + file.readline()))  # whole lines
    return changed
