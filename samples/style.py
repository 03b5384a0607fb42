"""How somebody fills a form: the spelling of ticks, dates, numbers and labels, and what else they do to the paper.

`WordStyle` and `PdfStyle` add what one file format alone can do. `word_style(seed)` and `pdf_style(seed)` give some
style, for tests and benchmarks that want many.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from random import Random
from typing import Any


class Ticks(StrEnum):
    """How a chosen option of 是□ 否□ is marked."""

    AFTER_BOX = "是□√  否□"
    BEFORE_BOX = "是√□  否□"
    REPLACED = "是√  否□"
    CHECKED = "是☑  否☐"
    CHECKED_FRONT = "☑是  ☐否"
    CROSSED = "是☒  否☐"
    FILLED = "是■  否□"
    FILLED_FRONT = "■是  □否"
    DOT = "是●  否○"
    BRACKETS = "是（√）  否（ ）"
    STRUCK = "是  否 (the other struck out)"
    CONTROL = "check box content control"
    SYMBOL = "Wingdings character"
    FORM_FIELD = "legacy form field"


# What is no plain text: only Word can do it.
WORD_TICKS = (Ticks.STRUCK, Ticks.CONTROL, Ticks.SYMBOL, Ticks.FORM_FIELD)
# What the embedded font of the PDF files has no glyphs for.
_NO_GLYPHS = (Ticks.CHECKED, Ticks.CHECKED_FRONT, Ticks.CROSSED)


class Dates(StrEnum):
    """How a day is written."""

    PLAIN = "2019年5月6日"
    PADDED = "2019年05月06日"
    ISO = "2019-05-06"
    SLASH = "2019/5/6"
    DOT = "2019.5.6"
    CHINESE = "二〇一九年五月六日"


class Numbers(StrEnum):
    """How a number is written."""

    PLAIN = "18620"
    GROUPED = "18,620"
    WIDE = "１８６２０"
    UNIT = "18620人次"
    GROUPED_UNIT = "18,620人次"
    ABOUT = "约18620人次"
    CHINESE = "一万八千六百二十"
    MIXED = "one way here, another there"


class Labels(StrEnum):
    """How the printed words are spelt."""

    PRINTED = "姓名"
    SPACED = "姓　名"
    SYNONYM = "名字"
    BROKEN = "on several lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Everything about the way of filling that any file format can show.

    seed: decides what the other fields leave open.
    prompts: the template's words in the boxes were left in. nothing: what stands in a box without a value.
    no: how 否 is spelt where no box is printed. spaced_codes: credit codes in groups, telephones with dashes.
    unused_rows: the template's empty rows and its 「……」 row were left in.
    reordered: some rows changed places. dropped: paths of boxes (or of an inline section) whose rows are missing.
    added: rows of the applicant's own, label and answer.
    """

    seed: int = 0
    ticks: Ticks = Ticks.AFTER_BOX
    dates: Dates = Dates.PLAIN
    numbers: Numbers = Numbers.PLAIN
    labels: Labels = Labels.PRINTED
    prompts: bool = False
    nothing: str = ""
    no: str = "否"
    spaced_codes: bool = False
    unused_rows: bool = True
    reordered: bool = False
    dropped: tuple[str, ...] = ()
    added: tuple[tuple[str, str], ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """The findings about the file to which the style must lead."""
        codes = {
            "dropped": "document.template_altered", "added": "document.unmapped_label",
            "tracked": "document.tracked_changes", "hidden": "document.hidden_text",
        }
        return tuple(code for flag, code in codes.items() if getattr(self, flag, None))

    def rng(self, what: str) -> Random:
        """The same draws for the same thing, whatever else is drawn."""
        return Random(f"{self.seed} {what}")

    def describe(self) -> str:
        """The spellings and what was done to the paper, in a few words for the list of samples."""
        said = [f"ticks {self.ticks}", f"dates {self.dates}", f"numbers {self.numbers}", f"labels {self.labels}"]
        said += [f"rules {self.rules}"] if isinstance(self, PdfStyle) else []
        if isinstance(self, ScanStyle):
            look = self.look
            said += [self.sheets, f"{look.dots} dots an inch", "grey" if look.grey else "colour"]
            said += ["taken by hand" if look.photo else f"skew {look.skew}°"]
            said += [f"sealed by {self.sealed_by.format(name='the applicant')}" if self.sealed_by else "no seal"]
        said += [one.name.replace("_", " ") for one in fields(self) if getattr(self, one.name) is True]
        return "; ".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordStyle(Style):
    """What Word can do besides.

    controls: answers stand in content controls. tracked: some answers are tracked changes.
    hidden: there is hidden text. text_box: a text stands in a text box. sections: a table for each section.
    nested: the list of people is a table pasted into a cell. cut_runs: words are cut into runs anywhere.
    strict: Strict Open XML, which Word offers beside its ordinary format.
    """

    controls: bool = False
    tracked: bool = False
    hidden: bool = False
    text_box: bool = False
    sections: bool = False
    nested: bool = False
    cut_runs: bool = False
    strict: bool = False


class Rules(StrEnum):
    """How the rules of a table are drawn."""

    LINES = "one line an edge"
    RECTANGLES = "thin filled rectangles"
    DOUBLED = "a stroked rectangle a cell, so that edges are drawn twice"
    OPEN = "no rule where a page break cuts a cell"
    SIDELESS = "no rules at the left and the right of the table"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfStyle(Style):
    """What a PDF can do besides.

    rules: how the rules are drawn. repeat_headers: column heads stand again on the next page.
    rotated: the pages are stored lying and shown upright. fields: answers stand in form fields.
    size: of the letters in the table, points.
    """

    rules: Rules = Rules.LINES
    repeat_headers: bool = False
    rotated: bool = False
    fields: bool = False
    size: float = 9.5


class Sheets(StrEnum):
    """The file that the scanned pages come in."""

    PDF = "PDF of pictures"
    GARBLED = "PDF of pictures under a thin, garbled text"
    TIFF = "TIFF of many pages"
    PHOTOS = "a JPEG for each page, of which this is the first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a scanner or a camera makes of a page.

    dots: an inch of the paper. grey: without colour. skew: degrees clockwise. noise: of each pixel, standard deviation,
    of 255. paper: how light the paper comes out, of 255. blur: pixels. quality: of the JPEG, of 100.
    photo: taken by hand over a dark table, with a shadow on it.
    """

    dots: int = 150
    grey: bool = True
    skew: float = 0.6
    noise: float = 2.0
    paper: int = 246
    blur: float = 0.4
    quality: int = 30
    photo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanStyle(PdfStyle):
    """What a form goes through that is printed, signed by hand, sealed, and scanned.

    look: of its pages. sheets: the file. hand: the height of the signature's characters, points.
    sealed_by: the unit whose seal stands at 承诺, `{name}` for the applicant's; empty for none.
    """

    look: Look = Look()
    sheets: Sheets = Sheets.PDF
    hand: float = 12.0
    sealed_by: str = "{name}"


def word_style(seed: int) -> WordStyle:
    """Some style for Word that leads to no finding about the file."""
    rng = Random(f"word style {seed}")
    chosen = _common(rng, seed, list(Ticks))
    flags = ("controls", "text_box", "sections", "nested", "cut_runs", "strict")
    return WordStyle(**(chosen | {flag: rng.random() < 0.2 for flag in flags}))


def pdf_style(seed: int) -> PdfStyle:
    """Some style for PDF."""
    rng = Random(f"pdf style {seed}")
    chosen = _common(rng, seed, [way for way in Ticks if way not in (*WORD_TICKS, *_NO_GLYPHS)])
    rules, repeat_headers, paper = rng.choice(list(Rules)), rng.random() < 0.3, rng.random()
    return PdfStyle(
        # Fields are placed on the page as it is stored, so a page that is turned has none.
        **chosen, rules=rules, repeat_headers=repeat_headers, rotated=paper < 0.15, fields=paper > 0.85,
        size=rng.choice((9.0, 9.5, 10.5)),
    )


def _common(rng: Random, seed: int, ticks: list[Ticks]) -> dict[str, Any]:
    return {
        "seed": seed, "ticks": rng.choice(ticks), "dates": rng.choice(list(Dates)), "numbers": rng.choice(list(Numbers)),
        "labels": rng.choice(list(Labels)), "prompts": rng.random() < 0.4, "nothing": rng.choice(("", "/", "无", "—")),
        "no": rng.choice(("否", "无", "没有")), "spaced_codes": rng.random() < 0.3, "unused_rows": rng.random() < 0.5,
        "reordered": rng.random() < 0.2,
    }
