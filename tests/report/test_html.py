import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from tests.report.conftest import FORMULA, LONG, SCRIPT, Study
from valuenet.report.chapters import document
from valuenet.report.document import Document
from valuenet.report.html import TAGS, Told, body, characters, figure_numbers, page
from valuenet.report.material import gather
from valuenet.report.panel import page_words, trace_data

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
    assert reader.tags["script"] == 4
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
    assert re.fullmatch(r"'sha256-[\w+/=]{44}' 'sha256-[\w+/=]{44}'", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", rules["style-src"])
    assert (rules["font-src"], rules["base-uri"], rules["form-action"]) == ("data:", "'none'", "'none'")


def test_every_table_shows_its_query_and_its_download(chinese: Document, written: str) -> None:
    blocks = [block for chapter in chinese.chapters for block in chapter.blocks]
    assert written.count('<article class="block"') == len(blocks)
    assert written.count("<pre tabindex") == len(blocks) + 1  # and that of the panel
    assert written.count('<a class="csv"') == sum(bool(block.rows) for block in blocks)


def test_the_script_can_follow_every_figure(chinese: Document, written: str) -> None:
    found = dict(re.findall(r'<script type="application/json" id="([^"]*)">(.*?)</script>', written, re.DOTALL))
    assert json.loads(found["trace-data"]) == json.loads(json.dumps(trace_data(chinese)))
    assert json.loads(found["page-words"]) == page_words(chinese)
    assert "<" not in found["trace-data"] + found["page-words"]


def test_terms_are_linked_where_a_chapter_first_uses_them(reader: Reader, written: str) -> None:
    linked = [address for tag, address in reader.addresses if tag == "a" and address.startswith("#term-")]
    assert "#term-sample-node" in linked
    sections = written.split('<section class="chapter"')[1:]
    for section in sections[:-1]:
        uses = re.findall(r'<a class="term" href="(#term-[\w-]+)"', section)
        assert len(uses) == len(set(uses))
    explained = {name for name in reader.ids if name.startswith("term-")}
    assert {address[1:] for address in linked} <= explained


def test_contents_have_two_levels_and_lists_name_every_table_and_chart(chinese: Document, written: str) -> None:
    blocks = [block for chapter in chinese.chapters for block in chapter.blocks]
    contents = written[written.index("<nav") : written.index("</nav>")]
    assert contents.count('class="unfold"') == len(chinese.chapters)
    assert re.findall(r'<li><a href="#([\w.]+)"><span class="number">\d+\.\d+', contents) == [
        each.name for each in blocks
    ]
    lists = written[written.index('<section class="lists"') : written.index('<section class="chapter"')]
    assert lists.count('href="#figure-') == sum(each.chart is not None for each in blocks)
    assert lists.count("href=") - lists.count('href="#figure-') == len(blocks)


def test_charts_are_counted_through_a_chapter(chinese: Document) -> None:
    numbers = figure_numbers(chinese.chapters)
    third = [number for number in numbers.values() if number.startswith("3.")]
    assert third == [f"3.{at}" for at in range(1, len(third) + 1)]


def test_of_a_text_only_what_it_says_is_html() -> None:
    told = Told("en")
    assert told.linked("<b> a tie") == '&lt;b&gt; a <a class="term" href="#term-tie">tie</a>'
    assert told.linked("a tie") == "a tie"
    assert (told.chapter(), told.linked("ties")) == ("", '<a class="term" href="#term-tie">ties</a>')
    assert [term.term for term in told.used(["Weighted degree"]) if term.words] == ["tie", "weighted-degree"]


def test_a_synthetic_study_is_marked_all_over() -> None:
    report = document(gather(Study(synthetic=True), lambda words, done: None), "en")
    said = body(report)
    blocks = [block for chapter in report.chapters for block in chapter.blocks]
    captions = re.findall("<figcaption>.*?</figcaption>", said, re.DOTALL)
    mark = '<span class="mark">Synthetic data</span>'
    assert said.count('<p class="synthetic" role="note">Synthetic data:') == 1
    assert (
        sum(mark in caption for caption in captions)
        == len(captions)
        == sum(each.chart is not None for each in blocks)
        > 10
    )
    assert len(re.findall(f"<h3 tabindex.*?{mark}</h3>", said)) == len(blocks)
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
