"""What a judgement speaks of: a name, a subject's id, or a row of a source, and the mentions that it means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import md5

import numpy as np
import polars as pl

from valuenet.model.vocabulary import vocabulary
from valuenet.resolve.cluster import Numbers
from valuenet.resolve.keys import IS_IDENTITY, NAMES, spellings
from valuenet.text import name_key

MISSING, UNCLEAR = "missing", "unclear"
_SUBJECT_ID = re.compile(r"[a-z_]+-([0-9a-f]{16})")
_PLACED = re.compile(r"(?:(?P<name>.+)@)?(?P<source>[^@]+):(?P<row>\d+)")


@dataclass(frozen=True)
class Meant:
    """The mentions that a reference means, all of one cluster; none where it is `MISSING` or `UNCLEAR`."""

    mentions: tuple[int, ...]
    problem: str = ""
    bearers: int = 0


def digest(key: str) -> str:
    """Return what a subject's id keeps of its best key.

    >>> digest("organisation|商汤")
    '31de42e133604370'
    """
    return md5(key.encode(), usedforsecurity=False).hexdigest()[:16]


def meant(references: Iterable[str], mentions: pl.DataFrame, keys: pl.DataFrame, clusters: Numbers) -> dict[str, Meant]:
    """Return for each reference the mentions that it means.

    A reference is `NAME@SOURCE:ROW`, `SOURCE:ROW` where a row names one subject only, the id of a subject as a build
    writes it, or a NAME: as a source spells it, or else but for legal form, case and width. It must mean one subject:
    mentions in several of the `clusters` are `UNCLEAR`. Names outlive a build, and so do ids, which are made of a name
    or an identity; rows do while their file stays the same.
    """
    wanted = sorted(set(references))
    names = _names(mentions)
    sources = set(mentions["source_id"].unique())
    by_digest = _digests(keys) if any(map(_SUBJECT_ID.fullmatch, wanted)) else {}
    found: dict[str, Meant] = {}
    for reference in wanted:
        placed = _PLACED.fullmatch(reference)
        subject_id = _SUBJECT_ID.fullmatch(reference)
        if placed and placed["source"].strip() in sources:
            held = _in_row(names, keys, placed)
        elif subject_id:
            held = by_digest.get(subject_id[1], [])
        else:
            held = _named(names, keys, reference)
        found[reference] = _of_one(held, clusters)
    return found


def _names(mentions: pl.DataFrame) -> pl.DataFrame:
    kept = [
        spellings(mentions.select("mention", "source_id", "row", name=column))
        for column in NAMES
        if column in mentions.columns
    ]
    return pl.concat(kept)


def _in_row(names: pl.DataFrame, keys: pl.DataFrame, placed: re.Match[str]) -> list[int]:
    there = names.filter(source_id=placed["source"].strip(), row=int(placed["row"]))
    if placed["name"]:
        return _named(there, keys, placed["name"].strip())
    return [int(mention) for mention in there["mention"].unique().sort()]


def _named(names: pl.DataFrame, keys: pl.DataFrame, name: str) -> list[int]:
    held = names.filter(pl.col("name").str.strip_chars() == name)["mention"]
    if held.is_empty() and (key := name_key(name)):
        alike = keys.filter(~IS_IDENTITY & pl.col("key").is_in([f"{group}|{key}" for group in _groups()]))
        held = alike.join(names, on="mention", how="semi")["mention"]
    return [int(mention) for mention in held.unique().sort()]


def _groups() -> list[str]:
    return sorted({term.extra["resolves_as"] for term in vocabulary("kind").terms})


def _digests(keys: pl.DataFrame) -> dict[str, list[int]]:
    distinct = keys["key"].unique()
    by_digest = dict(zip(map(digest, distinct), distinct, strict=True))
    held = dict(keys.group_by("key").agg(pl.col("mention").unique().sort()).iter_rows())
    return {short: held[key] for short, key in by_digest.items()}


def _of_one(held: list[int], clusters: Numbers) -> Meant:
    if not held:
        return Meant((), MISSING)
    bearers = len(np.unique(clusters[held]))
    return Meant(tuple(held), bearers=1) if bearers == 1 else Meant((), UNCLEAR, bearers)
