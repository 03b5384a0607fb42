"""Files that give no document say why, and what to do."""

import itertools
import logging
import re
import tracemalloc
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.errors import DocumentError
from extractors.pdf.interpreter import Interpreter
from extractors.pdf.reader import read_pdf
from schema.limits import Limits
from tests.extractors.pdf.drawing import HEIGHT, SONG, WIDTH, Sheet, changed, paragraphs, pdf, read, rows, tables

TEXTS = [["单位名称", "重庆甲科技"], ["正式员工数", "585"]]


def form(sheet: Sheet) -> None:
    sheet.table(TEXTS, xs=(60, 160, 520), ys=(100, 130, 160))


def picture(sheet: Sheet) -> None:
    sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 84), 200)), 0, 0, WIDTH, HEIGHT)


def empty(_: Sheet) -> None:
    """A page with nothing on it."""


def refusal(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_pdf(data, Limits())
    assert caught.value.reason.endswith("。")
    assert caught.value.advice.endswith("。")
    return caught.value


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "推荐表".encode(), b"\x00" * 2000, b"x" * 2000 + b"%PDF-1.4"])
def test_no_pdf(data: bytes) -> None:
    """Anything else, named .pdf."""
    assert refusal(data).code == "document.unreadable"


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.4\n" + b"x" * 5000, b"%PDF-1.4\n" + b"x" * 99 + b"startxref"])
def test_hopelessly_damaged(data: bytes) -> None:
    """A header and nothing that could be repaired."""
    error = refusal(data)
    assert error.code == "document.unreadable"
    assert "不完整" in error.reason


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.97])
def test_cut_off(share: float) -> None:
    """A file that ends early could be repaired, but would pass for a form that was half filled."""
    data = pdf(form, form)
    error = refusal(data[: int(len(data) * share)])
    assert (error.code, "不完整" in error.reason) == ("document.unreadable", True)


def test_cut_off_where_it_hardly_shows() -> None:
    """Only the last line is missing; or there is an older end in the middle, and a page is missing behind it."""
    data = pdf(form)
    for cut in (data[: data.rindex(b"startxref")], data.replace(b"/Count 1", b"/Count 3") + b"\n" * 3000):
        assert "不完整" in refusal(cut).reason


def test_damaged_files_are_repaired() -> None:
    """A wrong table of objects, or bytes before the header: the file is repaired in memory and read."""
    data = pdf(form)
    for damaged in (
        re.sub(rb"\n00000(\d{5}) 00000 n", rb"\n00001\1 00000 n", data),
        re.sub(rb"startxref\n\d+", b"startxref\n77", data),
        b"junk\n" * 20 + data,
    ):
        document = read_pdf(damaged, Limits())
        assert rows(tables(document)[0]) == TEXTS
        assert document.remarks == ()


def test_missing_pages_are_said() -> None:
    """A file that says it has more pages than are there."""
    document = read_pdf(pdf(form).replace(b"/Count 1", b"/Count 3"), Limits())
    assert rows(tables(document)[0]) == TEXTS
    assert [remark.code for remark in document.remarks] == ["document.unreadable"]
    assert "应有3页，只读到1页" in document.remarks[0].detail


def damage_second_page(file: pikepdf.Pdf) -> None:
    """Break the second page's packed content in its middle."""
    packed = bytearray(zlib.compress(b"".join(b"BT /F1 9 Tf (%d) Tj ET\n" % number**9 for number in range(99))))
    packed[60:120] = bytes(60)
    file.pages[1].Contents.write(bytes(packed), filter=pikepdf.Name.FlateDecode)


def test_a_damaged_page_is_left_out_and_said() -> None:
    """Content that cannot be unpacked: the other pages are read; without any the file is refused."""
    document = read_pdf(changed(pdf(form, form), damage_second_page), Limits())
    assert len(tables(document)) == 1
    assert [(remark.code, remark.page, remark.detail) for remark in document.remarks] == [
        ("document.unreadable", 2, "第2页已损坏，未能读取")
    ]

    def damage_all(file: pikepdf.Pdf) -> None:
        damage_second_page(file)
        del file.pages[0]

    assert "损坏" in refusal(changed(pdf(form, form), damage_all)).reason


