import math
import re
from decimal import Decimal
from importlib.resources import files
from typing import get_args

import pytest
from babel import Locale
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.language import LANGUAGES, Language, _written, label, listed, message_ids, no_data, number, phrase
from valuenet.measures.catalogue import catalogue
from valuenet.report.method import method_measures

QUANTITIES = ("count", "rank", "degree", "number", "weight", "share", "cny")


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (31949, "count", "31,949", "31,949"),
        (0, "count", "0", "0"),
        (0.425, "share", "42.5%", "42.5%"),
        (0.0002, "share", "0.02%", "0.02%"),
        (0, "share", "0.0%", "0.0%"),
        (5.7e10, "cny", "570.00 亿元", "RMB 57.0 billion"),
        (12_340_000, "cny", "1,234 万元", "RMB 12.3 million"),
        (9_800, "cny", "9,800 元", "RMB 9,800"),
        (15_000, "cny", "1.5 万元", "RMB 15,000"),
        (999_999, "cny", "100 万元", "RMB 999,999"),
        (99_999_999, "cny", "1.00 亿元", "RMB 100.0 million"),
        (999_999_999, "cny", "10.00 亿元", "RMB 1.0 billion"),
        (2015, "year", "2015", "2015"),
        (1439, "row", "1439", "1439"),
        (1.492, "degree", "1.492", "1.492"),
        (33, "degree", "33", "33"),
        (0.00123, "number", "0.0012", "0.0012"),
        (1234.56, "number", "1,234.6", "1,234.6"),
        (0.0714, "weight", "0.0714", "0.0714"),
        (True, "boolean", "是", "yes"),
        (False, "boolean", "否", "no"),
        (None, "count", "无数据", "no data"),
        (math.nan, "share", "无数据", "no data"),
        ("Python", "text", "Python", "Python"),
    ],
)
def test_numbers_are_written_as_their_readers_expect(value: float, unit: str, chinese: str, english: str) -> None:
    assert (number(value, unit, "zh"), number(value, unit, "en")) == (chinese, english)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15), st.sampled_from(QUANTITIES))
def test_only_zero_is_written_as_zero(value: float, unit: str) -> None:
    written = re.sub(r"[^\d]", "", number(value, unit, "en"))
    assert value != 0 or not written.strip("0")
    if abs(value) >= 0.0005 and unit in ("count", "number", "degree"):
        assert written.strip("0")


@given(st.floats(min_value=1, max_value=1e14), st.sampled_from(LANGUAGES))
def test_money_keeps_its_size(value: float, language: Language) -> None:
    scales = {"亿元": 1e8, "万元": 1e4, "元": 1, "billion": 1e9, "million": 1e6}
    written = number(value, "cny", language)
    figure = float(re.sub(r"[^\d.]", "", written))
    scale = next((size for word, size in scales.items() if written.endswith(word)), 1)
    assert figure * scale == pytest.approx(value, rel=0.1, abs=0.5)


def test_labels_and_lists_follow_the_language() -> None:
    assert [label("status", "listed", language) for language in LANGUAGES] == ["上市企业", "Listed"]
    assert listed(["A"], "zh") == "A"
    assert listed(["A", "B"], "zh") == "A和B"
    assert listed(["A", "B", "C"], "en") == "A, B and C"
    assert [no_data(language) for language in LANGUAGES] == ["无数据", "no data"]
    assert get_args(Language) == LANGUAGES


def test_a_missing_message_names_the_nearest() -> None:
    with pytest.raises(DataError, match="did you mean 'page-contents'"):
        phrase("page-content", "en")


def test_a_missing_argument_is_an_error() -> None:
    with pytest.raises(DataError, match="'table-rows-left-out' in 'zh' cannot be written"):
        phrase("table-rows-left-out", "zh")


def test_plurals_are_chosen_by_the_number() -> None:
    assert phrase("trace-rows", "en", rows=1) == "One record"
    assert phrase("trace-rows", "en", rows=2000) == "2,000 records"


def test_text_in_a_message_is_left_as_it_is() -> None:
    assert phrase("fact-group", "en", group="{ $x } <b>", items="\u4e2d") == "{ $x } <b>: \u4e2d"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_its_sentence(language: Language) -> None:
    wanted = {name.replace(".", "-").replace("_", "-") for name in (*catalogue(), *method_measures())}
    assert wanted - message_ids(language) == set()


def test_both_languages_have_the_same_messages() -> None:
    assert message_ids("zh") == message_ids("en")


def test_no_sentence_belongs_to_a_table_that_is_not_there() -> None:
    chapters = {name.partition(".")[0] for name in catalogue()}
    known = {name.replace(".", "-").replace("_", "-") for name in catalogue()}
    said = {name.removesuffix("-empty") for name in message_ids("zh") if name.partition("-")[0] in chapters}
    assert said == known


@pytest.mark.parametrize(
    "path", sorted((files("valuenet") / "phrases" / "en").iterdir(), key=str), ids=lambda p: p.name
)
def test_english_messages_hold_no_chinese(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    found = set(re.findall(r"[\u3400-\u9fff，。；：（）]+", text))
    assert found <= {"中文"}  # the switch to the other language is in that language


@given(st.floats(-1e15, 1e15) | st.floats(-1, 1) | st.integers(-(10**15), 10**15), st.sampled_from(LANGUAGES))
def test_figures_are_those_of_babel(value: float, language: Language) -> None:
    locale = {"zh": Locale("zh"), "en": Locale("en", "GB")}[language]
    for places in range(4):
        pattern = "#,##0" + ("." + "0" * places if places else "")
        assert _written(Decimal(str(value)), places, language) == format_decimal(value, pattern, locale=locale)
    share = "#,##0.00%" if 0 < abs(value) < 0.0005 else "#,##0.0%"
    assert number(value, "share", language) == format_percent(value, share, locale=locale)
