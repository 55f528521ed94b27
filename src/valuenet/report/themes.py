"""The colours of the page, light and dark, as rules of its style sheet; `page/colours.csv` declares them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def colours() -> MappingProxyType[str, tuple[str, str]]:
    """Return the page's colours by name: light, dark.

    >>> colours()["paper"]
    ('#ffffff', '#12181f')
    """
    text = (files("valuenet.report") / "page" / "colours.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["name"]: (row["light"], row["dark"]) for row in csv.DictReader(text.splitlines())})


@cache
def colour_rules() -> str:
    """Return the rules that give every colour its variable `--NAME`.

    A reader's choice (`data-theme` of the root) goes before the system's; prints are light.
    """
    light, dark = (
        f"{{color-scheme:{scheme};{''.join(f'--{name}:{pair[at]};' for name, pair in colours().items())}}}"
        for at, scheme in enumerate(("light", "dark"))
    )
    return (
        f":root{light}\n"
        f'@media screen and (prefers-color-scheme:dark){{:root:not([data-theme="light"]){dark}}}\n'
        f'@media screen{{:root[data-theme="dark"]{dark}}}\n'
    )
