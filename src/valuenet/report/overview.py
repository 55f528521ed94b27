"""The first chapter and the last: what stands out, taken from the tables of the others, and what may be concluded.

Which tables speak in a paragraph is declared in `overview.csv`. A line without a message lets each of its tables speak
its own sentence; a message of its own takes the arguments of all its tables, each under the table's name. Tables
without data keep silent, and so do messages that need one of them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from valuenet.language import Language, in_sentence, phrase
from valuenet.measures.catalogue import Measure, catalogue, chapters
from valuenet.report.claims import RowValues, marked, named, pieces
from valuenet.report.document import Chapter, Piece, Sentence, written
from valuenet.report.material import Material
from valuenet.report.sentences import arguments, has_data, sentence

Place = Literal["summary", "conclusion"]
NAMED = 5
"""Tables without data that the conclusion names; it counts them all."""


@dataclass(frozen=True)
class Line:
    """A paragraph: the message, if it has one of its own, and the tables that speak in it."""

    chapter: str
    message: str
    tables: tuple[str, ...]


def overview(place: Place, built: Sequence[Chapter], material: Material, language: Language) -> Chapter:
    """Return the summary or the conclusion, without a number; the conclusion looks back on the chapters `built`."""
    study = material.study
    opening = phrase(
        f"{place}-opening",
        language,
        title=study[f"title_{language}"],
        country=in_sentence(material.labels.term("country", study["country"], language), language),
        date=str(material.counts["date"]),
        wave=study["wave"],
    )
    told = [paragraph for line in lines() if line.chapter == place for paragraph in _told(line, material, language)]
    closing = [_missing(built, language)] if place == "conclusion" else []
    paragraphs = tuple(paragraph for paragraph in (pieces(opening), *told, *closing) if paragraph)
    return Chapter(place, 0, phrase(f"{place}-title", language), paragraphs, ())


@cache
def lines() -> tuple[Line, ...]:
    """Return the declared paragraphs, in order.

    >>> lines()[0]
    Line(chapter='summary', message='', tables=('sample.composition',))
    """
    text = (files("valuenet.report") / "overview.csv").read_text(encoding="utf-8")
    return tuple(
        Line(row["chapter"], row["message"], tuple(row["tables"].split())) for row in csv.DictReader(text.splitlines())
    )


def _told(line: Line, material: Material, language: Language) -> Iterator[Sentence]:
    measures = [catalogue()[name] for name in line.tables]
    known = [measure for measure in measures if has_data(measure, material.tables[measure.name])]
    if not line.message and known:
        chapter = chapters()[known[0].chapter]
        sentences = (sentence(each, _rows(each, material), material, language) for each in known)
        yield (*_heading(chapter.title(language), chapter.chapter, language), *_together(sentences, language))
    elif line.message and len(known) == len(measures):
        said = {
            f"{measure.table}_{name}": value
            for measure in measures
            for name, value in arguments(measure, _rows(measure, material), material, language).items()
        }
        heading = _heading(phrase(f"{line.message}-heading", language), measures[-1].chapter, language)
        told = pieces(phrase(line.message, language, **said))
        yield (*heading, *told) if told else ()


def _heading(title: str, chapter: str, language: Language) -> Sentence:
    return pieces(phrase("summary-heading", language, chapter=marked(title, chapter)))


def _rows(measure: Measure, material: Material) -> list[RowValues]:
    return list(material.tables[measure.name].iter_rows(named=True))


def _together(sentences: Iterable[Sentence], language: Language) -> Sentence:
    gap = () if language == "zh" else (Piece(" "),)
    found = [piece for each in sentences for piece in (*each, *gap)]
    return tuple(found[: len(found) - len(gap)])


def _missing(built: Iterable[Chapter], language: Language) -> Sentence:
    """Name the tables that have no data, which a reader must not take for zero."""
    silent = phrase("table-empty", language)  # where nothing was rejected, or left out, nothing is missing
    empty = [block for chapter in built for block in chapter.blocks if written(block.sentence) == silent]
    names = named([phrase("conclusion-quoted", language, title=block.title) for block in empty], NAMED, language)
    return pieces(phrase("conclusion-missing", language, tables=len(empty), names=names)) if empty else ()
