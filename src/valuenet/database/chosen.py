"""Which statement of a field was chosen, and by what: the first part of the declared order in which it is ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date

from valuenet.database.statements import Statement
from valuenet.model.fields import PLACE_FIELDS, fields
from valuenet.model.precedence import OWN_COLUMNS

_LAST = 10**9
_PLACE = PLACE_FIELDS[:3]
_UNKNOWN_KIND = ("kind", "organisation")  # says that the source does not tell


@dataclass(frozen=True)
class Ruled:
    """The rule of a field: its name, and the sources (by id) that come first for it, with their places."""

    rule: str = "source"
    places: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Known:
    """A field of a subject: what is told of it, what of that is used, why, and whether the sources differ.

    `reason` is a code of the vocabulary `statement_reason`. Sources differ where two values are told for one wave, or
    for none, of a field that has one value.
    """

    field: str
    values: tuple[str, ...]
    reason: str
    differs: bool
    statements: tuple[Statement, ...]


def known_of(statements: Sequence[Statement], rules: Mapping[str, Ruled], reported: Date | None) -> tuple[Known, ...]:
    """Return what is known of a subject, by field; `statements` are all of it, `rules` those that are not the default.

    >>> told = [Statement("layer", "base", None, None, "b", 2, False, 2)]
    >>> told.append(Statement("layer", "top", None, None, "a", 9, True, 1))
    >>> [(each.values, each.reason, each.differs) for each in known_of(told, {}, None)]
    [(('top',), 'first_source', True)]
    """
    by_field: dict[str, list[Statement]] = {}
    for each in statements:
        by_field.setdefault(each.field, []).append(each)
    order = [*OWN_COLUMNS[:2], "registered_name", "alias", "kind", *PLACE_FIELDS, "parent", *fields()]
    told = sorted(by_field.items(), key=lambda item: order.index(item[0]))
    return tuple(_known(field, some, statements, rules, reported) for field, some in told)


def _known(
    field: str,
    told: Sequence[Statement],
    everything: Sequence[Statement],
    rules: Mapping[str, Ruled],
    reported: Date | None,
) -> Known:
    chosen = [each for each in told if each.chosen]
    values = tuple(dict.fromkeys(each.value for each in chosen))
    several = field in ("alias", "registered_name") or (field in fields() and fields()[field].multiple)
    waves = {each.wave for each in told}
    informed = [each for each in told if (each.field, each.value) != _UNKNOWN_KIND]
    differs = not several and any(len({each.value for each in informed if each.wave == wave}) > 1 for wave in waves)
    reason = _plain_reason(field, told, values) or _reason(field, told, everything, rules, reported)
    return Known(field, values, reason, differs, tuple(told))


def _plain_reason(field: str, told: Sequence[Statement], values: Sequence[str]) -> str | None:
    """Return the reason where nothing had to be chosen."""
    if field in ("alias", "registered_name"):
        return "kept_as_name"
    if field in fields() and fields()[field].multiple:
        return "all_kept"
    if not values:
        return "not_this_wave" if all(each.wave for each in told) else "none_chosen"
    if len({each.value for each in told}) == 1:
        return "single" if len(told) == 1 else "agreed"
    return "kind_order" if field == "kind" else None


def _reason(
    field: str,
    told: Sequence[Statement],
    everything: Sequence[Statement],
    rules: Mapping[str, Ruled],
    reported: Date | None,
) -> str:
    """Return the first part of the order in which the chosen statement is ahead of every other value."""
    wave = next((each.wave for each in told if each.chosen and each.wave), None)
    rivals = [each for each in told if each.wave is None or each.wave == wave or each.chosen]
    ruled = rules.get("place" if field in _PLACE else field, Ruled())
    keys = {id(each): _key(field, each, rivals, everything, ruled, reported) for each in rivals}
    first = min((each for each in rivals if each.chosen), key=lambda each: [place for _, place in keys[id(each)]])
    others = [each for each in rivals if each.value != first.value]
    if not others:
        return "own_wave" if wave else "agreed"
    second = min(others, key=lambda each: [place for _, place in keys[id(each)]])
    ahead = zip(keys[id(first)], keys[id(second)], strict=True)
    return next((part for (part, mine), (_, theirs) in ahead if mine < theirs), "upper_row")


def _key(
    field: str,
    each: Statement,
    rivals: Sequence[Statement],
    everything: Sequence[Statement],
    ruled: Ruled,
    reported: Date | None,
) -> list[tuple[str, float]]:
    """Return the order of a statement, part by part, as the views and `valuenet.resolve` have it."""
    parts = [("own_wave", float(each.wave is None))]
    if ruled.rule == "majority":
        voices = {other.series or other.source_id for other in rivals if other.value == each.value}
        parts.append(("most_sources", -len(voices)))
    elif ruled.rule == "recency":
        parts.append(("latest", _age(each.date, None if field in (*OWN_COLUMNS, *PLACE_FIELDS) else reported)))
    elif ruled.places:
        parts.append(("preferred_source", ruled.places.get(each.source_id, _LAST)))
    elif field in _PLACE:
        parts += _exactness(each, everything)
    return [*parts, ("first_source", each.ordinal), ("upper_row", each.row)]


def _age(date: Date | None, reported: Date | None) -> float:
    """Return how far a date is from the reported one, what comes after it after all that came before."""
    if date is None:
        return 2 * _LAST
    if reported is None:
        return -date.toordinal()
    days = (reported - date).days
    return days if days >= 0 else _LAST - days


def _exactness(each: Statement, everything: Sequence[Statement]) -> list[tuple[str, float]]:
    beside = {other.field: other for other in everything if (other.source_id, other.row) == (each.source_id, each.row)}
    chosen = {other.field: other.value for other in everything if other.chosen}
    country = beside.get("country")
    away = country is None or country.value != chosen.get("country")
    parts = [] if each.field == "country" else [("same_country", float(away))]
    exact = ("region", "city") if each.field != "country" else ()
    return [*parts, *(("most_exact", float(name not in beside)) for name in exact)]
