"""A mailbox in which every field, label, name and header tries to do harm where it is shown."""

import base64
import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from samples import word
from samples.forms import Filled, make_form
from samples.style import WordStyle
from schema.boxes import Kind, boxes
from schema.forms import FORMS, FormType
from schema.record import value_at
from tests.ingest.support import letter

# What a spreadsheet, a browser, a terminal or a file system may take for more than text.
ATTACKS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.invalid/","看")', "{=1}",
    "internal:'汇总'!A1", "external:c:\\evil.xlsx", "http://evil.invalid/a.png", "file:///etc/passwd", "mailto:evil@evil.invalid",
    "\\\\evil.invalid\\share", "<r><t>粗</t></r>", "_x001B_[31m",
    "<script>window.hit=1;alert(1)</script>", '"><img src=x onerror="window.hit=1">', "'><svg onload=window.hit=1>",
    "<a href=javascript:window.hit=1>点</a>", "javascript:window.hit=1", "</title></style></script><script>window.hit=1</script>",
    "<style>*{display:none}</style>", "<link rel=stylesheet href=http://evil.invalid/x.css>", "<iframe src=http://evil.invalid>",
    "<meta http-equiv=refresh content=0;url=http://evil.invalid>", "<base href=http://evil.invalid>", "<form><input name=hit>",
    "<!--", "]]>", "&lt;script&gt;&#x3c;b&#x3e;", "{{7*7}}{% raw %}${7*7}", "`window.hit=1`",
    "\u202exod.exe\u202c", "\u2066x\u2069\u200f\u061c", "\u200b\u200d\u2060\ufeff", "مرحبا بالعالم", "👩‍👩‍👧‍👦🏴\U000e0067\U000e0062\U000e007f𠮷",
    "\x7f\x80\x9b31m\x85\u2028\u2029", "../../evil", "..\\..\\evil", "CON", "nul.docx", "x" * 5000, "很" * 3000,
)
# A file name, a header or an archive may hold these as well; XML may not.
CONTROLS = ("\x1b[31m红\x1b[0m", "\x1b]0;标题\x07", "a\x00b", "a\x08\x08b", "a\nb\r\nc", "\ud800\udc00\udfff")
NAMES = ("../../evil.docx", "/etc/evil.docx", "C:\\evil.docx", "a/../../../evil.docx", "CON.docx", "aux", "a.docx.", "-rf.docx", "~.docx", ".docx")
_TEXTS = frozenset({Kind.TEXT, Kind.PROSE, Kind.PHONE, Kind.EMAIL, Kind.CREDIT_CODE, Kind.ID_NUMBER, Kind.INTEGER, Kind.AMOUNT, Kind.AREA})


def mailbox(folder: Path) -> None:
    """Put the mailbox into a folder."""
    forms = {form_type: hostile_form(form_type) for form_type in FORMS}
    for number, attack in enumerate((*ATTACKS, *CONTROLS)):
        content = list(forms.values())[number % 2] if number in (0, 16, 17, 33) else letter() if number % 2 else letter()[:-90]
        name = _for_a_disk(attack)
        (folder / f"{name}推荐表.docx").write_bytes(content)
        if number < 20:
            (folder / f"夹{name}").mkdir()
            (folder / f"夹{name}" / f"{name}执照.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(64))
    (folder / "信.eml").write_bytes(mail(forms["training_institution"], 0))
    for number in range(1, 25):
        (folder / f"信{number}.eml").write_bytes(mail(letter(), number))
    Path(os.fsdecode(bytes(folder) + b"/\xff\xfe\xed\xa0\x80.docx")).write_bytes(letter())


def hostile_form(form_type: FormType) -> bytes:
    """A Word form with an attack in every box, and in labels of its own."""
    plain = make_form(3, form_type)
    attacks = iter(ATTACKS * 10)
    form = FORMS[form_type].model_validate(_attacked(plain.form.model_dump(), attacks))
    written = {
        path: next(attacks) for box in boxes(FORMS[form_type]) if box.kind in _TEXTS and box.group is None
        for path in _paths(plain, box.path)
    }
    filled = Filled(form_type=form_type, form=form, written=written)
    return word.write(filled, WordStyle(added=tuple((attack, attack) for attack in ATTACKS)))


def mail(attachment: bytes, number: int) -> bytes:
    """A mail with an attack in each header, in the attachments' names and in those of an archive."""
    everything = (*ATTACKS, *CONTROLS, *NAMES)
    attack = everything[number * 2 % len(everything)]
    other = everything[(number * 2 + 1) % len(everything)]
    names = [(f"{one}推荐表.docx", attachment if place == 0 else letter()) for place, one in enumerate((attack, other, NAMES[number % len(NAMES)]))]
    parts = b"".join(_part(name, content) for name, content in [*names, (f"{attack}.zip", archive(attack, other))])
    headers = "".join(f"{name}: {_encoded(attack if name != 'To' else other)}{rest}\r\n" for name, rest in (
        ("From", " <evil@evil.invalid>"), ("To", ""), ("Subject", ""), ("X-Mailer", ""),
    ))
    dates = "Received: from <script> by =1+1; Sat, 17 Jun 2023 00:10:00 +0800\r\nDate: Fri, 16 Jun 2023 10:00:00 +0800\r\n"
    ids = f"Message-ID: <{number}<script>alert(1)</script>=1+1@evil.invalid>\r\nIn-Reply-To: <\x1b[31m@evil.invalid>\r\n"
    kind = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=BB\r\n\r\n"
    return f"{dates}{headers}{ids}{kind}".encode() + parts + b"--BB--\r\n"


def archive(*attacks: str) -> bytes:
    """A zip file whose members' names are attacks, and lead out of it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in (*attacks, *NAMES):
            package.writestr(zipfile.ZipInfo(name.encode("utf-8", "replace").decode()[:200] + "推荐表.docx"), letter())
    return buffer.getvalue()


def _part(name: str, content: bytes) -> bytes:
    quoted = "".join(f"%{byte:02X}" for byte in name[:400].encode("utf-8", "surrogatepass"))
    head = f"--BB\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''{quoted}\r\n"
    return f"{head}Content-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(content) + b"\r\n"


def _encoded(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text[:400].encode('utf-8', 'surrogatepass')).decode()}?="


def _for_a_disk(attack: str) -> str:
    """An attack as a file's name: short, without what no file name can hold."""
    name = attack.replace("/", "∕").replace("\0", "␀").encode("utf-8", "replace")[:180]
    return name.decode("utf-8", "ignore")


def _paths(filled: Filled, path: str) -> list[str]:
    head, rows, tail = path.partition("[]")
    return [f"{head}[{index}]{tail}" for index in range(len(value_at(filled.form, head)))] if rows else [path]


def _attacked(value: Any, attacks: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _attacked(inner, attacks, key) for key, inner in value.items()}
    if isinstance(value, list | tuple) and name != "levels":
        return [_attacked(inner, attacks) for inner in value]
    return next(attacks) if isinstance(value, str) and name not in ("date", "established") else value
