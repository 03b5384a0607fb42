"""The pages in a real browser, from a file:// address: marked cells, links both ways, filters, sorting, no errors."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.discrepancy import render_report
from reports.index import render_index
from schema.finding import Report, report
from schema.forms import FORMS
from schema.notice import load_notice
from schema.record import Record
from tests import browser
from tests.reports.builder import faulty, make_batch, make_files, make_finding, make_mail, make_record, make_submission

pytestmark = browser.NEEDED


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with a batch of four forms and their reports."""
    made: Path = tmp_path_factory.mktemp("outputs")
    (made / "reports").mkdir()
    results: list[tuple[Record, Report]] = []
    for form_type in FORMS:
        clean = make_record(form_type, {"organisation.name": f"重庆安澜协会{len(results)}"}, id=f"通过 {form_type}")
        warned = report(clean.id, [make_finding("occupation", "warning")] * (len(results) + 10))
        results += [faulty(form_type), (clean, warned if results else report(clean.id, []))]
    for record, found in results:
        (made / "reports" / f"{record.id}.html").write_text(render_report(record, found, load_notice()), "utf-8")
    came = [make_submission(), make_submission(id="2", kind="folder", title="甲", mail=None, files=(), records=(), missing=(), findings=()),
            make_submission(id="3", title="乙", mail=make_mail(received="2023-06-01T00:00:00+00:00"), files=(),
                            findings=())]
    (made / "index.html").write_text(render_index(make_batch(results, make_files(), came)), "utf-8")
    return made


@pytest.fixture(scope="module", name="browser")
def open_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless browser with a profile of its own."""
    with browser.browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def find(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements("css selector", selector))


def in_view(browser: Any, element: Any) -> bool:
    script = "const r = arguments[0].getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight && r.height > 0;"
    return bool(browser.execute_script(script, element))


def columns(browser: Any, number: int) -> list[str]:
    return [row.text for row in find(browser, f"table.forms tbody tr:not([hidden]) td:nth-child({number})")]


@pytest.mark.parametrize("form_type", list(FORMS))
def test_findings_and_cells_lead_to_each_other(form_type: str, browser: Any, folder: Path) -> None:
    """A click on a finding brings its marked cell into view, as the target; a click on its number leads back."""
    browser.get((folder / "reports" / f"样例-{form_type}.html").as_uri())
    for number in range(1, len(find(browser, "article")) + 1):
        find(browser, f"#finding-{number} h4 a")[0].click()
        target = find(browser, ":target")[0]
        assert in_view(browser, target)
        assert "marked" in target.get_attribute("class")
        if target.tag_name != "h2":  # what concerns the whole file has its number beside the form's title
            assert target.value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"
        mark = next(mark for mark in find(browser, ".mark") if mark.get_attribute("href").endswith(f"#finding-{number}"))
        assert mark.is_displayed()
        browser.execute_script("arguments[0].click()", mark)
        assert find(browser, ":target")[0].get_attribute("id") == f"finding-{number}"
        assert in_view(browser, find(browser, f"#finding-{number}")[0])
    assert browser.get_log("browser") == []


def test_the_words_open_at_the_cell(browser: Any, folder: Path) -> None:
    """At the cell that a link leads to, the finding's message can be read; elsewhere it is closed."""
    page = folder / "reports" / "样例-training_institution.html"
    browser.get(page.as_uri() + "#field-foundation.trained_total")
    notes = [note for note in find(browser, ".note") if note.is_displayed()]
    assert len(notes) == 1
    assert "相差 100 人次" in notes[0].text


def test_the_style_is_let_in(browser: Any, folder: Path) -> None:
    """The policy lets the page's own style work: severities have different lines, and the table is no wider than the page."""
    browser.get((folder / "reports" / "样例-training_institution.html").as_uri())
    lines = {name: find(browser, f"td.{name}")[0].value_of_css_property("outline-style") for name in ("error", "warning")}
    assert lines == {"error": "solid", "warning": "dashed"}
    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_every_column_has_its_place(browser: Any, folder: Path) -> None:
    """No heading of a table stands below the others: the grid has as many columns as the table."""
    browser.get((folder / "index.html").as_uri())
    script = """return [...document.querySelectorAll('thead tr')].map(
        row => new Set([...row.cells].map(cell => cell.getBoundingClientRect().top)).size)"""
    lines = browser.execute_script(script)
    assert len(lines) >= 4
    assert set(lines) == {1}


