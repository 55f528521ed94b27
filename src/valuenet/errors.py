"""The errors that valuenet raises for a reader's eyes: each says what, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class ValuenetError(Exception):
    """Something a user can mend; `str()` is the whole message, without a traceback.

    `exit_code` is what the command line returns: 1 where the data is at fault, 2 where the call is.
    """

    exit_code = 1


class DataError(ValuenetError):
    """An input file cannot be read, or does not hold what the study says it holds."""


class StudyError(ValuenetError):
    """A study file is wrong; the message names `file:line:column`."""


class DatabaseError(ValuenetError):
    """A database file is missing, broken, or would break one of the model's promises."""


class FetchError(ValuenetError):
    """A download failed or was refused."""


class UsageError(ValuenetError):
    """The command was called with words it does not take."""

    exit_code = 2


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint naming the known word nearest to `word`, or an empty string.

    >>> nearest("enterprize", ["enterprise", "investor"])
    "; did you mean 'enterprise'?"
    >>> nearest("xyz", ["enterprise"])
    ''
    """
    folded = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean '{folded[found[0]]}'?" if found else ""
