"""The text of paragraphs: runs, fields, boxes, changes, hidden text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Paragraph
from extractors.docx.reader import MEDIA_TYPE
from tests.extractors.docx.build import (
    checkbox,
    control,
    only_cell,
    only_paragraph,
    paragraph,
    read,
    row,
    run,
    table,
    tables,
    texts,
)

PLACEHOLDER = "<w:showingPlcHdr/>"


def field(instruction: str, result: str, data: str = "") -> str:
    """A complex field."""
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box_field(state: str) -> str:
    """A legacy check box."""
    return field("FORMCHECKBOX", "", f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>")


def text_box(*content: str) -> str:
    """A text box as Word writes it: once for itself, once more for older programs."""
    inside = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text("单位 名称1A（）　", max_size=5), min_size=1, max_size=8))
def test_runs_cut_anywhere_give_the_same_text(pieces: list[str]) -> None:
    """Where a text is cut into runs does not show."""
    whole = "".join(pieces)
    found = texts(read(paragraph(*map(run, pieces)) + paragraph(run("末"))))
    assert found == ([whole, "末"] if whole.strip() else ["末"])


def test_paragraphs_are_named_by_their_place() -> None:
    """Blank paragraphs are counted but not delivered; tables and paragraphs come in reading order."""
    document = read(paragraph(run("甲")) + "<w:p/>" + table(row("表")) + control(paragraph(run("乙"))))
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Table", "Paragraph"]
    assert [block.where.cell for block in document.blocks if isinstance(block, Paragraph)] == ["P1", "P3"]
    assert (document.reader, document.media_type, document.pages) == ("docx", MEDIA_TYPE, None)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>023</w:t><w:noBreakHyphen/><w:t>86868884</w:t></w:r>", "023-86868884"),
        ("<w:r><w:t>长</w:t><w:softHyphen/><w:t>词</w:t></w:r>", "长词"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        ("<w:smartTag><w:customXml><w:r><w:t>标签</w:t></w:r></w:customXml></w:smartTag>", "标签"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>2023年</w:t></w:r></w:fldSimple>', "2023年"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>zhong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>重</w:t></w:r></w:rubyBase></w:ruby></w:r>", "重"),
        ("<w:r><w:t>甲</w:t><w:footnoteReference w:id='1'/></w:r>", "甲"),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        ("<w:r><w:t>\n    甲\n    乙\n  </w:t></w:r>", "甲 乙"),
        ("<w:dir><w:bdo><w:unknown><w:r><w:t>包裹</w:t></w:r></w:unknown></w:bdo></w:dir>", "包裹"),
    ],
)
def test_content_of_runs(content: str, text: str) -> None:
    """Breaks, tabs, hyphens, links, simple fields, ruby and formulas give the text that shows."""
    assert only_paragraph(content).text == text


def test_field_gives_its_result_only() -> None:
    """The instruction of a field is left out, that of a field inside it and that one's result too."""
    inner = field("MERGEFIELD 级别", run("高级"))
    outer = field(f"IF </w:instrText></w:r>{inner}<w:r><w:instrText>", run("是"))
    assert only_paragraph(run("甲") + outer + run("乙")).text == "甲是乙"


