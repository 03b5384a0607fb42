"""Hostile words in every field, label, file name and header: what a run writes and says stays text."""

import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree, html

from tests import browser
from tests.ingest.hostile import mailbox
from tests.ingest.support import results, run_hebiao

# A zero-width joiner holds an emoji together, the other two part words: none of them hides or turns anything.
HARMLESS = {"\n", "\u200b", "\u200c", "\u200d"}
SAFE_NAME = re.compile(
    r"(records|findings|reports|notices)/(培训|评价|邮件|文件夹|散件)-[0-9A-Za-z\u4e00-\u9fff-]+\.(json|html|docx|eml)"
    r"|index\.html|summary\.xlsx|manifest\.json",
)
OTHERS = "[onerror], [onload], iframe, img, svg *:not(rect):not(line):not(title), base, form"
ELEMENTS = """
html head meta title style script body main header footer nav section article h1 h2 h3 h4 p dl dt dd div span b i a ul ol li code q
sup strong small table colgroup col thead tbody tr th td details summary label input select option button output wbr br
svg rect line
"""
ATTRIBUTES = """
lang charset http-equiv content name class id href title colspan rowspan scope role hidden type placeholder autocomplete spellcheck
value open
x y x1 x2 y1 y2 width height viewbox preserveaspectratio aria-hidden
aria-label aria-labelledby aria-live data-key data-many data-unit data-plain data-sort data-label data-verdict data-form
data-occupation data-materials data-problems data-kind
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CompletedProcess[str]]:
    """The folder of a run (`in` the mailbox, `out` the output), and the process."""
    folder = tmp_path_factory.mktemp("injection")
    (folder / "in").mkdir()
    mailbox(folder / "in")
    before = everything(folder)
    done = run_hebiao("run", folder / "in", "--out", folder / "out", "--log-level", "debug", cwd=folder)
    assert {path for path in everything(folder) if not path.startswith(b"out")} == before
    return folder, done


def everything(folder: Path) -> set[bytes]:
    return {bytes(path.relative_to(folder)) for path in folder.rglob("*")}


def assert_harmless(said: str) -> None:
    """No control character and no mark of direction that a terminal could obey."""
    assert {char for char in said if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")} <= HARMLESS


def pages(ran: tuple[Path, CompletedProcess[str]]) -> list[Path]:
    return sorted((ran[0] / "out").rglob("*.html"))


def test_the_run_is_done(ran: tuple[Path, CompletedProcess[str]]) -> None:
    """Forms come out in spite of all, the rest is named, and nothing is a fault of the program."""
    folder, done = ran
    files = json.loads((folder / "out/manifest.json").read_text("utf-8"))["files"]
    assert done.returncode == 3
    assert len(list((folder / "out/records").iterdir())) >= 5
    assert len(files) > 200
    assert not [entry["problem"] for entry in files if entry["problem"] and "程序出错" in entry["problem"]["reason"]]
    assert "Traceback" not in done.stderr


def test_names_are_ours(ran: tuple[Path, CompletedProcess[str]]) -> None:
    """Every file has a name that is safe on any system, inside the output folder; the fixture looks outside."""
    out = ran[0] / "out"
    names = [file.relative_to(out).as_posix() for file in results(out)]
    assert [name for name in names if not SAFE_NAME.fullmatch(name) or len(name.encode()) > 250] == []
    assert not [path for path in out.rglob("*") if path.is_symlink()]


def test_the_terminal_is_not_steered(ran: tuple[Path, CompletedProcess[str]]) -> None:
    """Progress, log and totals hold no control character and no mark of direction."""
    assert_harmless(ran[1].stdout)
    assert_harmless(ran[1].stderr)
    assert "HYPERLINK" in ran[1].stderr


@pytest.mark.parametrize("way", [(), ("--json",)])
def test_check_does_not_steer_either(way: tuple[str, ...], ran: tuple[Path, CompletedProcess[str]]) -> None:
    """Findings of hostile forms, and files that are none: as text and as JSON, which says the same."""
    done = run_hebiao("check", *sorted((ran[0] / "in").glob("*.docx")), *way)
    assert done.returncode == 1
    assert_harmless(done.stdout)
    assert_harmless(done.stderr)
    if way:
        told = json.loads(done.stdout)
        assert "\x9b31m" in json.dumps(told["records"], ensure_ascii=False)


def test_the_workbook_is_text(ran: tuple[Path, CompletedProcess[str]]) -> None:
    """No formula, no rich text, no link but to reports that are there, nothing from elsewhere."""
    out = ran[0] / "out"
    with zipfile.ZipFile(out / "summary.xlsx") as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith((".xml", ".rels"))}
        assert {name.partition("/")[0] for name in package.namelist()} == {"[Content_Types].xml", "_rels", "docProps", "xl"}
        assert not [name for name in package.namelist() if re.search(r"externalLink|vba|macro|embed|connection|query", name, re.IGNORECASE)]
    sheets = [tree for name, tree in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 6
    assert not [element for tree in sheets for element in tree.iterfind(".//{*}f")]
    assert {cell.get("t") for tree in sheets for cell in tree.iterfind(".//{*}c")} <= {"inlineStr", None}
    assert not [tree for tree in sheets if tree.findall(".//{*}is/{*}r")]
    targets = [
        one.get("Target", "") for name, tree in parts.items() if name.startswith("xl/worksheets/_rels")
        for one in tree if one.get("TargetMode") == "External"
    ]
    assert targets
    assert all((out / unquote(target).replace("\\", "/")).is_file() for target in targets)
    text = "".join(str(words) for tree in sheets for string in tree.iterfind(".//{*}is") for words in string.itertext())
    assert '=HYPERLINK("http://evil.invalid/","看")' in text
    assert {char for char in text if unicodedata.category(char) in ("Cc", "Cs")} <= {"\n", "\t"}


def test_pages_have_our_elements_alone(ran: tuple[Path, CompletedProcess[str]]) -> None:
    """Nobody else's element or attribute; links stay in the folder; the policy comes first."""
    assert len(pages(ran)) >= 6
    for page in pages(ran):
        tree: Any = html.document_fromstring(page.read_text("utf-8"))
        assert {element.tag for element in tree.iter()} <= set(ELEMENTS.split())
        assert {name for element in tree.iter() for name in element.attrib} <= set(ATTRIBUTES.split())
        assert len(tree.xpath("//script")) == len(tree.xpath("//style")) - (page.parent.name == "reports")
        assert tree.xpath("//head/*[2]/@http-equiv") == ["Content-Security-Policy"]
        links = [unquote(link) for link in tree.xpath("//@href")]
        assert all(link.startswith("#") or (page.parent / link).is_file() for link in links)
        assert_harmless("".join(tree.itertext()).replace("\t", " "))


@pytest.fixture(scope="module", name="chromium")
def open_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser of its own."""
    with browser.browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@browser.NEEDED
def test_pages_do_nothing_in_a_browser(ran: tuple[Path, CompletedProcess[str]], chromium: Any) -> None:
    """Opened in a real browser, each page runs nothing of others, asks for nothing, and stays where it is."""
    chromium.get("about:blank")
    chromium.get_log("performance")
    for page in pages(ran):
        chromium.get(page.as_uri())
        assert chromium.current_url == page.as_uri()
        assert chromium.execute_script("return window.hit") is None
        assert chromium.execute_script(f"return document.querySelectorAll('{OTHERS}').length") == 0
        assert chromium.get_log("browser") == []
        events = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
        asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
        assert {unquote(url) for url in asked} == {unquote(page.as_uri())}
        assert chromium.execute_script("return document.body.innerText.length") > 500
