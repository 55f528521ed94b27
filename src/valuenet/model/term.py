"""One term of a vocabulary, and how a file of terms is read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """One code of a vocabulary; `extra` holds the further columns of its file, such as `family`."""

    code: str
    label_zh: str
    label_en: str
    source: str = ""
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Return the label in `zh` or `en`."""
        return self.label_zh if language == "zh" else self.label_en


def read_terms(lines: Iterable[str]) -> tuple[Term, ...]:
    """Read terms from the lines of a vocabulary file (`code,label_zh,label_en,source[,aliases,…]`)."""
    terms = []
    for row in csv.DictReader(lines):
        fixed = {key: row.pop(key, "") or "" for key in ("code", "label_zh", "label_en", "source", "aliases")}
        aliases = tuple(alias for alias in fixed.pop("aliases").split("|") if alias)
        terms.append(Term(**fixed, aliases=aliases, extra={k: v for k, v in row.items() if v}))
    return tuple(terms)
