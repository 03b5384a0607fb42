"""Small pictures in the text of a mail."""

import json
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from ingest.decoration import is_decoration
from tests.ingest.support import run_hebiao


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture that cannot be packed."""
    out = BytesIO()
    Image.frombytes("RGB", (width, height), Random(1).randbytes(3 * width * height)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("data", "small"), [
    (picture(60, 60), True), (picture(60, 60, "GIF"), True), (picture(600, 200, "JPEG"), True), (picture(200, 600), True),
    (picture(600, 800), False), (picture(600, 800, "JPEG"), False), (picture(240, 240), False),
    (b"\x89PNG\r\n\x1a\n" + bytes(100), False), (b"%PDF-1.7", False), (b"", False),
])
def test_small_pictures(data: bytes, small: bool) -> None:
    """By bytes, or by a side too short for a page; what is no whole picture is for the reader to say."""
    assert is_decoration(data) is small


def test_only_pictures_in_the_text_are_passed_over(tmp_path: Path) -> None:
    """A signature's logo is nobody's paper; the same picture as an attachment, and a large one in the text, may be."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@example.com", "材料", "Mon, 05 Jun 2023 09:30:00 +0800"
    message.set_content("见附件")
    message.add_alternative('<img src="cid:logo"><img src="cid:page">', subtype="html")
    html = message.get_payload()[1]  # type: ignore[index]
    html.add_related(picture(60, 60), "image", "png", cid="<logo>", filename="logo.png")  # type: ignore[union-attr]
    html.add_related(picture(600, 800), "image", "png", cid="<page>", filename="page.png")  # type: ignore[union-attr]
    message.add_attachment(picture(60, 60), maintype="image", subtype="png", filename="sign.png", cid="<sign>")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/1.eml").write_bytes(message.as_bytes())
    run_hebiao("run", tmp_path / "in", "--out", tmp_path / "out")
    files = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))["files"]
    outcomes = {entry["path"].rpartition("/")[2]: (entry["outcome"], entry["paper"] is None) for entry in files[1:]}
    assert outcomes == {"logo.png": ("ignored", True), "page.png": ("problem", False), "sign.png": ("problem", False)}
