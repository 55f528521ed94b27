"""The data dictionary: the page in docs is what the model says today."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

import pytest

from valuenet.model.dictionary import data_dictionary
from valuenet.model.fields import fields
from valuenet.model.tables import tables
from valuenet.model.vocabulary import vocabulary, vocabulary_names

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_page_in_docs_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == data_dictionary(), "run: python -m valuenet.model.dictionary"


def test_everything_declared_is_in_it() -> None:
    page = data_dictionary()
    headings = set(re.findall(r"^### .*?`(\w+)`", page, re.MULTILINE)) | set(re.findall(r"\(`(\w+)`\)", page))
    assert headings == {*tables(), *vocabulary_names(), *(kind.code for kind in vocabulary("kind").terms)}
    words = {item.label_zh for item in fields().values()} | {c.label_en for t in tables().values() for c in t.columns}
    assert [word for word in sorted(words) if f"| {word} |" not in page] == []


def test_codes_are_listed_but_those_of_cities_and_countries_only_counted() -> None:
    page = data_dictionary()
    for name in vocabulary_names():
        section = page.partition(f'<a id="vocabulary-{name.replace("_", "-")}"></a>')[2].partition("<a id=")[0]
        rows = [f"| `{term.code}` | {term.label_zh} | {term.label_en} |" for term in vocabulary(name).terms]
        listed = [row in section for row in rows]
        assert not any(listed) if name in {"city", "country"} else all(listed)
        assert f"{len(listed)} codes, " in section


def test_every_link_has_its_target() -> None:
    page = data_dictionary()
    assert set(re.findall(r"\]\(#([\w-]+)\)", page)) <= set(re.findall(r'<a id="([\w-]+)">', page))


def test_every_table_of_the_page_is_square() -> None:
    for block in re.findall(r"(?:^\|.*\n)+", data_dictionary(), re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1


def test_the_module_prints_the_page(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "valuenet.model.dictionary")
    runpy.run_module("valuenet.model.dictionary", run_name="__main__")
    assert capsys.readouterr().out == data_dictionary()
