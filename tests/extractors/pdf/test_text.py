"""Characters -> text: lines, blanks, strike-out, symbols, what is hidden."""

from extractors.document import Paragraph
from extractors.page.content import Glyph
from extractors.page.lines import read_glyphs
from tests.extractors.pdf.drawing import HEIGHT, SONG, Sheet, cell, paragraphs, read, tables


def in_cell(*writes: tuple[float, float, str]) -> str:
    """The text of a single cell with some strings written into it."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["", ""]], xs=(60, 160, 520), ys=(100, 200))
        for x, y, text in writes:
            sheet.write(x, y, text)

    return cell(read(draw), "T1R1C2").text


def test_lines_stay_lines() -> None:
    """A number broken over two lines is two lines: mapping joins them."""
    assert in_cell((164, 118, "139523442"), (164, 132, "12")) == "139523442\n12"


def test_order_is_by_place() -> None:
    """Whatever was drawn first: lines from the top, characters from the left."""
    assert in_cell((164, 140, "下"), (174.5, 118, "二"), (164, 118, "一")) == "一二\n下"


def test_no_blanks_between_chinese_characters() -> None:
    """Chinese text spaced out to fill its line gets no blanks; a gap of a whole character is one."""
    spaced = [(164 + 14.0 * number, 118.0, char) for number, char in enumerate("正式员工数")]
    assert in_cell(*spaced) == "正式员工数"
    assert in_cell((164, 118, "初级"), (200, 118, "中级")) == "初级 中级"


def test_no_blanks_between_chinese_and_latin() -> None:
    """The space that typesetting leaves beside Latin text was not typed."""
    assert in_cell((164, 118, "覆盖"), (187.6, 118, "Python"), (222, 118, "程序")) == "覆盖Python程序"


def test_blanks_that_are_there() -> None:
    """Blanks as characters stay, ideographic ones too; between Latin words a gap is a blank."""
    assert in_cell((164, 118, "姓　名")) == "姓　名"
    assert in_cell((164, 118, "是□  否□")) == "是□  否□"
    assert in_cell((164, 118, "GPU"), (190, 118, "A100")) == "GPU A100"


def test_blanks_under_text_that_was_written_over_them() -> None:
    """A line of blanks to write on, and something written on it: no blanks inside it."""
    text = in_cell((164, 118, "姓名：" + " " * 30), (200, 118, "张三丰"))
    assert text.split() == ["姓名：", "张三丰"]


def test_blanks_beside_a_gap() -> None:
    """Where the blanks lie under other characters, a wide gap is still one."""
    glyphs = [Glyph("甲", 0, 0, 10, 10, 10), Glyph(" ", 4, 0, 7, 10, 10), Glyph("乙", 30, 0, 40, 10, 10)]
    found = read_glyphs(glyphs)
    assert found is not None
    assert found.text == "甲 乙"


def test_bold_type_by_drawing_twice() -> None:
    """Producers draw a character twice, a little off; the same character next to it stays."""
    assert in_cell((164, 118, "人人"), (164.3, 118, "人人")) == "人人"


def test_superscripts_belong_to_their_line() -> None:
    """The 2 of m² stands higher and smaller."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["", ""]], xs=(60, 160, 520), ys=(100, 200))
        sheet.write(164, 130, "1389m", font="Helvetica")
        sheet.write(196.4, 125, "2", size=6, font="Helvetica")
        sheet.write(202, 130, "左右")
        sheet.write(164, 144, "第二行")

    assert cell(read(draw), "T1R1C2").text == "1389m2左右\n第二行"


def test_radicals_are_folded() -> None:
    """⼯ and ⼈ as the fonts of a browser name them."""
    read_text = read_glyphs([Glyph("⼯", 0, 0, 10, 10, 10), Glyph("⼈", 10, 0, 20, 10, 10)])
    assert read_text is not None
    assert read_text.text == "工人"


def test_ticks_are_marks() -> None:
    """Boxes and ticks in a cell are marks, in their order."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["", "是√ 否□"]], xs=(60, 160, 520), ys=(100, 200))

    found = cell(read(draw), "T1R1C2")
    assert [(mark.state, found.text[mark.start : mark.end]) for mark in found.marks] == [("on", "√"), ("off", "□")]


def test_strike_out() -> None:
    """A line through the middle of characters strikes them out, an underline does not."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["", "是 / 否"]], xs=(60, 160, 520), ys=(100, 200))
        width = sheet.canvas.stringWidth("是 / ", SONG, 10.5)
        sheet.line(164 + width, 114, 164 + width + 10.5, 114)
        sheet.line(164, 120, 174, 120)

    found = cell(read(draw), "T1R1C2")
    assert [found.text[start:end] for start, end in found.struck] == ["否"]


def test_strike_out_over_several_words() -> None:
    """Blanks between struck characters are struck too; so is a paragraph outside of tables."""

    def draw(sheet: Sheet) -> None:
        sheet.write(60, 60, "GPU A100 共享")
        sheet.canvas.rect(60, HEIGHT - 56.6, sheet.canvas.stringWidth("GPU A100", SONG, 10.5), 0.6, stroke=0, fill=1)

    (block,) = read(draw).blocks
    assert isinstance(block, Paragraph)
    assert [block.text[start:end] for start, end in block.struck] == ["GPU A100"]


def test_dingbats() -> None:
    """Ticks set in the standard font of symbols, whose codes are letters and digits."""
    assert paragraphs(read(lambda sheet: sheet.write(60, 60, "✔❏■✘", font="ZapfDingbats"))) == ["✔❏■✘"]


def test_watermarks_stay_out_of_cells() -> None:
    """Text aslant over the page, and large light text, are paragraphs of their own at the page's end."""

    def draw(sheet: Sheet) -> None:
        sheet.table([["单位名称", "重庆甲科技", ""]] * 3)
        sheet.canvas.saveState()
        sheet.canvas.translate(200, HEIGHT - 180)
        sheet.canvas.rotate(40)
        sheet.canvas.setFont(SONG, 20)
        sheet.canvas.drawString(0, 0, "内部资料")
        sheet.canvas.restoreState()
        sheet.canvas.setFillGray(0.8)
        sheet.write(200, 180, "样张", size=48)
        sheet.canvas.setFillGray(0)

    document = read(draw)
    assert {found.text for table in tables(document) for found in table.cells} == {"单位名称", "重庆甲科技", ""}
    assert paragraphs(document) == ["内部资料", "样张"]


def test_hidden_text_is_out_and_said() -> None:
    """Invisible characters and those beside the page are no content, but a remark."""

    def draw(sheet: Sheet) -> None:
        sheet.write(60, 60, "看得见")
        text = sheet.canvas.beginText(100, HEIGHT - 100)
        text.setTextRenderMode(3)
        text.setFont(SONG, 10)
        text.textOut("看不见")
        sheet.canvas.drawText(text)
        sheet.write(700, 60, "页外")

    document = read(draw)
    assert paragraphs(document) == ["看得见"]
    (remark,) = document.remarks
    assert remark.code == "document.hidden_text"
    assert remark.page == 1
    assert "看不见页外" in remark.detail