def test_broken_field_loses_no_text() -> None:
    """A field that never ends does not swallow what follows it."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(read(paragraph(begin, run("甲")) + paragraph(run("乙")))) == ["甲", "乙"]
    assert only_cell(paragraph(begin, run("甲")) + paragraph(run("乙"), end)).text == "甲\n乙"


@pytest.mark.parametrize(
    ("state", "glyph"),
    [
        ('<w:default w:val="0"/>', "☐"),
        ('<w:default w:val="1"/>', "☑"),
        ('<w:default w:val="0"/><w:checked/>', "☑"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
    ],
)
def test_form_field_box(state: str, glyph: str) -> None:
    """FORMCHECKBOX is a glyph: its own state goes before its default."""
    found = only_paragraph(run("是") + box_field(state))
    assert found.text == "是" + glyph
    assert [mark.state for mark in found.marks] == ["on" if glyph == "☑" else "off"]


@pytest.mark.parametrize(
    ("chosen", "text"), [('<w:result w:val="1"/>', "企业"), ("", "事业单位"), ('<w:default w:val="1"/>', "企业"), ('<w:result w:val="7"/>', "")],
)
def test_form_field_list(chosen: str, text: str) -> None:
    """FORMDROPDOWN shows the chosen entry, which stands in its data only, and no stale result."""
    entries = '<w:listEntry w:val="事业单位"/><w:listEntry w:val="企业"/>'
    data = f"<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>"
    result = run("旧值") if text else ""
    assert only_paragraph(run("类型：") + field("FORMDROPDOWN", result, data)).text == f"类型：{text}"


@pytest.mark.parametrize(
    ("font", "char", "text"),
    [
        ("Wingdings 2", "F052", "☑"), ("Wingdings 2", "0052", "☑"), ("Wingdings 2", "F0A3", "☐"), ("Wingdings 2", "50", "✓"),
        ("Wingdings", "F0FE", "☑"), ("Wingdings", "00FE", "☑"), ("Wingdings", "F0A8", "☐"), ("Wingdings", "F0FC", "✓"),
        ("Webdings", "F061", "✓"), ("Segoe UI Symbol", "2611", "☑"), ("MS Gothic", "2610", "☐"), ("Symbol", "F0D6", "√"),
        ("Wingdings", "F0E0", "\uf0e0"), ("Wingdings", "xyz", ""),
    ],
)
def test_symbols(font: str, char: str, text: str) -> None:
    """w:sym by its font, with and without the prefix F0; what is not known stays as it is."""
    assert only_paragraph(run("是") + f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>').text == "是" + text


@pytest.mark.parametrize(("typed", "text"), [("R", "☑"), ("£", "☐"), ("\uf052", "☑"), ("中", "中")])
def test_letters_in_a_symbol_font(typed: str, text: str) -> None:
    """The letter R in Wingdings 2 shows a ticked box; characters that the font has not are left."""
    fonts = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2" w:eastAsia="宋体"/>'
    assert only_paragraph(run("R是") + run(typed, fonts)).text == "R是" + text


def test_emoji_symbol_is_read_once() -> None:
    """A symbol with a fallback for older programs comes once."""
    symbol = '<mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="2611"/></mc:Choice>'
    content = f"<w:r><mc:AlternateContent>{symbol}<mc:Fallback><w:t>X</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    assert only_paragraph(run("是") + content).text == "是☑"


def test_fallback_stands_in_for_an_empty_choice() -> None:
    """Where the first choice holds no text at all, what stands in for it is read: nothing is lost."""
    content = "<mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback><w:t>文字</w:t></mc:Fallback></mc:AlternateContent>"
    assert only_paragraph(f"<w:r>{content}</w:r>").text == "文字"


@pytest.mark.parametrize(("checked", "glyph"), [(True, "☑"), (False, "☐")])
def test_checkbox_control_at_every_level(checked: bool, glyph: str) -> None:
    """A check box control is a glyph by its state, around a run, a paragraph or a cell."""
    shown = run("☒" if checked else "☐")
    assert only_paragraph(run("是") + checkbox(shown, checked=checked)).text == "是" + glyph
    assert texts(read(checkbox(paragraph(shown), checked=checked))) == [glyph]
    assert only_cell(checkbox(paragraph(shown), checked=checked) + paragraph(run("是"))).text == glyph + "\n是"
    (found,) = tables(read(table(row(checkbox(f"<w:tc>{paragraph(shown)}</w:tc>", checked=checked), "是"))))
    assert [each.text for each in found.cells] == [glyph, "是"]


def test_checkbox_control_is_one_box() -> None:
    """Around several paragraphs it is the first one that shows the box."""
    assert texts(read(checkbox(paragraph(run("☐")) + paragraph(run("☐")), checked=True))) == ["☑", "☐"]


def test_checkbox_state_goes_before_its_glyph() -> None:
    """A program may set the state and leave the glyph as it was; a symbol counts as a glyph too."""
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    assert only_paragraph(checkbox(symbol, checked=True) + run("是")).text == "☑是"


def test_checkbox_keeps_words_typed_into_it() -> None:
    """Words that somebody typed into a check box control are not lost."""
    assert only_paragraph(checkbox(run("☑是"), checked=True)).text == "☑是"


def test_placeholder_alone_marks_the_cell() -> None:
    """A cell that shows only a control's own words says so, at whatever level the control stands."""
    words = run("单击此处输入文字。")
    for content in (paragraph(control(words, PLACEHOLDER)), control(paragraph(words), PLACEHOLDER)):
        found = only_cell(content)
        assert (found.text, found.placeholder) == ("单击此处输入文字。", True)
    (found_table,) = tables(read(table(row(control(f"<w:tc>{paragraph(words)}</w:tc>", PLACEHOLDER), "甲"))))
    assert [each.placeholder for each in found_table.cells] == [True, False]


