"""Headers are read as a YAML library reads them, whatever they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

import valuenet.measures.header as module
from tests.in_one import in_one
from valuenet.measures.header import read_header

MEASURES = sorted((Path(__file__).parents[2] / "src" / "valuenet" / "measures").glob("*/*.sql"))


def by_library(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def header(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("/*")[2].partition("*/")[0]


@in_one("path", MEASURES)
def test_every_measure_reads_as_yaml(path: Path) -> None:
    assert read_header(header(path)) == by_library(header(path))


def test_no_measure_needs_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes time is not loaded; one unusual header or two would be no matter."""
    asked: list[str] = []

    def library() -> YAML:
        asked.append("")
        return YAML(typ="safe", pure=True)

    monkeypatch.setattr(module, "_yaml", library)
    assert all(read_header(header(path)) for path in MEASURES)
    assert len(asked) <= len(MEASURES) // 10


@pytest.mark.parametrize(
    "text",
    [
        "key: []",
        "key: [a, 1, true, null, '2']",
        "key: {a: {b: c}, d: [e, f]}",
        "key: {a: 1}",
        "key: yes",
        "key:",
        "key: a # not said",
        "key: 'a: b'",
        "key: |\n  a\n  b",
        "key:\n  a: b\n\n    c",
        "key:\n  - a\n  - b",
        'key: {a: "b: c", d: "e f"}',
        'key: "a: b\n  c"',
        'key: {"a": b}',
        r'key: "a\t"',
        "key: {a, b: c}",
        "key: [a: b]",
        "key: {a: b,}",
        "key: a\n  b\n  c",
        "key:\n  {a: b,\n  c: d}",
    ],
)
def test_what_is_written_otherwise_is_read_too(text: str) -> None:
    assert read_header(text) == by_library(text)


WORDS = st.lists(
    st.sampled_from(["a", "b1", "名", "“", '"', "'", ":", ",", "{", "}", "[", "]", "#", " ", "  ", "\n", "\n  ", "k: "])
)


@given(WORDS)
def test_any_text_is_read_as_yaml_or_refused(words: list[str]) -> None:
    text = "key: x\n" + "".join(words)
    try:
        expected = by_library(text)
    except YAMLError:
        with pytest.raises(YAMLError):
            read_header(text)
    else:
        assert read_header(text) == expected
