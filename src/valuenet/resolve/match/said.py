"""A text as a register is looked up in: its words one by one, where its segments end, and how each was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from valuenet.resolve.names.hanzi import one_way, written_in_full
from valuenet.resolve.names.lists import cognates, linking, spelled_out, unaccented
from valuenet.resolve.names.script import HANZI, simplified, unified

_NOTE = re.compile(r"\s\d{1,2}(?=\s*,)|(?<=,)\s*\d{1,2}\s(?=[A-Z])")  # the number of a footnote beside a comma
_SEGMENT = re.compile(r"[,;|/\n()]|\s[-–]+\s")
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_APOSTROPHE = re.compile(r"(?<![^\W_])[dl]['’]|['’]")  # d'Annunzio is Annunzio, children's is childrens
_HAN_MARKS = re.compile(r"[^\w]+")
_CAPITALS = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*\b")
_DROPPED = frozenset(["the", "and"])
UNIT = re.compile("(?:[系部所室科院组班台站园馆]|大学|中心|团队|校区)$")
"""What the name of a part of a university or academy ends in, a department, an institute, a campus."""


@dataclass(frozen=True)
class Said:
    """The words of a text without the linking ones: `words` made comparable, `written` in full, `short` as they stand.

    `commas` are the places where segments begin or end, `edges` those and the places of linking words, `capitals` the
    words that are written in capitals, in lower case.
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    short: tuple[str, ...]
    commas: frozenset[int]
    edges: frozenset[int]
    capitals: frozenset[str]

    def segments(self) -> list[tuple[int, int]]:
        """Return where each segment begins and ends.

        >>> said("Physics, University of Oxford").segments()
        [(0, 1), (1, 3)]
        """
        ends = sorted(self.commas)
        return list(pairwise(ends))


def said(text: str, known: Callable[[str], str] = str) -> Said:
    """Return the words of `text`; `known` gives for a word the one that it is a slip of, or the word itself.

    >>> said("Dept. of Physics, Universität Wien").words
    ('department', 'physics', 'university', 'wien')
    """
    found: list[str] = []
    written: list[str] = []
    short: list[str] = []
    commas, edges = {0}, {0}
    for segment in _SEGMENT.split(_NOTE.sub(" ", text)):
        for word in _WORD.findall(_APOSTROPHE.sub("", unaccented(segment))):
            plain = spelled_out().get(word, word)
            if plain in _DROPPED or plain in linking():
                edges.add(len(found))
                continue
            for part in comparable_word(known(plain)).split(" "):
                found.append(part)
                written.append(plain)
                short.append(word)
        commas.add(len(found))
    capitals = frozenset(word.casefold() for word in _CAPITALS.findall(text))
    return Said(tuple(found), tuple(written), tuple(short), frozenset(commas), frozenset(edges | commas), capitals)


@cache
def comparable_word(word: str) -> str:
    """Return a word in lower case as it is compared: in English where every language has it, without a plural.

    >>> comparable_word("universitat"), comparable_word("sciences"), comparable_word("universitatsklinikum")
    ('university', 'science', 'university hospital')
    """
    return cognates().get(word) or cognates().get(singular(word)) or singular(word)


def comparable(text: str) -> str:
    """Return `text` as it is looked up: simplified characters without marks, or its words without the linking ones.

    >>> comparable("國立臺灣大學"), comparable("Univ. of Oxford"), comparable("Chinese Academy of Sciences")
    ('国立台湾大学', 'university oxford', 'chinese academy science')
    """
    plain = unified(text)
    if HANZI.search(plain):
        return one_way(written_in_full(_HAN_MARKS.sub("", simplified(plain).casefold()), UNIT))
    return " ".join(said(plain).words) or " ".join(_WORD.findall(unaccented(plain)))


def singular(word: str) -> str:
    """Return an English word without the s of its plural.

    >>> singular("sciences"), singular("campus"), singular("physics")
    ('science', 'campus', 'physics')
    """
    return word[:-1] if len(word) > 4 and word.endswith("s") and word[-2] not in "sui" and word[-3:] != "ics" else word
