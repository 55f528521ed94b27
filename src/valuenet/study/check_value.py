"""Checks of the values and conditions of a source: their columns, waves, converters and codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from valuenet.model.declarations import StudyDeclaration
from valuenet.model.fields import fields
from valuenet.model.source import Condition, Source, Value
from valuenet.model.vocabulary import Vocabulary
from valuenet.study.words import meant, unknown_code
from valuenet.study.yaml_file import Location, Problem

_CONVERTERS = """text identifier label_zh label_en date future_date year count number share boolean money amount place
country region city kind code investors domain credit_code stock_code ror_id
grid_id"""
CONVERTERS = frozenset(_CONVERTERS.split())
"""The words that may stand after `as`; those of `valuenet.collect.convert.converters`."""
_SPANS = ("first_wave", "last_wave")
_PLACES = {"country": "country", "region": "region", "city": "city", "home_country": "country"}


class Checked(NamedTuple):
    """What the checks of one source look at."""

    study: StudyDeclaration
    vocabularies: Mapping[str, Vocabulary]
    source: Source

    @property
    def waves(self) -> list[str]:
        """The study's waves, in the order of the file."""
        return [wave.wave for wave in self.study.waves]


def vocabulary_of(field: str) -> str | None:
    """Return the vocabulary that the values of a field are codes of, or None.

    >>> vocabulary_of("home_country"), vocabulary_of("status"), vocabulary_of("patents")
    ('country', 'status', None)
    """
    declared = fields().get(field)
    return _PLACES.get(field) or (declared.vocabulary if declared else None)


def wave_problems(checked: Checked, here: Location, wave: str | None) -> Iterator[Problem]:
    """Yield a problem where `wave` is given and is none of the study's."""
    if wave is not None and wave not in checked.waves:
        yield here, f"'{wave}' is not a wave{meant(wave, checked.waves)}"


def personal_problems(checked: Checked, here: Location, column: str) -> Iterator[Problem]:
    """Yield a problem where `column`, the source's own or joined, is declared personal."""
    owners = [(checked.source, column)]
    for join in checked.source.join:
        prefix = f"{join.name or join.source}."
        if column.startswith(prefix) and join.source in checked.study.sources:
            owners.append((checked.study.sources[join.source], column.removeprefix(prefix)))
    for source, name in owners:
        if any(name == each or name.startswith(f"{each}.") for each in source.personal):
            yield here, f"column '{column}' is declared personal and is never read"


def condition_problems(checked: Checked, here: Location, conditions: Iterable[Condition]) -> Iterator[Problem]:
    """Yield a problem for each condition on a personal column, or with a pattern that is none."""
    for i, condition in enumerate(conditions):
        place: Location = (*here, "when", i)
        yield from personal_problems(checked, (*place, "column"), condition.column)
        if condition.matches is not None:
            try:
                pl.Series([""]).str.contains(condition.matches)
            except pl.exceptions.ComputeError:
                yield (*place, "matches"), f"'{condition.matches}' is not a regular expression"


def value_problems(checked: Checked, here: Location, value: Value) -> Iterator[Problem]:
    """Yield every problem of one value: its columns, wave, currency, converter, and the codes that it writes."""
    for column in value.columns:
        yield from personal_problems(checked, here, column)
    yield from wave_problems(checked, (*here, "wave"), value.wave)
    if value.currency is not None:
        yield from unknown_code((*here, "currency"), value.currency, checked.vocabularies["currency"])
    if value.convert is not None and value.convert not in CONVERTERS:
        yield (*here, "as"), f"there is no converter '{value.convert}'{meant(value.convert, sorted(CONVERTERS))}"
    if here[-1] in _SPANS and value.column is None:
        yield from wave_problems(checked, here, value.constant)
    yield from _target_problems(checked, here, value)


def _target_problems(checked: Checked, here: Location, value: Value) -> Iterator[Problem]:
    """Hold the codes that a study writes itself against the vocabulary of the field that they go to."""
    name = "funding_round" if here[-1] == "round" else vocabulary_of(str(here[-1])) if here[-2] == "fields" else None
    if name is None or value.convert not in (None, "code"):
        return
    known = checked.vocabularies[name]
    given: dict[Location, str | None] = {(*here, "constant"): value.constant, (*here, "otherwise"): value.otherwise}
    given |= {(*here, "map", cell): code for cell, code in (value.map or {}).items()}
    for place, code in given.items():
        if code and known.find(code) is None:
            yield from unknown_code(place, code, known)
