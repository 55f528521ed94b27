from __future__ import annotations

import pytest

from valuenet.database.read import Database
from valuenet.database.subject import rules_of, seen, subject_card


def one(database: Database, name: str) -> str:
    return str(database.query(f"SELECT subject_id FROM subject WHERE name_zh = '{name}'").item())


def test_a_card_holds_what_the_file_knows(changing: Database) -> None:
    card = subject_card(changing, one(changing, "甲"))
    assert [each.field for each in card.known if each.differs] == ["name_en", "region", "city", "founded"]
    assert [(row["kind"], row["side"], row["other"], str(row["date"])) for row in card.ties] == [
        ("technology_input", "ego", "某大学", "2019-02-01"),
        ("technology_input", "ego", "某大学", "2018-02-01"),
        ("technology_input", "alter", "乙", "None"),
    ]
    assert [(row["wave"], row["present"], row["in_sample"], row["listing"]) for row in card.waves] == [
        ("2018", True, True, 1),
        ("2019", True, True, 2),
    ]
    assert {row["source_id"] for row in card.ties} <= set(card.sources)


def test_a_group_names_its_parent_and_its_arms(example: Database) -> None:
    groups = example.query("SELECT DISTINCT subject_id FROM group_member ORDER BY 1")["subject_id"].to_list()
    assert all(subject_card(example, each).groups for each in groups)


def test_the_rules_of_a_file_without_rules_are_none(changing: Database) -> None:
    assert rules_of(changing) == {}


@pytest.mark.parametrize(
    ("held", "span"), [([True, False, True], ("a", "c")), ([False] * 3, None), ([False, True, False], ("b", "b"))]
)
def test_first_and_last_seen(held: list[bool], span: tuple[str, str] | None) -> None:
    assert (
        seen([{"wave": wave, "present": is_there} for wave, is_there in zip("abc", held, strict=True)], "present")
        == span
    )
