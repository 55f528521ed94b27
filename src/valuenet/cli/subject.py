"""The command on one subject: everything known of it, from where, what is used of it and why, and its ties."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from valuenet.cli.shown import DEFAULT_STUDY, DataOption, JsonOption, QuietOption, progress, say, warn
from valuenet.errors import UsageError


def subject(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name of it in any script, its id, or a registered id.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="STUDY-or-FILE", help="A study, or a database file that 'build' wrote.")
    ] = DEFAULT_STUDY,
    top: Annotated[int, typer.Option("--top", help="Ties of each kind to list; 0 lists all.", min=0)] = 10,
    lang: Annotated[str, typer.Option("--lang", help="Language of the words: en or zh.")] = "en",
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the database of a study.")] = Path("out"),
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Print what is known of a subject, from where, and its ties."""
    from valuenet.cli.subject_shown import subject_json, subject_words
    from valuenet.database.read import Database
    from valuenet.database.subject import subject_card
    from valuenet.language import LANGUAGES, Language
    from valuenet.report.labels import labels
    from valuenet.report.method import TERMS
    from valuenet.run.find import find_subject
    from valuenet.run.reuse import database_for

    if lang not in LANGUAGES:
        raise UsageError(f"'{lang}' is not a language; known: {', '.join(LANGUAGES)}")
    with progress(quiet or as_json) as tell:
        built = database_for(target, data, out, tell, reuse=True)
    warn(built.warnings, quiet)
    with Database(built.path) as database:
        found = find_subject(database, name)
        card = subject_card(database, found.subject_id)
        names = database.query("SELECT subject_id, name_zh, name_en FROM subject LIMIT 0")
        words = labels(database.query(TERMS), names)
    language: Language = lang
    say(
        quiet,
        as_json,
        {"database": built.path, "found_by": found.by, **subject_json(card, top)},
        lambda: subject_words(card, found.by, words, language, top),
    )
