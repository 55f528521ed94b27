"""Commands that make something of a study: the database, the report, the rows behind a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from valuenet.cli.shown import (
    DEFAULT_STUDY,
    DataOption,
    JsonOption,
    QuietOption,
    StudyOption,
    TargetOption,
    progress,
    say,
    source_line,
    warn,
)
from valuenet.errors import UsageError


def build(
    study: StudyOption = DEFAULT_STUDY,
    data: DataOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Database file to write [default: out/NAME.duckdb].")
    ] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Build a study into one database file."""
    from valuenet.database.account import account as account_of
    from valuenet.database.read import Database
    from valuenet.run.build import build as build_study

    with progress(quiet or as_json) as tell:
        built = build_study(study, data, out, tell)
    warn(built.warnings, quiet)
    with Database(built.path) as database:
        account = account_of(database)
    say(
        quiet,
        as_json,
        {"database": built.path, "warnings": built.warnings, **account},
        lambda: _account_words(built.path, account),
    )


def _account_words(path: Path, account: dict[str, Any]) -> str:
    sources = [source_line(source) for source in account["sources"]]
    kinds = ["{kind}: {collected:,} collected, {sample:,} in the sample".format(**kind) for kind in account["kinds"]]
    return "\n".join(
        [
            *sources,
            *kinds,
            "{relations:,} relations among {nodes:,} nodes in the network".format(**account),
            f"wrote {path}",
        ]
    )


def report(
    target: TargetOption = DEFAULT_STUDY,
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", help="Folder to write to.")] = Path("out"),
    lang: Annotated[str, typer.Option("--lang", help="Languages, in order.")] = "zh,en",
    format: Annotated[str, typer.Option("--format", help="Formats: html, pdf, xlsx, md.")] = "html",
    paper: Annotated[str, typer.Option("--paper", help="Paper of the PDF: a4, us-letter.")] = "a4",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write the report: pages and prints in each language, and a workbook (a study is built first)."""
    from valuenet.database.read import Database
    from valuenet.language import LANGUAGES, Language
    from valuenet.report.material import gather
    from valuenet.report.write import FORMATS, PAPERS, Format, write_gathered
    from valuenet.run.reuse import database_for

    languages = cast("list[Language]", _words(lang, LANGUAGES, "language"))
    formats = cast("list[Format]", _words(format, FORMATS, "format"))
    if paper not in PAPERS:
        raise UsageError(f"'{paper}' is not a paper; known: {', '.join(PAPERS)}")
    with progress(quiet or as_json) as tell:
        built = database_for(target, data, out, tell)
        with Database(built.path) as database:
            material = gather(database, tell)
        pages = write_gathered(material, out, languages, formats, paper=paper, progress=tell)
    warn(built.warnings, quiet)
    result = {"database": built.path, "pages": pages, "warnings": built.warnings}
    say(quiet, as_json, result, lambda: "\n".join(f"wrote {page}" for page in pages))


def _words(given: str, known: tuple[str, ...], what: str) -> list[str]:
    words = [word.strip() for word in given.split(",") if word.strip()]
    for word in words:
        if word not in known:
            raise UsageError(f"'{word}' is not a {what}; known: {', '.join(known)}")
    if not words:
        raise UsageError(f"give a {what}: {', '.join(known)}")
    return words


def trace(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A database file that 'build' wrote.")],
    table: Annotated[str, typer.Argument(metavar="CHAPTER.TABLE", help="A result table.")],
    keys: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE", help="Which row of the table.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """List the rows behind a figure: source, file and row of each."""
    from valuenet.database.read import Database
    from valuenet.database.trace import key_values, measure_named, trace_rows

    with Database(file) as database:
        measure = measure_named(table, database)
        rows = trace_rows(database, measure, key_values(measure, keys or []))
    say(
        quiet, as_json, {"table": table, "rows": rows}, lambda: "\n".join(_trace_line(row) for row in rows) or "no rows"
    )


def _trace_line(row: dict[str, Any]) -> str:
    if "path" not in row:
        return "  ·  ".join(f"{name} {value}" for name, value in row.items())
    return f"{row['name']}  ·  {row['source_id']}, {row['path']}, row {row['row']}"
