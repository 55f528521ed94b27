import json

import pytest

from tests.report.conftest import SCRIPT
from valuenet.report.document import Document
from valuenet.report.panel import linkable, page_words, trace_data, unit_of


def test_a_figure_leads_to_its_records(chinese: Document) -> None:
    data = trace_data(chinese)
    rows, subjects, relations, command = data["tables"]["enterprises.by_region"][0]
    assert (rows, [data["subjects"][at] for at in subjects], relations, command) == (
        2, [["北辰智能", [[0, 2]]], [SCRIPT, [[0, 3]]]], [], ""
    )  # fmt: skip
    assert data["sources"] == [
        ["来源1", "list.csv", "https://example.org/list.csv"], ["来源2", "ties.csv", ""]
    ]  # fmt: skip
    ego, alter, kind, source, row = data["relations"][0]
    assert [data["subjects"][ego][0], data["kinds"][kind], data["subjects"][alter][0], source, row] == [
        "北辰智能", "技术输入", "Overseas Chips", 1, 2
    ]  # fmt: skip
    assert json.loads(json.dumps(data)) == data


def test_the_script_has_its_words(chinese: Document, english: Document) -> None:
    zh, en = page_words(chinese), page_words(english)
    assert zh.keys() == en.keys()
    assert en["found"] == ["Nothing was found", "One result", "{} results"]
    assert zh["rows"] == ["共 1 条", "共 {} 条"]
    assert (en["file"], en["synthetic"]) == ("tiny.{}.en.csv", [])
    columns = [column for chapter in english.chapters for block in chapter.blocks for column in block.columns]
    assert {unit_of(column.unit) for column in columns} <= set(en["units"])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc/passwd", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    assert not linkable(url)
