"""Vocabularies: the closed lists of codes, each with a label in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from valuenet.errors import DataError, nearest
from valuenet.model.country import country_terms
from valuenet.model.term import Term, read_terms
from valuenet.text import fold

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Vocabulary:
    """A named list of terms in their order, found by code or by any of their names."""

    name: str
    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {term.code: term for term in self.terms})
        spelled: dict[str, str] = {}
        for term in self.terms:
            for spelling in (term.code, term.label_zh, term.label_en, *term.aliases):
                spelled.setdefault(fold(spelling), term.code)
        object.__setattr__(self, "_by_spelling", spelled)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code  # type: ignore[attr-defined]

    def __getitem__(self, code: str) -> Term:
        """Return the term of `code`; raise `DataError` naming the nearest code if there is none."""
        try:
            return self._by_code[code]  # type: ignore[attr-defined,no-any-return]
        except KeyError:
            hint = nearest(code, self._by_code)  # type: ignore[attr-defined]
            raise DataError(f"'{code}' is not a code of the vocabulary '{self.name}'{hint}") from None

    def find(self, spelling: str) -> str | None:
        """Return the code written as `spelling` (code, label or alias, any case or width), or None.

        >>> vocabulary("status").find("上市企业")
        'listed'
        """
        return self._by_spelling.get(fold(spelling))  # type: ignore[attr-defined,no-any-return]

    def spellings(self) -> Iterable[str]:
        """Return every spelling the vocabulary knows, folded."""
        return self._by_spelling.keys()  # type: ignore[attr-defined,no-any-return]

    def with_terms(self, terms: Iterable[Term]) -> Vocabulary:
        """Return a new vocabulary in which `terms` replace those of the same code, or follow the rest."""
        added = {term.code: term for term in terms}
        kept = tuple(added.pop(term.code, term) for term in self.terms)
        return replace(self, terms=(*kept, *added.values()))


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return the packaged vocabulary `name`; countries come from Babel, the rest from this folder.

    >>> vocabulary("relation_kind")["technology_output"].label_zh
    '技术赋能'
    """
    if name == "country":
        return Vocabulary("country", country_terms())
    path = files("valuenet.model") / "vocabularies" / f"{name}.csv"
    if not path.is_file():
        raise DataError(f"there is no vocabulary '{name}'{nearest(name, vocabulary_names())}")
    return Vocabulary(name, read_terms(path.read_text(encoding="utf-8").splitlines()))


@cache
def vocabulary_names() -> tuple[str, ...]:
    """Return the names of all packaged vocabularies, in alphabetical order."""
    folder = files("valuenet.model") / "vocabularies"
    return tuple(sorted({"country", *(p.name[:-4] for p in folder.iterdir() if p.name.endswith(".csv"))}))
