from __future__ import annotations

import polars as pl
import pytest

from valuenet.resolve.match.hits import hits
from valuenet.resolve.match.register import REGISTER, register

ROWS = [
    ("ox", "University of Oxford", "GB", "Oxford", None),
    ("uc", "University of California, Los Angeles", "US", "Los Angeles", None),
    ("st", "Stanford University", "US", "Stanford", None),
    ("sm", "Stanford University School of Medicine", "US", "Stanford", None),
    ("hv", "Harvard University", "US", "Cambridge", None),
    ("hm", "Harvard Medical School", "US", "Boston", "hv"),
    ("in", "Innsbruck Medical University", "AT", "Innsbruck", None),
    ("pk", "北京大学", "CN", "Beijing", None),
    ("ph", "北京大学第一医院", "CN", "Beijing", None),
]
KNOWN = register(pl.DataFrame(ROWS, REGISTER, orient="row"))


@pytest.mark.parametrize(
    ("text", "ids", "rule"),
    [
        ("Department of Physics, University of Oxford", ["ox"], "segment"),
        ("University of California, Los Angeles", ["uc"], "segment"),
        ("Dept of Surgery, Stanford University School of Medicine", ["st"], "part"),
        ("Harvard Medical School", ["hv"], "school"),
        ("Medical University of Innsbruck", ["in"], "words"),
        ("北京大学光华管理学院", ["pk"], "lead"),
        ("北大第一医院", ["ph"], "segment"),
        ("北大", ["pk"], "segment"),
        ("Nowhere", [], ""),
        ("", [], ""),
    ],
)
def test_names_that_stand_in_a_text(text: str, ids: list[str], rule: str) -> None:
    found = hits(text, KNOWN)
    assert [KNOWN.entries[hit.entry].id for hit in found] == ids
    assert {hit.rule for hit in found} <= {rule}


def test_a_city_and_a_country_raise_the_odds() -> None:
    alone, placed = (
        hits(text, KNOWN)[0].odds for text in ("Stanford University", "Stanford University, Stanford, USA")
    )
    abroad = hits("Stanford University, Stanford, China", KNOWN)[0].odds
    assert abroad < alone < placed


def test_a_name_within_a_longer_one_that_is_unknown_counts_little() -> None:
    assert hits("Northern University of Oxford Hill", KNOWN)[0].rule in ("within", "part")
