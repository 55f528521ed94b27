"""Checks of one source of a study: its path, joins and records, and every name in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from valuenet.model.declarations import StudyDeclaration
from valuenet.model.fields import MARK_FIELDS, NAME_FIELDS, PLACE_FIELDS, fields, fields_of
from valuenet.model.source import (
    Record,
    RelationDeclaration,
    RoundDeclaration,
    Source,
    SubjectDeclaration,
    record_values,
)
from valuenet.model.vocabulary import Vocabulary
from valuenet.study.check_value import Checked, condition_problems, personal_problems, value_problems, wave_problems
from valuenet.study.words import duplicates, meant, unknown_code
from valuenet.study.yaml_file import Location, Problem


def source_problems(study: StudyDeclaration, vocabularies: Mapping[str, Vocabulary], name: str) -> Iterator[Problem]:
    """Yield every word in the source `name` of `study` that names nothing, and a path that leads out of the folder."""
    checked = Checked(study, vocabularies, study.sources[name])
    for location, message in _problems(checked):
        yield ("sources", name, *location), message


def _problems(checked: Checked) -> Iterator[Problem]:
    source = checked.source
    yield from _path_problems(source)
    for i, wave in enumerate(source.waves or ()):
        yield from wave_problems(checked, ("waves", i), wave)
    yield from _join_problems(checked)
    words = [each.record if isinstance(each, SubjectDeclaration) else None for each in source.records]
    yield from duplicates(("records",), words)
    for i, record in enumerate(source.records):
        yield from _record_problems(checked, ("records", i), record, list(filter(None, words)))
        for where, value in record_values(record):
            yield from value_problems(checked, ("records", i, *where), value)


def _path_problems(source: Source) -> Iterator[Problem]:
    path = source.path.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
        yield ("path",), f"'{source.path}' leaves the data folder; give a path inside it, without '..'"


def _join_problems(checked: Checked) -> Iterator[Problem]:
    names = [join.name or join.source for join in checked.source.join]
    yield from duplicates(("join",), names)
    for i, join in enumerate(checked.source.join):
        here: Location = ("join", i)
        other = checked.study.sources.get(join.source)
        if other is None:
            known = list(checked.study.sources)
            yield (*here, "source"), f"there is no source '{join.source}'{meant(join.source, known)}"
        if not join.on:
            yield (*here, "on"), "must name the columns that are equal, as in {id: company_id}"
        for own, column in join.on.items():
            yield from personal_problems(checked, (*here, "on", own), own)
            yield from personal_problems(checked, (*here, "on", own), f"{names[i]}.{column}")


def _record_problems(checked: Checked, here: Location, record: Record, words: list[str]) -> Iterator[Problem]:
    yield from condition_problems(checked, here, record.when)
    if isinstance(record, SubjectDeclaration):
        yield from _subject_problems(checked, here, record)
    elif isinstance(record, RoundDeclaration):
        yield from _word_problems((*here, "financing_round"), record.financing_round, words)
    else:
        yield from _relation_problems(checked, here, record, words)


def _relation_problems(
    checked: Checked, here: Location, record: RelationDeclaration, words: list[str]
) -> Iterator[Problem]:
    yield from unknown_code((*here, "relation"), record.relation, checked.vocabularies["relation_kind"])
    for end, part in (("ego", record.ego), ("alter", record.alter)):
        if isinstance(part, str):
            yield from _word_problems((*here, end), part, words)
        else:
            yield from condition_problems(checked, (*here, end), part.when)
            yield from _subject_problems(checked, (*here, end), part)


def _word_problems(here: Location, word: str, words: Iterable[str]) -> Iterator[Problem]:
    if word not in words:
        yield here, f"no record of this source is named '{word}'{meant(word, words)}"


def _subject_problems(checked: Checked, here: Location, record: SubjectDeclaration) -> Iterator[Problem]:
    given = [record.subject.constant, record.subject.otherwise, *(record.subject.map or {}).values()]
    kinds = list(dict.fromkeys(kind for kind in given if kind))
    wrong = [each for kind in kinds for each in unknown_code((*here, "subject"), kind, checked.vocabularies["kind"])]
    yield from wrong
    if not wrong:
        own = {item.field for kind in kinds for item in fields_of(kind)} if kinds else set(fields())
        allowed = sorted({*own, *NAME_FIELDS, *PLACE_FIELDS, *MARK_FIELDS})
        for name in record.fields:
            if name not in allowed:
                whose = f" of {' or '.join(kinds)}" if kinds else ""
                yield (*here, "fields", name), f"'{name}' is not a field{whose}{meant(name, allowed)}"
    if not set(NAME_FIELDS) & set(record.fields):
        yield (*here, "fields"), f"a subject needs a name: give one of {', '.join(NAME_FIELDS)}"
