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
    ("text", "found"),
    [
        ("Department of Physics, University of Oxford", ["ox whole whole"]),
        ("University of California, Los Angeles", ["uc begun whole", "uc whole whole"]),
        (
            "Dept of Surgery, Stanford University School of Medicine",
            ["sm whole whole", "st school part", "st whole part"],
        ),
        ("Harvard Law School", ["hv school part"]),
        ("Univerity of Oxford", ["ox whole whole"]),
        ("Universität Oxford", ["ox whole whole"]),
        ("Medical University of Innsbruck", ["in words whole"]),
        ("Univ Calif Los Angeles", ["uc short whole"]),
        ("U. of Oxford", ["ox short whole"]),
        ("Univ. of Calif., Los Angeles", ["uc short whole"]),
        ("Un Oxford", []),
        ("北京大学光华管理学院", ["pk han unit"]),
        ("北大第一医院", ["ph han whole"]),
        ("北京大学人民医院", ["pk han apart"]),
        ("北大", ["pk han whole"]),
        ("北京大学 (Peking), Stanford University", ["pk han whole", "st whole whole"]),
        ("Nowhere", []),
        ("", []),
    ],
)
def test_names_that_stand_in_a_text(text: str, found: list[str]) -> None:
    _, told = hits(text, KNOWN)
    ids = {KNOWN.bearers[hit.name][0].entry: KNOWN.entries[KNOWN.bearers[hit.name][0].entry].id for hit in told}
    assert sorted(f"{ids[KNOWN.bearers[hit.name][0].entry]} {hit.rule} {hit.place}" for hit in told) == found


def test_a_name_knows_the_longer_one_that_it_stands_in() -> None:
    _, told = hits("Stanford University School of Medicine", KNOWN)
    assert {hit.name: hit.inside for hit in told if hit.rule == "whole"} == {
        "stanford university": "stanford university school medicine",
        "stanford university school medicine": "",
    }


def test_a_name_within_other_words_counts_as_such() -> None:
    assert hits("Northern University of Oxford Hill", KNOWN)[1][0].place == "within"
