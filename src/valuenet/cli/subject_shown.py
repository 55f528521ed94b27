"""How one subject is told: its head, what is known by field, its waves and its ties; or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from valuenet.cli.drawn import drawn
from valuenet.database.chosen import Known
from valuenet.database.statements import Statement
from valuenet.database.subject import SubjectCard, seen
from valuenet.language import Language, listed, number, phrase
from valuenet.model.fields import fields
from valuenet.report.labels import Labels

_OWN_LABELS = {
    "name_zh": ("中文名称", "Name (Chinese)"),
    "name_en": ("英文名称", "Name (English)"),
    "registered_name": ("注册名", "Registered name"),
    "alias": ("别名", "Alias"),
    "kind": ("主体类型", "Kind"),
    "country": ("所在国家", "Country"),
    "region": ("所在省份", "Region"),
    "city": ("所在城市", "City"),
    "home_country": ("所有者所属国", "Home country"),
    "parent": ("母体", "Parent"),
}
_VOCABULARIES = {"kind": "kind", "country": "country", "region": "region", "city": "city", "home_country": "country"}
_SHOWN_VALUES = 6
"""Values of one field that the terminal shows; JSON has them all."""


def subject_json(card: SubjectCard, top: int) -> dict[str, Any]:
    """Return a subject as plain values; of each kind of tie the first `top` (0: all), and how many there are."""
    ties = [
        {"kind": kind, "side": side, "count": len(rows), "ties": rows[: top or None]}
        for kind, side, rows in _ties(card)
    ]
    first_last = {"seen": seen(card.waves, "present"), "seen_in_sample": seen(card.waves, "in_sample")}
    return {
        "subject": dict(card.subject),
        **first_last,
        "known": [asdict(each) for each in card.known],
        "conflicts": [each.field for each in card.known if each.differs],
        "waves": card.waves,
        "screening": card.screening,
        "financing_rounds": card.rounds,
        "kin": card.kin,
        "groups": card.groups,
        "position": card.position[0] if card.position else None,
        "ties": ties,
    }


def subject_words(card: SubjectCard, by: str, labels: Labels, language: Language, top: int) -> str:
    """Return a subject for a reader's terminal."""
    return drawn(_parts(card, by, labels, language, top)).strip("\n")


def _parts(card: SubjectCard, by: str, labels: Labels, language: Language, top: int) -> Iterator[RenderableType]:
    yield _head(card, labels, language)
    if by in ("identity", "spelling", "part"):
        yield phrase(f"subject-by-{by}", language)
    yield from _sentences(card, labels, language)
    yield ""
    yield _known_table(card, labels, language)
    yield _wave_table(card, language)
    if card.rounds:
        yield _round_table(card, labels, language, top)
    yield from _tie_tables(card, labels, language, top)


def _head(card: SubjectCard, labels: Labels, language: Language) -> str:
    row = card.subject
    names = [name for name in (row[f"name_{language}"], row["name_zh"], row["name_en"]) if name]
    place = [labels.term(name, row[name], language) for name in ("country", "region", "city") if row[name]]
    told = [
        labels.term("kind", row["kind"], language),
        "".join(dict.fromkeys(place)) if language == "zh" else ", ".join(dict.fromkeys(place[::-1])),
        phrase("subject-in-sample" if row["in_sample"] else "subject-not-in-sample", language),
        *([phrase("subject-synthetic", language)] if row["synthetic"] else []),
        row["subject_id"],
    ]
    return f"[bold]{escape(' · '.join(dict.fromkeys(names)))}[/]\n" + escape(" · ".join(filter(None, told)))


