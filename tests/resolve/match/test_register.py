from __future__ import annotations

import polars as pl

from valuenet.resolve.match.register import REGISTER, register


def test_a_register_is_made_ready() -> None:
    rows = [
        ("r1", "Peking University", "CN", "Beijing", None),
        ("r1", "北京大学", "CN", "Beijing", None),
        ("r2", "Peking University Health Science Center", "CN", "Beijing", "r1"),
        ("r3", "", "CN", None, "nowhere"),
    ]
    known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    assert [bearer.entry for bearer in known.bearers["北京大学"]] == [0]
    assert [entry.parents for entry in known.entries] == [(), (0,), ()]
    assert [entry.body for entry in known.entries] == ["university", "university", "other"]
    assert known.begun["peking university"] == ("peking university health science center",)
    assert known.reordered["peking university"] == "peking university"


def test_names_without_their_bracket_or_legal_form() -> None:
    rows = {"id": ["a", "a", "b"], "name": ["Foo (United States)", "FOO", "Bar Robotics Co., Ltd."]}
    known = register(pl.DataFrame(rows))
    kinds = {key: [bearer.kind for bearer in held] for key, held in known.bearers.items()}
    assert kinds["foo united state"] == ["first"]
    assert kinds["foo"] == ["acronym"] or kinds["foo"] == ["bare"]
    assert kinds["bar robotics"] == ["bare"]


def test_many_parts_make_an_umbrella_but_of_a_university() -> None:
    parts = [(f"p{at}", f"Institute {at}", None, None, whole) for at, whole in enumerate(["ac"] * 10 + ["un"] * 10)]
    rows = [("ac", "Foo Academy", None, None, None), ("un", "Foo University", None, None, None), *parts]
    known = register(pl.DataFrame(rows, REGISTER, orient="row"))
    assert [entry.umbrella for entry in known.entries[:2]] == [True, False]
    assert known.entries[0].known == 11
