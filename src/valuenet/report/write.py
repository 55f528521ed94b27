"""Writing the report: one page for each language, beside and renamed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from valuenet.errors import DataError
from valuenet.language import Language
from valuenet.report.chapters import document
from valuenet.report.font import full_font, subset
from valuenet.report.html import body, characters, page
from valuenet.report.material import Progress, Results, gather


def write_report(
    database: Results, out: Path, languages: Sequence[Language], *, progress: Progress | None = None
) -> list[Path]:
    """Write `NAME.LANGUAGE.html` for each language into the folder `out`, and return where they are.

    NAME is the study's. A page appears whole or not at all; equal databases give equal bytes. `progress` is told
    the words of a step and how much of it is done, from 0 to 1. Raises `DataError` where a page cannot be written.
    """
    tell = progress or (lambda words, done: None)
    material = gather(database, tell)
    names = {language: f"{material.study['study']}.{language}.html" for language in languages}
    documents = [document(material, language) for language in names]
    contents = []
    for at, each in enumerate(documents):
        tell(f"write {names[each.language]}", at / len(documents))
        contents.append(body(each, [(other, name) for other, name in names.items() if other != each.language]))
    full = full_font()
    font = None if full is None else subset(full, characters(contents, documents))
    return [
        _write(out / names[each.language], page(each, content, font))
        for each, content in zip(documents, contents, strict=True)
    ]


def _write(path: Path, text: str) -> Path:
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        os.replace(beside, path)
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror or error}; an earlier page is left as it was") from error
    finally:
        beside.unlink(missing_ok=True)
    return path
