"""A study: the YAML file that declares everything, read, located and checked before any data is touched."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from valuenet.errors import StudyError, UsageError, nearest
from valuenet.model.declarations import Index, Indicator, StudyDeclaration, TermDeclaration
from valuenet.model.declared import Label
from valuenet.model.term import Term
from valuenet.model.vocabulary import Vocabulary, vocabulary, vocabulary_names
from valuenet.study.check import problems_of
from valuenet.study.invalid import problems_in
from valuenet.study.yaml_file import read_yaml, report


@dataclass(frozen=True)
class Study:
    """A checked study: where it is, what it declares, and its vocabularies with its own additions."""

    path: Path
    declaration: StudyDeclaration

    @property
    def folder(self) -> Path:
        """The folder of the study file."""
        return self.path.parent

    @cached_property
    def vocabularies(self) -> dict[str, Vocabulary]:
        """Every vocabulary, with the study's additions."""
        added = self.declaration.vocabularies
        return {name: _extended(vocabulary(name), added.get(name, ())) for name in vocabulary_names()}

    @cached_property
    def reported_wave(self) -> str:
        """The wave that the report speaks of: the one chosen, or the last."""
        return self.declaration.report.wave or max(self.declaration.waves, key=lambda wave: wave.date).wave

    @cached_property
    def index(self) -> Index | None:
        """The index with its tree spelled out, the study's own or valuenet's standard one; None where there is none."""
        declared = self.declaration.index
        if not declared:
            return None
        index = declared if isinstance(declared, Index) else Index(tree=declared)
        return index.model_copy(update={"tree": standard_index()}) if index.tree == "standard" else index


def _extended(known: Vocabulary, added: Iterable[TermDeclaration]) -> Vocabulary:
    added = tuple(added)
    if not added:
        return known  # the very one, of which much is kept
    by_code = {term.code: term for term in known.terms}
    return known.with_terms(_term(each, by_code.get(each.code)) for each in added)


def _term(added: TermDeclaration, known: Term | None) -> Term:
    """Return the term that a study adds; one that is known keeps its further columns and all its spellings."""
    if known is None:
        return Term(added.code, added.zh, added.en, "study", added.aliases, added.extra)
    spellings = dict.fromkeys((*added.aliases, known.label_zh, known.label_en, *known.aliases))
    return Term(added.code, added.zh, added.en, "study", tuple(spellings), {**known.extra, **added.extra})


def standard_index() -> tuple[Indicator, ...]:
    """Return the standard regional competitiveness index: 6 dimensions, 10 components, 24 indicators."""
    text = (files("valuenet.model") / "standard_index.csv").read_text(encoding="utf-8")
    return tuple(
        Indicator(
            indicator=row["indicator"],
            title=Label(zh=row["label_zh"], en=row["label_en"]),
            parent=row["parent"] or None,
            weight=float(row["weight"]) if row["weight"] else None,
            printed_weight=float(row["printed_weight"]) if row["printed_weight"] else None,
            direction=1 if row["direction"] != "-1" else -1,
            measure=row["measure"] or None,
        )
        for row in csv.DictReader(text.splitlines())
    )


def find_study(name: str | Path) -> Path:
    """Return the path of the study file that `name` means: a folder, a file, or a packaged study.

    Raises `UsageError` naming what was looked for.
    """
    path = Path(name)
    if path.is_file():
        return path
    if (path / "study.yaml").is_file():
        return path / "study.yaml"
    packaged = Path(str(files("valuenet"))) / "studies"
    known = sorted(p.parent.name for p in packaged.glob("*/study.yaml"))
    if str(name) in known:
        return packaged / str(name) / "study.yaml"
    hint = nearest(str(name), known) or "; give a folder that holds a study.yaml, or start one with 'valuenet new DIR'"
    raise UsageError(f"there is no study at '{name}'{hint}")


def read_study(name: str | Path) -> Study:
    """Read and check the study that `name` means.

    Raises `StudyError` listing every problem as `file:line:column: what is wrong`.
    """
    path = find_study(name)
    tree = read_yaml(path)
    try:
        study = Study(path, StudyDeclaration.model_validate(tree))
    except ValidationError as error:
        raise StudyError(report(path, tree, problems_in(error))) from None
    problems = list(problems_of(study.declaration, study.vocabularies))
    if problems:
        raise StudyError(report(path, tree, problems))
    return study
