"""Steps on a name in Chinese characters; each takes what it knows from one end and leaves the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from valuenet.resolve.names.lists import (
    abbreviated_beginnings,
    abbreviations,
    beginnings,
    endings,
    industry_words,
    leading_abbreviations,
    legal_forms,
    places_zh,
    units,
)
from valuenet.resolve.names.script import script

Found = dict[str, Any]
"""Parts of a name found so far, by the fields of `Name`."""
Work = Callable[[str, Found], str]
"""A step: takes the text left so far, adds what it finds to the parts, returns the text that is left."""

_BRACKETS = re.compile(r"\(([^()]*)\)")
_MARKS = re.compile(r"[^\w()]+|_+")
_SAID = re.compile(r"^(?:以下)?(?:简称|全称|原名|原称|曾用名|又名|又称|亦称|别名)[:为]?")
_WHOLE = re.compile(r"(.{2,}?(?:大学|科学院|工程院))(?!大学)(.{2,})")
_OF_ACADEMY = re.compile(r".*(?:科学院|工程院|中科院|社科院|农科院).{2,}(?<!研究)所")
_EITHER = (
    (re.compile("科学技术"), "科技"),
    (re.compile("第([一二三四五六七八九十])附属"), r"附属第\1"),
    (re.compile("医学院附属"), "附属"),
)
"""What one body's name has in either way: 中国科学技术大学, 中国科技大学; 第一附属医院, 附属第一医院."""
_BEFORE = ("株式会社", "有限会社", "合同会社")
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{2,3}[区县](?=[\u4e00-\u9fff]{2})")


def _ending(text: str, kind: str, left: int = 0) -> str:
    """Return the longest word of the list `kind` that `text` ends in, where `left` characters stay before it."""
    words, lengths = endings(kind)
    for length in lengths.get(text[-1:], ()):
        if length <= len(text) - left and (word := text[-length:]) in words:
            return word
    return ""


def brackets(text: str, found: Found) -> str:
    """Take out what stands in brackets: a place, a legal form, another name, or a note."""
    if "(" not in text:
        return text.replace(")", "") if ")" in text else text
    kept = text
    for inside in _BRACKETS.findall(text):
        content = _MARKS.sub("", inside)
        if f"({content})" in legal_forms():
            continue
        kept = kept.replace(f"({inside})", "", 1)
        _bracketed(inside.strip(), content, found, is_body(_BRACKETS.sub("", text).strip()))
    return kept if re.search(r"\([^()]*\)", kept) else kept.replace("(", "").replace(")", "")


def _bracketed(inside: str, content: str, found: Found, body: bool) -> None:
    code = places_zh().get(content, "")
    name = _SAID.sub("", content)
    if code:
        found["place"] = code
    if body and name == content and script(content) == "han":  # 中国石油大学(北京) and (华东) are two
        found["branch"] = code or content
    elif code and not code.isdigit():  # 微软(中国) is an arm; a firm of this country only says where it sits
        found["branch"] = code
    elif content and not code:
        found["brackets"] = (*found.get("brackets", ()), inside)
        if name != content or script(content) == "latin":
            found["others"] = (*found.get("others", ()), _SAID.sub("", inside).strip(' "'))


def marks(text: str, found: Found) -> str:
    """Drop spaces and punctuation, which Chinese names carry without meaning."""
    found["key"] = text = text if text.isalnum() else _MARKS.sub("", text)
    return text


def branch(text: str, found: Found) -> str:
    """Take off the marker of a branch (分公司, 支行) and what says which branch it is."""
    marker = _ending(text, "units", 2)
    if not marker or units()[marker] not in ("branch", "subsidiary") or marker in ("分院", "分校", "校区"):
        return text
    rest = text[: -len(marker)]
    place = _ending(rest, "places", 2)
    form = max(rest.rfind("公司"), rest.rfind("银行"))
    found["unit"] = units()[marker]
    if place:
        found["branch"] = places_zh()[place]
        return rest[: -len(place)]
    if form > 0:
        found["branch"] = rest[form + 2 :] or marker
        return rest[: form + 2]
    found["branch"] = marker
    return rest


def legal_form(text: str, found: Found) -> str:
    """Take off the legal form, and a second one where a group stands before it; in Japan it may stand before a name."""
    if text.startswith(_BEFORE) and len(text) > 5:
        found["legal_form"], text = legal_forms()[text[:4]], text[4:]
    for _ in range(2):
        form = _ending(text, "legal_forms", 1 if "legal_form" in found else 0)
        if not form or (form in ("集团", "控股", "公司") and len(text) - len(form) == 1):
            break
        found.setdefault("legal_form", legal_forms()[form])
        text = text[: -len(form)]
    return text if text.isalnum() else text.replace("(", "").replace(")", "")


def abbreviation(text: str, found: Found) -> str:
    """Write an abbreviated university or academy in full, alone or before its unit, and the 所 of an academy."""
    if text.endswith("所") and _OF_ACADEMY.fullmatch(text):
        text = f"{text[:-1]}研究所"
    return text if "legal_form" in found else written_in_full(text)  # 清华控股 is not 清华大学