def test_filters(browser: Any, folder: Path) -> None:
    """Words, verdict, kind of form and occupation narrow the table down, and 清除筛选 opens it again."""
    browser.get((folder / "index.html").as_uri())
    assert len(columns(browser, 1)) == 4
    search = find(browser, "input")[0]
    search.send_keys("安澜 物联网")
    assert columns(browser, 2) == ["重庆安澜协会2\n91500112MA5U7QXW0P"]
    assert find(browser, "output")[0].text == "显示 1 份，共 4 份"
    search.send_keys(" 没有")
    assert columns(browser, 1) == []
    assert find(browser, ".none")[0].is_displayed()
    find(browser, ".filters button")[0].click()
    assert len(columns(browser, 1)) == 4
    for key, value, count in (("verdict", "退回", 2), ("form", "评价机构推荐表", 1), ("occupation", "云计算工程技术人员", 0)):
        find(browser, f"select[data-key={key}] option[value='{value}']")[0].click()
        assert len(columns(browser, 1)) == count
    assert browser.get_log("browser") == []


def titles(browser: Any) -> list[str]:
    return [row.text.split("\n")[0] for row in find(browser, ".submissions tbody tr:not([hidden]) .c-title")]


def test_filters_of_submissions(browser: Any, folder: Path) -> None:
    """Those that lack a paper, that have a certain problem, or that came by mail can be seen alone; forms stay as they are."""
    browser.get((folder / "index.html").as_uri())
    assert titles(browser) == ["第二批培训机构申报材料", "甲", "乙"]
    part = find(browser, "section[aria-labelledby=submissions]")[0]
    for key, value, left in (("materials", "不全", ["第二批培训机构申报材料", "乙"]), ("problems", "逾期报送", ["第二批培训机构申报材料"])):
        part.find_element("css selector", f"select[data-key={key}] option[value='{value}']").click()
        assert titles(browser) == left
    assert part.find_element("css selector", "output").text == "显示 1 件，共 3 件"
    part.find_element("css selector", ".filters button").click()
    part.find_element("css selector", "input").send_keys("执照")  # a file's name, in a list that is folded up
    assert titles(browser) == ["第二批培训机构申报材料"]
    part.find_element("css selector", ".filters button").click()
    part.find_element("css selector", "th button").click()
    assert titles(browser) == ["甲", "乙", "第二批培训机构申报材料"]
    assert len(columns(browser, 1)) == 4
    assert browser.get_log("browser") == []


def test_a_submission_s_files_unfold(browser: Any, folder: Path) -> None:
    """A click on their number shows each file with what it was recognised as."""
    browser.get((folder / "index.html").as_uri())
    details = find(browser, ".submissions details")[0]
    assert "按文件名识别" not in details.text
    details.find_element("css selector", "summary").click()
    assert "执照.pdf\n法人登记证书复印件按文件名识别" in details.text


def test_the_index_on_a_phone(browser: Any, folder: Path) -> None:
    """The page is no wider than a phone, and the submissions are cards with their labels."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    try:
        browser.get((folder / "index.html").as_uri())
        assert browser.execute_script("return document.documentElement.scrollWidth") == 390
        assert not find(browser, ".submissions thead")[0].is_displayed()
        assert find(browser, ".submissions tbody tr")[0].rect["width"] <= 390
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_sorting(browser: Any, folder: Path) -> None:
    """A click on a title sorts by it, a second click the other way; numbers as numbers, verdicts by gravity."""
    browser.get((folder / "index.html").as_uri())
    title = {head.text.strip(): head for head in find(browser, "table.forms th button")}
    title["警告"].click()
    assert columns(browser, 7) == ["12", "8", "8", "0"]
    title["警告"].click()
    assert columns(browser, 7) == ["0", "8", "8", "12"]
    assert find(browser, "table.forms th[aria-sort]")[0].get_attribute("aria-sort") == "ascending"
    title["结论"].click()
    assert columns(browser, 1) == ["退回", "退回", "待核", "通过"]
    title["单位"].click()
    assert columns(browser, 2)[0].startswith("重庆安澜协会0")
    assert browser.get_log("browser") == []


def test_the_index_leads_to_a_report(browser: Any, folder: Path) -> None:
    """A link with Chinese and a space in its id opens the report."""
    from selenium.webdriver.common.keys import Keys

    browser.get((folder / "index.html").as_uri())
    find(browser, "table.forms tbody td.unit a")[1].send_keys(Keys.ENTER)  # its middle may be on the line below, which is no link
    assert find(browser, "h1")[0].text == "重庆安澜协会0"
    assert find(browser, ".clean")[0].is_displayed()


def test_no_script_is_needed(browser: Any, folder: Path) -> None:
    """With scripts switched off the index shows every form and hides the filters that would not work."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get((folder / "index.html").as_uri())
        assert len([row for row in find(browser, "table.forms tbody tr") if row.is_displayed()]) == 4
        assert not find(browser, ".filters")[0].is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
