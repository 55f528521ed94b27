"""The rules of the house: size, tests, documentation, labels, locks, and what no file may hold."""

from __future__ import annotations

import ast
import csv
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Term

from tests.in_one import in_one
from valuenet.model.vocabulary import vocabulary

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "valuenet"

LONGEST = 300
UNMIRRORED: frozenset[str] = frozenset()
"""Modules, as `collect/read.py`, without a test file of their own name: keep it empty, or say why."""

DEFINES = re.compile(r"^(?:async )?(?:def|class) ", re.MULTILINE)
"""A package's face that defines something is tested like a module, in `test_init.py`."""

FORBIDDEN = {
    "a path of one machine": r"(?<![\w.:/*-])/(?:home|root|tmp|work|opt|mnt|srv|Users)/",
    "an address of a package registry": r"pypi\.org|python[h]osted|--(?:extra-)?index-url\b|--find-link[s]",
    "a folder outside the repository": r"\.\./share[d]/(?!data\b)|share[d]/tools|\bfar[m]-",
}
OPEN_DATA = r"\.\./share[d]/data"
"""Only tests may look there, and they skip where it is missing."""
MADE = re.compile(r"\.(?!ci$)|build$|dist$|__pycache__$|.*\.egg-info$")
"""Folders that are made, and not part of a clean clone."""


def undocumented(tree: ast.AST, prefix: str = "") -> Iterator[str]:
    """Name every public class, function and method without a docstring, at any depth of classes."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node, f"{prefix}{node.name}.")


def files() -> list[Path]:
    """Every file of the tree that a clean clone would hold."""
    found = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = sorted(name for name in inner if not MADE.match(name))
        found += [Path(folder, name) for name in sorted(names) if not name.endswith((".duckdb", ".part"))]
    return found


@cache
def text(path: Path) -> str:
    """The text of a file, or nothing where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


MODULES = sorted(SRC.rglob("*.py"))
IN_STUDIES = {path for study in SRC.rglob("study.yaml") for path in study.parent.rglob("*.csv")}
CODES = sorted(set(SRC.rglob("*.csv")) - IN_STUDIES)
MESSAGES = sorted(SRC.rglob("*.ftl"))
TWIN = {"zh": "en", "en": "zh"}


def by_path(path: Path) -> str:
    """The name of a file in the list of tests."""
    return path.relative_to(ROOT).as_posix()


@in_one("module", MODULES)
def test_everything_public_is_documented(module: Path) -> None:
    tree = ast.parse(text(module))
    assert ast.get_docstring(tree), "the module has no docstring"
    bare = list(undocumented(tree))
    assert not bare, f"no docstring: {', '.join(bare)}"


@in_one("module", MODULES)
def test_no_module_is_too_long(module: Path) -> None:
    length = len(text(module).splitlines())
    assert length <= LONGEST, f"{length} lines, {LONGEST} are allowed: ask what it is hiding"


@in_one("module", MODULES)
def test_every_module_has_its_test_file(module: Path) -> None:
    path = module.relative_to(SRC)
    if path.as_posix() in UNMIRRORED or (path.name == "__init__.py" and not DEFINES.search(text(module))):
        return
    test = ROOT / "tests" / path.parent / f"test_{path.stem.strip('_')}.py"
    assert test.is_file(), f"there is no {by_path(test)}"


def test_no_exception_outlives_its_module() -> None:
    assert {path.relative_to(SRC).as_posix() for path in MODULES} >= UNMIRRORED


@in_one("path", files())
def test_no_file_names_what_only_one_place_has(path: Path) -> None:
    patterns = FORBIDDEN if path.is_relative_to(ROOT / "tests") else {**FORBIDDEN, "data for tests alone": OPEN_DATA}
    found = {what: re.search(pattern, text(path)) for what, pattern in patterns.items()}
    assert {what: f"{match[0]} at {match.start()}" for what, match in found.items() if match} == {}


@in_one("path", CODES)
def test_every_label_is_there_in_both_languages(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    pairs = [(name, f"{name[:-3]}_en") for name in rows[0] if name.endswith("_zh")]
    assert [row for row in rows for zh, en in pairs if not (row[zh] and row[en])] == []
    assert [row for row in rows for _, en in pairs if re.search(r"[\u3400-\u9fff]", row[en])] == []


def test_every_country_is_named_in_both_languages() -> None:
    assert [term.code for term in vocabulary("country").terms if not (term.label_zh and term.label_en)] == []


@in_one("path", MESSAGES)
def test_every_message_is_there_in_both_languages(path: Path) -> None:
    twin = Path(*(TWIN.get(part, part) for part in path.parts))
    assert twin.is_file(), f"there is no {by_path(twin)}"
    assert sorted(message_ids(path) - message_ids(twin)) == []


def message_ids(path: Path) -> set[str]:
    """Every message, term and attribute of a Fluent file; a broken entry is an error."""
    body = FluentParser().parse(path.read_text(encoding="utf-8")).body
    assert [entry.content for entry in body if isinstance(entry, Junk)] == []
    entries = [entry for entry in body if isinstance(entry, Message | Term)]
    attributes = {f"{entry.id.name}.{one.id.name}" for entry in entries for one in entry.attributes}
    return {entry.id.name for entry in entries} | attributes


LOCKS = sorted(ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("lock", LOCKS, ids=by_path)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: Path) -> None:
    lines = [line for line in text(lock).replace("\\\n", " ").splitlines() if line.partition("#")[0].strip()]
    assert [line.split()[0] for line in lines if not is_locked(line)] == []
    assert "://" not in text(lock)


def is_locked(line: str) -> bool:
    """Tell whether a line is a name, a version, perhaps a condition, then hashes, and nothing else."""
    requirement, *hashes = line.split("--hash=sha256:")
    known = re.fullmatch(r"[\w.-]+==[\w.+!]+(?: ; [\w .'\"=<>!()]+)?\s*", requirement)
    return bool(known and hashes) and all(re.fullmatch(r"[0-9a-f]{64}\s*", one) for one in hashes)


def test_the_lock_holds_what_the_package_asks_for() -> None:
    asked = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[<>=!~\[; ]", line)[0].lower().replace(".", "-").replace("_", "-") for line in asked}
    locked = set(re.findall(r"^([\w-]+)==", text(ROOT / "requirements.lock"), re.MULTILINE))
    assert names <= locked
