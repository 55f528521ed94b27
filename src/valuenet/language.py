"""Words and numbers in Chinese and English: labels of codes, phrases of Fluent, figures of Babel."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import CurrentEnvironment, Pattern, ResolverEnvironment
from fluent.runtime.types import FluentType
from fluent.runtime.utils import native_to_fluent
from fluent.syntax.ast import BaseNode, Message, Resource, Term

from valuenet.errors import DataError, nearest
from valuenet.model.vocabulary import vocabulary
from valuenet.model.voice import OwnMessage

Language = Literal["zh", "en"]
Figure = int | float | str | bool | None

LANGUAGES: tuple[Language, ...] = ("zh", "en")
# British English: its lists carry no comma before "and".
_LOCALES = {"zh": Locale("zh"), "en": Locale("en", "GB")}
_LARGEST = 1e16  # beyond this a float has no units left to write
_WITH_ARTICLE = re.compile(
    "United .*|.*(?:Islands|Territor(?:y|ies)|Republic|Netherlands)|Bahamas|Comoros|Gambia|Isle of Man|Maldives"
    "|Philippines|Seychelles"
)
_NO_DATA = {"zh": "无数据", "en": "no data"}
_YES_NO = {"zh": ("否", "是"), "en": ("no", "yes")}


def label(name: str, code: str, language: Language) -> str:
    """Return the label of a code of the packaged vocabulary `name`; an unknown code raises `DataError`.

    >>> label("layer", "base", "zh"), label("layer", "base", "en")
    ('基础层', 'Base layer')
    """
    return vocabulary(name)[code].label(language)


def in_sentence(country: str, language: Language) -> str:
    """Return the name of a country as it stands in a sentence: some English ones take the article.

    >>> in_sentence("United States", "en"), in_sentence("China", "en"), in_sentence("美国", "zh")
    ('the United States', 'China', '美国')
    """
    return f"the {country}" if language == "en" and _WITH_ARTICLE.fullmatch(country) else country


def phrase(message_id: str, language: Language, **arguments: Figure) -> str:
    """Return the message `message_id` with its arguments filled in.

    Whole numbers are written with separators and choose the plural; years and amounts come as text.
    A message that is not there, or an argument it lacks, raises `DataError`.

    >>> phrase("table-rows-left-out", "en", rows=1234)
    '1,234 further rows are in the database.'
    """
    words = _words(language)
    bundle = words.bundle
    if not bundle.has_message(message_id) or (pattern := bundle.get_message(message_id).value) is None:
        raise DataError(
            f"there is no message '{message_id}' in '{language}'{nearest(message_id, message_ids(language))}"
        )
    text, errors = _filled(bundle, pattern, arguments)
    if errors:
        where = f"{words.places[message_id]}: " if message_id in words.places else ""
        raise DataError(f"{where}the message '{message_id}' in '{language}' cannot be written: {errors[0]}")
    return str(text)


def _filled(bundle: FluentBundle, pattern: Pattern, arguments: Mapping[str, Figure]) -> tuple[object, list[Exception]]:
    """Fill a pattern as the bundle would, which makes plain numbers of those that know how they are written."""
    errors: list[Exception] = []
    given = {
        name: value if isinstance(value, FluentType) else native_to_fluent(value) for name, value in arguments.items()
    }
    return pattern(ResolverEnvironment(bundle, errors, current=CurrentEnvironment(args=given))), errors


def message_ids(language: Language) -> frozenset[str]:
    """Return the names of all messages of a language."""
    return frozenset(_words(language).bundle._messages)


@dataclass(frozen=True)
class _Words:
    """The messages of a language, and where those of a study stand."""

    bundle: FluentBundle
    places: Mapping[str, str]


_OWN: ContextVar[Mapping[Language, _Words]] = ContextVar("words of a study", default={})  # noqa: B039 (never changed)


@contextmanager
def own_words(messages: Iterable[OwnMessage]) -> Iterator[None]:
    """Let a study's messages stand before valuenet's, in this `with` block and this thread alone.

    A message of a name that valuenet has takes its place, wherever it is used; the others are added.

    >>> from valuenet.model.voice import OwnMessage
    >>> with own_words([OwnMessage("en", "page-contents", "page-contents = What is inside", "en.ftl", 1)]):
    ...     phrase("page-contents", "en"), phrase("page-contents", "zh")
    ('What is inside', '目录')
    >>> phrase("page-contents", "en")
    'Contents'
    """
    said = list(messages)
    words = {language: _with_own(language, [each for each in said if each.language == language])
             for language in LANGUAGES}  # fmt: skip
    token = _OWN.set({language: each for language, each in words.items() if each.places})
    try:
        yield
    finally:
        _OWN.reset(token)


def _with_own(language: Language, own: Sequence[OwnMessage]) -> _Words:
    bundle = _bundle_of(language) if own else _packaged(language).bundle
    for each in own:
        bundle.add_resource(FluentResource(each.source), allow_overrides=True)
    return _Words(bundle, {each.message: each.place for each in own})


def _words(language: Language) -> _Words:
    return _OWN.get().get(language) or _packaged(language)


@cache
def _packaged(language: Language) -> _Words:
    return _Words(_bundle_of(language), {})


def _bundle_of(language: Language) -> FluentBundle:
    bundle = FluentBundle([str(_LOCALES[language]).replace("_", "-")], use_isolating=False)
    for resource in _resources(language):
        bundle.add_resource(resource)
    return bundle


def packaged_entries(language: Language) -> Mapping[str, BaseNode]:
    """Return valuenet's own messages and terms (their names begin with `-`) of a language, as Fluent reads them.

    >>> "page-contents" in packaged_entries("en")
    True
    """
    entries = [entry for resource in _resources(language) for entry in resource.body]
    return {f"{'-' * isinstance(entry, Term)}{entry.id.name}": entry
            for entry in entries if isinstance(entry, Message | Term)}  # fmt: skip


@cache
def _resources(language: Language) -> tuple[Resource, ...]:
    folder = files("valuenet") / "phrases" / language
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".ftl")), key=lambda path: path.name)
    return tuple(FluentResource(path.read_text(encoding="utf-8")) for path in paths)


def no_data(language: Language) -> str:
    """Return the words for a missing value.

    >>> no_data("zh")
    '无数据'
    """
    return _NO_DATA[language]


def number(value: Figure, unit: str, language: Language) -> str:
    """Return a value in the words of its unit; None and NaN are "no data".

    Units: count, rank, degree, number, weight, share (of 1), cny (yuan), year, row, boolean; text stays as it is.

    >>> number(31949, "count", "zh"), number(0.42512, "share", "en"), number(None, "cny", "en")
    ('31,949', '42.5%', 'no data')
    >>> number(5.7e10, "cny", "zh"), number(5.7e10, "cny", "en"), number(12_340_000, "cny", "zh")
    ('570.00 亿元', 'RMB 57.0 billion', '1,234 万元')
    """
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return _NO_DATA[language]
    if isinstance(value, str):
        return value
    if unit == "boolean" or isinstance(value, bool):
        return _YES_NO[language][bool(value)]
    if unit in ("year", "row"):
        return str(int(value))
    if unit == "share":  # a share that is not zero should not print as 0.0%
        return _written(Decimal(str(value)) * 100, 2 if 0 < abs(value) < 0.0005 else 1, language) + "%"
    if unit == "cny":
        return _money(float(value), language)
    if unit == "weight":
        return str(format_decimal(round(value, 6), "#,##0.00####", locale=_LOCALES[language]))
    return _plain(value, language)


def _decimal(value: float, places: int, language: Language) -> str:
    if abs(value) >= _LARGEST:
        return f"{value:.3e}"
    return _written(Decimal(str(value)), places, language)


def _written(value: Decimal, places: int, language: Language) -> str:
    """Write what Babel writes for `#,##0.0`, of which reports hold tens of thousands, without reading the pattern."""
    group, point = _marks(language)
    text = f"{value:,.{places}f}"
    return text if (group, point) == (",", ".") else text.translate({ord(","): group, ord("."): point})


@cache
def _marks(language: Language) -> tuple[str, str]:
    symbols = _LOCALES[language].number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


def _plain(value: int | float, language: Language) -> str:
    if value == int(value):
        return _decimal(int(value), 0, language)
    places = 1 if abs(value) >= 100 else 2 if abs(value) >= 10 else 3
    if abs(value) < 0.01:  # small figures keep two significant digits, never "0.000"
        places = min(12, 1 - math.floor(math.log10(abs(value))))
    return _decimal(value, places, language)


# (from this size on, divided by, decimal places, what follows the figure), from the smallest size up
_SCALES: dict[Language, Sequence[tuple[float, float, int, str]]] = {
    "zh": ((0, 1, 0, " 元"), (1e4, 1e4, 1, " 万元"), (1e6, 1e4, 0, " 万元"), (1e8, 1e8, 2, " 亿元")),
    "en": ((0, 1, 0, ""), (1e6, 1e6, 1, " million"), (1e9, 1e9, 1, " billion")),
}


def _money(value: float, language: Language) -> str:
    scales = _SCALES[language]
    _, divisor, places, words = scales[0]
    for start, larger, digits, unit in scales[1:]:
        # what would round up to the next size is written in it: 1.00 亿元, not 10,000 万元
        if round(abs(value) / divisor, places) * divisor < start:
            break
        divisor, places, words = larger, digits, unit
    prefix = "RMB " if language == "en" else ""
    return prefix + _decimal(value / divisor, places, language) + words


def listed(items: Iterable[str], language: Language) -> str:
    """Return the items as one list in running text.

    >>> listed(["北京", "广东", "上海"], "zh"), listed(["Beijing", "Guangdong", "Shanghai"], "en")
    ('北京、广东和上海', 'Beijing, Guangdong and Shanghai')
    """
    return str(format_list(list(items), locale=_LOCALES[language]))
