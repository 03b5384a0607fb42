"""Form fields and notes: what they say is text of the cell that they lie in."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from extractors.document import Document
from extractors.pdf.reader import read_pdf
from schema.limits import Limits
from tests.extractors.pdf.drawing import HEIGHT, Sheet, cell, changed, paragraphs, pdf


def draw(sheet: Sheet) -> None:
    sheet.table([["单位名称", "", ""], ["申报等级", "初级□ 中级□", ""], ["单位基本情况", "", ""]], ys=(100, 130, 160, 300))


def rect(x0: float, y0: float, x1: float, y1: float) -> Array:
    """A rectangle in PDF's own coordinates, from points from the top left."""
    return Array([x0, HEIGHT - y1, x1, HEIGHT - y0])


def read_with(*notes: Dictionary, angle: int = 0) -> Document:
    """The form with notes on its page."""

    def add(file: pikepdf.Pdf) -> None:
        added = Array([file.make_indirect(note) for note in notes])
        file.pages[0].Annots = added
        file.Root.AcroForm = Dictionary(Fields=added)
        file.pages[0].Rotate = angle

    return read_pdf(changed(pdf(draw), add), Limits())


def field(kind: str, box: Array, **entries: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name(f"/{kind}"), Rect=box, T=String("f"), **entries)


def test_text_fields() -> None:
    """The value of a text field, also where the field that holds it is the parent of what is displayed."""
    plain = field("Tx", rect(164, 102, 316, 128), V=String("重庆甲科技有限公司"))
    child = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=rect(324, 102, 516, 128),
        Parent=Dictionary(FT=Name.Tx, V=String("91500106MAW9TYPQ6Q"), T=String("p"), MaxLen=18, Ff=1 << 24),
    )
    document = read_with(plain, child)
    assert cell(document, "T1R1C2").text == "重庆甲科技有限公司"
    assert cell(document, "T1R1C3").text == "91500106MAW9TYPQ6Q"


def test_fields_in_several_lines() -> None:
    """Lines of a long field stay lines, from the top of its box; long ones do not leave it."""
    value = "建有学习管理系统，\r支持直播。" + "长" * 200 + "\n第三行"
    document = read_with(field("Tx", rect(162, 162, 318, 298), V=String(value), Ff=1 << 12, DA=String("/F 10 Tf")))
    found = cell(document, "T1R3C2").text.split("\n")
    assert found == ["建有学习管理系统，", "支持直播。" + "长" * 200, "第三行"]


def test_a_line_stands_in_the_middle_of_its_field() -> None:
    """A field that is drawn larger than its row holds its line in the middle."""
    document = read_with(field("Tx", rect(164, 88, 316, 140), V=String("重庆甲科技有限公司")))
    assert cell(document, "T1R1C2").text == "重庆甲科技有限公司"


def test_fields_stand_between_the_words_around_them() -> None:
    """A field behind its label in the same cell."""

    def draw_line(sheet: Sheet) -> None:
        sheet.table([["推荐单位联系人：                 联系电话："]], xs=(60, 520), ys=(100, 130))

    def add(file: pikepdf.Pdf) -> None:
        width = 84.0
        fields = (
            field("Tx", rect(64 + width, 105, 185, 125), V=String("张三")),
            field("Tx", rect(250, 105, 330, 125), V=String("023-88583816")),
        )
        added = Array([file.make_indirect(note) for note in fields])
        file.pages[0].Annots = added
        file.Root.AcroForm = Dictionary(Fields=added)

    text = cell(read_pdf(changed(pdf(draw_line), add), Limits()), "T1R1C1").text
    assert text.split() == ["推荐单位联系人：", "张三", "联系电话：", "023-88583816"]


def test_choices_show_what_they_show() -> None:
    """A choice field exports a code and shows a word; several may be chosen."""
    options = Array([Array([String("1"), String("事业单位")]), Array([String("2"), String("企业")])])
    document = read_with(
        field("Ch", rect(164, 102, 316, 128), V=String("2"), Opt=options),
        field("Ch", rect(324, 102, 516, 128), V=Array([String("1"), String("2")]), Opt=options),
    )
    assert cell(document, "T1R1C2").text == "企业"
    assert cell(document, "T1R1C3").text == "事业单位\n企业"