def test_content_that_is_missing_is_said() -> None:
    """A page whose content is not what it should be is no empty page."""

    def lose(file: pikepdf.Pdf) -> None:
        file.pages[1].Contents = pikepdf.Array([pikepdf.Dictionary()])

    document = read_pdf(changed(pdf(form, form), lose), Limits())
    assert [remark.page for remark in document.remarks] == [2]


def test_fonts_that_are_missing_give_no_letters() -> None:
    """Of a font that is not in the file nothing is known: its characters are not taken for another font's."""

    def lose(file: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        font.ToUnicode = 7
        file.pages[0].Resources.Font["/F8"] = font
        file.pages[0].contents_add(b"BT /F9 9 Tf 1 0 0 1 60 400 Tm (91) Tj /F8 9 Tf (50) Tj ET")

    assert "".join(paragraphs(read_pdf(changed(pdf(form), lose), Limits()))).split() == ["\ufffd" * 4]


def test_passwords() -> None:
    """A password to open it is asked for; a password against changes only is not."""
    locked = changed(pdf(form), lambda _: None, encryption=pikepdf.Encryption(user="geheim", owner="chef"))
    assert refusal(locked).code == "document.encrypted"
    for strength in (3, 4, 6):
        guarded = pikepdf.Encryption(user="", owner="chef", R=strength, aes=strength > 3, metadata=strength > 3)
        assert rows(tables(read_pdf(changed(pdf(form), lambda _: None, encryption=guarded), Limits()))[0]) == TEXTS


def test_no_pages() -> None:
    """An empty page tree."""
    data = changed(pdf(form), lambda file: file.pages.__delitem__(0))
    error = refusal(data)
    assert (error.code, "没有页面" in error.reason) == ("document.unreadable", True)


def test_too_many_pages() -> None:
    """More than 200: refused with both numbers before any is read."""
    error = refusal(pdf(*[empty] * 500))
    assert error.code == "document.too_large"
    assert "500" in error.reason
    assert "200" in error.reason
    assert read_pdf(pdf(form, *[empty] * 199), Limits()).pages == 200


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page full of characters is refused with the limit."""
    monkeypatch.setattr("extractors.pdf.canvas._MOST_GLYPHS", 1000)

    def fill(sheet: Sheet) -> None:
        for line in range(21):
            sheet.write(60, 60 + line, "字" * 50)

    error = refusal(pdf(fill))
    assert error.code == "document.too_large"
    assert "1,000" in error.reason


def test_pages_that_draw_themselves_without_end() -> None:
    """Forms that draw each other many times over are stopped, and one that draws itself is drawn once."""

    def nest(file: pikepdf.Pdf) -> None:
        content, below = b"BT ET " * 200, pikepdf.Dictionary()
        for _ in range(6):
            stream = pikepdf.Stream(file, content)
            stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            stream.BBox = pikepdf.Array([0, 0, 100, 100])
            stream.Resources = pikepdf.Dictionary(XObject=below)
            content, below = b"/X Do " * 40, pikepdf.Dictionary(X=file.make_indirect(stream))
        file.pages[0].Resources.XObject = below
        file.pages[0].Contents = pikepdf.Stream(file, content)

    assert refusal(changed(pdf(form), nest)).code == "document.too_large"

    def itself(file: pikepdf.Pdf) -> None:
        stream = file.make_indirect(pikepdf.Stream(file, b"/X Do BT /F1 9 Tf (x) Tj ET"))
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        stream.BBox = pikepdf.Array([0, 0, 100, 100])
        stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=stream), Font=file.pages[0].Resources.Font)
        file.pages[0].Resources.XObject = pikepdf.Dictionary(X=stream)
        file.pages[0].contents_add(b"q 1 0 0 1 60 60 cm /X Do Q")

    assert paragraphs(read_pdf(changed(pdf(form), itself), Limits())) == ["x"]


def test_forms_that_draw_nothing_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form costs something before it draws anything: so many of them on a page end it long before the operators do."""
    drawn = itertools.count()
    begin = Interpreter.dup
    monkeypatch.setattr(Interpreter, "dup", lambda self: (next(drawn), begin(self))[1])

    def nest(file: pikepdf.Pdf) -> None:
        below = file.make_indirect(pikepdf.Stream(file, b"0 g"))
        for _ in range(6):
            stream = pikepdf.Stream(file, b"/X Do " * 10)
            stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=below))
            for one in (below, stream):
                one.Type, one.Subtype, one.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
            below = file.make_indirect(stream)
        file.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=below))
        file.pages[0].Contents = file.make_stream(b"/X Do")

    assert refusal(changed(pdf(form), nest)).code == "document.too_large"
    assert next(drawn) < 20_000


