"""Names corrupted on purpose: organisations that never were, spelt as messy sources spell, with the truth beside."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

CORRUPTED = pl.Schema({"name": pl.String, "subject": pl.UInt32, "change": pl.String})
"""A name, the number of the organisation that it names, and what was done to it."""


@dataclass(frozen=True)
class Firm:
    """An organisation made up: its brand, town, sector and legal ending, each in Chinese and in English."""

    brand: tuple[str, str]
    town: tuple[str, str]
    sector: tuple[str, str]
    ending: tuple[str, str]


@cache
def inventory() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the generator's own lists, none of which the matcher reads.

    >>> sorted(inventory())
    ['character', 'ending', 'sector', 'slip', 'syllable', 'town']
    """
    text = (files("valuenet.resolve.evaluation") / "inventory.csv").read_text(encoding="utf-8")
    found: dict[str, list[tuple[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["list"], []).append((row["text"], row["code"]))
    return {name: tuple(rows) for name, rows in found.items()}


def corrupted(subjects: int, seed: int, spellings: int = 2) -> pl.DataFrame:
    """Return `subjects` organisations under `spellings` names each (columns `CORRUPTED`), in random order.

    The first name is the full legal one; each further one has been changed in one of the ways of `CHANGES`. One in
    ten has a neighbour that is another organisation: a branch, or a firm of the same brand in another town and sector.

    >>> corrupted(2, seed=1).height, corrupted(2, seed=1).equals(corrupted(2, seed=1))
    (4, True)
    """
    rng = np.random.default_rng(seed)
    rows: list[tuple[str, int, str]] = []
    before: Firm | None = None
    for subject in range(subjects):
        kind = rng.random()
        firm = _neighbour(rng, before) if before is not None and kind < 0.05 else _firm(rng)
        branch = before is not None and 0.05 <= kind < 0.1
        if branch and before is not None:
            rows += [(_branch(before, each), subject, "branch") for each in range(spellings)]
            before = None  # one branch in one town
            continue
        rows.append((_legal(firm), subject, "none"))
        for _ in range(spellings - 1):
            change = tuple(CHANGES)[int(rng.integers(len(CHANGES)))]
            rows.append((CHANGES[change](firm, rng), subject, change))
        before = firm
    order = rng.permutation(len(rows))
    return pl.DataFrame(rows, schema=CORRUPTED, orient="row")[order]


def _pick(rng: np.random.Generator, name: str) -> tuple[str, str]:
    known = inventory()[name]
    return known[int(rng.integers(len(known)))]


def _firm(rng: np.random.Generator) -> Firm:
    length = int(rng.choice([2, 3, 4], p=[0.35, 0.3, 0.35]))
    hanzi = "".join(_pick(rng, "character")[0] for _ in range(length))
    latin = "".join(_pick(rng, "syllable")[0] for _ in range(int(rng.integers(2, 5)))).capitalize()
    return Firm((hanzi, latin), _pick(rng, "town"), _pick(rng, "sector"), _pick(rng, "ending"))


def _neighbour(rng: np.random.Generator, firm: Firm) -> Firm:
    """Return a firm of the same brand that is another one: its town and its sector differ."""
    towns = [town for town in inventory()["town"] if town != firm.town]
    sectors = [sector for sector in inventory()["sector"] if sector != firm.sector]
    town, sector = towns[int(rng.integers(len(towns)))], sectors[int(rng.integers(len(sectors)))]
    return Firm((firm.brand[0], _firm(rng).brand[1]), town, sector, firm.ending)


def _branch(firm: Firm, spelling: int) -> str:
    town = inventory()["town"][(len(firm.brand[0]) * 7 + 3) % len(inventory()["town"])][0]
    return f"{_legal(firm)}{town}分公司" if spelling == 0 else f"{firm.brand[0]}{firm.sector[0]}{town}分公司"


def _legal(firm: Firm) -> str:
    return firm.town[0] + firm.brand[0] + firm.sector[0] + firm.ending[0]


def _slip(firm: Firm, rng: np.random.Generator) -> str:
    """Write one character of the brand as another that sounds alike, or leave one out."""
    slips = dict(inventory()["slip"])
    brand = firm.brand[0]
    at = [place for place, char in enumerate(brand) if char in slips]
    if at:
        place = at[int(rng.integers(len(at)))]
        brand = brand[:place] + slips[brand[place]] + brand[place + 1 :]
    else:
        brand = brand[:-1]
    return firm.town[0] + brand + firm.sector[0] + firm.ending[0]


def _traditional(firm: Firm, rng: np.random.Generator) -> str:
    return _to_traditional()(_legal(firm))


@cache
def _to_traditional() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2t").convert
    return convert


def _pinyin(firm: Firm, rng: np.random.Generator) -> str:
    from pypinyin import lazy_pinyin

    brand = "".join(lazy_pinyin(list(firm.brand[0]))).capitalize()  # each character by itself, as the matcher loads it
    return f"{firm.town[1]} {brand} {firm.sector[1]} {firm.ending[1]}"


def _wide(firm: Firm, rng: np.random.Generator) -> str:
    return f"{firm.brand[0]}{firm.sector[0]}（{firm.town[0]}）{firm.ending[0]}"


CHANGES: dict[str, Callable[[Firm, np.random.Generator], str]] = {
    "no legal form": lambda firm, rng: firm.town[0] + firm.brand[0] + firm.sector[0],
    "no place": lambda firm, rng: firm.brand[0] + firm.sector[0] + firm.ending[0],
    "city spelt out": lambda firm, rng: firm.town[0] + "市" + firm.brand[0] + firm.sector[0] + firm.ending[0],
    "place in brackets": _wide,
    "brand and sector": lambda firm, rng: firm.brand[0] + firm.sector[0],
    "brand": lambda firm, rng: firm.brand[0],
    "legal form": lambda firm, rng: firm.town[0] + firm.brand[0] + firm.sector[0] + _pick(rng, "ending")[0],
    "slip": _slip,
    "traditional": _traditional,
    "pinyin": _pinyin,
    "spaces": lambda firm, rng: f" {firm.town[0]} {firm.brand[0]}  {firm.sector[0]}{firm.ending[0]}。",
    "translation": lambda firm, rng: f"{firm.brand[1]} {firm.sector[1]} {firm.ending[1]}",
}
"""Ways in which a source misspells a name; no rule can undo a translation, only a table of aliases."""
