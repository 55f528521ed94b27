"""Commands around a study: write one, fetch its sources, check it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from valuenet.cli.shown import (
    DEFAULT_STUDY,
    DataOption,
    JsonOption,
    QuietOption,
    StudyOption,
    progress,
    say,
    source_line,
    warn,
)
from valuenet.errors import FetchError


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make.")],
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write a commented example study that builds as it stands."""
    from valuenet.study.template import new_study

    files = new_study(folder)
    say(
        quiet,
        as_json,
        {"study": folder, "files": files},
        lambda: f"{folder}: a study of {len(files)} files; next: valuenet report {folder}",
    )


def fetch(
    study: StudyOption = DEFAULT_STUDY,
    data: DataOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a file that has another hash than the study pins.")
    ] = False,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Download the sources that name an address, checked by hash."""
    from valuenet.run.prepare import fetch_sources

    with progress(quiet or as_json) as tell:
        sources = fetch_sources(study, data, replace=replace, tell=tell)
    say(quiet, as_json, {"sources": sources}, lambda: "\n".join(map(_fetch_line, sources)))
    failed = [each for each in sources if each["failed"]]
    if failed:
        raise FetchError(
            f"{len(failed)} of {len(sources)} files could not be fetched:\n"
            + "\n".join(each["state"] for each in failed)
        )


def _fetch_line(source: dict[str, Any]) -> str:
    return "{path}: {words} (licence: {licence})".format(
        words="failed" if source["failed"] else source["state"], **source
    )


def check(
    study: StudyOption = DEFAULT_STUDY, data: DataOption = None, quiet: QuietOption = False, as_json: JsonOption = False
) -> None:
    """Read everything, write nothing, print every problem."""
    from valuenet.run.prepare import check_study

    with progress(quiet or as_json) as tell:
        found = check_study(study, data, tell)
    warn(found["warnings"], quiet)
    say(quiet, as_json, found, lambda: _check_words(found))


def _check_words(found: dict[str, Any]) -> str:
    lines = [source_line(source) for source in found["sources"]]
    lines += [
        f"  {r['source_id']} row {r['row']}: {r['field'] or ''} {r['value'] or ''!r}: {r['reason']}"
        for r in found["rejected"]
    ]
    return "\n".join(lines)
