"""A doubtful pair in words: what is known of either side, line by line beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from valuenet.database.doubtful import FIELDS, NAMES, PARTNERS, Doubt, Side
from valuenet.model.fields import fields
from valuenet.model.vocabulary import vocabulary
from valuenet.resolve.match.explain import explained

_SOURCES = 4


def heading(doubt: Doubt, at: int, of: int) -> str:
    """Return what is asked, and why."""
    reason = vocabulary("doubt")[doubt.reason].label_en.lower()
    moved = f"{doubt.moved:,} relation{'' if doubt.moved == 1 else 's'} would change hands"
    return f"{at} of {of} · score {doubt.score:.2f} ({_rule(doubt.rule)}) · {reason} · {moved}"


def _rule(rule: str) -> str:
    known = vocabulary("match_rule")
    return known[rule].label_en.lower() if rule in known else rule


def rows(doubt: Doubt) -> list[tuple[str, str, str]]:
    """Return label, left and right of every line in which either side has something to say."""
    left, right = doubt.left, doubt.right
    told = [
        ("Name", left.name, right.name),
        ("Kind", *(vocabulary("kind")[side.kind].label_en for side in (left, right))),
        ("Other names", *(_some([each for each in side.names if each != side.name], NAMES) for side in (left, right))),
        ("Place", *(_place(side) for side in (left, right))),
        ("Parent", left.parent or "", right.parent or ""),
        *(
            (fields()[name].label_en, *(", ".join(side.fields.get(name, ())) for side in (left, right)))
            for name in FIELDS
        ),
        ("Relations", f"{left.relations:,}", f"{right.relations:,}"),
        ("Partners", *(_some(side.partners, PARTNERS) for side in (left, right))),
        ("Found in", *(_some(side.sources, _SOURCES) for side in (left, right))),
    ]
    found = [(label, one, other) for label, one, other in told if one or other]
    if doubt.shared_partners:
        shared = _some(doubt.shared_partners, PARTNERS)
        found.append(("In common", shared, shared))
    return found


def parts(doubt: Doubt) -> list[str]:
    """Return the parts of the score of both names but those of factor 1, with reasons in Chinese and English.

    The names speak for themselves here: what else is known of either side stands in the rows.
    """
    found = explained(doubt.left.name, doubt.right.name)
    if not found.parts:
        return [f"the names alone: nothing in common · 名称本身没有共同之处 ({doubt.rule})"]
    lines = [f"the names alone: {found.score:.2f} · 仅凭名称：{found.score:.2f}"]
    told = [part for part in found.parts if part.factor != 1]
    return [*lines, *(f"  {part.comparison:<11} x {part.factor:<7g} {part.why_en} · {part.why_zh}" for part in told)]


def _some(names: Iterable[str], most: int) -> str:
    listed = list(names)
    more = f" and {len(listed) - most:,} more" if len(listed) > most else ""
    return "; ".join(listed[:most]) + more


def _place(side: Side) -> str:
    names = []
    for level in ("country", "region", "city"):
        code, known = side.place[level], vocabulary(level)
        if code:
            names.append(known[code].label_en if code in known else code)
    return ", ".join(dict.fromkeys(names))
