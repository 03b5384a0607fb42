"""Files that give no form, as every mailbox has them."""

import io

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from samples import word
from samples.envelopes.ole import ole
from samples.fonts import register
from samples.forms import make_form
from samples.ooxml import HEI, el, paragraph, properties, run
from samples.package import docx
from samples.pictures import png
from samples.style import WordStyle

_PASSWORD = "hebiao-2023"  # noqa: S105 - of an invented file
_LEAVE = (
    ("姓名", "施景澄", "部门", "教学部"), ("职务", "教研室主任", "联系电话", "13900000021"),
    ("请假类别", "事假□  病假□√  年假□", "请假天数", "3天"), ("起止时间", "2023年6月5日至2023年6月7日", "工作交接人", "温立棠"),
    ("请假事由", "因身体不适，需到医院复查并休息。", "部门意见", "同意。"),
)


def empty() -> bytes:
    """Nothing at all."""
    return b""


def text() -> bytes:
    """A text file."""
    lines = ("关于推荐表填报的几点说明", "一、推荐表请用黑色签字笔或者打印填写。", "二、材料报送时间另行通知。")
    return "\r\n".join(lines).encode("gb18030")


def truncated() -> bytes:
    """The first half of a Word file."""
    whole = word.write(make_form(601, "training_institution"), WordStyle())
    return whole[:len(whole) // 2]


def encrypted() -> bytes:
    """A PDF that can be opened with a password only."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=StandardEncryption(_PASSWORD, strength=128))
    canvas.setFont(register(), 16)
    canvas.drawString(120, 720, "数字技术工程师培育项目培训机构推荐表")
    canvas.save()
    return out.getvalue()


def thumbnails() -> bytes:
    """What Windows keeps of the pictures in a folder, as far as anybody but Windows can tell."""
    return ole({"Catalog": bytes(16)})


def brochure() -> bytes:
    """What a unit says in praise of itself."""
    lines = ("走进我们", "我们专注数字技术十余年，以匠心育人，以科技兴业。", "期待与您携手，共创数字未来！")
    return docx(el("w:body", *(paragraph(run(line, properties(size=14)), align="center") for line in lines)), "宣传册", "市场部")


def logo() -> bytes:
    """A picture as people have it below their signature: 48 by 16 points."""
    picture = Image.new("L", (48, 16), 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((2, 2, 13, 13), fill=96)
    draw.rectangle((18, 6, 44, 9), fill=160)
    return png(picture)


def leave() -> bytes:
    """An application for leave: a table of labels and answers, some of the same words, another form."""
    width = 2300
    rows = [
        el("w:tr", *(
            el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), paragraph(run(said), align="center")) for said in row
        ))
        for row in _LEAVE
    ]
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = el("w:tblBorders", *(el(f"w:{edge}", val="single", sz=4, space=0, color="000000") for edge in edges))
    table = el(
        "w:tbl", el("w:tblPr", el("w:tblW", w=4 * width, type="dxa"), borders),
        el("w:tblGrid", *(el("w:gridCol", w=width) for _ in range(4))), *rows,
    )
    title = paragraph(run("员工请假申请表", properties(HEI, 18)), align="center", after=200)
    signed = paragraph(run("申请人：施景澄        2023年6月2日"), align="right", before=200)
    return docx(el("w:body", title, table, signed), "员工请假申请表", "教学部")
