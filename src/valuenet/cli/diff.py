"""The command that puts two builds, or two waves of one, beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from valuenet.cli.shown import JsonOption, QuietOption, progress, say
from valuenet.errors import UsageError


def diff(
    a: Annotated[Path, typer.Argument(metavar="A", help="A database file that 'build' wrote.")],
    b: Annotated[
        Path | None, typer.Argument(metavar="B", help="Another; without it, two waves of the first are compared.")
    ] = None,
    wave: Annotated[
        list[str] | None, typer.Option("--wave", help="Wave to look at, of both; given twice, of each in turn.")
    ] = None,
    top: Annotated[int, typer.Option("--top", help="How much of each list to show; 0 shows all.", min=0)] = 10,
    lang: Annotated[str, typer.Option("--lang", help="Language of the words: en or zh.")] = "en",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell what differs between two builds, or two waves of one."""
    from valuenet.cli.diff_shown import diff_words
    from valuenet.database.diff.diff import difference
    from valuenet.database.diff.sides import sides
    from valuenet.language import LANGUAGES
    from valuenet.report.labels import labels
    from valuenet.report.method import TERMS

    if lang not in LANGUAGES:
        raise UsageError(f"'{lang}' is not a language; known: {', '.join(LANGUAGES)}")
    with progress(quiet or as_json) as tell:
        both = sides(a, b, tuple(wave or ()))
        try:
            found = difference(both, top, tell)
            side = both.b if both.b.whole else both.a
            terms = side.database.query(
                TERMS if side.whole else "SELECT vocabulary, code, label_zh, label_en FROM vocabulary"
            )
            words = labels(terms, side.database.query("SELECT subject_id, name_zh, name_en FROM subject"))
        finally:
            both.a.database.close()
            both.b.database.close()
    say(quiet, as_json, found, lambda: diff_words(found, words, lang, top))
