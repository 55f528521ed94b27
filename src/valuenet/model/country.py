"""Countries: ISO 3166-1 alpha-2 codes, with the names that Babel (Unicode CLDR) gives them."""

from __future__ import annotations

import re
from importlib.resources import files

from valuenet.model.term import Term, read_terms

# Babel's two-letter territories that ISO 3166-1 does not assign to a country.
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})


def country_terms() -> tuple[Term, ...]:
    """Return one term a country; aliases are its alpha-3 code, CLDR's variants and our own list."""
    from babel import Locale
    from babel.core import get_global

    chinese, english = Locale("zh").territories, Locale("en").territories
    spellings: dict[str, set[str]] = {}
    for code, targets in get_global("territory_aliases").items():
        if len(targets) == 1 and re.fullmatch(r"[A-Z]{3}", code):
            spellings.setdefault(targets[0], set()).add(code)
    own = (files("valuenet.model") / "country_aliases.csv").read_text(encoding="utf-8").splitlines()
    for term in read_terms(own):
        spellings.setdefault(term.code, set()).update((term.label_zh, term.label_en, *term.aliases))
    return tuple(
        Term(code, chinese[code], english[code], "ISO 3166-1; Unicode CLDR", tuple(sorted(spellings.get(code, set()))))
        for code in sorted(english)
        if re.fullmatch(r"[A-Z]{2}", code) and code not in _NOT_COUNTRIES
    )
