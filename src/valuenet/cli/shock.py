"""The command on shocks: what happens to an industry when suppliers are cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from valuenet.cli.shown import (
    DEFAULT_STUDY,
    DataOption,
    JsonOption,
    QuietOption,
    TargetOption,
    progress,
    say,
    warn,
)
from valuenet.errors import DataError, UsageError

if TYPE_CHECKING:
    from valuenet.cli.shock_told import Told

_LIST = "file:"


def shock(
    target: TargetOption = DEFAULT_STUDY,
    remove: Annotated[
        list[str] | None,
        typer.Option(
            "--remove",
            help="Who goes: COLUMN:VALUE (country, home_country, region, sector, layer, kind, ...), overseas, "
            "top:N[:receivers|degree|weighted_degree], a name, an id, or file:PATH, a list of these; 'A & B': both. "
            "Repeat for more [default: the country abroad that supplies most].",
        ),
    ] = None,
    step: Annotated[
        list[str] | None,
        typer.Option("--step", help="A further step, 'A; B', that starts from what the one before left. Repeat."),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Cut off relations of this kind only. Repeat for more.")
    ] = None,
    family: Annotated[
        list[str] | None,
        typer.Option("--family", help="Relations of this family only, or all [default: technology, or --kind's]."),
    ] = None,
    sector: Annotated[
        list[str] | None, typer.Option("--sector", help="Suppliers of this sector only. Repeat for more.")
    ] = None,
    wave: Annotated[str | None, typer.Option("--wave", help="Wave [default: the reported one].")] = None,
    capacity: Annotated[
        float, typer.Option("--capacity", help="What a supplier can take on, as a share of its receivers.")
    ] = 0.5,
    threshold: Annotated[
        float, typer.Option("--threshold", help="A receiver fails that lost more than this share of a sector's inputs.")
    ] = 0.5,
    by: Annotated[
        str, typer.Option("--by", help="What says what a supplier supplies; 'sector,application_field': or else that.")
    ] = "sector",
    unknown: Annotated[
        bool, typer.Option("--unknown-counts", help="Inputs of unknown sector can bring a receiver down, too.")
    ] = False,
    observed: Annotated[
        bool, typer.Option("--observed-only", help="Only sample enterprises, whose ties were observed, can fail.")
    ] = False,
    critical: Annotated[int, typer.Option("--critical", help="How many most harmful suppliers.", min=1)] = 10,
    objective: Annotated[
        str, typer.Option("--objective", help="Their harm, counted in receivers, needs, relations or cut_off.")
    ] = "receivers",
    seed: Annotated[int, typer.Option("--seed", help="Number that all chance follows.", min=0)] = 0,
    data: DataOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write every table to, as CSV.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell what is lost when suppliers are cut off."""
    from valuenet.cli.shock_shown import shock_words
    from valuenet.cli.shock_tables import told_json, write_tables
    from valuenet.cli.shock_told import Call, told

    call = Call(
        steps=_steps(remove, step),
        chosen={"kind": kind or [], "family": family or [], "sector": sector or []},
        wave=wave,
        by=tuple(word.strip() for word in by.split(",") if word.strip()),
        capacity=capacity,
        threshold=threshold,
        unknown_counts=unknown,
        observed_only=observed,
        number=critical,
        objective=objective,
        seed=seed,
    )
    with progress(quiet or as_json) as tell:
        path, warnings = _database(target, data, out or Path("out"), tell)
        found: Told = told(path, call, tell)
        files = write_tables(found, out) if out else []
    warn(warnings, quiet)
    wrote = "".join(f"\nwrote {file}" for file in files)
    say(quiet, as_json, {"database": path, **told_json(found), "files": files}, lambda: shock_words(found) + wrote)


def _database(target: str, data: Path | None, out: Path, tell: Callable[[str, float], None]) -> tuple[Path, list[str]]:
    path = Path(target)
    if path.is_file() and path.suffix not in (".yaml", ".yml"):
        return path, []  # the way through run would import all that a build needs
    from valuenet.run.reuse import database_for

    built = database_for(target, data, out, tell, reuse=True)
    return built.path, built.warnings


def _steps(remove: list[str] | None, further: list[str] | None) -> list[list[str]]:
    steps = [_listed(remove)] if remove else []
    steps += [_listed(words.split(";")) for words in further or []]
    for words in steps:
        if not words:
            raise UsageError("a step removes nobody: give --step 'country:US; top:10'")
    return steps


def _listed(words: list[str]) -> list[str]:
    """The words of a step, those of its files among them."""
    found = []
    for word in (each.strip() for each in words):
        found += _read(Path(word[len(_LIST) :].strip())) if word.startswith(_LIST) else [word] if word else []
    return found


def _read(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a list ({error}); give one word or name a line, in UTF-8") from None
    words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not words:
        raise DataError(f"{path}: holds no word: give one country:..., name or id a line")
    return words
