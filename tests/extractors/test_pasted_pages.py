"""Word files whose pages are pictures: read as scans, in the order of the document, and only where no form stands as text."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from PIL import Image, ImageDraw, ImageFont

from extractors.document import PageImage, Paragraph, SealPrint
from extractors.docx.names import FALLBACK
from extractors.docx.reader import read_docx
from extractors.errors import NoTextError
from extractors.page.content import Glyph
from extractors.read import read_contents
from extractors.scan import pasted
from extractors.scan.aligned import Paper
from extractors.scan.ink import Picture
from extractors.scan.pasted import with_pages_read
from extractors.scan.reader import ScannedContent
from samples import word
from samples.fonts import find_font
from samples.forms import make_form
from samples.style import WordStyle
from schema.limits import Limits
from schema.notice import load_notice
from schema.record import BBox
from tests.samples.support import needs_font

_CERTIFICATE = (
    "营业执照", "统一社会信用代码：91500000MA5U6X4T0B", "名称：重庆云岫软件有限公司", "类型：有限责任公司", "法定代表人：施景澄",
    "成立日期：2015年03月06日", "住所：重庆市渝北区云岫路1号",
)
_EMF = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60)


@dataclass(frozen=True, slots=True)
class _Content(ScannedContent):
    """A page as if it had been read."""

    def image(self, number: int) -> PageImage:
        return PageImage(number, self.width, self.height, 0, b"", coloured=False)

    def displayed(self, box: BBox) -> BBox:
        return box

    def seals(self, _: int) -> tuple[SealPrint, ...]:
        return ()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The grey of each picture that is read; its page says `图` and the number."""
    read: list[int] = []

    def scanned(picture: Picture, _: Paper) -> ScannedContent:
        read.append(int(picture[0, 0].max()))
        glyphs = [Glyph(text, 50 + 12 * at, 50, 62 + 12 * at, 62, 12) for at, text in enumerate(f"图{read[-1]}")]
        return _Content(595, 842, (1, 0, 0, 1, 0, 0), glyphs, [])

    monkeypatch.setattr(pasted, "scanned", scanned)
    return read


def _picture(grey: int, size: tuple[int, int] = (60, 85)) -> BytesIO:
    out = BytesIO()
    Image.new("L", size, grey).save(out, "PNG")
    return out


def _word(*pictures: tuple[int, float], said: str = "", change: Callable[[etree._Element], None] | None = None) -> bytes:
    """A file with pictures of a grey and a width in mm, each in its paragraph. change: made to its body."""
    document, out = docx.Document(), BytesIO()
    document.add_paragraph(said)
    for grey, width in pictures:
        document.add_paragraph().add_run().add_picture(_picture(grey), width=Mm(width))
    if change:
        change(document.element.body)
    document.save(out)
    return out.getvalue()


def _texts(data: bytes, limits: Limits | None = None) -> list[tuple[int | None, str]]:
    document = with_pages_read(read_docx(data), limits or Limits())
    return [(block.where.page, block.text) for block in document.blocks if isinstance(block, Paragraph)]


def test_pictures_are_pages_in_their_order(reads: list[int]) -> None:
    """Two on one page of the Word file are two; what was typed stands before them; an ID photo is none."""
    data = _word((40, 150), (90, 28), (10, 80), (20, 80), said="附件2 推荐表")
    assert _texts(data) == [(None, "附件2 推荐表"), (1, "图40"), (2, "图10"), (3, "图20")]
    assert reads == [40, 10, 20]


def test_pictures_in_cells_are_pages(reads: list[int]) -> None:
    """Applicants line them up in a table; that table is none of the form's."""
    document, out = docx.Document(), BytesIO()
    for cell, grey in zip(document.add_table(1, 2).rows[0].cells, (30, 60), strict=True):
        cell.paragraphs[0].add_run().add_picture(_picture(grey), width=Mm(80))
    document.save(out)
    assert _texts(out.getvalue()) == [(1, "图30"), (2, "图60")]


