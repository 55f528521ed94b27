"""The command line: thin commands over `valuenet.run`, with messages a policy analyst understands."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from valuenet.errors import FetchError, UsageError, ValuenetError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="From raw records of an industry's organisations to a checked database, a network, an index and a report.",
)

StudyOption = Annotated[
    str, typer.Argument(metavar="STUDY", help="A study's folder, its study.yaml, or the name of a packaged study.")
]
TargetOption = Annotated[
    str, typer.Argument(metavar="STUDY-or-FILE", help="A study, or a database file that 'build' wrote.")
]
DataOption = Annotated[Path | None, typer.Option("--data", help="Folder of the source files [default: STUDY/data].")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")]
PROGRESS_AFTER_SECONDS = 1.0
INTERRUPTED = 130


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Give a callback that draws one bar on the terminal once the work has taken a second."""
    if quiet or not sys.stderr.isatty():
        yield lambda words, done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=1.0)
    began, shown = time.monotonic(), False

    def tell(words: str, done: float) -> None:
        nonlocal shown
        if not shown and time.monotonic() - began > PROGRESS_AFTER_SECONDS:
            bar.start()
            shown = True
        # A finished task would stop its clock, and every stage begins anew.
        bar.update(task, description=f"{words:<40}", completed=min(done, 0.999))

    try:
        yield tell
    finally:
        if shown:
            bar.stop()


def _say(quiet: bool, as_json: bool, result: dict[str, Any], words: Callable[[], str]) -> None:
    if as_json:
        print(json.dumps(result, ensure_ascii=False, default=str))
    elif not quiet:
        print(words())


def _warn(warnings: list[str], quiet: bool) -> None:
    for warning in () if quiet else warnings:
        print(f"warning: {warning}", file=sys.stderr)


def _version(wanted: bool) -> None:
    if wanted:
        from valuenet.version import version as installed

        print(f"valuenet {installed()}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make.")],
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write a commented example study that builds as it stands."""
    from valuenet.study.template import new_study

    files = new_study(folder)
    _say(
        quiet,
        as_json,
        {"study": folder, "files": files},
        lambda: f"{folder}: a study of {len(files)} files; next: valuenet report {folder}",
    )


@app.command()
def fetch(
    study: StudyOption,
    data: DataOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a file that has another hash than the study pins.")
    ] = False,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Download the sources that name an address, checked by hash."""
    from valuenet.run import fetch_sources

    with _progress(quiet or as_json) as tell:
        sources = fetch_sources(study, data, replace=replace, tell=tell)
    _say(quiet, as_json, {"sources": sources}, lambda: "\n".join(map(_fetch_line, sources)))
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


@app.command()
def check(study: StudyOption, data: DataOption = None, quiet: QuietOption = False, as_json: JsonOption = False) -> None:
    """Read everything, write nothing, print every problem."""
    from valuenet.run import check_study

    with _progress(quiet or as_json) as tell:
        found = check_study(study, data, tell)
    _say(quiet, as_json, found, lambda: _check_words(found))


def _check_words(found: dict[str, Any]) -> str:
    lines = [_source_line(source) for source in found["sources"]]
    lines += [
        f"  {r['source_id']} row {r['row']}: {r['field'] or ''} {r['value'] or ''!r}: {r['reason']}"
        for r in found["rejected"]
    ]
    return "\n".join(lines)


def _source_line(source: dict[str, Any]) -> str:
    return "{source_id}: {rows_read:,} rows read = {rows_kept:,} kept + {rows_rejected:,} rejected".format(**source)


@app.command()
def build(
    study: StudyOption,
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
    from valuenet.run import build as build_study

    with _progress(quiet or as_json) as tell:
        built = build_study(study, data, out, tell)
    _warn(built.warnings, quiet)
    with Database(built.path) as database:
        account = account_of(database)
    _say(
        quiet,
        as_json,
        {"database": built.path, "warnings": built.warnings, **account},
        lambda: _account_words(built.path, account),
    )


def _account_words(path: Path, account: dict[str, Any]) -> str:
    sources = [_source_line(source) for source in account["sources"]]
    kinds = ["{kind}: {collected:,} collected, {sample:,} in the sample".format(**kind) for kind in account["kinds"]]
    return "\n".join(
        [
            *sources,
            *kinds,
            "{relations:,} relations among {nodes:,} nodes in the network".format(**account),
            f"wrote {path}",
        ]
    )


@app.command()
def report(
    target: TargetOption,
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", help="Folder to write to.")] = Path("out"),
    lang: Annotated[str, typer.Option("--lang", help="Languages, in order.")] = "zh,en",
    format: Annotated[str, typer.Option("--format", help="Formats; html is the only one yet.")] = "html",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write the report, a page for each language (a study is built first)."""
    from valuenet.database.read import Database
    from valuenet.language import LANGUAGES, Language
    from valuenet.report.write import write_report
    from valuenet.run import database_for

    languages = cast("list[Language]", _words(lang, LANGUAGES, "language"))
    _words(format, ("html",), "format")
    with _progress(quiet or as_json) as tell:
        built = database_for(target, data, out, tell)
        with Database(built.path) as database:
            database.hold_views()
            pages = write_report(database, out, languages, progress=tell)
    _warn(built.warnings, quiet)
    result = {"database": built.path, "pages": pages, "warnings": built.warnings}
    _say(quiet, as_json, result, lambda: "\n".join(f"wrote {page}" for page in pages))


def _words(given: str, known: tuple[str, ...], what: str) -> list[str]:
    words = [word.strip() for word in given.split(",") if word.strip()]
    for word in words:
        if word not in known:
            raise UsageError(f"'{word}' is not a {what}; known: {', '.join(known)}")
    if not words:
        raise UsageError(f"give a {what}: {', '.join(known)}")
    return words


@app.command()
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

    measure = measure_named(table)
    with Database(file) as database:
        rows = trace_rows(database, measure, key_values(measure, keys or []))
    _say(
        quiet, as_json, {"table": table, "rows": rows}, lambda: "\n".join(_trace_line(row) for row in rows) or "no rows"
    )


def _trace_line(row: dict[str, Any]) -> str:
    if "path" not in row:
        return "  ·  ".join(f"{name} {value}" for name, value in row.items())
    return f"{row['name']}  ·  {row['source_id']}, {row['path']}, row {row['row']}"


def main() -> None:
    """Run the command line; a user's mistake ends in one clear message and exit code 1 or 2, never in a traceback."""
    as_json = "--json" in sys.argv
    try:
        code = app(standalone_mode=False) or 0
        if code == INTERRUPTED:  # typer turns an interrupt into this code, without a word
            raise KeyboardInterrupt
    except ValuenetError as error:
        code = _fail(str(error), as_json, error.exit_code)
    except typer.TyperException as error:
        code = _fail(f"{error.format_message()} (valuenet COMMAND --help tells the words it takes)", as_json, 2)
    except (KeyboardInterrupt, typer.Abort):
        code = _fail("interrupted; nothing was changed", as_json, INTERRUPTED)
    except BrokenPipeError:
        code = 0
    sys.exit(code)


def _fail(message: str, as_json: bool, code: int) -> int:
    if as_json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    print(f"error: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()
