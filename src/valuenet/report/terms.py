"""The terms of a report: what its words mean, and where a text uses one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from valuenet.language import Language, phrase

TERMS = (
    "study", "wave", "stock", "subject", "sample", "sample-node", "relation-node", "relation", "tie", "ego", "reading",
    "technology-input", "location", "overseas", "group", "layer", "rd-intensity", "average-degree", "weighted-degree",
    "density", "reciprocity", "assortativity", "clustering", "transitivity", "path-length", "diameter", "component",
    "gini", "power-law", "betweenness", "constraint", "broker", "core-number", "core-periphery", "modularity",
    "conductance", "ei-index", "null-network", "interval", "shock", "index", "denominate", "impute", "treat",
    "normalise", "weigh", "aggregate", "ranks", "no-data", "synthetic",
)  # fmt: skip
"""Every term, in the order in which a list of them is read: things, network, chance, index."""
_NO_WORDS = "-"  # a term that no word of a text leads to: it would be everywhere


@dataclass(frozen=True)
class Term:
    """One term in one language: its name, what it means, and the words of a text that stand for it."""

    term: str
    title: str
    means: str
    words: tuple[str, ...]


def terms(language: Language) -> tuple[Term, ...]:
    """Return every term with its meaning, in order.

    >>> [term.title for term in terms("en")][5:7]
    ['Sample node', 'Relation node']
    """
    return tuple(_term(name, language) for name in TERMS)


def _term(name: str, language: Language) -> Term:
    words = phrase(f"term-{name}-words", language)
    found = () if words == _NO_WORDS else tuple(words.split("|"))
    return Term(name, phrase(f"term-{name}", language), phrase(f"term-{name}-means", language), found)


def parted(text: str, language: Language, seen: set[str]) -> Iterator[tuple[str, str | None]]:
    """Part a text into (words, term): the first use of each term that is not in `seen`, and what is between (None).

    `seen` is added to, so that a chapter goes through all its texts with one set. The longest words win, and English
    ones may be plural.

    >>> list(parted("A tie joins two nodes; ties have weights.", "en", {"weigh"}))
    [('A ', None), ('tie', 'tie'), (' joins two nodes; ties have weights.', None)]
    >>> list(parted("样本节点之间的连边", "zh", set()))
    [('样本节点', 'sample-node'), ('之间的', None), ('连边', 'tie')]
    """
    pattern, term_of = _uses(language)
    start = 0
    for found in pattern.finditer(text):
        term = term_of[found["word"].lower()]
        if term in seen:
            continue
        seen.add(term)
        if found.start() > start:
            yield text[start : found.start()], None
        yield found[0], term
        start = found.end()
    if start < len(text):
        yield text[start:], None


@cache
def _uses(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    term_of = {word.lower(): term.term for term in terms(language) for word in term.words}
    words = "|".join(re.escape(word) for word in sorted(term_of, key=lambda word: (-len(word), word)))
    pattern = rf"\b(?P<word>{words})(?:e?s)?\b" if language == "en" else f"(?P<word>{words})"
    return re.compile(pattern, re.IGNORECASE), term_of
