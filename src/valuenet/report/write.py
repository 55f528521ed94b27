"""Writing the report: pages and prints for each language, one workbook, each beside and renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from valuenet.errors import DataError
from valuenet.language import Language, own_words
from valuenet.report.chapters import document
from valuenet.report.document import Document, TableBlock
from valuenet.report.font import full_font, subset
from valuenet.report.html import body, characters, page
from valuenet.report.markdown import markdown
from valuenet.report.material import Material, Progress, Results, gather
from valuenet.report.method import LONGEST

Format = Literal["html", "pdf", "xlsx", "md"]
FORMATS: tuple[Format, ...] = ("html", "pdf", "xlsx", "md")
Paper = Literal["a4", "us-letter"]
PAPERS: tuple[Paper, ...] = ("a4", "us-letter")


def write_report(
    database: Results,
    out: Path,
    languages: Sequence[Language],
    formats: Sequence[Format] = ("html",),
    *,
    paper: Paper = "a4",
    progress: Progress | None = None,
) -> list[Path]:
    """Write the report into the folder `out`, and return where its files are.

    These are `NAME.LANGUAGE.html`, `NAME.LANGUAGE.pdf` and `NAME.LANGUAGE.md` (its charts in a folder beside it) for
    each language, and `NAME.xlsx` for all; NAME is the study's. A file appears whole or not at all; equal databases
    give equal bytes. `paper` is that of the PDF.
    `progress` is told the words of a step and how much of it is done, from 0 to 1. Raises `DataError` where a file
    cannot be written.
    """
    tell = progress or (lambda words, done: None)
    return write_gathered(gather(database, tell), out, languages, formats, paper=paper, progress=tell)


def write_gathered(
    material: Material,
    out: Path,
    languages: Sequence[Language],
    formats: Sequence[Format],
    *,
    paper: Paper,
    progress: Progress,
) -> list[Path]:
    """Write the report as `write_report` does, of what was gathered from a database that may be closed since."""
    with own_words(material.voice.messages):
        documents = [document(material, language) for language in dict.fromkeys(languages)]
        return [
            _write(out / name, content)
            for wanted in dict.fromkeys(formats)
            for name, content in _contents(documents, wanted, paper, progress)
        ]


def _contents(
    documents: Sequence[Document], wanted: Format, paper: Paper, tell: Progress
) -> Iterator[tuple[str, bytes]]:
    if wanted == "html":
        yield from _pages(documents, tell)
    elif wanted == "pdf":
        from valuenet.report.pdf import pdf  # a large library, which pages have no need of

        for at, each in enumerate(documents):
            name = f"{each.study}.{each.language}.pdf"
            tell(f"write {name}", at / len(documents))
            yield name, pdf(each, paper=paper)
    elif wanted == "md":
        for at, each in enumerate(documents):
            tell(f"write {each.study}.{each.language}.md", at / len(documents))
            yield from markdown(each)
    else:
        from valuenet.report.xlsx import workbook

        name = f"{documents[0].study}.xlsx"
        tell(f"write {name}", 0.0)
        yield name, workbook(documents)


def _pages(documents: Sequence[Document], tell: Progress) -> Iterator[tuple[str, bytes]]:
    documents = [_for_pages(each) for each in documents]
    names = {each.language: f"{each.study}.{each.language}.html" for each in documents}
    contents = []
    for at, each in enumerate(documents):
        tell(f"write {names[each.language]}", at / len(documents))
        contents.append(body(each, [(other, name) for other, name in names.items() if other != each.language]))
    full = full_font()
    font = None if full is None else subset(full, characters(contents, documents))
    for each, content in zip(documents, contents, strict=True):
        yield names[each.language], page(each, content, font).encode()


def _for_pages(document: Document) -> Document:
    """Return a document of whose endless tables a page holds the beginning, and says how many rows more there are."""

    def cut(block: TableBlock) -> TableBlock:
        more = len(block.rows) - LONGEST
        return replace(block, rows=block.rows[:LONGEST], left_out=block.left_out + more) if more > 0 else block

    chapters = (replace(each, blocks=tuple(map(cut, each.blocks))) for each in document.chapters)
    return replace(document, chapters=tuple(chapters))


def _write(path: Path, content: bytes) -> Path:
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror or error}; an earlier file is left as it was") from error
    finally:
        beside.unlink(missing_ok=True)
    return path
