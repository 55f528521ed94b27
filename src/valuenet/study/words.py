"""The two complaints that every check of a study makes: a word is there twice, a word means nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from valuenet.errors import nearest
from valuenet.model.vocabulary import Vocabulary
from valuenet.study.yaml_file import Location, Problem

_LISTED = 12


def meant(word: str, known: Iterable[str]) -> str:
    """Return a hint at the known word nearest to `word`; where none is near, the known words if they are few.

    >>> meant("2108", ["2018", "2019"]), meant("x", ["a", "b"]), meant("x", [])
    ("; did you mean '2018'?", '; known here: a, b', '; known here: none')
    """
    words = list(known)
    few = f"; known here: {', '.join(words) or 'none'}" if len(words) <= _LISTED else ""
    return nearest(word, words) or few


def duplicates(location: Location, words: Sequence[str | None]) -> Iterator[Problem]:
    """Yield each word that stands in the list at `location` a second time; None is no word.

    >>> list(duplicates(("waves",), ["2018", "2019", "2018"]))
    [(('waves', 2), "'2018' is declared twice")]
    """
    for i, word in enumerate(words):
        if word is not None and word in words[:i]:
            yield (*location, i), f"'{word}' is declared twice"


def unknown_code(location: Location, code: str, known: Vocabulary) -> Iterator[Problem]:
    """Yield a problem where `code` is not a code of the vocabulary.

    >>> from valuenet.model.vocabulary import vocabulary
    >>> [message for _, message in unknown_code((), "listd", vocabulary("status"))]
    ["'listd' is not a code of 'status'; did you mean 'listed'?"]
    """
    if code not in known:
        codes = [term.code for term in known.terms]
        yield location, f"'{code}' is not a code of '{known.name}'{meant(code, codes)}"