def pages_or_code(data: bytes) -> int | str | None:
    try:
        return read_pdf(data, Limits()).pages
    except DocumentError as error:
        return error.code


def test_objects_that_refer_to_each_other() -> None:
    """An object that is a reference to itself, or to one that refers to it, is null; which does not always matter."""
    data = pdf(form)
    objects = {int(found[1]): found.span(2) for found in re.finditer(rb"\n(\d+) 0 obj\n(<<.*?>>)\n", data, re.DOTALL)}
    assert len(objects) > 3
    for number, following in zip(objects, [*list(objects)[1:], *objects], strict=False):
        for circle in ({number: number}, {number: following, following: number}):
            changed = data
            for one, other in circle.items():
                start, end = objects[one]
                changed = changed[:start] + (b"%d 0 R" % other).ljust(end - start) + changed[end:]
            assert pages_or_code(changed) in (1, "document.unreadable")


def test_content_bombs() -> None:
    """A small stream that unpacks to hundreds of megabytes is not held in memory."""
    bomb = zlib.compress(b" " * (200 << 20), 9)

    def drop(file: pikepdf.Pdf) -> None:
        file.pages[0].Contents.write(bomb, filter=pikepdf.Name.FlateDecode)

    data = changed(pdf(form), drop)
    tracemalloc.start()
    try:
        assert refusal(data).code == "document.too_large"
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


def test_scans() -> None:
    """Pages that are pictures, with or without invisible text over them: said to be scans, and what to send."""

    def with_layer(sheet: Sheet) -> None:
        picture(sheet)
        text = sheet.canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.setFont(SONG, 10)
        for _ in range(20):
            text.textLine("单位名称重庆甲科技")
        sheet.canvas.drawText(text)

    def strips(sheet: Sheet) -> None:
        for y in range(0, 840, 40):
            sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 4), 200)), 0, y, WIDTH, 40)
        sheet.write(60, 60, "扫描全能王")

    def half(sheet: Sheet) -> None:
        sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 42), 200)), 0, 300, WIDTH, HEIGHT / 2)

    assert read(strips).reader == "scan"  # what is written over the picture is all there is to read
    for draw in (picture, with_layer, half):
        error = refusal(pdf(draw))
        assert error.code == "document.unreadable"
        assert "图片" in error.reason
        assert "Word" in error.advice


def test_a_page_that_is_a_picture_is_said() -> None:
    """The other pages are read."""
    document = read(form, picture)
    assert rows(tables(document)[0]) == TEXTS
    assert [image.page for image in document.images] == [2]


def test_a_picture_behind_a_form_is_no_scan() -> None:
    """A background of letter paper: the rules and the text are real."""

    def draw(sheet: Sheet) -> None:
        picture(sheet)
        sheet.table([["单位名称", "重庆甲科技有限公司" * 3]] * 12, xs=(60, 160, 520), ys=range(100, 480, 30))

    document = read(draw)
    assert len(tables(document)) == 1
    assert document.remarks == ()