def _sentences(card: SubjectCard, labels: Labels, language: Language) -> Iterator[str]:
    there = seen(card.waves, "present")
    if there:
        yield phrase("subject-seen", language, first=there[0], last=there[1])
    else:
        yield phrase("subject-never-seen", language)
    conflicts = [field_label(each.field, language) for each in card.known if each.differs]
    yield phrase(
        "subject-conflicts", language, fields=len(conflicts), names=listed(conflicts, language) if conflicts else ""
    )
    for relation, words in (("parent", "subject-parent"), ("child", "subject-children")):
        names = [_name(row, language) for row in card.kin if row["relation"] == relation]
        if names:
            yield escape(phrase(words, language, names=listed(names, language)))
    if card.groups:
        yield escape(
            phrase("subject-groups", language, names=listed([g[f"label_{language}"] for g in card.groups], language))
        )
    for row in card.position:
        figures = {name: number(row[name], "count", language) for name in ("rank", "nodes", "neighbours")}
        yield phrase("subject-position", language, degree=number(row["weighted_degree"], "count", language), **figures)
    for wave, rows in groupby((row for row in card.screening if not row["passed"]), lambda row: str(row["wave"])):
        rules = listed([row[f"label_{language}"] for row in rows], language)
        yield escape(phrase("subject-failed", language, wave=wave, rules=rules))


def field_label(name: str, language: Language) -> str:
    """Return the label of a field or of a column of its own.

    >>> field_label("founded", "zh"), field_label("city", "en")
    ('成立时间', 'City')
    """
    if name in _OWN_LABELS:
        return _OWN_LABELS[name][language == "en"]
    return fields()[name].label(language)


def value_words(name: str, value: str, labels: Labels, language: Language) -> str:
    """Return the words for a value of a field as a statement holds it.

    >>> value_words("founded", "2011-03", Labels(), "en"), value_words("funding_cny", "57000000000", Labels(), "zh")
    ('2011-03', '570.00 亿元')
    """
    item = fields().get(name)
    vocabulary = _VOCABULARIES.get(name) or (item.vocabulary if item else None)
    if vocabulary:
        return labels.term(vocabulary, value, language) if (vocabulary, value) in labels.terms else value
    if item and item.type in ("count", "money", "share"):
        return number(float(value), {"count": "count", "money": "cny", "share": "share"}[item.type], language)
    if item and item.type == "boolean":
        return phrase("subject-yes" if value == "true" else "subject-no", language)
    return value


def _known_table(card: SubjectCard, labels: Labels, language: Language) -> Table:
    table = _table(phrase("subject-known", language))
    for word in ("field", "value", "why"):
        table.add_column(phrase(f"subject-{word}", language), overflow="fold", ratio=3 if word == "why" else None)
    for each in card.known:
        for at, cells in enumerate(_known_rows(each, card, labels, language)):
            table.add_row(
                "" if at else escape(field_label(each.field, language)), *map(escape, cells), style="dim" if at else ""
            )
    return table


def _known_rows(each: Known, card: SubjectCard, labels: Labels, language: Language) -> Iterator[tuple[str, str]]:
    """Yield value and origin of what is used, then of every value that is told and not used."""
    by_value: dict[str, list[Statement]] = {}
    for statement in each.statements:
        by_value.setdefault(statement.value, []).append(statement)
    reason = labels.term("statement_reason", each.reason, language)
    used = [by_value[value] for value in each.values]
    for at, some in enumerate(used[:_SHOWN_VALUES]):
        origin = _origin(some, card, language)
        yield (
            value_words(each.field, some[0].value, labels, language),
            _because(reason, origin, language) if not at else origin,
        )
    if len(used) > _SHOWN_VALUES:
        yield "…", phrase("subject-more-statements", language, more=len(used) - _SHOWN_VALUES)
    left = [some for value, some in by_value.items() if value not in each.values]
    for some in left[:_SHOWN_VALUES]:
        words = phrase("subject-not-used", language) if used else reason
        value = value_words(each.field, some[0].value, labels, language)
        yield f"({value})", _because(words, _origin(some, card, language), language)
    if len(left) > _SHOWN_VALUES:
        yield "…", phrase("subject-more-statements", language, more=len(left) - _SHOWN_VALUES)


