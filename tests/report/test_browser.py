"""The page in a real browser, with the network cut off: one page for each language, opened once for all of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.report.conftest import FORMULA, SCRIPT
from valuenet.language import LANGUAGES

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NAMES = {"zh": "企业的省份分布", "en": "Enterprises by province"}

# axe takes seconds for the thousands of elements of many alike tables: one table of each make is kept, and some rows.
ONE_OF_EACH = """() => {
    const kept = new Set();
    for (const block of document.querySelectorAll("article.block")) {
        const make = [...block.children].map((each) => each.tagName + each.className).join(" ");
        if (block.id !== "enterprises.by_region" && kept.has(make)) block.remove();
        kept.add(make);
        block.style.contentVisibility = "visible";
        [...block.querySelectorAll("tbody tr")].slice(3).forEach((row) => row.remove());
    }
    for (const list of document.querySelectorAll(".contents ol ol, ol.tables, .lists ol, .terms"))
        [...list.children].slice(2).forEach((each) => each.remove());
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    """What a page says on the console, asks of the network or shows as an alert: nothing, to the end of the module."""
    return []


@pytest.fixture(scope="module")
def opened(browser: Browser, complaints: list[str], pages: dict[str, Path]) -> Iterator[Page]:
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if request.url.startswith("http") else None)
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(pages["zh"].as_uri())
    yield page
    context.close()


@pytest.fixture
def page(opened: Page, complaints: list[str]) -> Iterator[Page]:
    """The Chinese page, at its top, nothing open, on a screen; what it complains of fails the test."""
    opened.set_viewport_size({"width": 1280, "height": 900})
    opened.evaluate("document.querySelectorAll('dialog').forEach((each) => each.close()); scrollTo(0, 0)")
    yield opened
    assert complaints == []


def test_the_page_opens_in_its_own_typeface(page: Page) -> None:
    assert page.title() == "小研究 <b>"
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Noto Sans SC\"'))")
    assert page.evaluate("[...document.fonts].map((font) => font.status)") == ["loaded"]


def test_a_figure_opens_to_what_it_is_made_of(page: Page) -> None:
    page.click('[id="enterprises.by_region"] td button >> nth=0')
    assert page.inner_text("#panel .what") == "表 4.2 企业的省份分布 · 北京 · 企业数 2"
    rows = page.locator("#panel tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [
        ["北辰智能", "来源1", "list.csv", "2"], [SCRIPT, "来源1", "list.csv", "3"]
    ]  # fmt: skip
    assert page.get_attribute("#panel tbody a", "href") == "https://example.org/list.csv"
    meaning = page.locator("#panel .meaning dl > div:visible").all_inner_texts()
    assert [each.split("\n")[0] for each in meaning] == ["企业的省份分布", "企业数", "口径"]
    assert meaning[1].endswith("单位：个数")
    assert page.locator("#panel .feeds li b").all_inner_texts() == ["来源1"]
    assert page.text_content("#panel .query code") == page.text_content('[id="enterprises.by_region"] pre code')
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel")


def test_a_share_opens_to_the_records_of_its_row_and_a_statistic_to_its_query(page: Page) -> None:
    page.click('[id="enterprises.by_region"] tbody tr >> nth=1 >> td >> nth=-1 >> button')
    assert page.inner_text("#panel .what").endswith("广东 · 占比 25.0%")
    assert page.inner_text("#panel .count") == "共 1 条"
    page.keyboard.press("Escape")
    page.click('[id="network.structure"] td button >> nth=0')
    assert page.is_visible("#panel .none-listed")
    assert not page.is_visible("#panel .save")
    terms = page.locator("#panel .term-means a").all_inner_texts()
    assert "样本节点" in terms or "平均度" in terms
    page.locator("#panel .term-means a").first.click()
    assert not page.is_visible("#panel")
    assert page.evaluate("document.querySelector(':target').closest('.terms') !== null")


def test_a_figure_in_a_sentence_opens_to_its_records_or_to_its_table(page: Page) -> None:
    claim = page.locator('[id="enterprises.by_region"] .sentence a.claim[data-group]').first
    said = claim.text_content()
    claim.focus()
    page.keyboard.press("Space")
    assert page.inner_text("#panel .what") == f"表 4.2 企业的省份分布 · 北京 · {said}"
    assert page.locator("#panel tbody tr").count() == 2
    page.keyboard.press("Escape")
    page.locator('.chapter > p a.claim[href*="."]:not([data-group])').first.click()
    assert page.inner_text("#panel .what").startswith("表 ")
    assert page.is_visible("#panel .query")


