"""Checks of what a study says about precedence: fields that are there, and sources that are there once."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.model.declarations import StudyDeclaration
from valuenet.model.fields import NAME_FIELDS, PLACE_FIELDS, fields
from valuenet.model.precedence import ruled_fields
from valuenet.study.words import duplicates, meant
from valuenet.study.yaml_file import Location, Problem


def precedence_problems(study: StudyDeclaration) -> Iterator[Problem]:
    """Yield every field and source in `resolution: precedence:` that names nothing, or nothing to be chosen from."""
    for name, rule in study.resolution.precedence.fields.items():
        here: Location = ("resolution", "precedence", "fields", name)
        yield from _field_problems(here, name)
        if isinstance(rule, tuple):
            yield from _source_problems(here, rule, study)


def _field_problems(here: Location, name: str) -> Iterator[Problem]:
    if name in ruled_fields():
        return
    if name in PLACE_FIELDS:
        yield here, f"'{name}' is chosen together with the rest of the place; give the rule to 'place'"
    elif name in NAME_FIELDS or name in fields():
        yield here, f"of '{name}' every value is kept; there is nothing to choose"
    else:
        yield here, f"'{name}' is not a field{meant(name, ruled_fields())}"


def _source_problems(here: Location, rule: tuple[str, ...], study: StudyDeclaration) -> Iterator[Problem]:
    if not rule:
        yield here, "name a source, or give one of: source, recency, majority"
    yield from duplicates(here, list(rule))
    for i, source in enumerate(rule):
        if source not in study.sources:
            yield (*here, i), f"there is no source '{source}'{meant(source, study.sources)}"
