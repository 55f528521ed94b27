"""A name taken apart, with the steps that did it: one list of steps serves the answer and its explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from valuenet.resolve.names import hanzi, latin
from valuenet.resolve.names.hanzi import Found
from valuenet.resolve.names.name import Name, Step
from valuenet.resolve.names.script import HANZI, phonetic, script, simplified, unified

_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_LATIN_RUN = re.compile(r"[a-z][a-z0-9]{2,}")


def parsed(name: str) -> Name:
    """Return `name` taken apart; of a name without letters or digits, only the text is left.

    >>> found = parsed("北京品友互动信息技术有限公司")
    >>> found.place, found.core, found.industry, found.legal_form
    ('110000', '品友互动', ('信息技术',), 'limited')
    >>> parsed("Intel (China) Co., Ltd.").core, parsed("中国移动广东").branch, parsed("科技有限公司").core
    ('intel', '440000', '')
    """
    found: Found = {}
    text = key = ""
    for step, _, after in _walked(name, found):
        text = after
        if step in ("marks", "spelling"):
            key = after
    return _name(name, text, key, found)


def steps_of(name: str) -> tuple[Step, ...]:
    """Return the steps that take `name` apart, those only that changed it or found something.

    >>> [(step.step, step.taken) for step in steps_of("上海商汤科技有限公司")]
    [('legal form', '有限公司'), ('leading place', '上海'), ('industry', '科技')]
    """
    found: Found = {}
    steps = []
    known = 0
    for step, before, after in _walked(name, found):
        if before != after or len(found) > known:
            steps.append(Step(step, before, after, _taken(before, after)))
        known = len(found)
    return tuple(steps)


def _walked(name: str, found: Found) -> Iterator[tuple[str, str, str]]:
    """Do the steps one after another, yielding the name of each and the text before and after it."""
    after = unified(name)
    yield "width", name, after
    chinese = HANZI.search(after) is not None
    text = after
    if chinese:
        text = simplified(after)
        yield "script", after, text
        after = text
    text = after.casefold()
    yield "case", after, text
    for step, work in hanzi.STEPS if chinese else latin.STEPS:
        after = work(text, found)
        yield step, text, after
        text = after


def _taken(before: str, after: str) -> str:
    """Return what a step took from one of the ends; nothing where it wrote the text anew."""
    if after and before.endswith(after):
        return before[: -len(after)].strip()
    return before[len(after) :].strip() if before.startswith(after) else ""


def _name(name: str, core: str, key: str, found: Found) -> Name:
    written = script(core)
    if written == "mixed":
        runs = (*_HAN_RUN.findall(core), *_LATIN_RUN.findall(core))
        runs = runs if len(runs) == 2 else ()
        found["others"] = (*found.get("others", ()), *(run for run in runs if not hanzi.is_generic(run)))
    return Name(text=name, core=core, key=key, script=written, phonetic=phonetic(core), **found)
