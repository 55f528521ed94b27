"""A study's own voice in its report: which arguments its messages have, and its outline of chapters and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from valuenet.language import Figure, Language, phrase
from valuenet.measures.catalogue import Measure, catalogue, chapters
from valuenet.model.voice import OwnChapter
from valuenet.report.claims import pieces
from valuenet.report.document import Chapter, Piece, Sentence, TableBlock
from valuenet.report.facts import facts
from valuenet.report.labels import Labels
from valuenet.report.material import Material
from valuenet.report.sentences import TOTALS, arguments
from valuenet.study.own_messages import taken

WHOLE = ("waves", "sources", "rows_read", "rows_kept", "rows_rejected", "enterprises_collected", "nodes")
COUNTED = (*TOTALS, *WHOLE, "title", "country", "wave", "date")
"""What a paragraph may say of the whole study, besides any fact of a table as CHAPTER_TABLE_FACT."""


def chapter_names() -> tuple[str, ...]:
    """Return the names of valuenet's own chapters, in order.

    >>> chapter_names()[:3]
    ('summary', 'method', 'sample')
    """
    inner, appendices = ([name for name, each in chapters().items() if each.optional is last] for last in (False, True))
    return ("summary", "method", *inner, "conclusion", *appendices)


def sentence_arguments(measure: Measure) -> set[str]:
    """Return the arguments that the sentence of a table may take.

    >>> {"leaders", "the_share", "sum_enterprises"} <= sentence_arguments(catalogue()["enterprises.by_region"])
    True
    """
    return {*facts(measure, [], Labels(), "en"), *TOTALS, "rows"}


def table_argument(name: str, measures: Mapping[str, Measure]) -> tuple[str, str] | None:
    """Return the table and the fact that an argument of a paragraph names; None where it names none.

    >>> table_argument("enterprises_by_region_first_value", catalogue())
    ('enterprises.by_region', 'first_value')
    """
    for table in sorted(measures, key=len, reverse=True):
        start = f"{table.replace('.', '_', 1)}_"
        if name.startswith(start) and name.removeprefix(start) in sentence_arguments(measures[table]):
            return table, name.removeprefix(start)
    return None


def paragraphs(names: Sequence[str], material: Material, language: Language) -> tuple[Sentence, ...]:
    """Return the paragraphs of these messages, each with the arguments that it takes."""
    return tuple(pieces(phrase(name, language, **_arguments(name, material, language))) for name in names)


def _arguments(name: str, material: Material, language: Language) -> dict[str, Figure]:
    counts, study = material.counts, material.study
    said: dict[str, Figure] = {each: int(counts[each] or 0) for each in (*TOTALS, *WHOLE)}
    said |= {"title": study[f"title_{language}"], "wave": study["wave"], "date": str(counts["date"])}
    said["country"] = material.labels.term("country", study["country"], language)
    measures = {**catalogue(), **material.measures}
    for argument in sorted(taken(name, material.voice.messages, language) - set(said)):
        found = table_argument(argument, measures)
        if found:
            table, fact = found
            rows = list(material.tables[table].iter_rows(named=True))
            said[argument] = arguments(measures[table], rows, material, language)[fact]
    return said


def arranged(
    built: Sequence[Chapter], own: Sequence[TableBlock], material: Material, language: Language
) -> tuple[Chapter, ...]:
    """Return the chapters as the study's outline has them, with its `own` tables, numbered anew.

    Without an outline, own tables stand at the end of their chapter, or in the place of valuenet's of the same name.
    """
    voice = material.voice
    known = {chapter.chapter: _with_own(chapter, own) for chapter in built}
    lines = _lines(voice.chapters or (OwnChapter("*"),), known)
    blocks = {block.name: block for chapter in known.values() for block in chapter.blocks} | {
        block.name: block for block in own
    }
    placed = {name for line in lines for name in (*line.named(), *line.left_out())}
    chapters_ = []
    for line in lines:
        chosen = [blocks[name] for name in _tables(line, known, own, placed) if name in blocks]
        chapter = known.get(line.chapter) or Chapter(line.chapter, 0, line.title(language), (), ())
        said = (*chapter.paragraphs, *paragraphs(line.paragraphs, material, language))
        if not (chosen or said):
            continue  # valuenet's own chapters without a table are not there either
        title = line.title(language) or chapter.title
        chapters_.append(replace(chapter, title=title, paragraphs=said, blocks=tuple(chosen)))
    left = {block.name for chapter in chapters_ for block in chapter.blocks} | {each.chapter for each in chapters_}
    return tuple(_numbered(chapter, at, left) for at, chapter in enumerate(chapters_, start=1))


def _with_own(chapter: Chapter, own: Sequence[TableBlock]) -> Chapter:
    mine = {block.name: block for block in own if block.name.partition(".")[0] == chapter.chapter}
    blocks = {block.name: block for block in chapter.blocks} | mine
    return replace(chapter, blocks=tuple(blocks.values()))


def _lines(outline: Sequence[OwnChapter], known: Mapping[str, Chapter]) -> list[OwnChapter]:
    named = {line.chapter for line in outline}
    found: list[OwnChapter] = []
    for line in outline:
        found += [OwnChapter(name) for name in known if name not in named] if line.chapter == "*" else [line]
    return found


def _tables(
    line: OwnChapter, known: Mapping[str, Chapter], own: Sequence[TableBlock], placed: set[str]
) -> Iterator[str]:
    """Yield the tables of a line in order; `*` stands for all of its chapter that no line places or leaves out."""
    if line.tables == ("-",):
        return
    words = [word for word in line.tables if not word.startswith("-")] or ["*"]
    here = known.get(line.chapter)
    blocks = here.blocks if here else [each for each in own if each.name.partition(".")[0] == line.chapter]
    for word in words:
        yield from [each.name for each in blocks if each.name not in placed] if word == "*" else [line.whole(word)]


def _numbered(chapter: Chapter, at: int, left: set[str]) -> Chapter:
    """Number a chapter and its tables; a figure of a table that the outline leaves out leads nowhere."""
    blocks = tuple(
        replace(block, number=f"{at}.{place}", sentence=_led(block.sentence, left))
        for place, block in enumerate(chapter.blocks, start=1)
    )
    return replace(chapter, number=at, blocks=blocks, paragraphs=tuple(_led(each, left) for each in chapter.paragraphs))


def _led(sentence: Sentence, left: set[str]) -> Sentence:
    return tuple(piece if piece.table in left else Piece(piece.text) for piece in sentence)
