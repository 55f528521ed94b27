"""valuenet: from raw records of an industry's organisations to a checked database, a network, an index and a report.

>>> import valuenet as vn
>>> db = vn.build("studies/example", out="example.duckdb")  # doctest: +SKIP
>>> db.table("enterprises.by_region")                        # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from valuenet.database.read import Database

__all__ = ["build", "open"]


def build(study: str | Path, data: str | Path | None = None, out: str | Path | None = None) -> Database:
    """Build the database of a study and open it; see `valuenet.run.build.build` for the parameters and errors."""
    from valuenet.run.build import build as run_build

    built = run_build(study, Path(data) if data else None, Path(out) if out else None)
    return open(built.path)


def open(path: str | Path) -> Database:
    """Open a database file that `build` wrote, for reading; see `valuenet.database.read.Database`."""
    from valuenet.database.read import Database

    return Database(Path(path))
