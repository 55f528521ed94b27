"""A study: the YAML file that declares everything, read, located and checked before any data is touched."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from valuenet.errors import StudyError, UsageError, nearest
from valuenet.model.declarations import Indicator, Label, StudyDeclaration, TermDeclaration
from valuenet.model.vocabulary import Term, Vocabulary, vocabulary, vocabulary_names
from valuenet.study.check import Location, Problem, problems_of

_LARGEST_FILE = 5_000_000


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
        return {name: vocabulary(name).with_terms(map(_term, added.get(name, ()))) for name in vocabulary_names()}

    @cached_property
    def reported_wave(self) -> str:
        """The wave that the report speaks of: the one chosen, or the last."""
        return self.declaration.report.wave or max(self.declaration.waves, key=lambda wave: wave.date).wave

    @cached_property
    def index_tree(self) -> tuple[Indicator, ...]:
        """The index tree: the study's own, valuenet's standard one, or none."""
        declared = self.declaration.index
        return standard_index() if declared == "standard" else tuple(declared or ())


def _term(added: TermDeclaration) -> Term:
    return Term(added.code, added.zh, added.en, "study", added.aliases, added.extra)


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
    tree = _read_yaml(path)
    try:
        declaration = StudyDeclaration.model_validate(tree)
    except ValidationError as error:
        raise StudyError(_report(path, tree, [_problem(item) for item in error.errors()])) from None
    study = Study(path, declaration)
    problems = list(problems_of(declaration, study.vocabularies))
    if problems:
        raise StudyError(_report(path, tree, problems))
    return study


def _read_yaml(path: Path) -> Any:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise StudyError(f"{path}: larger than {_LARGEST_FILE:,} bytes; a study file declares data, it does not hold it")
        return YAML(typ="rt").load(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise StudyError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise StudyError(f"{path}{place}: not valid YAML: {error.problem or error.context}") from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise StudyError(f"{path}: not valid YAML: {error}") from None


def _problem(error: Mapping[str, Any]) -> Problem:
    location, message = tuple(error["loc"]), error["msg"]
    if error["type"] == "unknown_word":
        return (*location, error["ctx"]["word"]), message
    if error["type"] == "missing":
        return location, f"'{location[-1]}' is missing"
    if error["type"] == "string_type":
        return location, f"must be text; put {error['input']!r} in quotes"
    if error["type"] == "string_pattern_mismatch":
        return location, f"'{error['input']}' must be a word of letters, digits and _, beginning with a letter"
    return location, message.removeprefix("Value error, ")


def _position(tree: Any, location: Location) -> tuple[int, int]:
    """Return line and column (from 1) of the deepest part of `location` that the file holds."""
    line, column = 1, 1
    for part in location:
        if isinstance(tree, str) or not hasattr(tree, "lc"):
            break
        try:
            following = tree[part]
            row, col = tree.lc.key(part) if isinstance(tree, Mapping) else tree.lc.item(part)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # a part that only names the branch of a union
        line, column, tree = row + 1, col + 1, following
    return line, column


def _report(path: Path, tree: Any, problems: Sequence[Problem]) -> str:
    placed = sorted((*_position(tree, location), message) for location, message in problems)
    return "\n".join(f"{path}:{line}:{column}: {message}" for line, column, message in dict.fromkeys(placed))
