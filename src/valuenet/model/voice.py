"""A study's own voice: the messages, chapters, tables and logo that it sets in place of valuenet's, or adds to them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnMessage:
    """A message or term (its name begins with `-`) of a study: Fluent's source, and the file and line it stands at."""

    language: str
    message: str
    source: str
    path: str
    line: int

    @property
    def place(self) -> str:
        """Where it stands, as `file:line`."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class OwnChapter:
    """A line of a study's outline: `chapter` by name, or `*` for all that no other line names.

    An empty title is valuenet's. `paragraphs` are names of messages. `tables` are names, `chapter.table` or `table` of
    this chapter; `*` stands for all others of the chapter, `-table` leaves one out, `-` alone leaves out all.
    """

    chapter: str
    title_zh: str = ""
    title_en: str = ""
    paragraphs: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """Return the title in `zh` or `en`; empty where valuenet's stands."""
        return self.title_zh if language == "zh" else self.title_en

    def named(self) -> tuple[str, ...]:
        """Return the tables that it places by name, each as `chapter.table`.

        >>> OwnChapter("outlook", tables=("growth", "*", "-decline", "enterprises.by_city")).named()
        ('outlook.growth', 'enterprises.by_city')
        """
        return tuple(self.whole(word) for word in self.tables if word != "*" and word[0] != "-")

    def left_out(self) -> frozenset[str]:
        """Return the tables that it leaves out by name.

        >>> sorted(OwnChapter("enterprises", tables=("-by_city",)).left_out())
        ['enterprises.by_city']
        """
        return frozenset(self.whole(word[1:]) for word in self.tables if word.startswith("-") and word != "-")

    def whole(self, word: str) -> str:
        """Return a table's whole name, `chapter.table`."""
        return word if "." in word else f"{self.chapter}.{word}"


@dataclass(frozen=True)
class OwnTable:
    """A table of a study: the text of its SQL file, header and query."""

    chapter: str
    table: str
    text: str
    path: str

    @property
    def name(self) -> str:
        """The name by which it is asked for, `chapter.table`."""
        return f"{self.chapter}.{self.table}"


@dataclass(frozen=True)
class Logo:
    """A drawing that holds nothing but the drawing: SVG as text, or PNG in base 64."""

    media_type: str
    content: str
    width: float
    height: float


@dataclass(frozen=True)
class Voice:
    """All of it; nothing in a study that speaks with valuenet's words alone."""

    messages: tuple[OwnMessage, ...] = ()
    chapters: tuple[OwnChapter, ...] = ()
    tables: tuple[OwnTable, ...] = ()
    logo: Logo | None = None
