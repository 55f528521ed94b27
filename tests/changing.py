"""A study of two waves in which enterprises enter and leave for every reason, and sources contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.studies import both, declared, write_study

FILES = {
    # 丙 is on the list of 2018 only, 丁 on that of 2019 only, neither with a date.
    "firms_2018.csv": "名,英文,地点,成立,类型\n甲,Alpha,北京,2010-01-05,其他\n乙,,北京,,其他\n丙,,北京,,其他\n",
    "firms_2019.csv": "名,英文,地点,成立,类型\n甲,Alpha,北京,2010-01-05,listed\n乙,,北京,,其他\n丁,,北京,,其他\n"
    "戊,,北京,2019-05,其他\n己,,北京,2001,其他\n",
    "registry.csv": "名,英文,地点,成立,类型\n甲,Alfa,上海,2011,其他\n庚,,上海,,其他\n",
    "gone.csv": "名,英文,地点,成立,类型\n辛,,北京,,其他\n",
    "lives.csv": "名,终止,类型18,类型19\n壬,2019-03,其他,其他\n癸,,,其他\n",
    "ties.csv": "甲方,乙方,日期\n甲,某大学,2018-02-01\n甲,某大学,2019-02-01\n乙,甲,\n",
}


def changing_study(folder: Path, **parts: Any) -> Path:
    """Write the study; `parts` add to it."""
    fields = {"name_zh": "名", "name_en": "英文", "place": "地点", "founded": "成立"}
    timed = {wave: {**fields, "status": {"column": "类型", "wave": wave}} for wave in ("2018", "2019")}
    life = {"name_zh": "名", "closed": "终止"}
    end = {"subject": "enterprise", "fields": {"name_zh": "甲方"}}
    sources: dict[str, Any] = {
        **{f"firms_{wave}": {"waves": [wave], "records": [_firm(timed[wave])]} for wave in timed},
        "registry": {"waves": ["2019"], "records": [_firm({**fields, "status": "类型"})]},
        "gone": {"waves": ["2018"], "records": [_firm({**fields, "status": "类型"})]},
        "lives": {
            "accessed": "2020-02-01",
            "records": [_firm({**life, "status": {"column": "类型18", "wave": "2018"}})],
        },
        "later": {"path": "lives.csv", "records": [_firm({**life, "status": {"column": "类型19", "wave": "2019"}})]},
        "ties": {
            "records": [
                {
                    "relation": "technology_input",
                    "ego": end,
                    "alter": {"subject": "organisation", "fields": {"name_zh": "乙方"}},
                    "date": "日期",
                }
            ]
        },
    }
    rule = {"rule": "told", "kind": "enterprise", "title": both("told"), "test": {"has": "status"}}
    return write_study(folder, declared(sources, screening=[rule], **parts), FILES)


def _firm(fields: dict[str, Any]) -> dict[str, Any]:
    return {"subject": "enterprise", "fields": fields}
