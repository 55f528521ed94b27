"""Checks of a study that one word alone cannot fail: every name it uses must mean something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from valuenet.errors import DataError, nearest
from valuenet.index.recipe import recipe_of
from valuenet.index.tree import Indicator as Node
from valuenet.index.tree import tree_of
from valuenet.measures.catalogue import indicators
from valuenet.model.declarations import Index, Indicator, StudyDeclaration, TermDeclaration, Test
from valuenet.model.fields import PLACE_FIELDS, fields
from valuenet.model.vocabulary import Vocabulary, vocabulary, vocabulary_names
from valuenet.study.check_precedence import precedence_problems
from valuenet.study.check_source import source_problems
from valuenet.study.check_value import vocabulary_of
from valuenet.study.words import duplicates, meant, unknown_code
from valuenet.study.yaml_file import Location, Problem

_CLOSED = """country currency doubt group_role judgement judgement_outcome kind match_rule name_kind network_reading
precedence_rule reading rejection_reason rejection_scope relation_family relation_kind statement_reason statistic
stop_reason tie_cause value_cause wave_cause wave_direction wave_nature"""
CLOSED = frozenset(_CLOSED.split())
"""Vocabularies whose codes valuenet itself works with; a study adds no terms to them."""
_BROADER = {"city": "region", "region": "metropolitan_region", "sector": "sector_family"}
"""The vocabulary of a term's `broader` code, by the term's own vocabulary."""


def problems_of(declaration: StudyDeclaration, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Problem]:
    """Yield every word of `declaration` that names nothing: a field, code, source, record, wave or indicator.

    `vocabularies` are all of them, with the study's additions.
    """
    yield from _vocabulary_problems(declaration, vocabularies)
    yield from unknown_code(("country",), declaration.country, vocabularies["country"])
    yield from _wave_problems(declaration)
    for name in declaration.sources:
        yield from source_problems(declaration, vocabularies, name)
    yield from precedence_problems(declaration)
    yield from _rule_problems(declaration, vocabularies)
    yield from duplicates(("groups",), [group.group for group in declaration.groups])
    yield from _index_problems(declaration.index)


def _vocabulary_problems(declaration: StudyDeclaration, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Problem]:
    open_ones = sorted(set(vocabulary_names()) - CLOSED)
    for name, terms in declaration.vocabularies.items():
        here: Location = ("vocabularies", name)
        if name in CLOSED:
            yield here, f"'{name}' takes no further terms: valuenet works with the codes it has"
        elif name not in open_ones:
            yield here, f"there is no vocabulary '{name}' to add to{meant(name, open_ones)}"
        else:
            yield from duplicates(here, [term.code for term in terms])
            for i, term in enumerate(terms):
                yield from _term_problems((*here, i), term, vocabularies, name)


def _term_problems(
    here: Location, term: TermDeclaration, vocabularies: Mapping[str, Vocabulary], name: str
) -> Iterator[Problem]:
    for word in ("code", "zh", "en"):
        if not getattr(term, word).strip():
            yield (*here, word), "must not be empty"
    known = sorted({column for each in vocabulary(name).terms for column in each.extra} | {"broader"})
    for column, value in term.extra.items():
        if column not in known:
            yield (*here, "extra", column), f"'{column}' is no column of '{name}'{meant(column, known)}"
        elif column == "broader" and name in _BROADER:
            yield from unknown_code((*here, "extra", column), value, vocabularies[_BROADER[name]])
    for spelling in (term.code, term.zh, term.en, *term.aliases):
        owner = vocabularies[name].find(spelling)
        if spelling.strip() and owner != term.code:
            yield here, f"'{spelling}' is already a spelling of '{owner}' in '{name}'"


def _wave_problems(declaration: StudyDeclaration) -> Iterator[Problem]:
    waves = [wave.wave for wave in declaration.waves]
    yield from duplicates(("waves",), waves)
    yield from duplicates(("waves",), [wave.date.isoformat() for wave in declaration.waves])
    reported = declaration.report.wave
    if reported is not None and reported not in waves:
        yield ("report", "wave"), f"'{reported}' is not a wave{meant(reported, waves)}"


def _rule_problems(declaration: StudyDeclaration, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Problem]:
    yield from duplicates(("screening",), [rule.rule for rule in declaration.screening])
    for i, rule in enumerate(declaration.screening):
        yield from unknown_code(("screening", i, "kind"), rule.kind, vocabularies["kind"])
        yield from _test_problems(declaration, vocabularies, ("screening", i, "test"), rule.test)


def _test_problems(
    declaration: StudyDeclaration, vocabularies: Mapping[str, Vocabulary], here: Location, test: Test
) -> Iterator[Problem]:
    yield from _empty(here, test)
    yield from _field_problems(vocabularies, here, test)
    for source in test.source or ():
        if source not in declaration.sources:
            yield (*here, "source"), f"there is no source '{source}'{meant(source, declaration.sources)}"
    for word, vocabulary_name in (("relation", "relation_kind"), ("located_in", "country")):
        for code in getattr(test, word) or ():
            yield from unknown_code((*here, word), code, vocabularies[vocabulary_name])
    for location, part in _inner(here, test):
        yield from _test_problems(declaration, vocabularies, location, part)


def _empty(here: Location, test: Test) -> Iterator[Problem]:
    for word, value in test.model_dump(by_alias=True, include=test.model_fields_set).items():
        if value is None or value in ((), {}, ""):
            yield (*here, word), "must not be empty"
        for field, codes in value.items() if word == "is" and value else ():
            if not codes:
                yield (*here, word, field), "must not be empty"


def _field_problems(vocabularies: Mapping[str, Vocabulary], here: Location, test: Test) -> Iterator[Problem]:
    known = [*fields(), *PLACE_FIELDS]
    asked: dict[Location, str] = {(*here, "has"): test.has} if test.has else {}
    asked |= {(*here, "is", name): name for name in test.equals or {}}
    for location, name in asked.items():
        if name not in known:
            yield location, f"'{name}' is not a field{meant(name, known)}"
    for name, codes in (test.equals or {}).items():
        owner = vocabulary_of(name)
        for code in codes if owner else ():
            yield from unknown_code((*here, "is", name), code, vocabularies[str(owner)])


def _inner(here: Location, test: Test) -> Iterator[tuple[Location, Test]]:
    for word, parts in (("any", test.any), ("all", test.all)):
        yield from (((*here, word, i), part) for i, part in enumerate(parts or ()))
    if test.fails is not None:
        yield (*here, "not"), test.fails


def _index_problems(declared: Index | Sequence[Indicator] | str | None) -> Iterator[Problem]:
    here: Location = ("index",)
    weighted = True
    if isinstance(declared, Index):
        try:
            weighted = recipe_of(declared.recipe).weigh.method == "given"
        except DataError as error:
            yield (*here, "recipe"), str(error).removeprefix("recipe: ")
        declared, here = declared.tree, (*here, "tree")
    if declared and not isinstance(declared, str):
        codes = [item.indicator for item in declared]
        wrong = [*duplicates(here, codes), *_unknown_in_index(here, declared, codes)]
        yield from wrong or _not_a_tree(here, declared, weighted=weighted)


def _not_a_tree(here: Location, declared: Iterable[Indicator], *, weighted: bool) -> Iterator[Problem]:
    nodes = (Node(item.indicator, item.parent, item.direction, item.weight) for item in declared)
    try:
        tree_of(nodes, weighted=weighted)
    except DataError as error:
        yield here, str(error)


def _unknown_in_index(here: Location, declared: Sequence[Indicator], codes: Sequence[str]) -> Iterator[Problem]:
    parents = {item.parent for item in declared}
    for i, item in enumerate(declared):
        if item.parent is not None and item.parent not in codes:
            yield (*here, i, "parent"), f"there is no indicator '{item.parent}'{nearest(item.parent, codes)}"
        word = "measure" if item.measure is not None else "indicator"
        name = item.measure or item.indicator
        if name not in indicators() and (item.measure is not None or item.indicator not in parents):
            yield (*here, i, word), f"no query is named '{name}'{meant(name, indicators())}"
