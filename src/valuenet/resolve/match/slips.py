"""Words with one slip: the word of a list that another word is, but for one letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_LEAST = 6  # letters below which one slip makes another word
_END = 3


@dataclass(frozen=True)
class Slips:
    """A list of words, by their first and by their last three letters: one slip leaves one of both as it was."""

    counts: Mapping[str, int]
    by_end: Mapping[str, tuple[str, ...]]

    def written_for(self, word: str) -> str:
        """Return the commonest word of the list that differs from `word` in one letter, or `word` itself.

        >>> slips({"universidad": 9, "oxford": 1}).written_for("uniersidad")
        'universidad'
        """
        if len(word) < _LEAST or word in self.counts or not word.isalpha():
            return word
        near = {*self.by_end.get(f"^{word[:_END]}", ()), *self.by_end.get(f"${word[-_END:]}", ())}
        found = [each for each in near if _one_slip(word, each)]
        return max(found, key=lambda each: (self.counts[each], each), default=word)


def slips(counts: Mapping[str, int]) -> Slips:
    """Return a list of words, each with how often it comes, made ready to find slips of them.

    >>> slips({"oxford": 1}).written_for("oxfort"), slips({"oxford": 1}).written_for("cambridge")
    ('oxford', 'cambridge')
    """
    found: dict[str, list[str]] = {}
    for word in counts:
        if len(word) >= _LEAST and word.isascii() and word.isalpha():
            found.setdefault(f"^{word[:_END]}", []).append(word)
            found.setdefault(f"${word[-_END:]}", []).append(word)
    return Slips(counts, {end: tuple(words) for end, words in found.items()})


def _one_slip(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=1) == 1
