"""The command that asks of doubtful pairs whether they are one, and keeps the answers in the study."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from valuenet.cli.shown import DEFAULT_STUDY, DataOption, JsonOption, QuietOption, StudyOption, progress, say, warn

if TYPE_CHECKING:
    from valuenet.database.doubtful import Doubt
    from valuenet.resolve.judgements import Judgement

_ANSWERS = {"s": "same", "d": "different", "u": "unsure"}
_ASKED = "same, different, unsure, next or quit (s/d/u/n/q, then the reason if there is one)? "


def review(
    study: StudyOption = DEFAULT_STUDY,
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", help="Folder of the database, as of other commands.")] = Path("out"),
    file: Annotated[
        Path | None, typer.Option("--file", help="Take the pairs of this database file; build nothing.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Only list the pairs, the weightiest first.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="Ask again what was judged to be unsure.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Ask or list so many pairs at most.")] = None,
    who: Annotated[str | None, typer.Option("--who", help="Who judges [default: the user's name].")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Judge doubtful pairs: are two names one organisation? Answers go to the study's judgements.csv."""
    from valuenet.database.doubtful import doubtful_pairs
    from valuenet.database.read import Database
    from valuenet.resolve.judgements import read_judgements
    from valuenet.run.resolution import judgements_file
    from valuenet.run.reuse import database_for
    from valuenet.study.read import read_study

    kept = judgements_file(read_study(study))
    with progress(quiet or as_json) as tell:
        built = database_for(file or study, data, out, tell, reuse=True)
    warn(built.warnings, quiet)
    with Database(built.path) as database:
        known = _judged(database, read_judgements(kept), unsure=unsure)
        asked = [
            each
            for each in doubtful_pairs(database)
            if frozenset((each.left.subject_id, each.right.subject_id)) not in known
            and (unsure or each.reason != "judged_unsure")
        ][:limit]
    if listed or as_json or not asked:
        result = {"judgements": kept, "pairs": [_as_json(each) for each in asked]}
        say(quiet, as_json, result, lambda: "\n".join(_line(each) for each in asked) or "no pair is doubtful")
        return
    written = _walk(asked, kept, who or _user(), lambda: input(_ASKED))
    say(quiet, False, {}, lambda: f"{written} of {len(asked)} pairs judged, in {kept}; the next build applies them")


def _judged(database: Any, judgements: Iterable[Judgement], *, unsure: bool) -> set[frozenset[str]]:
    from valuenet.database.doubtful import judged_pairs
    from valuenet.resolve.judgements import UNSURE, in_force

    valid = (each for each in in_force(judgements) if not (unsure and each.judgement == UNSURE))
    return judged_pairs(database, ((each.left, each.right) for each in valid))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this system's list
        return ""


def _walk(asked: list[Doubt], kept: Path, who: str, ask: Callable[[], str]) -> int:
    """Show each pair and ask until it is answered; return how many judgements were written."""
    from valuenet.resolve.judgements import Judgement, add_judgement

    written = 0
    for at, doubt in enumerate(asked, start=1):
        _show(doubt, at, len(asked))
        for answer, why in _answers(ask):
            if answer == "q":
                return written
            if answer in _ANSWERS:
                left, right = doubt.left.reference, doubt.right.reference
                add_judgement(kept, Judgement(left, right, _ANSWERS[answer], who, date.today().isoformat(), why))
                written += 1
            break
    return written


def _answers(ask: Callable[[], str]) -> Iterator[tuple[str, str]]:
    """Yield answers that are understood; the end of the input is `q`."""
    while True:
        try:
            letter, _, why = ask().strip().partition(" ")
        except EOFError:
            letter, why = "q", ""
            print()
        known = {**{word: key for key, word in _ANSWERS.items()}, "next": "n", "quit": "q"}
        letter = known.get(letter.casefold(), letter.casefold())
        if letter in (*_ANSWERS, "n", "q"):
            yield letter, why.strip()


def _as_json(doubt: Doubt) -> dict[str, Any]:
    return asdict(doubt)


def _line(doubt: Doubt) -> str:
    sides = " | ".join(f"{side.reference} ({side.relations:,} relations)" for side in (doubt.left, doubt.right))
    return f"{doubt.score:.2f}  {sides}  ·  {doubt.reason}"


def _show(doubt: Doubt, at: int, of: int) -> None:
    """Print both sides beside each other, as wide as the terminal is."""
    from rich.console import Console
    from rich.table import Table

    from valuenet.cli.review_shown import heading, parts, rows

    table = Table(title=heading(doubt, at, of), title_justify="left", show_header=False, expand=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for label, left, right in rows(doubt):
        table.add_row(label, left, right)
    console = Console(file=sys.stdout)
    console.print(table)
    for line in parts(doubt):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
