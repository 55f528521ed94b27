"""Names of organisations: which of them mean the same one, by the name lists of studies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from valuenet.model.printed_name import NAMES, PrintedName, read_printed_names


def folded(name: str) -> str:
    """A name without case, blanks and signs.

    >>> folded("Su_Ning"), folded("Su Ning")
    ('suning', 'suning')
    """
    return re.sub(r"[\W_]+", "", name.casefold())


def same_names(names: Iterable[PrintedName]) -> dict[str, str]:
    """Each folded printed or Chinese name with the English one that stands for all.

    >>> same_names([PrintedName("Didi Taxi", "滴滴出行", "Didi")])
    {'diditaxi': 'didi', '滴滴出行': 'didi'}
    """
    found = {folded(name): folded(each.name_en) for each in names for name in (each.printed, each.name_zh) if name}
    return {name: one for name, one in found.items() if one and name != one}


def known_names(figures: Path) -> dict[str, str]:
    """The names of the packaged studies, and those of a list `names.csv` beside a file of figures."""
    packaged = Path(str(files("valuenet") / "studies")).glob(f"*/{NAMES}")
    lists = [path for path in (*sorted(packaged), figures.parent / NAMES) if path.is_file()]
    return {name: one for path in lists for name, one in same_names(read_printed_names(path)).items()}
