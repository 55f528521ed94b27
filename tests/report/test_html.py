import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from tests.report.conftest import FORMULA, LONG, SCRIPT, Study
from valuenet.report.chapters import document
from valuenet.report.document import Document
from valuenet.report.html import TAGS, body, characters, linkable, page, trace_data
from valuenet.report.material import gather

VOID = {"meta", "input", "br", "rect", "path", "line", "circle"}


class Reader(HTMLParser):
    """Collects the elements, their addresses and ids, the text, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.addresses: list[tuple[str, str]] = []
        self.ids: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "action", "data-src", "srcset", "poster"):
                self.addresses.append((tag, value or ""))
            if name == "id":
                self.ids[value or ""] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def written(chinese: Document) -> str:
    return page(chinese, body(chinese, [("en", "tiny.en.html")]), b"font")


@pytest.fixture(scope="module")
def reader(written: str) -> Reader:
    return Reader(written)


def test_the_page_is_well_formed_and_every_id_its_own(reader: Reader) -> None:
    assert reader.open == []
    assert [name for name, count in reader.ids.items() if count > 1] == []


def test_names_stay_text(reader: Reader, written: str) -> None:
    assert reader.tags["script"] == 2
    assert "i" not in reader.tags
    assert reader.tags["b"] == written.count("<b>")
    text = "".join(reader.text)
    assert text.count(SCRIPT) > 3
    assert FORMULA in text
    assert LONG in text
    assert not any(name.startswith("on") or name == "style" for name in reader.attributes)


def test_nothing_is_fetched_and_only_sources_are_linked(reader: Reader) -> None:
    outside = {(tag, address) for tag, address in reader.addresses if not address.startswith(("#", "data:text/csv"))}
    assert outside == {("a", "https://example.org/list.csv"), ("a", "tiny.en.html")}


def test_links_within_the_page_lead_somewhere(reader: Reader) -> None:
    inside = {address[1:] for _, address in reader.addresses if address.startswith("#")}
    assert inside - set(reader.ids) == set()
    assert {"enterprises.by_region", "method", "source-list"} <= inside


def test_the_policy_allows_the_pages_own_style_and_script_only(written: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].replace("&#39;", "'").split("; "))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", rules["style-src"])
    assert (rules["font-src"], rules["base-uri"], rules["form-action"]) == ("data:", "'none'", "'none'")


def test_figures_with_rows_are_buttons_and_the_rest_is_text(written: str) -> None:
    table = re.search(r'<table data-table="enterprises.by_region">(.*?)</table>', written, re.DOTALL)
    assert table is not None
    assert table[1].count("<button") == 3
    assert '<th scope="row">北京</th>' in table[1]
    assert '<td class="n">50.0%</td>' in table[1]
    structure = re.search(r'<table data-table="network.structure">(.*?)</table>', written, re.DOTALL)
    assert structure is not None
    assert "<button" not in structure[1]


def test_every_table_shows_its_query_and_its_download(chinese: Document, written: str) -> None:
    blocks = [block for chapter in chinese.chapters for block in chapter.blocks]
    assert written.count('<article class="block"') == len(blocks)
    assert written.count("<pre tabindex") == len(blocks)
    assert written.count('<a class="csv"') == sum(bool(block.rows) for block in blocks)


def test_the_script_can_follow_every_figure(chinese: Document, written: str) -> None:
    found = re.search(r'<script type="application/json" id="trace-data">(.*?)</script>', written, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert data == json.loads(json.dumps(trace_data(chinese)))
    assert "<" not in found[1]
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


def test_a_synthetic_study_is_marked_all_over() -> None:
    report = document(gather(Study(synthetic=True), lambda words, done: None), "en")
    said = body(report)
    blocks = [block for chapter in report.chapters for block in chapter.blocks]
    captions = re.findall("<figcaption>.*?</figcaption>", said)
    mark = '<span class="mark">Synthetic data</span>'
    assert said.count('<p class="synthetic" role="note">Synthetic data:') == 1
    assert (
        sum(mark in caption for caption in captions)
        == len(captions)
        == sum(each.chart is not None for each in blocks)
        > 10
    )
    assert len(re.findall(f"<h3>.*?{mark}</h3>", said)) == len(blocks)
    assert said.count('<p class="stamp"') == 1
    assert re.search('<footer.*<span class="mark">Synthetic data:', said)
    assert '@bottom-right { content: "Synthetic data"' in page(report, said, None)
    assert report.synthetic


def test_a_real_study_is_not(written: str) -> None:
    assert "合成数据" not in written


def test_the_page_says_its_language(written: str, english: Document) -> None:
    assert '<html lang="zh-Hans">' in written
    assert page(english, "", None).startswith('<!doctype html>\n<html lang="en">')
    assert TAGS == {"zh": "zh-Hans", "en": "en"}


def test_without_the_typeface_the_page_names_others(english: Document) -> None:
    assert "@font-face" not in page(english, "", None)
    assert "PingFang SC" in page(english, "", None)


def test_characters_are_those_of_pages_and_of_names_behind_figures(chinese: Document) -> None:
    found = characters(["甲\n<b>"], [chinese])
    assert {"甲", "<", "长"} <= found
    assert "\n" not in found


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc/passwd", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    assert not linkable(url)
