from __future__ import annotations

import polars as pl

from valuenet.resolve.match.register import REGISTER, comparable, register, singular


def test_a_register_is_made_ready() -> None:
    rows = [
        ("r1", "Peking University", "CN", "Beijing", None),
        ("r1", "北京大学", "CN", "Beijing", None),
        ("r2", "Peking University Health Science Center", "CN", "Beijing", "r1"),
        ("r3", "", "CN", None, "nowhere"),
    ]
    known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    assert known.bearers["北京大学"] == (0,)
    assert [entry.parent for entry in known.entries] == [None, 0, None]
    assert known.begun["peking university"] == ("peking university health science center",)
    assert known.reordered["peking university"] == "peking university"


def test_what_is_compared() -> None:
    assert comparable("The University of Oxford") == comparable("University Oxford") == "university oxford"
    assert comparable("of") == "of"
    assert comparable("國立臺灣大學") == "国立台湾大学"
    assert [singular(word) for word in ("arts", "physics", "class", "gas")] == ["arts", "physic", "class", "gas"]
