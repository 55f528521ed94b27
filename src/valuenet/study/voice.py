"""The folder `report` beside a study file: messages, outline, tables and logo, read with the place of every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from valuenet.errors import DataError, StudyError, nearest
from valuenet.language import LANGUAGES
from valuenet.measures.own import wrong_in_table
from valuenet.model.voice import Logo, OwnChapter, OwnMessage, OwnTable, Voice
from valuenet.study.logo import read_logo
from valuenet.study.outline import read_outline
from valuenet.study.own_messages import read_messages, wrong_references

FOLDER = "report"
OUTLINE = "chapters.csv"
LARGEST = 1_000_000
"""Bytes of a file of messages, an outline or a query."""

_LOGOS = {"logo.svg": "image/svg+xml", "logo.png": "image/png"}
_CHAPTER, _TABLE = re.compile(r"[a-z][a-z0-9]*"), re.compile(r"[a-z][a-z0-9_]*")
_READ = (*(f"{language}.ftl" for language in LANGUAGES), OUTLINE, *_LOGOS, "tables")


def read_voice(folder: Path) -> Voice:
    """Return what the folder `report` of the study in `folder` says; nothing where there is no such folder.

    Each file is checked by itself and its messages against one another; whether it fits valuenet's tables and facts is
    asked by `valuenet.run.voice`. Raises `StudyError` with every mistake as `file:line: what is wrong`.
    """
    own = folder / FOLDER
    if not own.is_dir():
        return Voice()
    wrong: list[str] = list(_unread(own))
    messages = _messages(own, wrong)
    chapters = _outline(own, wrong)
    tables = _tables(own, wrong)
    logo = _logo(own, wrong)
    if wrong:
        raise StudyError("\n".join(wrong))
    return Voice(tuple(messages), tuple(chapters), tuple(tables), logo)


def _unread(own: Path) -> Iterator[str]:
    """Yield the files that look as if they were meant to be read, and are not."""
    for path in sorted(own.iterdir()):
        meant = path.suffix in (".ftl", ".csv", ".sql") or path.stem.lower() == "logo"
        if path.is_file() and meant and path.name not in _READ:
            yield f"{path}:1: nothing reads this file{nearest(path.name, _READ)}; known here: {', '.join(_READ)}"


def _text(path: Path, wrong: list[str]) -> str:
    try:
        content = path.read_bytes()
        if len(content) > LARGEST:
            wrong.append(f"{path}:1: larger than {LARGEST:,} bytes")
            return ""
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong.append(f"{path}:{error.object[: error.start].count(10) + 1}: not UTF-8; save the file as UTF-8")
    except OSError as error:
        wrong.append(f"{path}:1: cannot be read: {error.strerror}")
    return ""


def _messages(own: Path, wrong: list[str]) -> list[OwnMessage]:
    found = []
    for language in LANGUAGES:
        path = own / f"{language}.ftl"
        if not path.is_file():
            continue
        messages, amiss = read_messages(_text(path, wrong), f"{FOLDER}/{path.name}", language)
        amiss += [(each.line, message) for each, message in wrong_references(messages, language)]
        wrong += [f"{path}:{line}: {message}" for line, message in sorted(amiss)]
        found += messages
    return found


def _outline(own: Path, wrong: list[str]) -> list[OwnChapter]:
    path = own / OUTLINE
    if not path.is_file():
        return []
    chapters, amiss = read_outline(_text(path, wrong))
    wrong += [f"{path}:{line}: {message}" for line, message in amiss]
    return chapters


def _tables(own: Path, wrong: list[str]) -> list[OwnTable]:
    found = []
    for path in sorted((own / "tables").glob("**/*.sql")):
        inside = path.relative_to(own / "tables").with_suffix("").parts
        if len(inside) != 2:
            wrong.append(f"{path}:1: a table stands in tables/CHAPTER/TABLE.sql")
        elif not (_CHAPTER.fullmatch(inside[0]) and _TABLE.fullmatch(inside[1])):
            wrong.append(
                f"{path}:1: chapter and table must be words of small letters and digits, the table's also of _"
            )
        else:
            table = OwnTable(*inside, _text(path, wrong), f"{FOLDER}/tables/{inside[0]}/{path.name}")
            if all(line.startswith("--") for line in table.text.splitlines() if line.strip()):
                continue  # an example that is not in use
            wrong += [f"{path}:{line}: {message}" for line, message in wrong_in_table(table)]
            found.append(table)
    return found


def _logo(own: Path, wrong: list[str]) -> Logo | None:
    paths = [own / name for name in _LOGOS if (own / name).is_file()]
    if len(paths) > 1:
        wrong.append(f"{paths[1]}:1: there is {paths[0].name} too; keep one of them")
    try:
        return read_logo(paths[0].read_bytes(), _LOGOS[paths[0].name]) if paths else None
    except DataError as error:
        wrong.append(f"{paths[0]}:1: this cannot be a logo: {error}")
    except OSError as error:
        wrong.append(f"{paths[0]}:1: cannot be read: {error.strerror}")
    return None
