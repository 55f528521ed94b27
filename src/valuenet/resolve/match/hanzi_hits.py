"""The Chinese names of a register that stand in a text: in full, or short as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from valuenet.resolve.match.register import Register
from valuenet.resolve.match.said import UNIT, comparable
from valuenet.resolve.names.lists import places_zh

_RUN = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff\w()]*")
_BRACKET = re.compile(r"\s+(?=\([\u3400-\u9fff])")
_MOST = 24  # characters of the longest name that is looked for
_APART = re.compile(r"医院|公司|出版社|附中|中学|小学|集团|附属|第[一二三四五六七八九十\d]+(?:研究所|研究院|设计院)")
"""What a text goes on to after a name, and what is a body of its own then: a hospital, a firm, a numbered institute."""
_BODY = re.compile(r"大学|学院|研究所|研究院|科学院|(?<!研究)所|大(?!学)")
"""What a short form ends in; of hospitals and firms each word counts: 华西医院 is not 华西空港医院."""
_CUT = {"大": "大学", "所": "研究所"}
_AHEAD = re.compile(r".*(?:[省市区县州国部厅局委会院系所室心校馆厂科号处司班年组\d()_]|学校|大学)$")
"""What may stand before a name that is no part of it: 海淀区, 教育部; 国立 and 华东 make another name."""
_LEAST = 5  # characters of a short form
_MOST_OF = 0.7  # of a name's characters that its short form has


@dataclass(frozen=True, slots=True)
class Standing:
    """A Chinese name in a text: where, which, where it stands, and how much of it is said.

    `place` is whole (the text is the name), unit (a unit of the body follows), part (something else does), within
    (another name follows) or apart (it stands in the name of another body).
    """

    start: int
    end: int
    name: str
    place: str
    share: float = 1.0


def standing(text: str, known: Register) -> Iterator[Standing]:
    """Yield the names that stand in the Chinese parts of a text, none within a longer one; places count its characters.

    An abbreviated university is written in full first. Of an academy and its institute the institute is meant; a
    university is not its hospital, firm or press, and a name that goes on before it (国立清华大学) is another one.

    >>> import polars as pl
    >>> from valuenet.resolve.match.register import REGISTER, register
    >>> rows = [("r1", "北京大学", "CN", "Beijing", None), ("r2", "南京农业大学", "CN", "Nanjing", None)]
    >>> known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    >>> [(one.name, one.place) for one in standing("北大法学院; 南京农大", known)]
    [('北京大学', 'unit'), ('南京农业大学', 'whole')]
    """
    base = 0
    for run in _RUN.findall(_BRACKET.sub("", text)):
        plain = comparable(run)
        exact = list(_exact(plain, known))
        spans = _outermost([*exact, *_short(plain, {0, *(end for _, end, *_ in exact)}, known)])
        for at, (start, end, name, share) in enumerate(spans):
            before = max((other for _, other, *_ in spans[:at] if other <= start), default=0)
            after = min((other for other, *_ in spans[at + 1 :] if other >= end), default=len(plain))
            place = _place(plain[before:start], plain[end:after], plain[end:], name)
            yield Standing(base + start, base + end, name, place, share)
        base += len(plain) + 1


_Span = tuple[int, int, str, float]


def _exact(plain: str, known: Register) -> Iterator[_Span]:
    for start in range(len(plain)):
        for end in range(start + 2, min(len(plain), start + _MOST) + 1):
            if plain[start:end] in known.bearers:
                yield start, end, plain[start:end], 1.0


def _short(plain: str, starts: set[int], known: Register) -> Iterator[_Span]:
    """Yield the names of which what stands at one of `starts`, or after a place, is a short form: 南京农大, 计算所."""
    for body in _BODY.finditer(plain):
        for start in starts | {len(place) for place in _places_ahead(plain)}:
            if 0 < body.end() - start <= _MOST:
                for name, share in _meant(_whole_body(plain[start : body.end()], body.group()), body.group(), known):
                    yield start, body.end(), name, share


def _meant(said: str, body: str, known: Register) -> Iterator[tuple[str, float]]:
    """Yield the names that `said` shortens and that agree with it for longest, each with the share that is said."""
    if said in known.bearers:
        if body in _CUT:
            yield said, 1.0
        return
    if len(said) < _LEAST:
        return
    near = [name for name in known.ends.get(said[:2] + said[-2:], ()) if _MOST_OF <= len(said) / len(name) < 1]
    found = {name: _alike(said, name) for name in near if _left_out(said, name)}
    longest = max(found.values(), default=0)
    yield from ((name, len(said) / len(name)) for name, alike in found.items() if alike == longest)


def _places_ahead(plain: str) -> list[str]:
    return [plain[:length] for length in (2, 3, 4) if plain[:length] in places_zh()]


def _whole_body(said: str, body: str) -> str:
    return said.removesuffix(body) + _CUT.get(body, body)


def _alike(said: str, name: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(said, name, strict=False)))


def _left_out(said: str, name: str) -> bool:
    """Tell whether `said` is `name` but for some characters, no place among them."""
    left, at = "", 0
    for character in name:
        if at < len(said) and said[at] == character:
            at += 1
        else:
            left += character
    return at == len(said) and not any(left[one : one + 2] in places_zh() for one in range(len(left)))


def _outermost(spans: list[_Span]) -> list[_Span]:
    return sorted(
        span
        for span in spans
        if not any(
            other[0] <= span[0] and span[1] <= other[1] and other[1] - other[0] > span[1] - span[0] for other in spans
        )
    )


def _place(ahead: str, behind: str, rest: str, name: str) -> str:
    apart = _APART.search(behind)
    if (apart and not name.endswith(apart.group())) or (ahead and not _may_stand_ahead(ahead)):
        return "apart"
    if not rest:
        return "whole" if not ahead else "part"
    return "within" if not behind else "unit" if not ahead and UNIT.search(behind) else "part"


def _may_stand_ahead(text: str) -> bool:
    return _AHEAD.fullmatch(text) is not None or text in places_zh() or text[-2:] in places_zh()
