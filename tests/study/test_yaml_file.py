from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from valuenet.errors import StudyError
from valuenet.study.yaml_file import position, read_yaml, report

BROKEN = {
    "a list that does not end": ("a: 1\nb: [x\nc: 2\n", ":3:2: not valid YAML: expected ',' or ']'"),
    "a tab": ("a: 1\nb:\n\tc: 2\n", ":3:1: not valid YAML: found character '\\t'"),
    "a word twice": ("a: 1\nb: 2\na: 3\n", ':3:1: not valid YAML: found duplicate key "a"'),
    "two documents": ("a: 1\n---\nb: 2\n", ":2:1: not valid YAML: but found another document"),
    "an anchor that is not there": ("a: 1\nb: *there\n", ":2:4: not valid YAML: found undefined alias"),
    "a control character": ("a: 1\nb: \x07\n", ":2:4: not valid YAML: a control character"),
    "a tag of Python": ("a: !!python/object:os.system x\n", ""),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_yaml_is_said_with_its_place(case: str, tmp_path: Path) -> None:
    text, message = BROKEN[case]
    path = tmp_path / "study.yaml"
    path.write_text(text, encoding="utf-8")
    if not message:  # a tag makes nothing: the value stays text
        assert read_yaml(path)["a"].value == "x"
        return
    with pytest.raises(StudyError) as caught:
        read_yaml(path)
    assert str(caught.value).startswith(f"{path}{message}")


def test_a_byte_that_is_no_utf8_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    path.write_bytes("\ufeffa: 题\nb: 题".encode() + b"\xff")
    with pytest.raises(StudyError, match=r":2:5: not UTF-8; save the file as UTF-8"):
        read_yaml(path)


def test_a_mark_of_utf8_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_bytes("\ufeffa: 1".encode())
    assert read_yaml(tmp_path / "study.yaml") == {"a": 1}


def test_dates_stay_text_and_numbers_numbers(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_text("a: 2018-12-31\nb: 2018\nc: 2018-13-99 25:00:00\nd: true\n")
    assert read_yaml(tmp_path / "study.yaml") == {"a": "2018-12-31", "b": 2018, "c": "2018-13-99 25:00:00", "d": True}


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="cannot be read: "):
        read_yaml(tmp_path)


words = st.text("abcdefg", min_size=1, max_size=5)


@settings(max_examples=25)
@given(st.dictionaries(words, st.dictionaries(words, st.lists(words, min_size=1, max_size=3), min_size=1), min_size=1))
def test_the_position_of_every_word_is_where_it_stands(tree: dict[str, dict[str, list[str]]]) -> None:
    lines = [
        part
        for key, inner in tree.items()
        for part in (f"{key}:", *(f"  {k}: [{', '.join(v)}]" for k, v in inner.items()))
    ]
    read = YAML().load("\n".join(lines))
    for outer, inner in tree.items():
        for key, items in inner.items():
            line, column = position(read, (outer, key))
            assert lines[line - 1][column - 1 :].startswith(f"{key}: [")
            line, column = position(read, (outer, key, len(items) - 1))
            assert lines[line - 1][column - 1 :] == f"{items[-1]}]"
            assert position(read, (outer, key, 99, "deeper")) == position(read, (outer, key))


def test_a_report_is_in_the_order_of_the_file_and_says_nothing_twice(tmp_path: Path) -> None:
    tree = YAML().load("a: 1\nb: {c: 2}\n")
    problems = [(("b", "c"), "wrong"), (("a",), "odd"), (("b", "c"), "wrong")]
    assert report(Path("f.yaml"), tree, problems) == "f.yaml:1:1: odd\nf.yaml:2:5: wrong"
