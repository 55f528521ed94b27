from __future__ import annotations

import pytest

from valuenet.database.read import Database
from valuenet.database.statements import literal, statement_views, statements_of


def test_every_value_is_there_with_its_place_and_date(changing: Database) -> None:
    (alpha,) = changing.query("SELECT subject_id FROM subject WHERE name_zh = '甲'")["subject_id"]
    told = {
        (one.field, one.value, one.source_id, one.row, str(one.date), one.chosen)
        for one in statements_of(changing, alpha)
    }
    assert {
        ("founded", "2010-01-05", "firms_2018", 2, "2018-12-31", True),
        ("founded", "2011", "registry", 2, "2019-12-31", False),
        ("region", "110000", "firms_2019", 2, "2019-12-31", True),
        ("region", "310000", "registry", 2, "2019-12-31", False),
        ("name_en", "Alfa", "registry", 2, "2019-12-31", False),
        ("status", "other", "firms_2018", 2, "2018-12-31", False),
        ("status", "listed", "firms_2019", 2, "2019-12-31", True),
    } <= told


def test_what_is_chosen_is_what_the_results_use(example: Database) -> None:
    chosen = example.query(
        "SELECT count(*) FROM effective_value e JOIN study ON e.wave = study.wave "
        "WHERE NOT EXISTS (SELECT 1 FROM statement t WHERE t.subject_id = e.subject_id AND t.field = e.field "
        "AND t.value = e.value AND t.chosen)"
    )
    assert chosen.item() == 0
    for column in ("kind", "country", "region", "city", "name_zh", "name_en"):
        lost = example.query(
            f"SELECT subject_id FROM subject s WHERE {column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM statement t "
            f"WHERE t.subject_id = s.subject_id AND t.value = s.{column} AND t.chosen)"
        )
        assert lost.is_empty(), column


def test_conflicts_are_values_that_differ_for_one_wave(changing: Database) -> None:
    found = changing.query("SELECT c.field, c.distinct_values FROM conflict c ORDER BY c.field").rows()
    assert found == [("city", 2), ("founded", 2), ("name_en", 2), ("region", 2)]


def test_no_statement_is_lost(changing: Database) -> None:
    rows = {name: changing.query(f"SELECT count(*) FROM {name}").item() for name in ("name", "attribute", "statement")}
    parts = ("kind", "country", "region", "city", "home_country", "parent")
    described = changing.query(f"SELECT {' + '.join(f'count({part})' for part in parts)} FROM mention").item()
    assert rows["statement"] == rows["name"] + rows["attribute"] + described
    assert [name for name, _ in statement_views()] == ["statement", "conflict"]


@pytest.mark.parametrize("text", ["it's", "'; DROP TABLE name; --", "甲"])
def test_a_name_stays_a_literal(text: str, changing: Database) -> None:
    assert changing.query(f"SELECT {literal(text)} AS t").item() == text
    assert statements_of(changing, text) == ()
