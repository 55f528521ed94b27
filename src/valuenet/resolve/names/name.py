"""What a name is found to be made of, and the steps that found it."""

from __future__ import annotations

from dataclasses import dataclass

from valuenet.resolve.names.script import phonetic


@dataclass(frozen=True, slots=True)
class Step:
    """One step of taking a name apart: what it was, what is left, and what was taken out (empty for a rewriting)."""

    step: str
    text_before: str
    text_after: str
    taken: str


@dataclass(frozen=True, slots=True)
class Name:
    """One organisation's name, taken apart; texts are empty where a name has no such part.

    `core` is what tells the organisation from others (a brand); `key` the whole name made comparable; `place` the code
    of a region, city or country in it; `unit` the kind of part it names (branch, hospital, school …) and `parent` the
    whole; `others` are further names that it holds, in brackets or in the other script.
    """

    text: str
    core: str
    key: str
    place: str = ""
    industry: tuple[str, ...] = ()
    legal_form: str = ""
    branch: str = ""
    unit: str = ""
    parent: str = ""
    brackets: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    script: str = ""

    @property
    def phonetic(self) -> str:
        """Return how the core sounds, in Latin letters: pinyin for Chinese characters.

        >>> Name("华为", core="华为", key="华为").phonetic
        'huawei'
        """
        return phonetic(self.core)
