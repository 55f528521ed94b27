"""What can be said of a table from its columns alone: totals, leaders, first and last, by group.

These are the arguments of the Fluent messages; a message takes those that make a sentence of its table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from valuenet.language import Figure, Language, in_sentence, listed, no_data, phrase
from valuenet.measures.catalogue import Measure
from valuenet.model.vocabulary import vocabulary
from valuenet.report.claims import Groups, RowValues, Teller, short
from valuenet.report.labels import Labels

LEADERS, MOST = 3, 5
"""Leaders named in a sentence, and how many are named at most when the last of them ties with others."""
GROUPS = 6
"""Groups that a sentence goes through; the table has them all."""

_NO_GROUPS: Groups = MappingProxyType({})
_QUANTITIES = ("count", "degree", "cny", "number", "weight")
# Where a sentence is about another column than the last of the key, groups by others than the rest of the
# key, or speaks of another quantity than the charted one.
_LABELS = {
    "sample.rejected": "reason",
    "network.relations_by_year": "year",
    "index.by_dimension": "region",
    "index.leaves": "region",
}
_VALUES = {
    "academia.ai_majors_by_year": "universities",
    "technology.patents_by_layer": "patents",
    "index.tree": "weight",
}
_GROUPS: dict[str, tuple[str, ...]] = {
    "sample.rejected": (),
    "sample.screening": ("kind", "rule"),
    "sample.wave_changes": ("wave", "wave_direction"),
    "network.wave_relations": ("wave",),
}
_NAMED = ("statistic", "quantity", "count")
"""Columns of the key whose codes name single figures: a sentence speaks of them as `at_CODE`."""
# Units whose labels are names and keep their capital in an English sentence.
_PROPER = frozenset(
    {"region", "city", "country", "metropolitan_region", "subject", "department", "group", "source", "text"}
)


@dataclass(frozen=True)
class Roles:
    """Which column names a row, which others group the rows, and which hold the quantity and its share."""

    label: str
    groups: tuple[str, ...]
    value: str
    share: str | None


@dataclass(frozen=True)
class Item:
    """One named quantity of a table."""

    group: tuple[str, ...]
    label: str | None
    value: float | None
    share: float | None
    rows: tuple[RowValues, ...] = ()


def roles(measure: Measure) -> Roles:
    """Return the part that each column of a measure plays in its sentence.

    >>> from valuenet.measures.catalogue import catalogue
    >>> roles(catalogue()["enterprises.by_region"])
    Roles(label='region', groups=(), value='enterprises', share='share')
    """
    label = _LABELS.get(measure.name, measure.key[-1])
    year = measure.columns[label] == "year"
    others = tuple(name for name in measure.key if name not in (label, "country"))  # a place abroad goes by its country
    groups = () if year else _GROUPS.get(measure.name, others)
    quantities = (name for name, unit in measure.columns.items() if unit in _QUANTITIES and name not in measure.key)
    charted = (measure.chart or {}).get("value")
    value = _VALUES.get(measure.name) or charted or next(quantities, measure.key[0])
    share = "share" if value != "share" and measure.columns.get("share") == "share" else None
    return Roles(label, groups, value, share)


def facts(
    measure: Measure, rows: Sequence[RowValues], labels: Labels, language: Language, groups: Groups = _NO_GROUPS
) -> dict[str, Figure]:
    """Return the arguments for the message of a measure: whole numbers for plurals, everything else in words.

    `rows` (labelled rows), `total`, `known` and `unknown` (sums of the quantity: all, with and without a label),
    `leaders`, `each`, `first` with `first_value`, `first_share` and `tied` (how many share it), `from`, `to`,
    `by_group`, `groups`, `distinct_KEY`, `sum_COLUMN` of counts and numbers, `the_COLUMN` of the first row, and
    `at_CODE` of single figures. Figures carry their origin (`valuenet.report.claims`); `groups` are the rows behind.
    """
    tell = Teller(measure, labels, language, groups)
    parts = roles(measure)
    items = _items(tell, parts, rows)
    unit = measure.columns[parts.value]
    named = [item for item in items if item.label is not None]
    found: dict[str, Figure] = {
        "rows": len(named),
        "total": _sum(tell, items, unit),
        "known": _sum(tell, named, unit),
        "unknown": _sum(tell, [item for item in items if item.label is None], unit),
        "leaders": _leaders(tell, named, unit),
        "each": _list(tell, named, unit) if len(named) <= 2 * MOST else _leaders(tell, named, unit),
        "from": named[0].label if named else no_data(language),
        "to": named[-1].label if named else no_data(language),
    }
    found |= _highest(tell, named, unit) | _by_group(tell, items, unit)
    return tell.counts(found | _columns(tell, rows))


def _items(tell: Teller, parts: Roles, rows: Sequence[RowValues]) -> list[Item]:
    """Sum the rows by group and label, in the order of the table; a share is kept where nothing is summed."""
    measure, found = tell.measure, dict[tuple[Figure, ...], list[RowValues]]()
    for row in rows:
        found.setdefault(tuple(row[name] for name in (*parts.groups, *_label_columns(measure, parts))), []).append(row)
    # a group that all rows share needs no name in the sentence
    told = [name for name in parts.groups if len({row[name] for row in rows}) > 1]
    items = []
    for some in found.values():
        group = tuple(short(tell.labels.word(some[0][name], measure.columns[name], tell.language)) for name in told)
        share = _added(some, parts.share) if len(some) == 1 else None
        items.append(Item(group, _label(tell, parts, some[0]), _added(some, parts.value), share, tuple(some)))
    return items


def _label_columns(measure: Measure, parts: Roles) -> tuple[str, ...]:
    return ("country", parts.label) if "country" in measure.key and parts.label == "region" else (parts.label,)


def _label(tell: Teller, parts: Roles, row: RowValues) -> str | None:
    measure = tell.measure
    name = next((name for name in reversed(_label_columns(measure, parts)) if row[name] is not None), None)
    if name is None:
        return None
    return inside(said(name, row[name], measure, tell.labels, tell.language), measure.columns[name], tell.language)


def inside(word: str, unit: str, language: Language) -> str:
    """Return the label of a unit as it stands inside a sentence: in English without its capital, unless it is a name.

    >>> inside("Number of parks", "indicator", "en"), inside("Beijing", "region", "en")
    ('number of parks', 'Beijing')
    """
    lower = language == "en" and unit not in _PROPER and word[1:2].islower()
    return short(word[0].lower() + word[1:] if lower else word)


def said(name: str, value: Figure, measure: Measure, labels: Labels, language: Language) -> str:
    """Return the words for a value of a column outside its table: a yes or no says what is so."""
    if measure.columns[name] == "boolean" and value is not None:
        return phrase(f"fact-{name.replace('_', '-')}-{'yes' if value else 'no'}", language)
    return labels.word(value, measure.columns[name], language)


def _added(rows: Sequence[RowValues], name: str | None) -> float | None:
    cells = [row[name] for row in rows] if name else []
    values = [float(value) for value in cells if value is not None and not isinstance(value, str)]
    return sum(values) if values else None


def _leaders(tell: Teller, items: Iterable[Item], unit: str) -> str:
    """Name the first three and what ties with the third; of a long tie only the first, and how many more."""
    known = [item for item in items if item.value is not None]
    positive = [item for item in known if item.value]
    ranked = sorted(positive or known, key=lambda item: -(item.value or 0))
    if len(ranked) <= LEADERS:
        return _list(tell, ranked, unit)
    together = [item for item in ranked if (item.value or 0) >= (ranked[LEADERS - 1].value or 0)]
    above = [item for item in together if item.value != together[-1].value]
    if len(together) <= MOST or above:
        return _list(tell, above if len(together) > MOST else together, unit)
    names = {"names": phrase("fact-comma", tell.language).join(item.label or "" for item in together[:LEADERS])}
    counts = tell.counts({"all": len(together), "more": len(together) - LEADERS})
    return phrase("fact-tied", tell.language, **names, **counts, value=tell.figure(together[0].value, unit))


def _list(tell: Teller, items: Iterable[Item], unit: str) -> str:
    words = []
    for item in items:
        label = item.label or no_data(tell.language)
        said = {"label": label, "value": tell.figure(item.value, unit, item.rows)}
        if item.share is not None:
            share = tell.figure(item.share, "share", item.rows)
            words.append(phrase("fact-item-share", tell.language, share=share, **said))
        else:
            words.append(phrase("fact-item", tell.language, **said))
    return listed(words, tell.language) if words else no_data(tell.language)


def _sum(tell: Teller, items: Sequence[Item], unit: str) -> Figure:
    total = sum(item.value or 0 for item in items)
    return int(total) if unit in ("count", "degree") else tell.figure(total, unit)


def _highest(tell: Teller, named: Sequence[Item], unit: str) -> dict[str, Figure]:
    top = max((item.value for item in named if item.value is not None), default=None)
    tied = [item for item in named if item.value is not None and item.value == top]
    names = tell.named([item.label or "" for item in tied], LEADERS) or no_data(tell.language)
    behind = tied[0].rows if len(tied) == 1 else ()
    return {
        "first": names,
        "first_value": tell.figure(top if tied else None, unit, behind),
        "first_share": tell.figure(tied[0].share if tied else None, "share", behind),
        "tied": len(tied),
    }


def _by_group(tell: Teller, items: Sequence[Item], unit: str) -> dict[str, Figure]:
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    told = {group: some for group, some in groups.items() if any(item.value is not None for item in some)}
    groups = told or dict(list(groups.items())[:1])  # a group of which nothing is known has no leaders
    sentences = []
    for group, some in list(groups.items())[:GROUPS]:
        named = [item for item in some if item.label is not None] or some
        leaders = _leaders(tell, named, unit)
        name = phrase("fact-within", tell.language).join(group)
        sentences.append(phrase("fact-group", tell.language, group=name, items=leaders) if name else leaders)
    together = phrase("fact-and", tell.language).join(sentences) or no_data(tell.language)
    if len(groups) > GROUPS:
        more = tell.counts({"more": len(groups) - GROUPS})
        together = phrase("fact-groups-more", tell.language, groups=together, **more)
    return {"by_group": together, "groups": len(groups)}


def _columns(tell: Teller, rows: Sequence[RowValues]) -> dict[str, Figure]:
    measure, found = tell.measure, dict[str, Figure]()
    for name, unit in measure.columns.items():
        if unit in ("count", "number"):
            added = _added(rows, name) or 0
            found[f"sum_{name}"] = int(added) if added == int(added) else tell.figure(added, unit)
        word = tell.word(rows[0], name) if rows else no_data(tell.language)
        found[f"the_{name}"] = in_sentence(word, tell.language) if unit == "country" else word
    for name in measure.key:
        found[f"distinct_{name}"] = len({row[name] for row in rows if row[name] is not None})
    for name in (name for name in _NAMED if name in measure.key and "value" in measure.columns):
        first = {row[name]: row for row in reversed(rows)}
        unit = measure.columns["value"]
        for term in vocabulary(measure.columns[name]).terms:
            row = first.get(term.code)
            found[f"at_{term.code}"] = tell.figure(row["value"] if row else None, unit, (row,) if row else ())
    return found
