"""What the panel of a page shows of a figure: the records behind it and its sources, as JSON values."""

from __future__ import annotations

from functools import partial
from shlex import quote
from typing import Any

from valuenet.language import phrase
from valuenet.report.document import Document, Group, TableBlock
from valuenet.report.trace import LIMIT

SHOWN = 100
"""Records that the panel lists; the CSV has every one that the page holds."""
_UNITS = ("count", "rank", "year", "row", "share", "cny", "degree", "weight", "number", "boolean", "text", "wave")


def linkable(url: str) -> bool:
    """Tell whether an address may become a link: web addresses only.

    >>> linkable("https://example.org/list.csv"), linkable("javascript:alert(1)")
    (True, False)
    """
    return url.lower().startswith(("https://", "http://"))


def trace_data(document: Document) -> dict[str, Any]:
    """Return the records behind every figure, as JSON values.

    Subjects, relations, kinds and sources stand once, in lists; everything refers to them by their place.
    """
    sources = {source.source_id: at for at, source in enumerate(document.sources)}
    subjects = {subject_id: at for at, subject_id in enumerate(document.subjects)}
    relations = {relation_id: at for at, relation_id in enumerate(document.relations)}
    kinds = {kind: at for at, kind in enumerate(document.kinds)}
    blocks = [block for chapter in document.chapters for block in chapter.blocks if block.groups]
    return {
        "sources": [
            [each.title, each.path, each.url if each.url and linkable(each.url) else ""] for each in document.sources
        ],
        "kinds": list(document.kinds.values()),
        "subjects": [
            [each.name, [[sources[name], row] for name, row in each.places]] for each in document.subjects.values()
        ],
        "relations": [
            [subjects[each.ego_id], subjects[each.alter_id], kinds[each.kind], sources[each.source_id], each.row]
            for each in document.relations.values()
        ],
        "tables": {
            block.name: [_group(block, group, subjects, relations) for group in block.groups] for block in blocks
        },
    }


def _group(block: TableBlock, group: Group, subjects: dict[str, int], relations: dict[str, int]) -> list[Any]:
    keys = (
        f"{name}={'' if value is None else str(value).lower() if isinstance(value, bool) else value}"
        for name, value in group.key
    )
    command = " ".join(["valuenet trace FILE", block.name, *map(quote, keys)])
    listed = len(group.subjects) + len(group.relations)
    return [
        group.rows,
        [subjects[each] for each in group.subjects],
        [relations[each] for each in group.relations],
        command if group.rows > listed >= LIMIT else "",
    ]


def unit_of(unit: str) -> str:
    """Return the unit by whose name a column is explained: its own, or `code` for a vocabulary.

    >>> unit_of("share"), unit_of("region")
    ('share', 'code')
    """
    return unit if unit in _UNITS else "code"


def page_words(document: Document) -> dict[str, Any]:
    """Return the words that the page's script writes, with `{}` or names in braces where it fills something in."""
    t = partial(phrase, language=document.language)
    return {
        "file": f"{document.study}.{{}}.{document.language}.csv",
        "shown": SHOWN,
        "limit": LIMIT,
        "rows": [t("trace-rows", rows=1), t("trace-rows", rows="{}")],
        "first": t("trace-first", shown="{shown}", all="{all}"),
        "more": t("trace-more", shown="{shown}", more="{more}"),
        "within": t("fact-within"),
        "matches": t("page-matches", shown="{shown}", all="{all}"),
        "subject": t("trace-subject"),
        "relation": t("trace-relation"),
        "ends": [t("trace-ego"), t("trace-kind"), t("trace-alter")],
        "place": [t("trace-source"), t("trace-file"), t("trace-row")],
        "synthetic": [t("csv-synthetic")] if document.synthetic else [],
        "copied": t("page-copied"),
        "found": [*(t("search-found", results=results) for results in (0, 1)), t("search-found", results="{}")],
        "cut": t("search-cut", shown="{}"),
        "kinds": {kind: t(f"search-{kind}") for kind in ("chapter", "table", "figure", "term", "text", "name", "cell")},
        "behind": t("search-behind", table="{}"),
        "unit": t("trace-unit", unit="{}"),
        "units": {unit: t(f"xlsx-unit-{unit}") for unit in (*_UNITS, "code")},
    }