def test_pages_without_text() -> None:
    """Empty pages, and pages of drawn outlines, are never an empty document."""
    assert "没有可以读取的文字" in refusal(pdf(lambda sheet: sheet.table([]))).reason


def test_fonts_without_unicode() -> None:
    """Most of the text cannot be named: the page is read as it looks."""

    def strip(file: pikepdf.Pdf) -> None:
        for font in file.pages[0].Resources.Font.values():
            if font.Subtype == pikepdf.Name.Type0:
                font.Encoding = pikepdf.Name("/Identity-H")
                font.DescendantFonts[0].CIDSystemInfo.Ordering = pikepdf.String("Identity")

    assert read_pdf(changed(pdf(form), strip), Limits()).reader == "scan"


def test_fonts_with_the_wrong_characters() -> None:
    """Text that comes out as letters that no form holds is not taken for text."""
    data = pdf(lambda sheet: sheet.write(60, 60, "¼Ó¹¤ÖÆÔìÆóÒµ", font="Helvetica"))
    assert read_pdf(data, Limits()).reader == "scan"


def test_characters_lost_with_a_part_of_the_file_are_said() -> None:
    """A damaged file is read after repair; what it has lost is no secret."""

    def lose(file: pikepdf.Pdf) -> None:
        file.pages[0].contents_add(b"BT /F9 9 Tf 1 0 0 1 60 400 Tm (12) Tj ET")

    damaged = re.sub(rb"startxref\n\d+", b"startxref\n77", changed(pdf(form), lose))
    (remark,) = read_pdf(damaged, Limits()).remarks
    assert (remark.code, "2 个字符" in remark.detail) == ("document.unreadable", True)


def test_single_unknown_characters_are_shown_as_such() -> None:
    """A few of them do not spoil the document; each is a replacement character, not a guess or a private use one."""

    def forget(file: pikepdf.Pdf) -> None:
        file.pages[0].Resources.Font.F1.Encoding = pikepdf.Dictionary(
            BaseEncoding=pikepdf.Name.WinAnsiEncoding, Differences=pikepdf.Array([67, pikepdf.Name.uniE001])
        )
        file.pages[0].contents_add(b"BT /F1 9 Tf 1 0 0 1 60 400 Tm (A\\001BC) Tj ET")

    assert paragraphs(read_pdf(changed(pdf(form), forget), Limits())) == ["A\ufffdB\ufffd"]


def test_ligatures_are_letters() -> None:
    """An address in which two letters are drawn as one."""

    def join(file: pikepdf.Pdf) -> None:
        file.pages[0].Resources.Font.F1.Encoding = pikepdf.Dictionary(
            BaseEncoding=pikepdf.Name.WinAnsiEncoding, Differences=pikepdf.Array([67, pikepdf.Name.fi])
        )
        file.pages[0].contents_add(b"BT /F1 9 Tf 1 0 0 1 60 400 Tm (ofCce@qq.com) Tj ET")

    assert paragraphs(read_pdf(changed(pdf(form), join), Limits())) == ["office@qq.com"]


def test_logs_stay_silent(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """The parsers say nothing, and the root logger is as it was."""
    level = logging.getLogger().level
    for data in (b"junk\n" + pdf(form), pdf(form).replace(b"/FontBBox", b"/FontBxx")):
        read_pdf(data, Limits())
    assert logging.getLogger().level == level
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


def test_errors_of_our_own_are_not_taken_for_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug must show itself."""

    def broken(*_: object) -> None:
        raise KeyError("bug")

    monkeypatch.setattr("extractors.page.layout.find_regions", broken)
    with pytest.raises(KeyError, match="bug"):
        read(form)


def test_files_are_read_from_memory() -> None:
    """The same bytes give the same document, in one process, any number of times."""
    data = pdf(form)
    assert read_pdf(data, Limits()) == read_pdf(BytesIO(data).getvalue(), Limits())