def written_in_full(text: str, unit: re.Pattern[str] | None = None) -> str:
    """Return `text` with the abbreviation of a university or academy that it is, or has before a unit, in full.

    Units are those of `units.csv`, and what `unit` finds: 清华同方 is no part of the university.

    >>> written_in_full("北大医院"), written_in_full("北大"), written_in_full("北大荒")
    ('北京大学医院', '北京大学', '北大荒')
    """
    if text[:1] not in abbreviated_beginnings():
        return text
    if text in abbreviations():
        return abbreviations()[text]
    for length in (5, 4, 3, 2):
        full, rest = leading_abbreviations().get(text[:length]), text[length:]
        abbreviated = full and len(rest) > 1 and not full.startswith(text[: length + 1])
        if abbreviated and (_ending(rest, "units") or (unit and unit.search(rest))):
            return f"{full}{rest}"
    return text


def either_way(text: str, found: Found) -> str:
    """Write what the names of universities, institutes and hospitals have in either way in one."""
    return one_way(text) if ("附属" in text or "科学技术" in text) and is_body(text) else text


def one_way(text: str) -> str:
    """Return a Chinese name of a body with what it may have in either way written in one.

    >>> one_way("中国科学技术大学第一附属医院")
    '中国科技大学附属第一医院'
    """
    for way, other in _EITHER:
        text = way.sub(other, text)
    return text


def unit(text: str, found: Found) -> str:
    """Tell a part of a university or academy (its hospital, school, institute) from the whole; nothing is dropped."""
    whole = _WHOLE.fullmatch(text) if "大学" in text or "院" in text else None
    marker = _ending(whole[2], "units") if whole else ""
    if whole and marker:
        found["unit"], found["parent"] = units()[marker], whole[1]
    return text


def trailing_place(text: str, found: Found) -> str:
    """Take off a place at the end (中国移动广东): it names an arm of the whole."""
    place = _ending(text, "places", 2)
    rest = text[: -len(place)] if place else text
    if not place or is_body(text) or rest in places_zh():
        return text
    found["branch"] = found.setdefault("place", places_zh()[place])
    return legal_form(rest, found)


def leading_place(text: str, found: Found) -> str:
    """Take off the place that a name begins with, unless nothing but its industry would be left."""
    if text[:1] not in beginnings():
        return text
    if is_body(text):
        _leading(text, found)
        return text
    rest, more = text, _leading(text, found)
    while more != rest:
        rest, more = more, _leading(more, found)
    return text if rest == text or is_generic(rest) or len(rest) < 2 else rest


def _leading(text: str, found: Found) -> str:
    places = beginnings()
    for length in places.get(text[:1], ()):
        code = places_zh().get(text[:length], "") if len(text) > length + 1 else ""
        if code.isdigit():
            found["place"] = code
            place = text[:length]
            rest = text[len(place) :]
            district = _DISTRICT.match(rest) if place[-1] in "市省" else None
            return rest[district.end() :] if district else rest
    return text


def industry(text: str, found: Found) -> str:
    """Take off the words that say what the organisation does, as long as something stays that says who it is."""
    if is_body(text) or is_generic(text):
        return text
    taken: tuple[str, ...] = ()
    while word := _business(text):
        rest = text[: -len(word)]
        if rest in places_zh() or (len(rest) == 1 and len(word) < 3):
            break
        text, taken = rest, (word, *taken)
    if taken:
        found["industry"] = taken
    return text


def _business(text: str) -> str:
    """Return the longest industry word at the end of `text` that leaves two characters, or else one."""
    word = _ending(text, "industry_words", 1)
    return word if len(word) < len(text) - 1 else _ending(text, "industry_words", 2) or word


def generic(text: str, found: Found) -> str:
    """Leave nothing where a name holds only what many names hold: it tells nobody from another."""
    if is_generic(text) or text in places_zh():
        found["industry"] = (text,)
        return ""
    return text


def _is_industry(text: str) -> bool:
    if not text:
        return True
    words, lengths = endings("industry_words")
    ends = lengths.get(text[-1], ())
    return any(text[-length:] in words and _is_industry(text[:-length]) for length in ends)


@cache
def _industry_characters() -> frozenset[str]:
    return frozenset(char for word in industry_words() for char in word)


def is_generic(text: str) -> bool:
    """Tell whether `text` is made of industry words alone.

    >>> is_generic("信息科技"), is_generic("品友科技")
    (True, False)
    """
    return len(text) < 20 and _industry_characters().issuperset(text) and _is_industry(text)


def is_body(text: str) -> bool:
    """Tell whether `text` ends as the names of bodies do, which are whole only with their place.

    >>> is_body("北京大学"), is_body("品友互动")
    (True, False)
    """
    return bool(_ending(text, "bodies", 1))


STEPS: tuple[tuple[str, Work], ...] = (
    ("brackets", brackets),
    ("marks", marks),
    ("branch", branch),
    ("legal form", legal_form),
    ("abbreviation", abbreviation),
    ("either way", either_way),
    ("unit", unit),
    ("trailing place", trailing_place),
    ("leading place", leading_place),
    ("industry", industry),
    ("generic", generic),
)
"""The steps on a Chinese name, in their order."""
