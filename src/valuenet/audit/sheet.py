"""Figures laid out for the audit: what the segments of their ids say of their place in a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from valuenet.audit.rules import Rules
from valuenet.model.figure import LANGUAGES, Figure

Path = tuple[str, ...]
K = TypeVar("K")

_RANK = re.compile(r"(?:rank_?)?(\d{1,3})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOP = re.compile(r"top_?\d+")


@dataclass(frozen=True)
class Entry:
    """A figure and its place: `stem` is its id without language and measure, `measure` is share, a unit, or a word.

    Of a ranked figure `listing` is what stands before the rank and `item` what stands behind; else they are empty.
    """

    figure: Figure
    path: Path
    stem: Path
    measure: str
    language: str
    alias: Path
    printed_in: str
    rank: int | None
    listing: Path
    item: str

    @property
    def id(self) -> str:
        """The figure's id."""
        return self.figure.id


@dataclass(frozen=True)
class Sheet:
    """All figures of a file with their places, and the words that gave them."""

    entries: tuple[Entry, ...]
    rules: Rules

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Entries by the figure's id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def by_place(self) -> Mapping[tuple[Path, str], Sequence[Entry]]:
        """Entries by stem and measure: more than one where languages or places of the document repeat a figure."""
        return _grouped((entry, (entry.stem, entry.measure)) for entry in self.entries)

    @cached_property
    def by_path(self) -> Mapping[Path, Sequence[Entry]]:
        """Entries by their id without its language."""
        return _grouped((entry, entry.path) for entry in self.entries)

    @cached_property
    def by_alias(self) -> Mapping[Path, Sequence[Entry]]:
        """Entries by their id without language and venue."""
        return _grouped((entry, entry.alias) for entry in self.entries)

    @cached_property
    def listings(self) -> Mapping[tuple[Path, str, str], Sequence[Entry]]:
        """Ranked entries in order of rank, by what stands before the rank, their measure and their language."""
        found = _grouped(
            (entry, (entry.listing, entry.measure, entry.language)) for entry in self.entries if entry.rank
        )
        return {key: sorted(entries, key=lambda entry: entry.rank or 0) for key, entries in found.items()}

    @cached_property
    def by_row(self) -> Mapping[tuple[str, str, str], Sequence[Entry]]:
        """Unranked entries by the labels of their table and row, and their language."""
        labelled = (entry for entry in self.entries if entry.figure.table and entry.figure.row and entry.rank is None)
        return _grouped((entry, (entry.figure.table, entry.figure.row, entry.language)) for entry in labelled)

    @cached_property
    def labelled_totals(self) -> Mapping[tuple[str, str, str, str], Sequence[Entry]]:
        """Entries whose row is labelled a total, by table, column, unit and language."""
        words = self.rules.words["total"]
        found = (entry for entry in self.entries if entry.figure.row.casefold().strip() in words and entry.figure.table)
        return _grouped((e, (e.figure.table, e.figure.column, e.figure.unit, e.language)) for e in found)

    @cached_property
    def adding_units(self) -> Sequence[str]:
        """The units that a share may be of: those that add up, counts first; a weight is a share of its own."""
        found = {entry.measure for entry in self.entries if entry.measure == entry.figure.unit != "weight"}
        return sorted((unit for unit in found if self.rules.adds_up(unit)), key=lambda unit: (unit != "count", unit))

    @cached_property
    def inside(self) -> Mapping[Path, Sequence[Entry]]:
        """Unranked entries by every proper beginning of their stem."""
        return _grouped(
            (entry, entry.stem[:size])
            for entry in self.entries
            if entry.rank is None
            for size in range(len(entry.stem))
        )

    def at(self, stem: Path, measure: str, like: Entry) -> Sequence[Entry]:
        """The entries of that place which go with `like`: those of its language where there are any, else all."""
        return self.alike(self.by_place.get((stem, measure), ()), like)

    def alike(self, found: Sequence[Entry], like: Entry) -> Sequence[Entry]:
        """Of some entries those in the language of `like`, else those in no language of their own, else all."""
        for language in (like.language, ""):
            if same := [entry for entry in found if entry.language == language]:
                return same
        return found


