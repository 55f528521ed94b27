"""Which organisation of a register a text names, an affiliation as an author writes it for one."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from valuenet.resolve.match.hits import hits
from valuenet.resolve.match.odds import Meant, meant, odds
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

    A name counts where it stands in the text: word for word, in another order, with a slip, or most of its rare words;
    what speaks for it and against it are the levels of `register_weights.csv`. Organisations that one text names
    share the odds, so that a text that names several with equal right is doubtful.

    >>> rows = [("r1", "Peking University", "CN", "Beijing", None), ("r2", "Oxford University", "GB", "Oxford", None)]
    >>> from valuenet.resolve.match.register import REGISTER, register
    >>> known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    >>> looked_up(["Physics, Oxford Univ., UK"], known).select("id", "decision").row(0)
    ('r2', 'merge')
    """
    rows: list[tuple[str, str | None, str | None, float | None, str | None, str]] = []
    for text in texts:
        words, found = hits(text, known)
        best, score = _best(meant(text, words, found, known))
        decision = "merge" if score >= merge else "review"
        if best is None or score < review:
            rows.append((text, None, None, score if best else None, None, "none"))
        else:
            rows.append(
                (text, known.entries[best.entry].id, known.names[best.hit.name], score, best.hit.rule, decision)
            )
    return pl.DataFrame(rows, schema=FOUND, orient="row")


def _best(found: list[Meant]) -> tuple[Meant | None, float]:
    """Return the likeliest organisation and its share of the odds: that nobody of the register is meant weighs 1."""
    best: dict[int, tuple[float, Meant]] = {}
    for each in found:
        told = odds(each.levels)
        if each.entry not in best or told > best[each.entry][0]:
            best[each.entry] = (told, each)
    if not best:
        return None, 0.0
    first, whom = max(best.values(), key=lambda pair: (pair[0], -pair[1].entry))
    return whom, first / (1 + sum(told for told, _ in best.values()))
