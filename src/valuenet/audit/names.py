"""Names of organisations: which of them mean the same one, by the name lists of studies."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

FILE = "names.csv"


def folded(name: str) -> str:
    """A name without case, blanks and signs.

    >>> folded("Su_Ning"), folded("Su Ning")
    ('suning', 'suning')
    """
    return re.sub(r"[\W_]+", "", name.casefold())


def same_names(lines: Iterable[str]) -> dict[str, str]:
    """Read a name list (`printed,name_zh,name_en,…`): each folded printed name with the one that stands for all.

    >>> same_names(["printed,name_zh,name_en", "Didi Taxi,滴滴出行,Didi"])
    {'diditaxi': 'didi', '滴滴出行': 'didi'}
    """
    found: dict[str, str] = {}
    for row in csv.DictReader(lines):
        one = folded(row.get("name_en") or row.get("printed") or "")
        for name in (row.get("printed"), row.get("name_zh")):
            if name and one:
                found[folded(name)] = one
    return {name: one for name, one in found.items() if name != one}


def known_names(figures: Path) -> dict[str, str]:
    """The names of the packaged studies, and those of a list `names.csv` beside a file of figures."""
    found: dict[str, str] = {}
    packaged = files("valuenet") / "studies"
    lists = sorted(Path(str(packaged)).glob(f"*/{FILE}"))
    for path in (*lists, figures.parent / FILE):
        if path.is_file():
            found |= same_names(path.read_text(encoding="utf-8-sig").splitlines())
    return found