def test_placeholder_beside_text_is_dropped() -> None:
    """Beside typed text, and outside of tables, a control's own words are no text."""
    content = run("电话：") + control(run("单击输入"), PLACEHOLDER)
    found = only_cell(paragraph(content))
    assert (found.text, found.placeholder) == ("电话：", False)
    assert texts(read(paragraph(content) + paragraph(control(run("单击输入"), PLACEHOLDER)))) == ["电话："]


def test_control_ends_with_its_content() -> None:
    """What follows a control, after the paragraph or the table that it holds, is typed text again."""
    inside = control(f"<w:tc>{paragraph(run('单击输入'))}</w:tc>", PLACEHOLDER)
    document = read(table(row("甲", inside)) + control(paragraph(run("单击输入")), PLACEHOLDER) + paragraph(run("文")))
    assert texts(document) == ["文"]


def test_control_that_was_filled_is_text() -> None:
    """A control without the flag, or with the flag off, holds what was typed."""
    assert only_paragraph(control(run("张三"), '<w:showingPlcHdr w:val="0"/>')).text == "张三"


def test_tracked_changes_are_accepted_and_said() -> None:
    """Insertions and moved-in text in, deletions and moved-out text out, with their numbers."""
    document = read(paragraph(
        run("培训"), f'<w:ins w:id="1">{run("3000")}</w:ins>', '<w:del w:id="2"><w:r><w:delText>2000</w:delText></w:r></w:del>',
        f'<w:moveTo w:id="3">{run("人次")}</w:moveTo>', f'<w:moveFrom w:id="4">{run("人")}</w:moveFrom>',
    ))
    assert texts(document) == ["培训3000人次"]
    (remark,) = document.remarks
    assert remark.code == "document.tracked_changes"
    assert "插入 2 处、删除 2 处" in remark.detail
    assert "插入的内容计入，删除的内容不计" in remark.detail
    assert remark.cell == "P1"


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    """Where the end of a paragraph is deleted, the next one goes on on the same line."""
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    pair = paragraph(run("人工"), properties=deleted) + paragraph(run("智能"))
    document = read(pair + paragraph(run("末")))
    assert texts(document) == ["人工智能", "末"]
    assert "删除 1 处" in document.remarks[0].detail
    assert only_cell(pair + paragraph(run("末"))).text == "人工智能\n末"


def test_change_of_a_mark_beside_its_text_counts_once() -> None:
    """A whole paragraph that was deleted or inserted is one change; an inserted mark alone is one too."""
    gone = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    deleted = paragraph(gone, properties='<w:rPr><w:del w:id="2"/></w:rPr>')
    inserted = paragraph(f'<w:ins w:id="3">{run("新")}</w:ins>', properties='<w:rPr><w:ins w:id="4"/></w:rPr>')
    split = paragraph(run("文"), properties='<w:rPr><w:ins w:id="5"/></w:rPr>')
    document = read(deleted + inserted + split)
    assert texts(document) == ["新", "文"]
    assert "插入 2 处、删除 1 处" in document.remarks[0].detail


def test_changes_of_format_are_none_of_text() -> None:
    """A tracked change of format alone is not remarked."""
    assert read(paragraph(run("甲", '<w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'))).remarks == ()


STYLES = (
    '<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="child"><w:basedOn w:val="secret"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="gone"><w:rPr><w:vanish w:val="1"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="loop"><w:basedOn w:val="loop"/><w:rPr><w:strike/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph(run("明"), run("暗", "<w:vanish/>")),
        paragraph(run("明"), run("暗", '<w:rStyle w:val="secret"/>')),
        paragraph(run("明"), run("暗", '<w:rStyle w:val="child"/>')),
        paragraph(run("明")) + paragraph(run("暗"), properties='<w:pStyle w:val="gone"/>'),
        paragraph(run("明")) + paragraph(run("明", '<w:vanish w:val="0"/>'), run("暗"), properties='<w:pStyle w:val="gone"/>'),
        paragraph(run("明"), f"<w:r><w:rPr><w:vanish/></w:rPr>{text_box(paragraph(run('暗')))}</w:r>"),
    ],
)
def test_hidden_text_is_left_out_and_quoted(hidden: str) -> None:
    """Text hidden directly or by a style, its own or the paragraph's, is out; the remark quotes it."""
    document = read(hidden, styles=STYLES)
    assert set("".join(texts(document))) == {"明"}
    (remark,) = document.remarks
    assert remark.code == "document.hidden_text"
    assert "「暗」" in remark.detail


