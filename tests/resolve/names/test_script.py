from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.resolve.names.script import LONGEST, phonetic, script, simplified, unified


@given(st.text(max_size=60))
def test_unifying_twice_changes_nothing_more(text: str) -> None:
    once = unified(text)
    assert unified(once) == once
    assert len(once) <= LONGEST * 20
    assert all(char.isprintable() or char > "\ud7ff" for char in once if char < "\x7f")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ＡＢＣ　有限公司", "ABC 有限公司"),
        ("【北京】旷视", "(北京)旷视"),
        ("现代经济管理\\n学院", "现代经济管理 学院"),
        ("a\x00b\x07c", "a b c"),
        ("旷\u200b视\ufeff", "旷视"),
        ("🚀", ""),
        ("", ""),
        ("\\new", "\\new"),
    ],
)
def test_what_only_decorates_goes(text: str, plain: str) -> None:
    assert unified(text) == plain


def test_a_text_of_100_kilobytes_is_cut() -> None:
    assert len(unified("科" * 100_000)) == LONGEST


@pytest.mark.parametrize(
    ("text", "plain"), [("臺灣積體電路", "台湾集成电路"), ("華為技術", "华为技术"), ("Foo", "Foo")]
)
def test_traditional_characters_become_simplified(text: str, plain: str) -> None:
    assert simplified(text) == plain


@pytest.mark.parametrize(
    ("text", "sound"), [("厦门银行", "xiamenyinhang"), ("长安", "changan"), ("Foo-1", "foo1"), ("", "")]
)
def test_how_names_sound(text: str, sound: str) -> None:
    assert phonetic(text) == sound


def test_scripts() -> None:
    texts = ("旷视", "Face++", "旷视Face", "", "Ελλάδα", "...")
    assert [script(text) for text in texts] == ["han", "latin", "mixed", "", "other", ""]
