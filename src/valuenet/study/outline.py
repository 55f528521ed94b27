"""A study's outline, `report/chapters.csv`: which chapters its report has, in which order, with which tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from valuenet.errors import nearest
from valuenet.model.voice import OwnChapter

Wrong = tuple[int, str]
"""A line of a file, and what is wrong there."""

COLUMNS = ("chapter", "title_zh", "title_en", "paragraphs", "tables")
_CHAPTER = re.compile(r"[a-z][a-z0-9]*|\*")


def read_outline(text: str) -> tuple[list[OwnChapter], list[Wrong]]:
    r"""Return the lines of an outline, and what is wrong with the file itself, by line.

    >>> read_outline("chapter,title_zh,title_en,paragraphs,tables\nmethod,,,,\n*,,,,\n")[0][1].chapter
    '*'
    """
    lines = csv.reader(text.removeprefix("\ufeff").splitlines())
    header = [cell.strip() for cell in next(lines, [])]
    wrong = [(1, f"unknown column '{name}'{nearest(name, COLUMNS)}") for name in header if name not in COLUMNS]
    if "chapter" not in header:
        wrong.append((1, f"the first line must name the columns: {','.join(COLUMNS)}"))
    if wrong:
        return [], wrong
    found: dict[str, OwnChapter] = {}
    for cells in lines:
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        if not any(row.values()) or row["chapter"].startswith("#"):
            continue
        chapter = OwnChapter(
            row["chapter"],
            row.get("title_zh", ""),
            row.get("title_en", ""),
            tuple(row.get("paragraphs", "").split()),
            tuple(row.get("tables", "").split()),
        )
        wrong += [(lines.line_num, message) for message in _wrong_in_line(chapter, header, cells, found)]
        found[chapter.chapter] = chapter
    placed: set[str] = set()
    for chapter in found.values():
        wrong += [(1, f"the table '{name}' is placed twice") for name in chapter.named() if name in placed]
        placed |= set(chapter.named())
    return list(found.values()), wrong


def _wrong_in_line(
    chapter: OwnChapter, header: list[str], cells: list[str], found: dict[str, OwnChapter]
) -> Iterator[str]:
    if len(cells) > len(header):
        yield f"the line has {len(cells)} cells, the first line {len(header)}; put a text with a comma in quotes"
    if not _CHAPTER.fullmatch(chapter.chapter):
        yield f"'{chapter.chapter}' must be a word of small letters and digits, or *"
    if chapter.chapter in found:
        yield f"the chapter '{chapter.chapter}' is there twice"
    if bool(chapter.title_zh) != bool(chapter.title_en):
        yield f"the chapter '{chapter.chapter}' needs a title in both languages, or in none"
    if chapter.chapter == "*" and (chapter.title_zh or chapter.paragraphs or chapter.tables):
        yield "the line * stands for all other chapters as they are; it has nothing but its *"
