"""A study file as YAML: read with the place of every word, so that each complaint can name line and column."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.reader import ReaderError

from valuenet.errors import StudyError

Location = tuple[str | int, ...]
"""The way from the top of a study file to one of its parts."""
Problem = tuple[Location, str]
"""A place in a study file and what is wrong there."""

LARGEST_FILE = 5_000_000
"""Bytes; a study file declares data, it does not hold it."""


class _Constructor(RoundTripConstructor):
    """Dates stay text: whether they are dates is told with their place, by the declarations."""


def _as_text(constructor: RoundTripConstructor, node: ScalarNode) -> str:
    return str(node.value)


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _as_text)


def read_yaml(path: Path) -> Any:
    """Return what the file at `path` holds; its mappings and lists know where they stand.

    Raises `StudyError` naming `file:line:column` where the file is not UTF-8 or not YAML, and where it is larger
    than `LARGEST_FILE`.
    """
    text = _text(path)
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    try:
        return yaml.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise StudyError(f"{path}{place}: not valid YAML: {error.problem or error.context}") from None
    except ReaderError as error:
        place = _place_of(text[: error.position])
        raise StudyError(f"{path}:{place}: not valid YAML: a control character ({error.reason})") from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise StudyError(f"{path}: not valid YAML: {error}") from None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise StudyError(
                f"{path}: larger than {LARGEST_FILE:,} bytes; move data out of it, into files of their own"
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(error.object[: error.start].decode("utf-8-sig", "replace"))
        raise StudyError(f"{path}:{place}: not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise StudyError(f"{path}: cannot be read: {error.strerror}") from None


def _place_of(before: str) -> str:
    line = before.count("\n") + 1
    return f"{line}:{len(before) - before.rfind(chr(10))}"


def position(tree: Any, location: Location) -> tuple[int, int]:
    r"""Return line and column (from 1) of the deepest part of `location` that the file holds.

    >>> position(YAML().load("study: x\ntitle:\n  en: X"), ("title", "en"))
    (3, 3)
    """
    line, column = 1, 1
    for part in location:
        try:
            following = tree[part]
            row, col = tree.lc.key(part) if hasattr(tree, "keys") else tree.lc.item(part)
        except (AttributeError, IndexError, KeyError, TypeError):
            break
        line, column, tree = row + 1, col + 1, following
    return line, column


def report(path: Path, tree: Any, problems: Iterable[Problem]) -> str:
    """Return every problem as one line `file:line:column: what is wrong`, in the order of the file."""
    placed = sorted((*position(tree, location), message) for location, message in problems)
    return "\n".join(f"{path}:{line}:{column}: {message}" for line, column, message in dict.fromkeys(placed))
