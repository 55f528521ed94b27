"""Labels of a database: its vocabularies, what its study names, and the names of its subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import polars as pl

from valuenet.errors import DataError, nearest
from valuenet.language import Figure, Language, no_data, number, phrase
from valuenet.measures.catalogue import chapters
from valuenet.model.fields import fields
from valuenet.model.term import read_terms

Pair = tuple[str, str]
"""One text in Chinese and in English."""

FIGURES = frozenset({"count", "share", "number", "degree", "cny", "rank", "weight", "row"})
"""Units that stand on the right of their column."""
PLAIN = FIGURES | {"year", "text", "wave", "boolean"}
"""Units that need no label; every other unit is `subject`, `field`, a list, or a vocabulary of the labels."""
_LISTS = ("rules", "places")  # "rule rule …" and "source row|source row|…"


@dataclass(frozen=True)
class Labels:
    """The words for codes and subjects, in both languages."""

    terms: Mapping[tuple[str, str], Pair] = field(default_factory=dict)
    names: Mapping[str, Pair] = field(default_factory=dict)

    def term(self, vocabulary: str, code: str, language: Language) -> str:
        """Return the label of a code; raise `DataError` with the nearest code where there is none.

        >>> Labels({("layer", "base"): ("基础层", "Base layer")}).term("layer", "base", "zh")
        '基础层'
        """
        pair = self.terms.get((vocabulary, code))
        if pair is None:
            hint = nearest(code, (known for name, known in self.terms if name == vocabulary))
            raise DataError(f"'{code}' is not a code of the vocabulary '{vocabulary}' in this database{hint}")
        return pair[language == "en"]

    def name(self, subject_id: str, language: Language) -> str:
        """Return a subject's name, in the other language where it has none in this one, or its id."""
        chinese, english = self.names.get(subject_id, ("", ""))
        return (english or chinese if language == "en" else chinese or english) or subject_id

    def word(self, value: Figure, unit: str, language: Language) -> str:
        """Return what is shown for a value of a unit: a figure, a label, a name, or "no data".

        >>> Labels().word(0.25, "share", "en")
        '25.0%'
        """
        if value is None:
            return no_data(language)
        if unit in PLAIN:
            return number(value, unit, language)
        if unit == "subject":
            return self.name(str(value), language)
        if unit in _LISTS:
            return phrase("fact-and", language).join(self._listed(str(value), unit, language))
        if unit == "field":  # a rejected cell names a field of the model or a column of its source
            known = fields().get(str(value))
            return known.label(language) if known else str(value)
        if unit == "chapter":  # figures published elsewhere may have chapters of their own
            return self.terms.get((unit, str(value)), (str(value),) * 2)[language == "en"]
        return self.term(unit, str(value), language)

    def _listed(self, value: str, unit: str, language: Language) -> Iterator[str]:
        if unit == "rules":
            yield from (self.term("rule", rule, language) for rule in value.split())
        else:
            for place in value.split("|"):
                source, row = place.rsplit(" ", 1)
                yield phrase("fact-place", language, source=self.term("source", source, language), row=row)


def labels(terms: pl.DataFrame, subject: pl.DataFrame) -> Labels:
    """Return the labels of a database, and of the codes that only results have.

    `terms` has the columns vocabulary, code, label_zh, label_en; `subject` has subject_id, name_zh, name_en.
    """
    own = {
        (row[0], row[1]): (row[2], row[3]) for row in terms.select("vocabulary", "code", "label_zh", "label_en").rows()
    }
    names = {row[0]: (row[1] or "", row[2] or "") for row in subject.select("subject_id", "name_zh", "name_en").rows()}
    return Labels({**_result_terms(), **own}, names)


@cache
def _result_terms() -> dict[tuple[str, str], Pair]:
    folder = files("valuenet.measures") / "vocabularies"
    return {("chapter", each.chapter): (each.title_zh, each.title_en) for each in chapters().values()} | {
        (path.name.removesuffix(".csv"), term.code): (term.label_zh, term.label_en)
        for path in folder.iterdir()
        if path.name.endswith(".csv")
        for term in read_terms(path.read_text(encoding="utf-8").splitlines())
    }
