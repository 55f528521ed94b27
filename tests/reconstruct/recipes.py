"""A small recipe with every form of field, for the tests of the reconstruction."""

from __future__ import annotations

from typing import Any

from tests.reconstruct.figures import by_id, count, percent
from valuenet.reconstruct.recipe import TableRecipe

FIGURES = by_id(count("firms", 40), count("firms.2018", 30), percent("north", "25"), percent("top", "5"))
NAMES = {"Tencent": ("腾讯", "Tencent"), "Baidu": ("百度", "Baidu")}


def recipe(**changes: Any) -> TableRecipe:
    """A table of forty enterprises, two of them printed, in lists of two waves."""
    declared = {
        "kind": "enterprise",
        "total": "firms",
        "named": [
            {"name": "Tencent", "region": "440000", "founded": "1998"},
            {"name": "Baidu", "region": "110000", "founded": "2000"},
        ],
        "fields": {
            "region": {"margin": {"given": {"110000": "north"}, "rest": {"440000": 2, "310000": 1}}},
            "city": {"by": "region", "of": {"440000": {"440300": 1}}},
            "status": {"margin": {"given": {"listed": 10}, "rest": {"other": 1}}},
            "founded": {"date": True, "margin": {"rest": {"1998": 1, "2000": 1, "2015": 6, "2019": 2}}},
            "transition_mode": {
                "within": {"status": "listed"},
                "among": 12,
                "several": {"own_rd": 8, "acquisition": 4},
            },
            "patents": {
                "numbers": {
                    "total": 1000,
                    "shares": {"Tencent": "top"},
                    "favour": True,
                    "bands": [{"rows": 5, "low": 40, "high": 50}, {"rows": "rest", "low": 1, "high": 40}],
                }
            },
            "financed": {"constant": "true"},
            "raised_cny": {"numbers": {"step": 10000, "bands": [{"rows": "rest", "low": 1e6, "high": 1e9}]}},
        },
        "lists": {
            "sizes": {"2018": "firms.2018", "2019": "firms"},
            "left": {"2018": 4},
            "not_before": "founded",
            "changing": {"status": {"2018": {"listed": 12, "other": 18}}},
        },
    }
    return TableRecipe.model_validate(declared | changes)
