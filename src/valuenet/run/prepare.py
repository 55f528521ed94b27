"""What is done before a build: reading a study's files without writing, fetching them, making them anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from valuenet.run.build import collect
from valuenet.run.built import Progress
from valuenet.run.sources import source_row
from valuenet.run.voice import checked_voice
from valuenet.study.read import read_study


def check_study(study: str | Path, data: Path | None, tell: Progress) -> dict[str, Any]:
    """Read every source of a study, write nothing, and return the account of its rows and all that was rejected."""
    checked = read_study(study)
    _, told = checked_voice(checked)
    collected = list(collect(checked, data or checked.folder / "data", lambda *_: None, tell))
    rejected = [
        {"source_id": each.source_id, "path": each.path, **row}
        for each in collected
        for row in each.records.rejects.sort("row", nulls_last=True).iter_rows(named=True)
    ]
    account = ("source_id", "rows_read", "rows_kept", "rows_rejected")
    return {
        "sources": [{name: row[name] for name in account} for row in map(source_row, collected)],
        "rejected": rejected,
        "warnings": told,
    }


def fetch_sources(study: str | Path, data: Path | None, *, replace: bool, tell: Progress) -> list[dict[str, Any]]:
    """Download the sources of a study that name an address into the folder `data`; see `collect.downloads`."""
    from valuenet.collect.downloads import download  # the network client is loaded by this command alone

    checked = read_study(study)
    return download(checked.declaration.sources, data or checked.folder / "data", replace=replace, tell=tell)


def reconstruct_study(study: str | Path, out: Path | None, seed: int | None, tell: Progress) -> list[Path]:
    """Make the source files of a study from its published figures, and return them.

    They are written to `out`, or to the study's own folder `data`; `seed` is the one its assumptions name where none
    is given. Raises a `ValuenetError` where figures and assumptions do not fit together.
    """
    from valuenet.reconstruct.build import reconstruct_folder  # its solvers are loaded by this command alone
    from valuenet.reconstruct.write import write_tables

    checked = read_study(study)
    waves = {wave.wave: wave.date for wave in checked.declaration.waves}
    tables = reconstruct_folder(checked.folder, checked.declaration.country, waves, seed, tell)
    return write_tables(tables, out or checked.folder / "data")
