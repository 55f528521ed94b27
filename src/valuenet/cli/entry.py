"""The command line: thin commands over `valuenet.run`, with messages a policy analyst understands."""

from __future__ import annotations

import json
import os
import sys
import warnings
from typing import Annotated

import typer

from valuenet.cli.audit import audit, reconstruct
from valuenet.cli.diff import diff
from valuenet.cli.effect import effect
from valuenet.cli.index import index
from valuenet.cli.network import network
from valuenet.cli.prepare import check, fetch, new
from valuenet.cli.produce import build, report, trace
from valuenet.cli.resolve import resolve
from valuenet.cli.review import review
from valuenet.cli.shock import shock
from valuenet.cli.subject import subject
from valuenet.cli.table import table
from valuenet.errors import ValuenetError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="From raw records of an industry's organisations to a checked database, a network, an index and a report.",
)
INTERRUPTED = 130


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


_STUDIES = (new, fetch, check, build, report, table, review, effect, trace, subject, diff)
_METHODS = (network, shock, index, resolve, audit, reconstruct)
for command in (*_STUDIES, *_METHODS):
    app.command()(command)


def main() -> None:
    """Run the command line; a user's mistake ends in one clear message and exit code 1 or 2, never in a traceback."""
    as_json = "--json" in sys.argv
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", RuntimeWarning)
        code = _called(as_json)
    if "--quiet" not in sys.argv:
        for message in dict.fromkeys(str(each.message) for each in warned if issubclass(each.category, RuntimeWarning)):
            print(f"warning: {message}", file=sys.stderr)
    sys.exit(code)


def _called(as_json: bool) -> int:
    try:
        code = app(standalone_mode=False) or 0
        sys.stdout.flush()  # a reader who has gone is noticed here, and not when the program ends
        if code == INTERRUPTED:  # typer turns an interrupt into this code, without a word
            raise KeyboardInterrupt
    except ValuenetError as error:
        code = _fail(str(error), as_json, error.exit_code)
    except typer.TyperException as error:
        code = _fail(f"{error.format_message()} (valuenet COMMAND --help tells the words it takes)", as_json, 2)
    except (KeyboardInterrupt, typer.Abort):
        code = _fail("interrupted; nothing was changed", as_json, INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be written goes nowhere
        code = 0
    return code


def _fail(message: str, as_json: bool, code: int) -> int:
    if as_json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    print(f"error: {message}", file=sys.stderr)
    return code