def _halves() -> BytesIO:
    out, picture = BytesIO(), Image.new("L", (60, 85), 10)
    picture.paste(20, (0, 40, 60, 85))
    picture.save(out, "PNG")
    return out


def _with_halves(*crops: dict[str, str]) -> bytes:
    """A file that shows parts of one picture."""
    document, out = docx.Document(), BytesIO()
    for crop in crops:
        document.add_paragraph().add_run().add_picture(_halves(), width=Mm(150))
        blip = list(document.element.body.iter(qn("a:blip")))[-1]
        blip.addnext(blip.makeelement(qn("a:srcRect"), crop))
    document.save(out)
    return out.getvalue()


def test_of_a_cropped_picture_what_shows_is_read(reads: list[int]) -> None:
    """Two parts of one picture are two pages, and paper that is added to it is none of it."""
    assert _texts(_with_halves({"t": "50000"}, {"b": "60%"}, {"b": "60%"})) == [(1, "图20"), (2, "图10")]
    assert _texts(_with_halves({"t": "-50000"})) == [(1, "图10")]
    assert _texts(_with_halves({"t": "60000", "b": "60000"})) == [(1, "图10")]


def _as_vml(
    style: str = "width:415pt;height:21cm", holder: str = qn("w:pict"), instead: bool = True, **data: str,
) -> Callable[[etree._Element], None]:
    """Make the drawings of a body what older Word writes."""
    def change(body: etree._Element) -> None:
        for drawing in list(body.iter(qn("w:drawing"))):
            name = str(next(drawing.iter(qn("a:blip"))).get(qn("r:embed")))
            vml = "{urn:schemas-microsoft-com:vml}"
            picture = drawing.makeelement(holder, {})
            shape = etree.SubElement(picture, f"{vml}shape", {"style": style})
            etree.SubElement(shape, f"{vml}imagedata", {qn("r:id"): name, **data})
            drawing.addnext(picture)
            if instead:
                next(drawing.iterancestors()).remove(drawing)

    return change


def test_pictures_of_older_word_are_pages(reads: list[int]) -> None:
    """Those in VML, cropped or not; what only shows an embedded document is none."""
    assert _texts(_word((30, 150), (40, 150), change=_as_vml())) == [(1, "图30"), (2, "图40")]
    halves = _with_halves({})
    document, out = docx.Document(BytesIO(halves)), BytesIO()
    _as_vml(croptop="32768f")(document.element.body)
    document.save(out)
    assert _texts(out.getvalue()) == [(1, "图20")]


def test_what_a_drawing_shows_to_newer_word_is_no_further_page(reads: list[int]) -> None:
    """Older Word's copy of it stands in the fallback, and may be cropped a little otherwise."""
    data = _word((30, 150), change=_as_vml(holder=FALLBACK, instead=False, cropleft="655f"))
    assert _texts(data) == [(1, "图30")]


@pytest.mark.parametrize("change", [_as_vml("width:60pt;height:80pt"), _as_vml("height:600pt"), _as_vml(holder=qn("w:object"))])
def test_other_pictures_of_older_word_are_none(change: Callable[[etree._Element], None], reads: list[int]) -> None:
    """Small ones, those of which no size is known, and those that only show an embedded document."""
    assert read_docx(_word((30, 150), change=change)).sheets == ()


def test_a_picture_that_shows_twice_is_one_page(reads: list[int]) -> None:
    """Both times it is the same file."""
    assert _texts(_word((30, 150), (30, 150))) == [(1, "图30")]


def test_a_deleted_picture_is_none(reads: list[int]) -> None:
    """Its deletion is a tracked change."""
    def delete(body: etree._Element) -> None:
        run = next(one for one in body.iter(qn("w:r")) if next(one.iter(qn("a:blip")), None) is not None)
        deleted = body.makeelement(qn("w:del"))
        run.addprevious(deleted)
        deleted.append(run)

    assert _texts(_word((30, 150), (60, 150), change=delete)) == [(1, "图60")]


