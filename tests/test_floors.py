"""The floors of the house: imports run downward, rooms of one floor leave each other alone, no circle closes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "valuenet"

FLOORS = {
    **dict.fromkeys(("", "__main__", "cli"), 5),
    **dict.fromkeys(("run", "report", "explorer", "audit"), 4),
    **dict.fromkeys(("study", "collect", "resolve", "screen", "database", "reconstruct"), 3),
    **dict.fromkeys(("measures", "network", "index", "engine", "language"), 2),
    **dict.fromkeys(("model", "errors", "text", "version"), 1),
}
"""The floor of every room; the room "" is the package's own face, `import valuenet`."""
BESIDE = {("run", "report"), ("run", "audit"), ("__main__", "cli"), ("model", "errors"), ("model", "text")}
"""Imports between rooms of one floor that are allowed: (from, to)."""
ON_THE_GROUND = {"network": {"errors"}, "index": {"errors"}}
"""Rooms that stand alone, and all that they may import of the house."""


def modules(package: Path) -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: dict[str, Path]) -> set[str]:
    """Every module of the house that `name` imports: anywhere in it, for type checkers too, and by a quoted name."""
    house = name.partition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, name, is_package=path.name == "__init__.py")
            inside = {alias.name: f"{base}.{alias.name}" for alias in node.names}
            found |= {inside[word] if inside[word] in known else base for word in inside}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}:
            found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return {target for target in found if target.partition(".")[0] == house} - {name}


def _absolute(node: ast.ImportFrom, name: str, *, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    package = name.split(".") if is_package else name.split(".")[:-1]
    return ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])


def import_graph(package: Path) -> dict[str, set[str]]:
    """What each module of the package imports of the package."""
    known = modules(package)
    return {name: imports(name, path, known) for name, path in known.items()}


def room(module: str) -> str:
    """The room a module is in: the word after the package's name."""
    return module.split(".")[1] if "." in module else ""


def wrong_imports(module: str, targets: set[str]) -> Iterator[str]:
    """Say of each import that breaks the floors which rule it breaks."""
    here = room(module)
    for target in sorted(targets):
        there = room(target)
        if here not in FLOORS or there not in FLOORS:
            yield f"{module} imports {target}: give both rooms a floor in FLOORS"
        elif here == there or (here, there) in BESIDE:
            continue
        elif there not in ON_THE_GROUND.get(here, {there}):
            yield f"{module} imports {target}: {here} stands alone on {ON_THE_GROUND[here]}"
        elif FLOORS[there] >= FLOORS[here]:
            yield f"{module} (floor {FLOORS[here]}) imports {target} (floor {FLOORS[there]})"


def circle(graph: dict[str, set[str]]) -> list[str]:
    """One circle of imports, first module repeated at the end; empty where there is none."""
    finished: set[str] = set()

    def walk(name: str, trail: list[str]) -> list[str]:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in finished:
            return []
        for target in sorted(graph.get(name, ())):
            if found := walk(target, [*trail, name]):
                return found
        finished.add(name)
        return []

    return next((found for name in sorted(graph) if (found := walk(name, []))), [])


@cache
def house() -> dict[str, set[str]]:
    """The imports of the whole package, read when a test first asks: not when the tests are gathered."""
    return import_graph(SRC)


def test_imports_only_downward() -> None:
    assert len(house()) > 100
    wrong = [line for module, targets in house().items() for line in wrong_imports(module, targets)]
    assert not wrong, "\n".join(wrong)


def test_no_circle_of_imports() -> None:
    found = circle(house())
    assert not found, " imports ".join(found)


PLANTED = {
    "upward": ("text.py", "from valuenet import run", "valuenet.text (floor 1) imports valuenet.run (floor 4)"),
    "for types": (
        "text.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from valuenet.run import x",
        "valuenet.text (floor 1) imports valuenet.run (floor 4)",
    ),
    "late": (
        "text.py",
        "import importlib\ndef f():\n    importlib.import_module('valuenet.run')",
        "valuenet.text (floor 1) imports valuenet.run (floor 4)",
    ),
    "beside": (
        "collect/read.py",
        "from ..database import read",
        "valuenet.collect.read (floor 3) imports valuenet.database.read (floor 3)",
    ),
    "off the ground": (
        "network/graph.py",
        "from valuenet.text import fold",
        "valuenet.network.graph imports valuenet.text: network stands alone on {'errors'}",
    ),
    "no such floor": (
        "text.py",
        "import valuenet.attic",
        "valuenet.text imports valuenet.attic: give both rooms a floor in FLOORS",
    ),
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_wrong_import_is_found(case: str, tmp_path: Path) -> None:
    where, source, message = PLANTED[case]
    package = tmp_path / "valuenet"
    for name in ("__init__", "run", "text", "errors", "collect/__init__", "collect/read", "database/__init__"):
        _write(package / f"{name}.py", "")
    _write(package / "database" / "read.py", "from valuenet.errors import x\nfrom valuenet.database import y\n")
    _write(package / where, source)
    found = [line for name, targets in import_graph(package).items() for line in wrong_imports(name, targets)]
    assert found == [message]


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def test_a_planted_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c", "b"]
