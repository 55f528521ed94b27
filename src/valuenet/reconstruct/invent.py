"""Invented names: they say in both languages that they are synthetic, and no two of them can be joined."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from valuenet.model.vocabulary import vocabulary

MARK_ZH, MARK_EN = "合成", "Synthetic"
_DIGITS = 5


def invented_names(kinds: Iterable[str], numbers: Iterable[int]) -> pl.DataFrame:
    """Return `name_zh` and `name_en` for a subject of each kind and number; the numbers make them unique.

    A name is the word for synthetic, the label of the kind, and the number: nothing that a real organisation is
    called, and nothing that cleaning names could make alike.

    >>> invented_names(["enterprise"], [123]).row(0)
    ('合成企业00123', 'Synthetic enterprise 00123')
    """
    terms = {term.code: (term.label_zh, term.label_en.lower()) for term in vocabulary("kind").terms}
    named = [(*terms[kind], f"{number:0{_DIGITS}d}") for kind, number in zip(kinds, numbers, strict=True)]
    return pl.DataFrame(
        {
            "name_zh": [f"{MARK_ZH}{zh}{digits}" for zh, _, digits in named],
            "name_en": [f"{MARK_EN} {en} {digits}" for _, en, digits in named],
        },
        schema={"name_zh": pl.String, "name_en": pl.String},
    )
