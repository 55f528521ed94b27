"""The page in a real browser, with the network cut off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.report.conftest import FORMULA, SCRIPT

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str], pages: dict[str, Path]) -> Iterator[Page]:
    context = browser.new_context(offline=True, accept_downloads=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: complaints.append(request.url) if request.url.startswith("http") else None)
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    opened.goto(pages["zh"].as_uri())
    yield opened
    context.close()


def test_the_page_opens_without_a_complaint_in_its_own_typeface(page: Page, complaints: list[str]) -> None:
    assert page.title() == "小研究 <b>"
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Noto Sans SC\"'))")
    assert page.evaluate("[...document.fonts].map((font) => font.status)") == ["loaded"]
    assert complaints == []


def test_a_figure_opens_to_its_rows(page: Page, complaints: list[str]) -> None:
    page.click('[id="enterprises.by_region"] td button >> nth=0')
    assert page.inner_text("dialog .what") == "表 4.2 企业的省份分布 · 北京 · 企业数 2"
    rows = page.locator("dialog tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [
        ["北辰智能", "来源1", "list.csv", "2"], [SCRIPT, "来源1", "list.csv", "3"]
    ]  # fmt: skip
    assert page.get_attribute("dialog tbody a", "href") == "https://example.org/list.csv"
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog")
    assert complaints == []


def test_a_count_of_relations_shows_both_ends_by_keyboard_alone(page: Page) -> None:
    page.focus('[id="network.top_relation_nodes"] td button >> nth=0')
    page.keyboard.press("Enter")
    assert page.locator("dialog tbody tr").first.inner_text().split("\t")[0] == "北辰智能 — 技术输入 — Overseas Chips"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('article').id") == "network.top_relation_nodes"


def test_long_lists_are_filtered_and_downloaded(page: Page, tmp_path: Path, complaints: list[str]) -> None:
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
    assert complaints == []


def test_a_table_downloads_without_the_script(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as waiting:
        page.click('[id="network.top_sample_nodes"] a.csv')
    waiting.value.save_as(tmp_path / "table.csv")
    assert "\"'" + FORMULA.replace('"', '""') + '"' in (tmp_path / "table.csv").read_text(encoding="utf-8-sig")


def test_queries_and_sources_open(page: Page) -> None:
    tools = page.locator('[id="enterprises.by_layer"] .tools details')
    tools.nth(0).locator("summary").click()
    tools.nth(1).locator("summary").click()
    assert tools.nth(0).locator("code").inner_text().startswith("WITH basis AS")
    assert tools.nth(1).locator("li").all_inner_texts() == ["来源1"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_over_the_side(page: Page, pages: dict[str, Path], language: str, width: int) -> None:
    page.goto(pages[language].as_uri())
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click('[id="network.top_relation_nodes"] td button >> nth=0')
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth")


def test_the_language_switch_leads_to_the_other_page(page: Page) -> None:
    page.click("a.other")
    assert page.title() == "A tiny study <b>"
    assert page.get_attribute("html", "lang") == "en"


def test_the_page_reads_without_a_script(browser: Browser, pages: dict[str, Path]) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    opened = context.new_page()
    opened.goto(pages["en"].as_uri())
    table = opened.locator('table[data-table="enterprises.by_region"]')
    cells = table.locator("th, td").all_text_contents()
    assert " ".join(cells) == "Province Enterprises Share Beijing 2 50.0% Guangdong 1 25.0% no data 1 25.0%"
    assert not opened.locator(".filter").first.is_visible()
    context.close()
