"""A name taken apart, with the steps that did it: one list of steps serves the answer and its explanation."""

from __future__ import annotations

import re

from valuenet.resolve.names import hanzi, latin
from valuenet.resolve.names.hanzi import Found
from valuenet.resolve.names.name import Name, Step
from valuenet.resolve.names.script import HANZI, script, simplified, unified

Trail = list[tuple[str, str, str]]
"""Steps done: name, text before, text after."""

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
    return Name(text=name, **taken_apart(name))


def taken_apart(name: str) -> Found:
    """Return the parts of `name` by the fields of `Name`, only those that it has, but always core, key and script.

    >>> taken_apart("上海商汤科技有限公司")["core"]
    '商汤'
    """
    found: Found = {}
    found["core"] = core = _walked(name, found, None)
    found["script"] = written = script(core)
    if written == "mixed":
        runs = (*_HAN_RUN.findall(core), *_LATIN_RUN.findall(core))
        runs = runs if len(runs) == 2 else ()
        found["others"] = (*found.get("others", ()), *(run for run in runs if not hanzi.is_generic(run)))
    return found


def steps_of(name: str) -> tuple[Step, ...]:
    """Return the steps that take `name` apart, those only that changed or found something.

    >>> [(step.step, step.taken) for step in steps_of("上海商汤科技有限公司")]
    [('legal form', '有限公司'), ('leading place', '上海'), ('industry', '科技')]
    """
    trail: Trail = []
    _walked(name, {}, trail)
    return tuple(Step(step, before, after, _taken(before, after)) for step, before, after in trail)


def _walked(name: str, found: Found, trail: Trail | None) -> str:
    """Do the steps one after another and return what is left; put those that changed something into `trail`."""
    text = unified(name)
    chinese = HANZI.search(text) is not None
    plain = simplified(text) if chinese else text
    folded = plain.casefold()
    if trail is not None:
        stages = (("width", name, text), ("script", text, plain), ("case", plain, folded))
        trail += [stage for stage in stages if stage[1] != stage[2]]
    found["key"] = ""
    text = folded
    if trail is None:
        for _, work in hanzi.STEPS if chinese else latin.STEPS:
            text = work(text, found)
        return text
    for step, work in hanzi.STEPS if chinese else latin.STEPS:
        known = len(found)
        after = work(text, found)
        if after != text or len(found) > known:
            trail.append((step, text, after))
        text = after
    return text


def _taken(before: str, after: str) -> str:
    """Return what a step took from one of the ends; nothing where it wrote the text anew."""
    if after and before.endswith(after):
        return before[: -len(after)].strip()
    return before[len(after) :].strip() if before.startswith(after) else ""
