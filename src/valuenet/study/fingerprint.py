"""What a build was made of: one hash over the program, the study's definitions and its source files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_AT_ONCE = 1 << 20
_DEFINING = (".yaml", ".yml", ".csv", ".sql", ".ftl")
"""Files that a study is made of; others beside them may be what valuenet wrote."""


def fingerprint(folder: Path, sources: Iterable[Path]) -> str:
    """Return a hash of valuenet's own files, of the definitions in the study's `folder`, and of the files `sources`.

    Two builds of the same fingerprint give the same tables, so a file that has it need not be built again. Files in
    folders inside `folder` count where they are among `sources`.
    """
    whole = hashlib.sha256()
    for line in (*_own_lines(), *map(_line, _files_of(folder)), *map(_line, sorted(sources))):
        whole.update(line)
    return whole.hexdigest()


def _line(path: Path) -> bytes:
    return f"{path.name}\0{_file_hash(path)}\n".encode()


@cache
def _own_lines() -> tuple[bytes, ...]:
    """Return what is said of the package's files as this process found them: what it has imported stays what it is."""
    return tuple(map(_line, sorted(_own_files())))


def _own_files() -> Iterator[Path]:
    """Yield the files of the package, without its studies and without what Python or a compiler made."""
    for folder, inside, names in os.walk(_PACKAGE):
        left_out = {"__pycache__", "studies"} if Path(folder) == _PACKAGE else {"__pycache__"}
        inside[:] = [name for name in inside if name not in left_out]
        yield from (Path(folder, name) for name in names)


def _files_of(folder: Path) -> list[Path]:
    """Return the files that define the study: beside its YAML, and its own voice in the folder `report`."""
    own = (path for path in (folder / "report").rglob("*") if path.suffix in _DEFINING or path.stem == "logo")
    beside = (path for path in folder.iterdir() if path.suffix in _DEFINING)
    return sorted(path for path in (*beside, *own) if path.is_file())


def _file_hash(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            found.update(piece)
    return found.hexdigest()