def test_tick_boxes_and_radio_buttons() -> None:
    """On and off become boxes at their place; a box printed below one is the same box; a push button says nothing."""
    document = read_with(
        field("Btn", rect(184, 166, 197, 180), AS=Name.Yes, V=Name.Yes),  # over the first printed box
        field("Btn", rect(164, 105, 176, 117), AS=Name.Off),
        field("Btn", rect(200, 105, 212, 117), AS=Name("/2"), Ff=1 << 15),
        field("Btn", rect(330, 105, 380, 117), Ff=1 << 16, MK=Dictionary(CA=String("打印"))),
    )
    assert [mark.state for mark in cell(document, "T1R1C2").marks] == ["off", "on"]
    assert cell(document, "T1R1C3").text == ""


def test_a_field_replaces_the_box_that_is_printed_below_it() -> None:
    """Otherwise one option would have two boxes."""
    at = 164 + 2 * 10.5
    document = read_with(field("Btn", rect(at - 1, 137, at + 12, 150), AS=Name.On))
    found = cell(document, "T1R2C2")
    assert found.text == "初级☑ 中级□"
    assert [mark.state for mark in found.marks] == ["on", "off"]


def test_notes_typed_over_the_page() -> None:
    """A viewer's typewriter: text of the cell where it begins, whatever the encoding of the string."""

    def note(box: Array, text: bytes) -> Dictionary:
        return Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=box, Contents=String(text), DA=String("0 g /Helv 12 Tf"))

    document = read_with(
        note(rect(164, 104, 400, 128), "\ufeff重庆甲科技".encode("utf-16-be")),
        note(rect(164, 162, 516, 290), "\ufeff第一行\r\n第二行".encode("utf-16-le")),
        note(rect(60, 400, 300, 420), "\ufeff表外".encode()),
    )
    assert cell(document, "T1R1C2").text == "重庆甲科技"
    assert cell(document, "T1R3C2").text == "第一行\n第二行"
    assert paragraphs(document) == ["表外"]


def test_what_is_hidden_or_only_a_remark_stays_out() -> None:
    """Hidden fields, and comments that a viewer shows beside the page."""
    document = read_with(
        field("Tx", rect(164, 102, 316, 128), V=String("隐藏"), F=2),
        Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=rect(164, 102, 180, 120), Contents=String("请补充")),
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect(164, 102, 180, 120)),
    )
    assert cell(document, "T1R1C2").text == ""


def test_strike_out_with_a_viewer() -> None:
    """A strike-out mark and a line drawn over an option."""
    x = 164.0
    quads = Array([x, HEIGHT - 140, x + 21, HEIGHT - 140, x, HEIGHT - 151, x + 21, HEIGHT - 151])
    line = Array([164 + 4 * 10.5 + 3, HEIGHT - 145, 164 + 6.2 * 10.5, HEIGHT - 146])
    document = read_with(
        Dictionary(Type=Name.Annot, Subtype=Name.StrikeOut, Rect=rect(x, 140, x + 21, 151), QuadPoints=quads),
        Dictionary(Type=Name.Annot, Subtype=Name.Line, Rect=rect(x, 140, x + 90, 151), L=line),
    )
    found = cell(document, "T1R2C2")
    assert [found.text[start:end] for start, end in found.struck] == ["初级", "级□"]


def test_fields_on_turned_pages() -> None:
    """The rectangle of a field turns with its page."""
    document = read_with(field("Tx", rect(164, 102, 316, 128), V=String("重庆甲科技有限公司")), angle=90)
    assert cell(document, "T1R1C2").text == "重庆甲科技有限公司"


def test_odd_annotations_do_no_harm() -> None:
    """Missing, null and wrong entries, and fields that are their own parents."""

    def add(file: pikepdf.Pdf) -> None:
        circle = file.make_indirect(Dictionary(Subtype=Name.Widget, Rect=rect(164, 102, 316, 128)))
        circle.Parent = circle
        odd = [
            circle, Dictionary(), None, 7, Dictionary(Subtype=Name.FreeText, Rect=Array([1, 2])),
            field("Tx", Array([]), V=String("x")), field("Tx", rect(164, 102, 316, 128), V=7),
            Dictionary(Subtype=Name.StrikeOut, QuadPoints=Array([1, 2, 3])), Dictionary(Subtype=Name.Line, L=Array([])),
            Dictionary(Subtype=Name.FreeText, Rect=rect(164, 102, 316, 128), Contents=String("对"), DA=String("... Tf")),
        ]
        file.pages[0].Annots = Array(odd)
        file.Root.AcroForm = Dictionary(Fields=Array([note for note in odd if isinstance(note, Dictionary) and "/Rect" in note]))

    document = read_pdf(changed(pdf(draw), add), Limits())
    assert cell(document, "T1R1C2").text == "对"