def test_records_are_saved_as_csv(page: Page, tmp_path: Path) -> None:
    page.click('[id="network.top_relation_nodes"] td button >> nth=0')
    with page.expect_download() as waiting:
        page.click("#panel .save")
    waiting.value.save_as(tmp_path / "rows.csv")
    assert waiting.value.suggested_filename == "tiny.network.top_relation_nodes.0.zh.csv"
    lines = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "本方,关系类型,对方,来源,文件,行号"
    assert lines[1] == "北辰智能,技术输入,Overseas Chips,来源2,ties.csv,2"


def test_figures_open_by_keyboard_alone_and_the_focus_returns(page: Page) -> None:
    inside = '[id="enterprises.by_region"] td button'
    assert page.locator(f'{inside}[tabindex="0"]').count() == 1
    page.focus(f"{inside} >> nth=0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel .what").endswith("广东 · 占比 25.0%")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('tr').cells[0].textContent") == "广东"
    assert page.locator(f'{inside}[tabindex="0"]').count() == 1


def test_marks_of_a_chart_open_by_keyboard_alone(page: Page) -> None:
    inside = '[id="enterprises.by_status"] svg [data-group]'
    assert page.locator(inside).count() > 1
    assert page.locator(f'{inside}[tabindex="0"]').count() == 1
    page.focus(f"{inside} >> nth=0")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.group") == page.locator(inside).nth(1).get_attribute(
        "data-group"
    )
    page.keyboard.press("Enter")
    assert page.is_visible("#panel .query")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('svg [data-group]')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.group") == page.locator(inside).nth(0).get_attribute(
        "data-group"
    )


def test_long_lists_are_filtered_and_downloaded(page: Page, tmp_path: Path) -> None:
    listed = '[id="method.rejected_rows"]'
    page.click(f"{listed} .fold > summary")
    page.fill(f"{listed} input", "21")
    assert page.inner_text(f"{listed} output") == "1 / 2 行"
    with page.expect_download() as waiting:
        page.click(f"{listed} a.csv")
    waiting.value.save_as(tmp_path / "list.csv")
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()
    assert waiting.value.suggested_filename == "tiny.method.rejected_rows.zh.csv"
    assert lines[1] == "来源1,20,整行剔除,,<i>x</i>,缺少名称,'=1+1"
    page.fill(f"{listed} input", "")
    with page.expect_download() as waiting:
        page.click('[id="network.top_sample_nodes"] a.csv')
    waiting.value.save_as(tmp_path / "table.csv")
    assert "\"'" + FORMULA.replace('"', '""') + '"' in (tmp_path / "table.csv").read_text(encoding="utf-8-sig")


def test_the_contents_follow_the_reader(page: Page) -> None:
    page.click('.contents .chapters > li:nth-child(4) > a[href="#enterprises"]')
    page.wait_for_function("() => document.querySelector('.contents [aria-current=true]')?.hash === '#enterprises'")
    page.click('.contents a[href="#enterprises.by_region"]')
    page.wait_for_function(
        "() => document.querySelector('.contents [aria-current=location]')?.hash === '#enterprises.by_region'"
    )
    assert page.evaluate("document.querySelectorAll('[aria-current]').length") == 2
    unfold = page.locator('.contents [aria-controls="in-network"]')
    assert not page.is_visible("#in-network")
    unfold.click()
    assert page.is_visible("#in-network")
    assert unfold.get_attribute("aria-expanded") == "true"


def found(page: Page, text: str) -> list[list[str]]:
    """What a search tells: for every result its words, what is marked in it, and where it is."""
    page.keyboard.press("/")
    page.fill("#search input", "")
    page.keyboard.type(text)
    page.wait_for_function("(text) => document.querySelector('#search').dataset.told === text", arg=text)
    hits = page.locator("#results li")
    return [[*each.locator(".hit, .where").all_inner_texts(), *each.locator("mark").all_inner_texts()]
            for each in hits.all()[:4]]  # fmt: skip


def test_search_finds_headings_and_leads_there(page: Page) -> None:
    hits = found(page, "省份分布")
    assert hits[0] == ["表 4.2 企业的省份分布", "表 · 4 企业", "省份分布"]
    assert page.inner_text("#search .told").startswith("找到")
    assert page.get_attribute("#search .told", "aria-live") == "polite"
    assert page.get_attribute("#search input", "aria-activedescendant") == "result-0"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search input", "aria-activedescendant") == "result-1"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert not page.is_visible("#search")
    assert page.evaluate("location.hash") == "#enterprises.by_region"
    assert page.evaluate("document.activeElement.closest('article').id") == "enterprises.by_region"
    assert page.evaluate("CSS.highlights.get('found').size") > 0


def test_search_takes_chinese_words_apart_and_says_when_nothing_is_there(page: Page) -> None:
    hits = found(page, "北京企业")
    assert hits
    assert {"北京", "企业"} <= set(hits[0][2:])
    page.keyboard.press("Escape")
    assert found(page, "QQXX") == []
    assert page.inner_text("#search .told") == "没有找到"
    page.keyboard.press("Escape")
    assert not page.is_visible("#search")