def _origin(some: Sequence[Statement], card: SubjectCard, language: Language) -> str:
    first = some[0]
    title = card.sources[first.source_id][f"title_{language}"]
    words = phrase("subject-place", language, source=title, row=str(first.row))
    when = first.wave or (first.date.isoformat() if first.date else None)
    words += f" ({when})" if when else ""
    if len(some) == 1:
        return words
    more = phrase("subject-more-statements", language, more=len(some) - 1)
    return phrase("subject-origin-more", language, origin=words, more=more)


def _because(reason: str, origin: str, language: Language) -> str:
    return phrase("subject-reason", language, reason=reason, origin=origin)


def _wave_table(card: SubjectCard, language: Language) -> Table:
    table = _table(phrase("subject-waves", language))
    for word in ("wave", "there", "sampled", "sources"):
        table.add_column(phrase(f"subject-{word}", language), justify="left" if word == "wave" else "right")
    for row in card.waves:
        marks = [phrase("subject-yes" if row[name] else "subject-no", language) for name in ("present", "in_sample")]
        table.add_row(f"{row['wave']} ({row['date']})", *marks, number(row["sources"], "count", language))
    return table


def _round_table(card: SubjectCard, labels: Labels, language: Language, top: int) -> Table:
    table = _table(phrase("subject-rounds", language, count=len(card.rounds)))
    for _ in range(4):
        table.add_column(overflow="fold")
    table.show_header = False
    for row in card.rounds[: top or None]:
        words = labels.word(row["round"], "funding_round", language)
        table.add_row(
            str(row["date"] or ""), words, number(row["amount_cny"], "cny", language), _place(row, card, language)
        )
    _add_more(table, len(card.rounds), top, language)
    return table


def _ties(card: SubjectCard) -> Iterator[tuple[str, str, list[Mapping[str, Any]]]]:
    for (kind, side), rows in groupby(card.ties, lambda row: (str(row["kind"]), str(row["side"]))):
        yield kind, side, list(rows)


def _tie_tables(card: SubjectCard, labels: Labels, language: Language, top: int) -> Iterator[RenderableType]:
    if not card.ties:
        yield phrase("subject-no-ties", language)
        return
    yield f"[bold]{escape(phrase('subject-ties', language, count=len(card.ties)))}[/]\n"
    for kind, side, rows in _ties(card):
        side_words = phrase(f"subject-side-{side}", language)
        table = _table(f"{labels.term('relation_kind', kind, language)} · {side_words} · {len(rows):,}")
        for word in ("other", "when", "from"):
            table.add_column(phrase(f"subject-{word}", language), overflow="fold", ratio=2 if word == "from" else None)
        for row in rows[: top or None]:
            table.add_row(
                escape(_name(row, language)), escape(_span(row, language)), escape(_place(row, card, language))
            )
        _add_more(table, len(rows), top, language)
        yield table


def _span(row: Mapping[str, Any], language: Language) -> str:
    first, last = row["first_wave"], row["last_wave"]
    waves = (
        phrase("subject-open", language, first=first)
        if first and not last
        else "–".join(dict.fromkeys(filter(None, (first, last))))
    )
    return " · ".join(filter(None, (waves, str(row["date"] or ""))))


def _add_more(table: Table, count: int, top: int, language: Language) -> None:
    if top and count > top:
        blank = [""] * (len(table.columns) - 1)
        table.add_row(phrase("subject-more-rows", language, more=count - top), *blank, style="dim")


def _place(row: Mapping[str, Any], card: SubjectCard, language: Language) -> str:
    title = card.sources[row["source_id"]][f"title_{language}"]
    return phrase("subject-place", language, source=title, row=str(row["row"]))


def _name(row: Mapping[str, Any], language: Language) -> str:
    own, other = (row["name_zh"], row["name_en"]) if language == "zh" else (row["name_en"], row["name_zh"])
    return str(own or other or row.get("other_id") or row.get("subject_id"))


def _table(title: str) -> Table:
    return Table(title=escape(title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
