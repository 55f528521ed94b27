"""The command that gives one table of a report, in the format that is wanted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

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
from valuenet.errors import DataError, UsageError, nearest

if TYPE_CHECKING:
    from valuenet.report.document import Document


def table(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The table, as CHAPTER.TABLE; without it, all are listed.")
    ] = None,
    target: TargetOption = DEFAULT_STUDY,
    data: DataOption = None,
    format: Annotated[str, typer.Option("--format", help="csv, parquet, xlsx, md, html or typst.")] = "csv",
    lang: Annotated[str, typer.Option("--lang", help="Language of the labels: zh or en.")] = "zh",
    out: Annotated[Path | None, typer.Option("--out", help="File to write; else it is printed.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Give one table of the report, as a file or printed; alone, list all tables."""
    from valuenet.database.read import Database
    from valuenet.language import LANGUAGES, Language
    from valuenet.report.table import BINARY, TABLE_FORMATS, TableFormat, table_document, table_of

    if name is None:
        _list(quiet, as_json)
        return
    form, language = cast(TableFormat, format), cast(Language, lang)
    _check(format, TABLE_FORMATS, "format")
    _check(lang, LANGUAGES, "language")
    if form in BINARY and out is None and not as_json:
        raise UsageError(f"a table as {form} is not for the terminal; name the file with --out FILE")
    _check_name(name, target)
    with Database(_database(target, data, quiet or as_json or out is None)) as database:
        if out is not None:
            _write(out, table_of(database, name, language, form))
            say(quiet, as_json, {"database": database.path, "table": name, "file": out}, lambda: f"wrote {out}")
        elif as_json:
            say(quiet, as_json, _as_json(table_document(database, name, language)), str)
        else:
            sys.stdout.write(table_of(database, name, language, form).decode())


def _database(target: str, data: Path | None, quiet: bool) -> Path:
    """Return the database file that is meant; only for a study is what makes one loaded."""
    path = Path(target)
    if path.is_file() and path.suffix not in (".yaml", ".yml"):
        return path
    from valuenet.run.reuse import database_for

    with progress(quiet) as tell:
        built = database_for(target, data, Path("out"), tell, reuse=True)
    warn(built.warnings, quiet)
    return built.path


def _check(given: str, known: tuple[str, ...], what: str) -> None:
    if given not in known:
        raise UsageError(f"'{given}' is not a {what}{nearest(given, known)}; known: {', '.join(known)}")


def _check_name(name: str, target: str) -> None:
    """Refuse a name that no table of the target has, before anything is built."""
    from valuenet.database.read import Database
    from valuenet.measures.catalogue import catalogue
    from valuenet.report.method import method_measures
    from valuenet.report.table import table_names
    from valuenet.study.read import read_study
    from valuenet.study.voice import read_voice

    known = {**method_measures(), **catalogue()}
    if name in known:
        return
    path = Path(target)
    if path.is_file() and path.suffix not in (".yaml", ".yml"):
        with Database(path) as database:
            names = set(table_names(database))
    else:
        names = {*known, *(each.name for each in read_voice(read_study(target).folder).tables)}
    if name not in names:
        raise UsageError(f"there is no table '{name}'{nearest(name, names)} ('valuenet table' lists all of them)")


def _list(quiet: bool, as_json: bool) -> None:
    from valuenet.measures.catalogue import catalogue
    from valuenet.report.method import method_measures

    measures = {**method_measures(), **catalogue()}
    tables = [{"table": name, "title_zh": each.title_zh, "title_en": each.title_en} for name, each in measures.items()]
    width = max(map(len, measures))
    say(
        quiet,
        as_json,
        {"tables": tables},
        lambda: "\n".join(f"{row['table']:<{width}}  {row['title_en']} · {row['title_zh']}" for row in tables),
    )


def _as_json(told: Document) -> dict[str, Any]:
    (block,) = told.chapters[0].blocks
    names = [column.name for column in block.columns]
    return {
        "table": block.name,
        "title": block.title,
        "synthetic": told.synthetic,
        "columns": {column.name: {"label": column.label, "unit": column.unit} for column in block.columns},
        "rows": [
            {
                **dict(zip(names, row.values, strict=True)),
                **{
                    f"{column.name}_label": shown
                    for column, value, shown in zip(block.columns, row.values, row.shown, strict=True)
                    if column.coded and value is not None
                },
            }
            for row in block.rows
        ],
    }


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror or error}") from error
