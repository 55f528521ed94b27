from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.collect.layout import Wanted, chosen, header_names, header_rows, wanted_of
from valuenet.errors import DataError
from valuenet.model.declared import Label
from valuenet.model.source import Nested, Source

PATH = Path("companies.csv")
ROUNDS = Nested(key="name", own=("date", "round"))


def test_header_rows_are_in_order_and_above_zero() -> None:
    assert header_rows((3, 1, 3)) == [1, 3]
    for wrong in (0, -1, ()):
        with pytest.raises(DataError, match="is no row"):
            header_rows(wrong)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([[" name ", "\ufeffcity", "a\n b"]], ["name", "city", "a b"]),
        ([["name", "", "city"]], ["name", "", "city"]),
        ([["A", "", "B", ""], ["x", "y", "x", "y"]], ["A / x", "A / y", "B / x", "B / y"]),
        ([["", "A", ""], ["n", "x", "y"]], ["n", "A / x", "A / y"]),
        ([["n", "A", "", "m", ""], ["", "x", "y", "", "z"]], ["n", "A / x", "A / y", "m", "z"]),
        ([["A", "", "B", ""], ["x", "", "", ""], ["1", "2", "3", "4"]], ["A / x / 1", "A / x / 2", "B / 3", "B / 4"]),
        ([["A"], ["x", "y"]], ["A / x", "A / y"]),
        ([["A", "", ""], ["x", "", "z"]], ["A / x", "", "A / z"]),
    ],
)
def test_names_of_columns(rows: list[list[str]], names: list[str]) -> None:
    assert header_names(rows) == names


def test_all_columns_are_taken_but_unnamed_and_personal_ones() -> None:
    wanted = Wanted(PATH, personal=frozenset({"founder", "mail"}))
    assert chosen(["name", "", "mail", "founder.name", "founders"], wanted) == {"name": 0, "founders": 4}


def test_only_columns_that_are_read_are_taken() -> None:
    wanted = Wanted(PATH, columns=frozenset({"city", "name"}), optional=frozenset({"stage"}))
    assert chosen(["name", "x", "city"], wanted) == {"name": 0, "city": 2}
    assert chosen(["stage", "name", "city"], wanted) == {"stage": 0, "name": 1, "city": 2}


def test_a_missing_column_is_named_with_the_nearest_and_all_others() -> None:
    wanted = Wanted(PATH, columns=frozenset({"公司名称", "city"}), personal=frozenset({"mail"}))
    with pytest.raises(DataError) as caught:
        chosen(["公司名", "mail", "City", ""], wanted)
    assert str(caught.value) == (
        "companies.csv: there is no column 'city', did you mean 'City'?; "
        "there is no column '公司名称', did you mean '公司名'?. Its columns are: '公司名', 'City'"
    )


def test_an_optional_column_may_be_missing() -> None:
    assert chosen(["a"], Wanted(PATH, columns=frozenset({"a", "b"}), optional=frozenset({"b"}))) == {"a": 0}


def test_a_long_list_of_columns_is_cut() -> None:
    with pytest.raises(DataError, match=r"'c59', …$"):
        chosen([f"c{at}" for at in range(5000)], Wanted(PATH, columns=frozenset({"zzz"})))


def test_a_column_that_is_read_may_not_be_there_twice() -> None:
    names = ["name", "city", "name", "city"]
    with pytest.raises(DataError, match=r"companies\.csv: the header has 'name' twice, in columns 1 and 3"):
        chosen(names, Wanted(PATH))
    with pytest.raises(DataError, match=r"the header has 'city' twice, in columns 2 and 4"):
        chosen(names, Wanted(PATH, columns=frozenset({"city"})))
    assert chosen([*names, "x"], Wanted(PATH, columns=frozenset({"x"}))) == {"x": 4}


def test_a_column_may_not_be_named_as_the_frame_names_places() -> None:
    with pytest.raises(DataError, match="column 2 is named 'row'"):
        chosen(["name", "row"], Wanted(PATH))
    assert chosen(["name", "row"], Wanted(PATH, columns=frozenset({"name"}))) == {"name": 0}


def test_a_header_without_names_says_to_look_elsewhere() -> None:
    with pytest.raises(DataError, match="names no column; say with 'header'"):
        chosen(["", ""], Wanted(PATH))


def test_a_nested_layout_needs_its_key_and_its_own_columns() -> None:
    wanted = Wanted(PATH, columns=frozenset({"city"}), nested=ROUNDS)
    assert chosen(["city", "name", "date", "round"], wanted) == {"city": 0, "name": 1}
    with pytest.raises(DataError, match="no column 'name'"):
        chosen(["city", "date", "round"], wanted)
    with pytest.raises(DataError, match="no column 'round', did you mean 'rounds'"):
        chosen(["city", "name", "date", "rounds"], wanted)


def test_a_study_cannot_need_what_it_declares_personal() -> None:
    source = Source(title=Label(zh="企业", en="Companies"), path="companies.csv", personal=("mail",))
    assert wanted_of(PATH, source, frozenset({"name"}), frozenset()).personal == {"mail"}
    with pytest.raises(DataError, match=r"column 'mail' is declared personal, so the study cannot read it"):
        wanted_of(PATH, source, frozenset({"mail"}), frozenset())
