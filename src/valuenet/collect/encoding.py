"""Bytes into text by the encoding that the study declares, and what to say where it is the wrong one."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from valuenet.collect.piece import Piece
from valuenet.collect.stream import DAMAGE, broken_off
from valuenet.errors import DataError
from valuenet.text import has_hanzi

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKS = {"utf-8": codecs.BOM_UTF8, "gb18030": "\ufeff".encode("gb18030")}
_NOT_TEXT = {b"PK\x03\x04": "an XLSX workbook", b"PAR1": "a Parquet file", b"\xd0\xcf\x11\xe0": "an old Excel workbook"}
_FIRST = 1000
_MOST_BAD = 0.05


@dataclass(frozen=True)
class Text:
    """An open text and what is needed to judge its encoding: `sample` is its first bytes."""

    path: Path
    encoding: str
    handle: TextIO
    sample: bytes


def decoded(stream: io.BufferedReader, path: Path, encoding: str) -> Text:
    """Return the text of `stream` without its byte-order mark; bytes that are no text become lone surrogates.

    Raises `DataError` where the first bytes are those of another encoding or of no text at all.
    """
    try:
        sample = stream.peek()
    except DAMAGE as error:
        raise broken_off(path, 0, error) from error
    for start, what in _NOT_TEXT.items():
        if sample.startswith(start):
            raise DataError(f"{path}: this is {what}; correct 'format' in its source, or save it as UTF-8 text")
    text = Text(path, encoding, io.TextIOWrapper(stream, encoding, "surrogateescape", newline=""), sample)
    if sample.startswith(_UTF16) or (encoding != "utf-8" and _is_utf8(sample)):
        raise wrong_encoding(text)
    if sample.startswith(_MARKS[encoding]):
        stream.read(len(_MARKS[encoding]))
    return text


def wrong_encoding(text: Text) -> DataError:
    """Return the error that says which encoding the file is in, and what to write in the study."""
    said = f"{text.path}: this is not {text.encoding}, the encoding it should have by the study"
    if text.sample.startswith(_UTF16):
        return DataError(f"{said}, but UTF-16; save it again as UTF-8")
    if text.encoding != "utf-8" and _is_utf8(text.sample):
        return DataError(f"{said}; it reads as utf-8: write 'encoding: utf-8' in its source, or leave 'encoding' out")
    if text.encoding != "gb18030" and has_hanzi(_decode(text.sample, "gb18030") or ""):
        return DataError(f"{said}; it reads as gb18030: write 'encoding: gb18030' in its source")
    return DataError(f"{said}, nor does it read as utf-8 or gb18030; save it again as UTF-8")


def trusted(pieces: Iterator[Piece], text: Text) -> Iterator[Piece]:
    """Yield `pieces`, raising `DataError` where the first shows that the encoding is wrong.

    It is wrong where more than 5 % of the first 1,000 rows hold bytes that are no text: any number of
    them where another encoding reads the file, more than five where none does.
    """
    for number, piece in enumerate(pieces):
        if number == 0 and _too_many_bad(piece, text):
            raise wrong_encoding(text)
        yield piece


def _too_many_bad(piece: Piece, text: Text) -> bool:
    bad = {reject.row for reject in piece.rejects if reject.reason == "bad_characters" and reject.row is not None}
    if not bad:
        return False
    first = min([*bad, *piece.frame["row"].head(1)])
    early = sum(row < first + _FIRST for row in bad)
    other = text.encoding != "gb18030" and has_hanzi(_decode(text.sample, "gb18030") or "")
    return early > _MOST_BAD * min(piece.rows, _FIRST) and (other or early > 5)


def _is_utf8(sample: bytes) -> bool:
    """Tell UTF-8 from GB18030: of the latter, some pairs of bytes are Greek or Cyrillic in UTF-8, hardly any hanzi."""
    return has_hanzi(_decode(sample, "utf-8") or "")


def _decode(sample: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return None
