"""Without the extra, a scan is a clear problem, and everything else is read."""

import importlib.util
from importlib.machinery import ModuleSpec
from io import BytesIO

import pytest
from PIL import Image

from extractors.errors import NoTextError
from extractors.read import read_contents
from samples import word
from samples.forms import make_form
from samples.style import WordStyle
from schema.limits import Limits
from schema.notice import load_notice

_FIND = importlib.util.find_spec


@pytest.fixture(autouse=True)
def _no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine on which nobody has installed the packages."""
    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name in ("cv2", "rapidocr", "onnxruntime") else _FIND(name, package)

    monkeypatch.setattr("extractors.recogniser_installed.find_spec", find)


def test_a_scan_says_what_to_install() -> None:
    """The problem names the packages and the extra."""
    out = BytesIO()
    Image.new("L", (1240, 1754), 255).save(out, "PNG")
    with pytest.raises(NoTextError, match="没有安装（缺少 cv2、onnxruntime、rapidocr）") as raised:
        read_contents(out.getvalue(), "推荐表.png", ("推荐表.png",), load_notice(), Limits())
    assert "hebiao[ocr]" in raised.value.advice


def test_a_word_file_is_read_all_the_same() -> None:
    """It needs none of them."""
    data = word.write(make_form(5, "training_institution"), WordStyle())
    assert len(read_contents(data, "推荐表.docx", ("推荐表.docx",), load_notice(), Limits()).records) == 1
