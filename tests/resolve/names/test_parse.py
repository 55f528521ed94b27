from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.resolve.names.parse import parsed, steps_of

PIECES = (
    "北京",
    "品友",
    "科技",
    "有限公司",
    "(",
    ")",
    "（上海）",
    "Foo",
    " Ltd",
    "大学",
    "医院",
    "分公司",
    "",
    "🚀",
    "\x00",
    "，",
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(max_size=40))
def test_no_text_breaks_it_and_the_steps_end_where_the_name_does(text: str) -> None:
    found = parsed(text)
    steps = steps_of(text)
    assert found.text == text
    assert (steps[-1].text_after if steps else text) == found.core
    assert [one.text_after for one in steps[:-1]] == [one.text_before for one in steps[1:]]


@pytest.mark.parametrize(
    "text", ["", " ", "a", "京", "🚀🚀", "\x00\x01", "…", "()", "（）有限公司", "ab京", "科" * 100_000, "a b " * 25_000]
)
def test_odd_names_have_a_harmless_core(text: str) -> None:
    found = parsed(text)
    assert len(found.core) <= 300
    assert parsed(text) == found


def test_steps_say_what_each_took() -> None:
    steps = {step.step: step for step in steps_of("華為技術（深圳）有限公司")}
    assert list(steps) == ["width", "script", "brackets", "legal form", "industry"]
    assert steps["legal form"].taken == "有限公司"
    assert steps["industry"].text_after == "华为"


@given(st.sampled_from(["旷视", "品友互动", "Foo", "商汤"]), st.sampled_from(["", "北京", "上海市"]))
def test_script_width_case_and_spaces_do_not_matter(brand: str, place: str) -> None:
    name = f"{place}{brand}科技有限公司"
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in name)
    assert parsed(wide).core == parsed(f"  {name} ").core == parsed(name.upper()).core
