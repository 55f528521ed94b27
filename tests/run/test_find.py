from __future__ import annotations

import pytest

from valuenet.database.read import Database
from valuenet.errors import UsageError
from valuenet.run.find import find_subject


@pytest.mark.parametrize(
    ("wanted", "name", "by"),
    [
        ("甲", "甲", "name"),
        (" ALPHA ", "甲", "name"),
        ("Alpha Inc.", "甲", "spelling"),
        ("Ａｌｐｈａ", "甲", "spelling"),
        ("某大", "某大学", "part"),
        ("某大學", "某大学", "spelling"),
    ],
)
def test_a_subject_is_found_by_any_spelling_of_any_name(wanted: str, name: str, by: str, changing: Database) -> None:
    found = find_subject(changing, wanted)
    assert changing.query(f"SELECT name_zh FROM subject WHERE subject_id = '{found.subject_id}'").item() == name
    assert found.by == by
    assert find_subject(changing, found.subject_id).by == "id"


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("", "give the name or the id"),
        ("Alphq", r"did you mean\n  enterprise-\w+  甲 \(Alpha\)"),
        ("没有", "no subject is named '没有' in "),
        ("😀", "no subject is named"),
        ("x" * 100_000, "no subject is named"),
        ("'; DROP TABLE name; --", "no subject is named"),
    ],
)
def test_what_is_not_found_is_said_with_what_is_near(wanted: str, says: str, changing: Database) -> None:
    with pytest.raises(UsageError, match=says) as raised:
        find_subject(changing, wanted)
    assert len(str(raised.value)) < 1000


def test_of_several_of_one_name_the_candidates_are_listed(example: Database) -> None:
    with pytest.raises(UsageError, match=r"its name is part of these:\n  \w+-\w+  \S+"):
        find_subject(example, "公司")
