"""Studies at the edge of what a report is made for: one place, five hundred, endless names, hardly any data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.studies import both, declared

Parts = tuple[dict[str, Any], dict[str, str]]
"""A study as declared, and its files."""

ONE_WAVE = [{"wave": "2021", "date": "2021-12-31"}]
LONG_ZH = "长江三角洲新能源与智能装备联合研究院有限责任公司" * 12 + "终" * 12
LONG_EN = (
    "The Incomparably Long and Windingly Named Company of Many Words | <b>and</b> *Marks* " * 3 + "Unbrokenword" * 4
)
PLACED = {"name_zh": "名称", "name_en": "英文", "region": "省", "status": "类型", "layer": "层", "founded": "成立"}
FIRM = {"subject": "enterprise", "fields": {**PLACED, "patents": "专利", "application_field": "领域"}}
EGO = {"subject": "enterprise", "fields": {"name_zh": "甲"}}
ALTER = {"subject": "organisation", "fields": {"name_zh": "乙"}}


def _csv(header: str, rows: list[tuple[object, ...]]) -> str:
    return "\n".join((header, *(",".join(f'"{cell}"' for cell in row) for row in rows)))


def _firms(rows: list[tuple[object, ...]]) -> str:
    return _csv("名称,英文,省,类型,层,成立,专利,领域", rows)


def _ties(pairs: list[tuple[str, str]]) -> str:
    return _csv("甲,乙", list(pairs))


def _study(firms: str, ties: str, records: Mapping[str, Any] = FIRM, **parts: Any) -> Parts:
    tie = {"relation": "technology_input", "ego": EGO, "alter": ALTER}
    sources: dict[str, Any] = {"firms": {"records": [records]}, "ties": {"records": [tie]}}
    return declared(sources, **{"waves": ONE_WAVE, **parts}), {"firms.csv": firms, "ties.csv": ties}


def one_province() -> Parts:
    """Eight firms, all in one province, none overseas, at one wave; with the standard index."""
    rows: list[tuple[object, ...]] = [
        (f"北辰{at}", f"North {at}", "110000", ("listed", "other")[at % 2], "base", 2010 + at, at, "fintech")
        for at in range(8)
    ]
    return _study(
        _firms(rows), _ties([(f"北辰{at}", f"北辰{at + 1}") for at in range(7)]), study="one", index="standard"
    )


def many_provinces() -> Parts:
    """Six hundred firms of another country's industry, in five hundred regions of its own."""
    terms = [{"code": f"in-{at:03}", "zh": f"第{at}邦", "en": f"State No. {at}"} for at in range(500)]
    rows: list[tuple[object, ...]] = [
        (f"企业{at}", f"Solar {at}", f"in-{at % 500:03}", "other", "application", 2000 + at % 20, at, "smart_city")
        for at in range(600)
    ]
    title = {"zh": "某国光伏产业", "en": "The solar industry of another country"}
    ties = [(f"企业{at}", f"企业{at * 7 % 600}") for at in range(1, 200)]
    parts: dict[str, Any] = {
        "study": "many",
        "title": title,
        "country": "IN",
        "vocabularies": {"region": terms},
        "index": "standard",
    }
    return _study(_firms(rows), _ties(ties), **parts)


def long_names() -> Parts:
    """Firms and sources with names of three hundred characters, some with marks of other languages in them."""
    rows: list[tuple[object, ...]] = [
        (f"{at}{LONG_ZH}"[:300], f"{at} {LONG_EN}"[:300], "110000", "other", "base", 2015, 5 - at, "fintech")
        for at in range(5)
    ]
    names = [str(row[0]) for row in rows]
    group = {"group": "platform", "title": {"zh": LONG_ZH[:300], "en": LONG_EN[:300]}, "members": names[:2]}
    ties = [(one, other) for one in names for other in names if one < other]
    title = {"zh": LONG_ZH[:120], "en": LONG_EN[:160]}
    study, files = _study(_firms(rows), _ties(ties), study="long", groups=[group], title=title)
    study["sources"]["firms"]["title"] = {"zh": LONG_ZH[:300], "en": LONG_EN[:300]}
    return study, files


def hardly_any() -> Parts:
    """Three names and nothing else."""
    record = {"subject": "enterprise", "fields": {"name_zh": "名称"}}
    firms = _csv("名称", [("甲乙丙",), ("丁戊己",), ("庚辛壬",)])
    sources = {"firms": {"title": both("firms"), "records": [record]}}
    return declared(sources, study="hardly", waves=ONE_WAVE), {"firms.csv": firms}


EDGES = {each.__name__: each for each in (one_province, many_provinces, long_names, hardly_any)}
