"""Downloading the sources of a study, each file once; one failure does not keep the others away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from valuenet.collect.fetch import fetch
from valuenet.errors import FetchError
from valuenet.model.source import Source


def download(
    sources: Mapping[str, Source], folder: Path, *, replace: bool, tell: Callable[[str, float], None]
) -> list[dict[str, Any]]:
    """Download every source that names an address into `folder`.

    Returns for each file: source, path, licence, `state` in words, and whether it `failed`. A source without an
    address is told to be placed by hand; one that comes with the study is left alone.
    """
    report: dict[str, dict[str, Any]] = {}
    for name, source in sources.items():
        if source.path not in report:
            state, failed = _downloaded(name, source, folder, replace, tell)
            report[source.path] = {
                "source": name,
                "path": source.path,
                "licence": source.licence or "no licence stated",
                "state": state,
                "failed": failed,
            }
    return list(report.values())


def _downloaded(
    name: str, source: Source, folder: Path, replace: bool, tell: Callable[[str, float], None]
) -> tuple[str, bool]:
    if source.folder == "study":
        return "comes with the study", False
    if source.url is None:
        return "names no address: place the file by hand", False
    told, target = partial(tell, f"fetch {name}"), folder / source.path
    try:
        found = fetch(name, source.url, source.sha256, target, folder=folder, replace=replace, progress=told)
    except FetchError as error:
        return str(error), True
    return found.state, False