def _grouped(pairs: Iterable[tuple[Entry, K]]) -> dict[K, list[Entry]]:
    groups: dict[K, list[Entry]] = defaultdict(list)
    for entry, key in pairs:
        groups[key].append(entry)
    return dict(groups)


def lay_out(figures: Iterable[Figure], rules: Rules) -> Sheet:
    """Lay out figures by the segments of their ids and the words of the rules."""
    return Sheet(tuple(_entry(figure, rules) for figure in figures), rules)


def _entry(figure: Figure, rules: Rules) -> Entry:
    segments = [segment for segment in figure.id.casefold().split(".") if segment]
    path, language = _language(segments, figure)
    alias, venue = _alias(path, rules)
    stem, measure = _measure(_alias(path, rules, segments=False)[0], figure, rules)
    stem = _named_total(stem, figure, rules)
    ranked = next((place for place in range(1, len(stem)) if _rank(stem, place)), None)
    return Entry(
        figure,
        path,
        stem,
        measure,
        language,
        alias,
        venue,
        _rank(stem, ranked) if ranked else None,
        stem[:ranked] if ranked else (),
        "_".join(stem[ranked + 1 :]) or figure.row.casefold() if ranked else "",
    )


def _rank(stem: Path, place: int) -> int | None:
    found = _RANK.fullmatch(stem[place])
    return int(found[1]) or None if found else None


def _language(segments: Sequence[str], figure: Figure) -> tuple[Path, str]:
    """Take a language out of the segments: a segment of its own, or the end of one."""
    said = figure.language if figure.language in LANGUAGES else ""
    path: list[str] = []
    for segment in segments:
        stem, _, last = segment.rpartition("_")
        if segment in LANGUAGES and len(segments) > 1:
            said = segment
        elif stem and last in LANGUAGES:
            said = last
            path.append(stem)
        else:
            path.append(segment)
    return tuple(path), said


def _named_total(stem: Path, figure: Figure, rules: Rules) -> Path:
    """Call the last segment a total where the figure's row is labelled so and no segment says it."""
    words = rules.words["total"]
    label = figure.row.casefold().rpartition("/")[2].strip()
    last = stem[-1] if stem else ""
    if label in words and len(stem) > 1 and not set(stem) & words and not is_year(last) and not _RANK.fullmatch(last):
        return (*stem[:-1], label)
    return stem


def _measure(path: Path, figure: Figure, rules: Rules) -> tuple[Path, str]:
    last = path[-1] if path else ""
    labels = set(re.split(r"\W+", figure.column.casefold()))
    if figure.unit == "percent" and set(re.split(r"[\W_]+", ".".join(path[-2:]))) & rules.words["rate"]:
        return path, "percent"
    if last in rules.words["share"] or last.startswith("share_of"):
        return path[:-1], "share" if last in rules.words["share"] else last
    if figure.unit == "percent":
        return path, "share" if labels & rules.words["share"] else "percent"
    if figure.unit == "weight":
        return (path[:-1] if last == "weight" else path), "weight"
    if last in rules.words["count"] and len(path) > 1:
        return path[:-1], figure.unit
    return path, figure.unit


def _alias(path: Path, rules: Rules, *, segments: bool = True) -> tuple[Path, str]:
    """Take out of a path the words for a place in the document: at the end of a segment, and whole segments."""
    alias, venue = [], ""
    for place, segment in enumerate(path):
        stem, _, last = segment.rpartition("_")
        if segments and segment in rules.words["venue"] and place:
            venue = segment
        elif stem and last in rules.words["venue"]:
            venue = last
            alias.append(stem)
        else:
            alias.append(segment)
    return tuple(alias), venue


def is_year(segment: str) -> bool:
    """Tell whether a segment of an id is a year.

    >>> is_year("2019"), is_year("0219")
    (True, False)
    """
    return bool(_YEAR.fullmatch(segment))


def without_top(path: Path) -> Path:
    """A listing's path with the length of a TOP list left out.

    >>> without_top(("network", "top30", "sample_node"))
    ('network', 'top', 'sample_node')
    """
    return tuple("top" if _TOP.fullmatch(segment) else segment for segment in path)
