"""A study's own voice against what it speaks of: messages against facts, the outline and queries against the tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from valuenet.database.create import create_tables
from valuenet.database.derive import write_results
from valuenet.database.fill import write_vocabularies
from valuenet.database.own_results import answer
from valuenet.database.statements import create_statement_views
from valuenet.database.views import create_views
from valuenet.engine.duck import connect
from valuenet.errors import StudyError, nearest
from valuenet.language import LANGUAGES, message_ids, packaged_entries
from valuenet.measures.catalogue import Measure, catalogue
from valuenet.measures.own import own_measures
from valuenet.model.voice import OwnMessage, Voice
from valuenet.report.own import COUNTED, chapter_names, sentence_arguments, table_argument
from valuenet.study.own_messages import packaged_uses, taken, uses
from valuenet.study.read import Study
from valuenet.study.voice import FOLDER, OUTLINE, read_voice


def checked_voice(study: Study) -> tuple[Voice, list[str]]:
    """Return the own voice of a study and what its user should know; raise `StudyError` with every mistake and place.

    Queries are tried on an empty database of the same tables: names are checked, rows are not.
    """
    voice = read_voice(study.folder)
    if voice == Voice():
        return voice, []
    wrong = [*_wrong_outline(voice), *_wrong_messages(voice)]
    wrong = [f"{study.folder / each}" for each in wrong] or [*_wrong_queries(study, voice)]
    if wrong:
        raise StudyError("\n".join(wrong))
    return voice, list(_in_one_language(voice))


def _wrong_outline(voice: Voice) -> Iterator[str]:
    where = f"{FOLDER}/{OUTLINE}:1: "
    own = own_measures(voice.tables)
    named = {each.chapter for each in voice.chapters}
    known = {*catalogue(), *own, *method_tables()}
    for each in voice.chapters:
        if each.chapter != "*" and each.chapter not in chapter_names() and not each.title_zh:
            hint = nearest(each.chapter, chapter_names())
            yield f"{where}the chapter '{each.chapter}' is none of valuenet's{hint}; one of your own needs its titles"
        for name in sorted({*each.named(), *each.left_out()} - known):
            yield f"{where}there is no table '{name}'{nearest(name, known)}"
        for paragraph in each.paragraphs:
            yield from (f"{where}{message}" for message in _no_paragraph(paragraph, voice))
    if voice.chapters and not {"*", "method"} & named:
        yield f"{where}the chapter 'method' must be there: it holds the sources and their licences"
    placed = {name for each in voice.chapters for name in each.named()}
    for table in voice.tables:
        if table.chapter not in {*chapter_names(), *named} and table.name not in placed:
            yield f"{table.path}:1: no line of {FOLDER}/{OUTLINE} names the chapter '{table.chapter}' or this table"


@cache
def method_tables() -> frozenset[str]:
    """Return the names of the tables that the report adds to those of the catalogue."""
    from valuenet.report.method import method_measures

    return frozenset(method_measures())


def _no_paragraph(name: str, voice: Voice) -> Iterator[str]:
    for language in LANGUAGES:
        own = {each.message for each in voice.messages if each.language == language}
        if name not in own and name not in message_ids(language):
            yield f"there is no message '{name}' in {FOLDER}/{language}.ftl{nearest(name, own)}"


def _wrong_messages(voice: Voice) -> Iterator[str]:
    measures = {**catalogue(), **own_measures(voice.tables)}
    sentences = {_words(name): measure for name, measure in measures.items()}
    paragraphs = {name for each in voice.chapters for name in each.paragraphs}
    used = {name for each in voice.messages for name in uses(each).entries}
    for each in voice.messages:
        valuenets = any(each.message in packaged_entries(language) for language in LANGUAGES)
        known = valuenets or each.message in used | paragraphs or each.message in sentences
        if not known and each.message.removesuffix("-empty") not in sentences:
            hint = nearest(each.message, (*packaged_entries("en"), *sentences, *paragraphs))
            yield f"{each.place}: nothing says the message '{each.message}'{hint}"
            continue
        if valuenets or each.message in sentences or each.message in paragraphs:
            yield from _wrong_arguments(each, sentences.get(each.message), each.message in paragraphs, voice)


def _words(table: str) -> str:
    return table.replace(".", "-").replace("_", "-")


def _wrong_arguments(message: OwnMessage, measure: Measure | None, paragraph: bool, voice: Voice) -> Iterator[str]:
    known = {name for language in LANGUAGES for name in packaged_uses(message.message, language).arguments}
    known |= {"waves"} if message.message.endswith("-empty") else set()
    known |= sentence_arguments(measure) if measure else set()
    known |= set(COUNTED) if paragraph else set()
    measures = {**catalogue(), **own_measures(voice.tables)}
    for name in sorted(taken(message.message, voice.messages, message.language) - known):
        if paragraph and table_argument(name, measures):
            continue
        hint = nearest(name, known) or (f"; there are {', '.join(sorted(known))}" if known else "; it takes none")
        yield f"{message.place}: the message '{message.message}' has no argument '${name}'{hint}"


def _wrong_queries(study: Study, voice: Voice) -> Iterator[str]:
    if not voice.tables:
        return
    with connect(":memory:", threads=1) as con:
        create_tables(con)
        write_vocabularies(con, study.vocabularies)
        create_views(con)
        create_statement_views(con)
        if any("result." in each.text for each in voice.tables):
            write_results(con, lambda words, done: None)
        for own in voice.tables:
            try:
                frame = answer(con, own, own_measures([own])[own.name])
                declared = list(own_measures([own])[own.name].columns)
                if frame.columns != declared:
                    given = ", ".join(frame.columns)
                    yield f"{own.path}:2: the query gives the columns {given}; the header has {', '.join(declared)}"
            except StudyError as error:
                yield f"{study.folder}/{error}"


def _in_one_language(voice: Voice) -> Iterator[str]:
    """Say which messages are there in one language only, but for those that other messages use."""
    helping = {name for each in voice.messages for name in uses(each).entries} - set(packaged_entries("en"))
    for language, other in (("zh", "en"), ("en", "zh")):
        there = {each.message for each in voice.messages if each.language == other}
        for each in voice.messages:
            if each.language == language and each.message not in there and each.message not in helping:
                yield f"{each.place}: '{each.message}' is not in {FOLDER}/{other}.ftl: there valuenet's words stand"