def test_search_finds_a_subject_behind_a_figure(page: Page) -> None:
    assert any(SCRIPT in hit[0] and hit[2] == "<script>" for hit in found(page, "<script>"))
    page.keyboard.press("Escape")
    found(page, "示例大学")
    page.locator("#results li", has=page.locator(".where", has_text="背后")).first.click()
    assert page.is_visible("#panel")
    assert "示例大学" in page.inner_text("#panel tbody")


def test_the_reader_chooses_the_colours(page: Page) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(paper) == "rgb(18, 24, 31)"
    page.select_option(".theme select", "light")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="light")
    page.select_option(".theme select", "dark")
    page.reload()
    assert page.evaluate(paper) == "rgb(18, 24, 31)"
    assert page.input_value(".theme select") == "dark"
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    page.select_option(".theme select", "system")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"


def test_nothing_is_printed_but_the_report(page: Page) -> None:
    page.emulate_media(media="print")
    hidden = (".controls", ".tools", ".anchor", ".stamp", "dialog", "ol.tables")
    assert [name for name in hidden if page.locator(name).first.is_visible()] == []
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#list-of-tables li").first.is_visible()
    address = page.locator('.cited a[href^="http"]').first
    assert address.evaluate("(link) => getComputedStyle(link, '::after').content").count("http") == 1
    page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_over_the_side(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('.block details, .lists details').forEach((each) => { each.open = true })")
    page.evaluate("document.querySelectorAll('.block').forEach((each) => { each.style.contentVisibility = 'visible' })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click('[id="network.top_relation_nodes"] td button >> nth=0')
    assert page.evaluate("document.querySelector('#panel').scrollWidth <= document.querySelector('#panel').clientWidth")


def test_on_a_small_screen_the_contents_fold(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("() => !document.querySelector('.contents details').open")
    page.click(".contents summary")
    page.click('.contents a[href="#network"]')
    page.wait_for_function("() => document.querySelector('.here').textContent.includes('6')")
    assert not page.evaluate("document.querySelector('.contents details').open")


def test_the_language_switch_keeps_the_place(page: Page) -> None:
    page.evaluate("location.hash = 'enterprises.by_region'")
    page.wait_for_function("() => document.querySelector('.contents [aria-current=location]')?.hash.endsWith('region')")
    page.click(".controls a.other")
    assert page.title() == "A tiny study <b>"
    assert page.get_attribute("html", "lang") == "en"
    assert page.evaluate("location.hash") == "#enterprises.by_region"
    page.go_back()
    assert page.get_attribute("html", "lang") == "zh-Hans"


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_assistive_programs_find_no_fault(browser: Browser, pages: dict[str, Path], language: str, theme: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(pages[language].as_uri())
    page.evaluate(ONE_OF_EACH)
    page.select_option(".theme select", theme)
    assert faults_of_all(page, language) == []
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_do_they_on_the_whole_page(
    browser: Browser, pages: dict[str, Path], language: str, theme: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(pages[language].as_uri())
    page.evaluate("document.querySelectorAll('details, .block').forEach((each) => { each.open = true })")
    page.evaluate("document.querySelectorAll('.block').forEach((each) => { each.style.contentVisibility = 'visible' })")
    page.select_option(".theme select", theme)
    assert faults_of_all(page, language) == []
    page.close()


def faults_of_all(page: Page, language: str) -> list[Any]:
    """The faults of the page, of the panel behind a figure, and of a search."""
    told = faults(page)
    page.click('[id="enterprises.by_region"] td button >> nth=0')
    told += faults(page, "#panel")
    page.keyboard.press("Escape")
    assert found(page, NAMES[language])
    told += faults(page, "#search")
    page.keyboard.press("Escape")
    return told


def faults(page: Page, part: str | None = None) -> list[Any]:
    """What axe finds wrong: the rule, and the first place that breaks it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    told = axe.Axe().run(page, context=part, options={"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in told]


def test_the_page_reads_without_a_script(browser: Browser, pages: dict[str, Path]) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    opened = context.new_page()
    opened.goto(pages["en"].as_uri())
    table = opened.locator('table[data-table="enterprises.by_region"]')
    table.scroll_into_view_if_needed()
    assert (
        " ".join((table.text_content() or "").split())
        == "Table 4.2 Enterprises by province ProvinceEnterprisesShare Beijing250.0% Guangdong125.0% no data125.0%"
    )
    assert opened.locator(".contents li li a").first.is_visible()
    assert [name for name in (".filter", ".find", ".theme", ".unfold") if opened.locator(name).first.is_visible()] == []
    opened.click('.contents a[href="#enterprises.by_region"]')
    assert opened.url.endswith("#enterprises.by_region")
    context.close()
