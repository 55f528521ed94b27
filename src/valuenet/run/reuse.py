"""The database that a user means: a file, or that of a study, built now or found as it was built before."""

from __future__ import annotations

from pathlib import Path

from valuenet.database.read import Database
from valuenet.errors import DatabaseError
from valuenet.run.built import Built, Progress


def database_for(target: str | Path, data: Path | None, out: Path, tell: Progress, *, reuse: bool = False) -> Built:
    """Return the database that `target` means: the file itself, or that of a study, built into the folder `out`.

    With `reuse`, a file that stands there already is taken where it was made by this valuenet of the same study and
    source files.
    """
    path = Path(target)
    if path.is_file() and path.suffix not in (".yaml", ".yml"):
        return Built(path)
    return _of_study(target, data, out, tell, reuse=reuse)


def _of_study(target: str | Path, data: Path | None, out: Path, tell: Progress, *, reuse: bool) -> Built:
    from valuenet.run.build import build, made_of  # loaded only where a build may be needed
    from valuenet.study.read import read_study

    study = read_study(target)
    made = out / f"{study.declaration.study}.duckdb"
    if reuse and made.is_file() and _fingerprint_in(made) == made_of(study, data):
        return Built(made)
    return build(study, data, made, tell)


def _fingerprint_in(path: Path) -> str | None:
    try:
        with Database(path) as database:
            return database.study["fingerprint"] and str(database.study["fingerprint"])
    except DatabaseError:
        return None