def test_hidden_quote_is_cut() -> None:
    """Of long hidden text 60 characters are quoted; several places are counted."""
    document = read(paragraph(run("甲" * 50, "<w:vanish/>")) + paragraph(run("乙" * 50, "<w:vanish/>")))
    detail = document.remarks[0].detail
    assert "2 处" in detail
    assert "「" + "甲" * 50 + "；" + "乙" * 9 + "……」" in detail


def test_hidden_tick_is_no_mark() -> None:
    """A tick that does not show is none."""
    found = only_cell(paragraph(run("是□"), run("√", "<w:vanish/>"), run(" 否□√")))
    assert [mark.state for mark in found.marks] == ["off", "on"]


@pytest.mark.parametrize("properties", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="loop"/>'])
def test_struck_text_has_its_offsets(properties: str) -> None:
    """Text struck through is kept, with where it stands; neighbouring runs are one."""
    found = only_paragraph(run("是 ") + run("否", properties) + run("。", properties) + run("完"), styles=STYLES)
    assert found.text == "是 否。完"
    assert found.struck == ((2, 4),)


def test_struck_tick_is_off() -> None:
    """A tick struck through does not count."""
    found = only_cell(paragraph(run("是□"), run("√", "<w:strike/>"), run(" 否□√")))
    assert [mark.state for mark in found.marks] == ["off", "on"]


def test_struck_nothing_has_no_offsets() -> None:
    """A struck run without text strikes nothing."""
    assert only_paragraph(run("甲") + '<w:r><w:rPr><w:strike/></w:rPr><w:sym w:font="Wingdings" w:char="x"/></w:r>').struck == ()


def test_strike_switched_off_is_none() -> None:
    """A property that is there and off does not strike or hide."""
    assert only_paragraph(run("甲", '<w:strike w:val="false"/><w:vanish w:val="0"/>')).struck == ()


def test_text_box_is_read_once_after_its_paragraph() -> None:
    """A text box in the body is paragraphs of their own behind the one it hangs on, once, under its name."""
    document = read(paragraph(run("前"), text_box(paragraph(run("一")), paragraph(run("二"))), run("后")) + paragraph(run("末")))
    assert texts(document) == ["前后", "一", "二", "末"]
    assert [block.where.cell for block in document.blocks if isinstance(block, Paragraph)] == ["P1", "P1", "P1", "P2"]


def test_text_box_of_old_drawings() -> None:
    """A text box of VML alone is read too."""
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(run('框'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert texts(read(paragraph(box))) == ["框"]


def test_text_box_in_a_cell_is_part_of_it() -> None:
    """In a cell a text box is part of the text, and a table in the box is a table of the cell."""
    box = text_box(paragraph(run("框")), table(row("内")))
    found = only_cell(paragraph(run("前"), box) + paragraph(run("后")))
    assert found.text == "前\n框\n后"
    assert found.tables[0].cells[0].where.cell == "T1R1C1/T1R1C1"
    joining = paragraph(run("前"), text_box(paragraph(run("框"))), properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert only_cell(joining).text == "前\n框"


def test_table_in_a_text_box_of_the_body() -> None:
    """A form drawn in a text box is a table like any other."""
    document = read(paragraph(run("前"), text_box(table(row("内")))) + table(row("外")))
    assert [each.cells[0].where.cell for each in tables(document)] == ["T1R1C1", "T2R1C1"]


def test_cell_of_several_paragraphs() -> None:
    """Paragraphs and line breaks of a cell are line ends."""
    assert only_cell(paragraph(run("近5年")) + paragraph(run("培训规模"), "<w:r><w:br/></w:r>", run("（人次）"))).text == "近5年\n培训规模\n（人次）"
