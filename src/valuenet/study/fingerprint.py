"""What a build was made of: one hash over the program, the study's definitions and its source files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
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
    for path in (*_own_files(), *_files_of(folder), *sorted(sources)):
        digest = _file_hash(path)
        whole.update(f"{path.name}\0{digest}\n".encode())
    return whole.hexdigest()


def _own_files() -> Iterator[Path]:
    """Yield the files of the package, without its studies and without what Python or a compiler made."""
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE).parts
        if path.is_file() and inside[0] != "studies" and "__pycache__" not in inside:
            yield path


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