def test_a_linked_picture_is_named(reads: list[int]) -> None:
    """The file has only its address; the other picture is read."""
    def link(body: etree._Element) -> None:
        blip = next(body.iter(qn("a:blip")))
        blip.set(qn("r:link"), blip.attrib.pop(qn("r:embed")))

    document = with_pages_read(read_docx(_word((30, 150), (60, 150), change=link)), Limits())
    assert [remark.detail for remark in document.remarks] == ["第1张图片未能读取：图片只是链接，没有保存在文件里"]
    assert reads == [60]
    assert document.reader == "scan"


def _drawing(data: bytes, magic: bytes) -> bytes:
    """The file with its one picture replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, magic if "/media/" in name else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(("content", "said"), [(_EMF, "EMF"), (b"\xd7\xcd\xc6\x9a" + bytes(40), "WMF"), (b"\x89PNG\r\n\x1a\n", "损坏")])
def test_what_cannot_be_read_is_a_clear_problem(content: bytes, said: str, reads: list[int]) -> None:
    """Where nothing else stands in the file; beside a text it is a remark."""
    with pytest.raises(NoTextError, match=said) as raised:
        _read(_drawing(_word((30, 150)), content))
    assert raised.value.code == "document.unreadable"
    document = with_pages_read(read_docx(_drawing(_word((30, 150), said="单位简介" * 20), content)), Limits())
    assert document.reader == "docx"
    assert said in (document.remarks[0].detail or "")
    assert reads == []


def test_limits_are_those_of_scans(reads: list[int]) -> None:
    """So many pictures, and so many pixels of each."""
    document = with_pages_read(read_docx(_word((30, 150), (40, 150), (50, 150))), Limits(scans=1))
    assert reads == [30]
    assert [remark.detail for remark in document.remarks] == ["第2张图片未能读取：文件中的页面图片超过上限 1 张，其余的没有读取"]
    with pytest.raises(NoTextError, match="百万像素") as raised:
        with_pages_read(read_docx(_word((30, 150))), Limits(megapixels=0))
    assert raised.value.code == "document.too_large"


def test_without_the_recogniser_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of pictures is a problem; one with a text of its own is read."""
    monkeypatch.setattr("extractors.recogniser_installed.find_spec", lambda name: None if name == "cv2" else find_spec(name))
    with pytest.raises(NoTextError, match="没有安装（缺少 cv2）"):
        _read(_word((30, 150), said="推荐表"))
    assert _read(_word((30, 150), said="单位简介" * 20)) == ()


def test_pictures_beside_a_form_are_left_alone(reads: list[int]) -> None:
    """The form stands there as text."""
    document, out = docx.Document(BytesIO(word.write(make_form(5, "training_institution"), WordStyle()))), BytesIO()
    document.add_paragraph().add_run().add_picture(_picture(30), width=Mm(150))
    document.save(out)
    [record] = read_contents(out.getvalue(), "推荐表.docx", ("推荐表.docx",), load_notice(), Limits()).records
    assert (record.source.reader, reads) == ("docx", [])


def _read(data: bytes) -> tuple[object, ...]:
    return read_contents(data, "推荐表.docx", ("推荐表.docx",), load_notice(), Limits()).records


@needs_font
def test_a_certificate_is_recognised_under_its_heading() -> None:
    """Pasted lying on its side, and turned upright by Word."""
    page, out = Image.new("L", (620, 877), 250), BytesIO()
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(find_font()), 22)
    for at, line in enumerate(_CERTIFICATE):
        pen.text((80, 120 + 60 * at), line, fill=0, font=font)
    page.rotate(90, expand=True).save(out, "PNG")
    document, file = docx.Document(), BytesIO()
    document.add_paragraph("法人登记证书复印件")
    document.add_paragraph().add_run().add_picture(out, width=Mm(200))
    next(document.element.body.iter(qn("a:xfrm"))).set("rot", "5400000")
    document.save(file)
    paper = read_contents(file.getvalue(), "附件.docx", ("附件.docx",), load_notice(), Limits()).paper
    assert paper is not None
    assert (paper.kind, paper.names) == ("certificate", ("重庆云岫软件有限公司",))
