"""The words of a call as codes of a network: any spelling of a value that the network knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import polars as pl

from valuenet.errors import UsageError, nearest

Spellings: TypeAlias = Mapping[str, Mapping[str, str]]
"""For a column, the code that each spelling means; spellings as `folded` gives them.

Columns of the nodes under their own names, those of the relations as `relation_kind`, `relation_family`.
"""
_SHOWN = 8


def folded(spelling: str) -> str:
    """Return `spelling` in one width, one case and without outer space.

    >>> folded("　ＵＳ ")
    'us'
    """
    return unicodedata.normalize("NFKC", spelling).strip().casefold()


def known_code(value: str, told: pl.Series, spelled: Mapping[str, str], nobody: str) -> str:
    """Return the code in `told` that `value` means: itself, or by one of the spellings of `spelled`.

    Raises `UsageError` with the sentence `nobody` and the nearest word that would be known.

    >>> known_code("美国", pl.Series(["US", "CN", None]), {"美国": "US"}, "no subject has the country '美国'")
    'US'
    """
    known: dict[str, str] = {folded(code): code for code in told.cast(pl.String).unique().drop_nulls().sort().to_list()}
    word = folded(value)
    code = known.get(word) or known.get(folded(spelled.get(word, "")))
    if code is None:
        here = [spelling for spelling, meant in spelled.items() if folded(meant) in known]
        raise UsageError(nobody + (nearest(word, [*here, *known]) or f"; known: {some(known.values())}"))
    return code


def some(words: Iterable[str]) -> str:
    """Return the first few of `words`, quoted, and how many more there are.

    >>> some(["a", "b"])
    "'a', 'b'"
    """
    listed = list(words)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return (", ".join(f"'{each}'" for each in listed[:_SHOWN]) or "nothing") + more
