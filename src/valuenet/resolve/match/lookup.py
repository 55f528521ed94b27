"""Which organisation of a register a text names, an affiliation as an author writes it for one."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from valuenet.resolve.match.hits import Hit, hits
from valuenet.resolve.match.register import Register

FOUND = pl.Schema(
    {
        "text": pl.String,
        "id": pl.String,
        "name": pl.String,
        "score": pl.Float64,
        "rule": pl.String,
        "decision": pl.String,
    }
)
"""A text, the organisation that it names (null for none), by which of its names, how surely, and what follows."""


def looked_up(texts: Iterable[str], known: Register, merge: float = 0.9, review: float = 0.5) -> pl.DataFrame:
    """Return for each of `texts` the organisation of the register that it names (columns `FOUND`).

    A name counts where it stands whole in the text; the more words, the rarer they are and the better its city and
    country fit the rest of the text, the surer. Names that several bear share the odds.

    >>> rows = [("r1", "Peking University", "CN", "Beijing", None), ("r2", "Oxford University", "GB", "Oxford", None)]
    >>> from valuenet.resolve.match.register import REGISTER, register
    >>> known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    >>> looked_up(["Physics, Oxford Univ., UK"], known).select("id", "decision").row(0)
    ('r2', 'merge')
    """
    rows = []
    for text in texts:
        best, score = _best(hits(text, known), known)
        decision = "merge" if score >= merge else "review"
        if best is None or score < review:
            rows.append((text, None, None, score if best else None, None, "none"))
        else:
            rows.append((text, known.entries[best.entry].id, known.names[best.name], score, best.rule, decision))
    return pl.DataFrame(rows, schema=FOUND, orient="row")


def _best(found: list[Hit], known: Register) -> tuple[Hit | None, float]:
    """Return the likeliest hit and its share of the odds; hits of one organisation count once.

    A hit that is the parent of another one in the same text, by more than initials, does not compete with it: the
    whole stands for both.
    """
    odds: dict[int, float] = {}
    named = {hit.entry for hit in found if len(hit.name) > 5}
    for hit in found:
        odds[hit.entry] = max(odds.get(hit.entry, 0.0), hit.odds)
    for entry in [each for each in odds if known.entries[each].parent in odds]:
        parent = known.entries[entry].parent
        if parent is None or parent == entry:
            continue
        if parent in named:
            odds[parent], odds[entry] = max(odds[parent], odds[entry]), 0.0
    if not found:
        return None, 0.0
    best = max(found, key=lambda hit: (odds[hit.entry], -hit.entry))
    return best, odds[best.entry] / (1 + sum(odds.values()))
