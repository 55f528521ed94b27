from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.studies import AROUND
from valuenet.collect.convert import converter_for, converters, labelled, read_cells, with_map
from valuenet.collect.place import Place
from valuenet.collect.reject import Unconvertible
from valuenet.errors import DataError
from valuenet.model.fields import fields
from valuenet.model.source import Value


def value(**parts: Any) -> Value:
    """Return a declared value of the column `c`."""
    return Value.model_validate({"column": "c", **parts})


CONVERTED = {
    "founded": ("2011年3月", "2011-03"),
    "patents": ("1,234", 1234),
    "rd_intensity": ("8.9%", 0.089),
    "ai_focus": ("是", True),
    "funding_cny": ("1.2亿", 120_000_000.0),
    "ai_major_since": ("2018年", 2018),
    "status": ("上市企业", "listed"),
    "stock_code": ("SH600271", "600271"),
    "industry_text": (" 软件 ", "软件"),
    "domain": ("http://www.megvii.com/en", "megvii.com"),
    "region": ("广东省", "440000"),
    "city": ("深圳", "440300"),
    "country": ("美国", "US"),
    "home_country": ("Germany", "DE"),
    "place": ("广东-深圳", Place("CN", "440000", "440300")),
    "name_zh": (" 甲 ", "甲"),
}


@pytest.mark.parametrize("field", CONVERTED)
def test_a_field_is_read_by_the_converter_of_its_name_or_type(field: str) -> None:
    cell, expected = CONVERTED[field]
    assert converter_for(field, value(), AROUND)(cell) == expected


@pytest.mark.parametrize("field", sorted(fields()))
def test_every_field_has_a_converter_to_which_a_dash_is_no_data(field: str) -> None:
    assert converter_for(field, value(), AROUND)("-") is None


def test_money_is_in_yuan_of_the_day_the_source_was_looked_at() -> None:
    # Federal Reserve G.5A, 2019: 6.908 yuan for a dollar.
    assert converter_for("funding_cny", value(currency="USD"), AROUND)("100") == 690.8
    assert converter_for("funding_cny", value(), AROUND)("100") == 100.0


def test_a_date_to_come_is_refused_unless_it_may_be() -> None:
    with pytest.raises(Unconvertible) as caught:
        converter_for("founded", value(), AROUND)("2020-01-01")
    assert (caught.value.reason, caught.value.detail) == ("future_date", "after 2019-12-31")
    assert converter_for("held", value(**{"as": "future_date"}), AROUND)("2020-01-01") == "2020-01-01"
    assert converter_for("founded", value(), AROUND)("2019") == "2019"


def test_a_study_may_name_the_converter_of_a_field() -> None:
    assert converter_for("name_en", value(**{"as": "label_en"}), AROUND)("en:Foo|zh:甲") == "Foo"
    with pytest.raises(DataError, match=r"there is no converter 'lable_en'; did you mean 'label_en'\?"):
        converter_for("name_en", value(**{"as": "lable_en"}), AROUND)


def test_a_map_is_asked_first_in_any_case_and_width() -> None:
    read = with_map(str.upper, value(map={"Ａ": "first", "b": ""}))
    assert [read(cell) for cell in ("a", " A ", "B", "c")] == ["FIRST", "FIRST", None, "C"]
    assert with_map(str.upper, value(otherwise="rest"))("c") == "REST"
    assert with_map(str.upper, value()) is str.upper


def test_labels_by_language() -> None:
    assert labelled("en:A|zh:甲", "zh") == "甲"
    assert labelled("en:A", "zh") is None
    assert labelled("A | B", "en") is None
    assert labelled("zh: ；", "zh") is None


def test_each_distinct_cell_is_converted_once() -> None:
    asked: list[str] = []

    def converter(cell: str) -> str | None:
        asked.append(cell)
        if cell == "bad":
            raise Unconvertible("unknown_code")
        return cell if cell != "none" else None

    good, bad = read_cells(pl.Series(["a", "bad", "none", "a", None, "bad"]), converter)
    assert asked == ["a", "bad", "none"]
    assert (good, list(bad)) == ({"a": "a"}, ["bad"])


def test_a_mistake_in_a_converter_is_not_taken_for_a_bad_cell() -> None:
    with pytest.raises(ZeroDivisionError):
        read_cells(pl.Series(["a"]), lambda cell: 1 / 0)


def test_codes_without_a_vocabulary_are_text() -> None:
    assert converters(AROUND, "CNY", None)["code"](" x ") == "x"
