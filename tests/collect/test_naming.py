from __future__ import annotations

import pytest

from tests.studies import AROUND, collected, raw, told
from valuenet.collect.naming import names_several, read_parties
from valuenet.model.source import Value

COLUMNS = ("zh", "en", "country", "alias")


def organisations(
    *rows: tuple[str | None, str | None, str | None, str | None], **fields: object
) -> list[tuple[object, ...]]:
    """Return (row, name_zh, name_en, country, alias) of the subjects that cells with commas name."""
    listed = {"name_zh": {"column": "zh", "separator": ","}, **fields}
    records = collected(COLUMNS, list(rows), {"subject": "organisation", "fields": listed})
    return told(records.mentions, "row", "name_zh", "name_en", "country", "alias")


def test_each_name_of_a_cell_is_a_subject_with_the_place_beside_it() -> None:
    countries = {"column": "country", "separator": ","}
    assert organisations(("甲, 乙", None, "中国,美国", None), country=countries) == [
        (2, "甲", None, "CN", None),
        (2, "乙", None, "US", None),
    ]


def test_places_in_another_number_stand_beside_nobody() -> None:
    countries = {"column": "country", "separator": ","}
    rows = [("甲,乙", None, "中国", None), ("丙", None, "中国,美国", None), ("丁", None, "德国", None)]
    assert [(name, country) for _, name, _, country, _ in organisations(*rows, country=countries)] == [
        ("甲", None),
        ("乙", None),
        ("丙", None),
        ("丁", "DE"),
    ]


def test_an_unknown_place_does_not_shift_the_others() -> None:
    countries = {"column": "country", "separator": ","}
    fields = {"name_zh": {"column": "zh", "separator": ","}, "country": countries}
    records = collected(
        ("zh", "country"), [("甲,乙,丙", "中国,仙境,美国")], {"subject": "organisation", "fields": fields}
    )
    assert told(records.mentions, "name_zh", "country") == [("甲", "CN"), ("乙", None), ("丙", "US")]
    assert told(records.rejects, "scope", "field", "reason") == [("cell", "country", "unknown_code")]


def test_names_in_two_languages_pair_up_where_there_are_as_many() -> None:
    english = {"column": "en", "separator": ","}
    rows = [("甲,乙", "Alpha,Bravo", None, None), ("丙", None, None, None), (None, "Delta,Echo", None, None)]
    assert [each[1:3] for each in organisations(*rows, name_en=english)] == [
        ("甲", "Alpha"),
        ("乙", "Bravo"),
        ("丙", None),
        (None, "Delta"),
        (None, "Echo"),
    ]


def test_a_plain_name_beside_a_list_is_every_ones() -> None:
    assert [each[1:3] for each in organisations(("甲,乙", "Both", None, None), name_en="en")] == [
        ("甲", "Both"),
        ("乙", "Both"),
    ]


def test_aliases_of_one_cell_belong_to_one_subject() -> None:
    aliases = {"column": "alias", "separator": "|"}
    found = organisations(("甲", None, None, "A|B"), ("乙", None, None, None), alias=aliases)
    assert [(each[1], each[4]) for each in found] == [("甲", ["A", "B"]), ("乙", None)]


def test_investors_tell_of_parents_and_other_names() -> None:
    cell = "深创投领投,中国移动(中移创新产业基金)，国际商业机器(IBM)"
    records = collected(
        ("who",), [(cell,)], {"subject": "investor", "fields": {"name_zh": {"column": "who", "as": "investors"}}}
    )
    assert told(records.mentions, "name_zh", "parent", "alias") == [
        ("深创投", None, None),
        ("中移创新产业基金", "中国移动", None),
        ("国际商业机器", None, ["IBM"]),
    ]


def test_a_parent_of_its_own_column_goes_before_that_of_the_brackets() -> None:
    fields = {"name_zh": {"column": "who", "as": "investors"}, "parent": "group"}
    rows = [("中国移动(中移创新产业基金)", "中移集团"), ("中国移动(中移创新产业基金)", None)]
    records = collected(("who", "group"), rows, {"subject": "investor", "fields": fields})
    assert told(records.mentions, "parent") == ["中移集团", "中国移动"]


@pytest.mark.parametrize("cell", [None, "-", "未透露", ","])
def test_a_cell_that_names_nobody_names_nobody(cell: str | None) -> None:
    fields = {"name_zh": {"column": "who", "as": "investors"}}
    records = collected(("who",), [(cell,), ("甲",)], {"subject": "investor", "fields": fields})
    assert told(records.mentions, "row", "name_zh") == [(3, "甲")]
    assert told(records.rejects, "row", "reason") == [(2, "no_name")]


def test_parties_come_as_lists_by_row() -> None:
    value = Value.model_validate({"column": "who", "as": "investors"})
    listed, refused = read_parties(raw(("who",), [("甲,乙",), (None,)]).frame, "name_zh", value, AROUND, ())
    assert [[party["name"] for party in each] if each else None for each in listed.to_list()] == [["甲", "乙"], None]
    assert refused.is_empty()


def test_only_lists_and_aliases_name_several() -> None:
    one = Value.model_validate({"column": "c"})
    several = Value.model_validate({"column": "c", "separator": "|"})
    assert [names_several("name_zh", one), names_several("name_zh", several), names_several("alias", one)] == [
        False,
        True,
        True,
    ]
