"""XML, read as a stream and without danger."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from xml.parsers import expat

from valuenet.errors import DataError

Start: TypeAlias = Callable[[dict[str, str]], None]
End: TypeAlias = Callable[[], object]

_AT_ONCE = 1 << 18
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']""")
_KNOWN_TO_EXPAT = {"utf-8", "utf-16", "iso8859-1", "ascii"}


class Markup:
    """One pass over an XML file: what to do when an element begins, when it ends, and with text.

    `starts` and `ends` name elements of the file's own language by their local name (`node`), others by the last
    word of their namespace (`viz:color`); elements not named are passed over. A document type is refused, and with it
    every entity of the file's own (an entity can make a small file fill the memory, or draw in other files).
    """

    def __init__(self, path: Path, root: str) -> None:
        """Prepare to read `path`, whose outermost element has to be `root`."""
        self.path, self.root = path, root
        self.starts: Mapping[str, Start] = {}
        self.ends: Mapping[str, End] = {}
        self.text: list[str] | None = None
        self._language: str | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")

    @property
    def line(self) -> int:
        """The line of the file where the reading is."""
        return self._parser.CurrentLineNumber

    def wrong(self, what: str) -> DataError:
        """Return the error that something is wrong in this line."""
        return DataError(f"{self.path}, line {self.line}: {what}")

    def parse(self, content: Path) -> None:
        """Read `content`, the unpacked file; raise `DataError` with the line where it is no XML, or another kind."""
        with content.open("rb") as file:
            pieces = iter(lambda: file.read(_AT_ONCE), b"")
            first = next(pieces, b"")
            self._prepare(declared := _foreign(first, self.path))
            try:
                for piece in _recoded(first, pieces, declared):
                    self._parser.Parse(piece, False)
                self._parser.Parse(b"", True)
            except expat.ExpatError as error:
                said = expat.ErrorString(error.code)
                raise DataError(f"{self.path}, line {error.lineno}: no {self.root} file ({said}): mend it") from error
            except UnicodeDecodeError as error:
                raise self.wrong(f"is not {declared}, as the file says it is: declare the right encoding") from error

    def _prepare(self, declared: str | None) -> None:
        if declared:
            self._parser = expat.ParserCreate("utf-8", " ")
        parser, starts, ends = self._parser, _Named(self, self.starts), _Named(self, self.ends)
        parser.buffer_text = True

        def begin(name: str, given: dict[str, str]) -> None:
            if (act := starts[name]) is not None:
                act(given)

        def end(name: str) -> None:
            if (act := ends[name]) is not None:
                act()

        parser.StartElementHandler, parser.EndElementHandler = begin, end
        parser.CharacterDataHandler = self._keep
        parser.StartDoctypeDeclHandler = self._refuse

    def _keep(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _refuse(self, *_: Any) -> None:
        raise self.wrong("has a document type (<!DOCTYPE ...>), which may draw in other files: delete that declaration")

    def local(self, name: str) -> str:
        """Return the name by which `starts` and `ends` know an element."""
        language, _, word = name.rpartition(" ")
        if self._language is None:
            if word != self.root:
                raise self.wrong(f"begins with <{word}>, not with <{self.root}>: give a {self.root} file")
            self._language = language
        foreign = language not in ("", self._language)
        return f"{language.rstrip('/#').rpartition('/')[2]}:{word}" if foreign else word


class _Named(dict[str, Any]):
    """What to do for an element, by the name that the parser gives it."""

    def __init__(self, markup: Markup, acts: Mapping[str, Any]) -> None:
        self._markup, self._acts = markup, acts

    def __missing__(self, name: str) -> Any:
        self[name] = self._acts.get(self._markup.local(name))
        return self[name]


def _foreign(first: bytes, path: Path) -> str | None:
    """The encoding that a file declares, where the parser does not know it (GB18030, say)."""
    found = _DECLARED.match(first)
    if not found:
        return None
    declared = found[1].decode("ascii")
    try:
        name = codecs.lookup(declared).name
    except LookupError as error:
        raise DataError(f"{path}, line 1: no encoding is called {declared}: save the file as UTF-8") from error
    return None if name in _KNOWN_TO_EXPAT else declared


def _recoded(first: bytes, pieces: Iterator[bytes], declared: str | None) -> Iterator[bytes]:
    if not declared:
        yield first
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(declared)()
    yield decoder.decode(first).encode()
    for piece in pieces:
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()
