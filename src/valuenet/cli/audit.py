"""Commands on published figures: the audit, and the records reconstructed from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from valuenet.cli.shown import (
    DEFAULT_STUDY,
    DataOption,
    JsonOption,
    QuietOption,
    StudyOption,
    progress,
    say,
    warn,
)
from valuenet.errors import UsageError


def audit(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="STUDY-or-FILE",
            help=f"A study, or a database file that 'build' wrote [default: {DEFAULT_STUDY}].",
        ),
    ] = None,
    figures: Annotated[
        Path | None, typer.Option("--figures", help="Audit the arithmetic of a CSV file of printed figures instead.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="YAML file of rules of your own, beside the built-in ones.")
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="List every figure, with the query behind it.")] = False,
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the database of a study.")] = Path("out"),
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Check published figures against the data, or their arithmetic."""
    if figures is not None and target is not None:
        raise UsageError("give a study (or a database file) or --figures FILE, not both")
    if figures is None and rules is not None:
        raise UsageError("--rules goes with --figures FILE: rules are about the arithmetic of printed figures")
    if figures is not None and whole:
        raise UsageError("--all lists the figures of a comparison; --figures FILE tells what does not add up in FILE")
    if figures is not None:
        failed = _arithmetic(figures, rules, quiet, as_json)
    else:
        failed = _comparison(target or DEFAULT_STUDY, whole, data, out, quiet, as_json)
    if failed:
        raise typer.Exit(1)


def _arithmetic(figures: Path, rules: Path | None, quiet: bool, as_json: bool) -> bool:
    from valuenet.audit.arithmetic import audit_figures
    from valuenet.audit.names import known_names
    from valuenet.audit.rules import read_rules
    from valuenet.cli.audit_shown import findings_json, findings_words
    from valuenet.model.figure import read_figures

    published = read_figures(figures)
    found = audit_figures(published, read_rules(rules), known_names(figures))
    say(quiet, as_json, findings_json(found), lambda: findings_words(found, published))
    return bool(found.findings)


def _comparison(target: str, whole: bool, data: Path | None, out: Path, quiet: bool, as_json: bool) -> bool:
    from valuenet.cli.compared_shown import compared_in, compared_json, compared_words
    from valuenet.database.read import Database
    from valuenet.run.reuse import database_for

    with progress(quiet or as_json) as tell:
        built = database_for(target, data, out, tell)
    warn(built.warnings, quiet)
    with Database(built.path) as database:
        compared = compared_in(database)
    say(quiet, as_json, {"database": built.path, **compared_json(compared)}, lambda: compared_words(compared, whole))
    return any(each.fails for each in compared)


def reconstruct(
    study: StudyOption = DEFAULT_STUDY,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Number that all chance follows [default: the study's own].", min=0)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder to write the source files to [default: STUDY/data].")
    ] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make a study's records anew from its published figures."""
    from valuenet.run.prepare import reconstruct_study

    with progress(quiet or as_json) as tell:
        files = reconstruct_study(study, out, seed, tell)
    say(quiet, as_json, {"files": files}, lambda: "\n".join(f"wrote {file}" for file in files))
