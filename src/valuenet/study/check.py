"""Checks of a study that one word alone cannot fail: every name it uses must mean something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from valuenet.errors import nearest
from valuenet.model.declarations import (
    RelationDeclaration,
    RoundDeclaration,
    Source,
    StudyDeclaration,
    SubjectDeclaration,
    Test,
    Value,
    record_values,
)
from valuenet.model.fields import MARK_FIELDS, NAME_FIELDS, PLACE_FIELDS, fields, fields_of
from valuenet.model.vocabulary import Vocabulary, vocabulary_names

Location = tuple[str | int, ...]
"""The way from the top of a study file to one of its parts."""
Problem = tuple[Location, str]
"""A place in a study file and what is wrong there."""
Vocabularies = Mapping[str, Vocabulary]


class _Checked(NamedTuple):
    declaration: StudyDeclaration
    vocabularies: Vocabularies


def problems_of(declaration: StudyDeclaration, vocabularies: Vocabularies) -> Iterator[Problem]:
    """Yield every word of `declaration` that names nothing: a field, code, source, record, wave or indicator."""
    study = _Checked(declaration, vocabularies)
    yield from _vocabulary_problems(declaration)
    yield from _unknown(("country",), declaration.country, vocabularies["country"])
    waves = [wave.wave for wave in declaration.waves]
    yield from _duplicates(("waves",), waves)
    if declaration.report.wave and declaration.report.wave not in waves:
        yield ("report", "wave"), f"'{declaration.report.wave}' is not a wave{nearest(declaration.report.wave, waves)}"
    for name, source in declaration.sources.items():
        yield from _source_problems(study, name, source, waves)
    yield from _duplicates(("screening",), [rule.rule for rule in declaration.screening])
    for i, rule in enumerate(declaration.screening):
        yield from _unknown(("screening", i, "kind"), rule.kind, study.vocabularies["kind"])
        yield from _test_problems(study, ("screening", i, "test"), rule.test)
    yield from _duplicates(("groups",), [group.group for group in declaration.groups])
    yield from _index_problems(study)


def _vocabulary_problems(declaration: StudyDeclaration) -> Iterator[Problem]:
    for name, terms in declaration.vocabularies.items():
        if name not in vocabulary_names() or name == "country":
            yield ("vocabularies", name), f"there is no vocabulary '{name}' to add to{nearest(name, vocabulary_names())}"
        yield from _duplicates(("vocabularies", name), [term.code for term in terms])


def _duplicates(location: Location, words: Sequence[str]) -> Iterator[Problem]:
    for i, word in enumerate(words):
        if word in words[:i]:
            yield (*location, i), f"'{word}' is declared twice"


def _unknown(location: Location, code: str, known: Vocabulary) -> Iterator[Problem]:
    if code not in known:
        hint = nearest(code, [term.code for term in known.terms])
        yield location, f"'{code}' is not a code of '{known.name}'{hint}"


def _source_problems(study: _Checked, name: str, source: Source, waves: Sequence[str]) -> Iterator[Problem]:
    here: Location = ("sources", name)
    if PurePosixPath(source.path).is_absolute() or ".." in PurePosixPath(source.path.replace("\\", "/")).parts:
        yield (*here, "path"), f"'{source.path}' leaves the data folder; give a path inside it, without '..'"
    for wave in source.waves or ():
        if wave not in waves:
            yield (*here, "waves"), f"'{wave}' is not a wave{nearest(wave, waves)}"
    for i, join in enumerate(source.join):
        if join.source not in study.declaration.sources:
            known = list(study.declaration.sources)
            yield (*here, "join", i, "source"), f"there is no source '{join.source}'{nearest(join.source, known)}"
    words = {r.record for r in source.records if isinstance(r, SubjectDeclaration) and r.record}
    for i, record in enumerate(source.records):
        yield from _record_problems(study, (*here, "records", i), record, words)
    for where, value in _values(source):
        for column in value.columns:
            if column in source.personal:
                yield (*here, *where), f"column '{column}' is declared personal and is never read"
        if value.wave is not None and value.wave not in waves:
            yield (*here, *where), f"'{value.wave}' is not a wave{nearest(value.wave, waves)}"


def _values(source: Source) -> Iterator[tuple[Location, Value]]:
    for i, record in enumerate(source.records):
        yield from ((("records", i, *where), value) for where, value in record_values(record))


def _record_problems(study: _Checked, here: Location, record: Any, words: set[str]) -> Iterator[Problem]:
    if isinstance(record, SubjectDeclaration):
        yield from _subject_problems(study, here, record)
    elif isinstance(record, RoundDeclaration):
        yield from _word_problems((*here, "financing_round"), record.financing_round, words)
    else:
        yield from _unknown((*here, "relation"), record.relation, study.vocabularies["relation_kind"])
        for end in ("ego", "alter"):
            part = getattr(record, end)
            if isinstance(part, SubjectDeclaration):
                yield from _subject_problems(study, (*here, end), part)
            else:
                yield from _word_problems((*here, end), part, words)


def _word_problems(here: Location, word: str, words: set[str]) -> Iterator[Problem]:
    if word not in words:
        known = f"{nearest(word, words)}" or f"; records named here: {', '.join(sorted(words)) or 'none'}"
        yield here, f"no record of this source is named '{word}'{known}"


def _subject_problems(study: _Checked, here: Location, record: SubjectDeclaration) -> Iterator[Problem]:
    kinds = _kinds(record.subject)
    for kind in kinds:
        yield from _unknown((*here, "subject"), kind, study.vocabularies["kind"])
    own = {item.field for kind in kinds for item in fields_of(kind)} if kinds else set(fields())
    allowed = {*own, *NAME_FIELDS, *PLACE_FIELDS, *MARK_FIELDS}
    for name in record.fields:
        if name not in allowed:
            yield (*here, "fields", name), f"'{name}' is not a field of {' or '.join(kinds)}{nearest(name, allowed)}"
    if not set(NAME_FIELDS) & set(record.fields):
        yield (*here, "fields"), f"a subject needs a name: give one of {', '.join(NAME_FIELDS)}"


def _kinds(subject: Value) -> list[str]:
    given = [subject.constant, subject.otherwise, *(subject.map or {}).values()]
    return list(dict.fromkeys(kind for kind in given if kind))


def _test_problems(study: _Checked, here: Location, test: Test) -> Iterator[Problem]:
    named = [*([test.has] if test.has else []), *(test.equals or {})]
    for name in named:
        if name not in {*fields(), *PLACE_FIELDS}:
            yield here, f"'{name}' is not a field{nearest(name, fields())}"
    for source in test.source or ():
        if source not in study.declaration.sources:
            yield here, f"there is no source '{source}'{nearest(source, study.declaration.sources)}"
    for kind in test.relation or ():
        yield from _unknown(here, kind, study.vocabularies["relation_kind"])
    for country in test.located_in or ():
        yield from _unknown(here, country, study.vocabularies["country"])
    inner = {"any": test.any or (), "all": test.all or (), "not": (test.fails,) if test.fails else ()}
    for word, tests in inner.items():
        for i, part in enumerate(tests):
            yield from _test_problems(study, (*here, word, i), part)


def _index_problems(study: _Checked) -> Iterator[Problem]:
    declared = study.declaration.index
    codes = [item.indicator for item in declared or ()] if declared != "standard" else []
    yield from _duplicates(("index",), codes)
    for i, item in enumerate(declared if declared and declared != "standard" else ()):
        if item.parent is not None and item.parent not in codes:
            yield ("index", i, "parent"), f"there is no indicator '{item.parent}'{nearest(item.parent, codes)}"
