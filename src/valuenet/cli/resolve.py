"""The command on who is who: two names explained, a list of names resolved, and matching held against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from valuenet.cli.shown import JsonOption, QuietOption, say
from valuenet.errors import DataError, UsageError

if TYPE_CHECKING:
    import polars as pl

    from valuenet.cli.resolve_shown import Shown
    from valuenet.resolve.match.settings import Settings

_WORDS = {"explain": 2, "evaluate": 0, "names": 1}


def resolve(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="explain A B | evaluate | names FILE",
            help="'explain' compares two names step by step; 'names' finds who is who in a list of names, or, with "
            "--register, in a register; 'evaluate' holds matching against --gold.",
        ),
    ],
    gold: Annotated[Path | None, typer.Option("--gold", help="evaluate: CSV file of pairs: left,right[,same].")] = None,
    left: Annotated[Path | None, typer.Option("--left", help="evaluate: CSV file of records, the id first.")] = None,
    right: Annotated[Path | None, typer.Option("--right", help="evaluate: CSV file of the other records.")] = None,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="NAME=KIND", help="A field: name, text, number, date or code. Repeat."),
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(
            "--register", help="names: CSV file id,name[,country,city,parent,kind], a row a name; or ROR's own."
        ),
    ] = None,
    merge: Annotated[float, typer.Option("--merge", help="Score from which two are one.", min=0, max=1)] = 0.9,
    review: Annotated[float, typer.Option("--review", help="Score from which it is doubtful.", min=0, max=1)] = 0.5,
    out: Annotated[Path | None, typer.Option("--out", help="CSV file to write all results to.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell who is who: compare two names, resolve a list, evaluate."""
    from valuenet.cli.resolve_shown import explained_shown, names_shown
    from valuenet.resolve.match.settings import Settings

    verb = _verb(words)
    settings = Settings(merge=merge, review=min(review, merge))
    if verb == "explain":
        result = explained_shown(words[1], words[2], settings)
    elif verb == "names":
        result = names_shown(_table(Path(words[1])), _table(register) if register else None, settings)
    else:
        result = _evaluate(gold, left, right, field or [], settings)
    written = [_written(result.table, out)] if out else []
    wrote = "".join(f"\nwrote {file}" for file in written)
    say(quiet, as_json, {**result.told, "files": written}, lambda: result.words + wrote)


def _verb(words: list[str]) -> str:
    verb = words[0]
    if verb not in _WORDS:
        raise UsageError(f"'resolve {verb}' is unknown; say explain A B, names FILE or evaluate --gold FILE")
    if len(words) - 1 != _WORDS[verb]:
        raise UsageError(f"'resolve {verb}' takes {_WORDS[verb]} words after it, not {len(words) - 1}")
    return verb


def _evaluate(gold: Path | None, left: Path | None, right: Path | None, field: list[str], settings: Settings) -> Shown:
    from valuenet.cli.resolve_shown import names_evaluated, records_evaluated
    from valuenet.resolve.evaluation.gold import read_gold

    if gold is None:
        raise UsageError("'resolve evaluate' needs --gold FILE: pairs that someone has judged")
    pairs = read_gold(gold)
    if (left is None) != (right is None):
        raise UsageError("--left and --right go together: two files of records")
    if left is None or right is None:
        return names_evaluated(pairs, settings)
    tables = (_table(left), _table(right))
    return records_evaluated(pairs, *tables, _kinds(field, tables), settings.merge)


def _kinds(field: list[str], tables: tuple[pl.DataFrame, pl.DataFrame]) -> dict[str, str]:
    """Return the kind of each field: as told, else every column of both tables but the id, as a text."""
    both = [name for name in tables[0].columns[1:] if name in tables[1].columns]
    kinds = dict(each.partition("=")[::2] for each in field) or dict.fromkeys(both, "text")
    for name in kinds:
        if name not in both:
            raise UsageError(f"'{name}' is no column of both files; they share {', '.join(both) or 'none'}")
    if not kinds:
        raise UsageError("the two files share no column beside the id: there is nothing to compare")
    return kinds


def _table(path: Path) -> pl.DataFrame:
    import polars as pl

    try:
        table = pl.read_csv(path, infer_schema_length=0)
    except (OSError, pl.exceptions.PolarsError) as error:
        first = str(error).splitlines()[0]
        raise DataError(f"cannot read {path}: {first}; give a CSV file in UTF-8 with a header") from None
    if table.is_empty():
        raise DataError(f"{path.name} has no rows")
    return table


def _written(table: pl.DataFrame, out: Path) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    table.write_csv(out)
    return out
