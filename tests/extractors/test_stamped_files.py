"""Seals that electronic sealing lays over a text as pictures, and electronic signatures."""

import importlib.util
from datetime import UTC, datetime, timedelta
from importlib.machinery import ModuleSpec
from io import BytesIO
from random import Random
from typing import Any

import docx
import numpy as np
import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from docx.shared import Mm
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from extractors.read import read_contents
from samples import pdf, word
from samples.forms import Filled, make_form
from samples.seals import Print, Seal, drawn, pressed
from samples.style import PdfStyle, WordStyle
from schema.limits import Limits
from schema.notice import load_notice
from schema.record import Record

_FIND = importlib.util.find_spec
_MM = 72 / 25.4
RED = (205, 32, 40)


@pytest.fixture(scope="module")
def form() -> Filled:
    return make_form(811, "training_institution")


def seal_picture(text: str, dots: float = 10) -> tuple[Image.Image, float]:
    """A seal on nothing, as sealing programs have it, and its width in mm."""
    ink = pressed(drawn(Seal(text), dots), dots, Print(wear=0, strength=1), Random(1))
    pixels = np.zeros((*ink.shape, 4), np.uint8)
    pixels[..., :3], pixels[..., 3] = RED, (ink * 255).round()
    return Image.fromarray(pixels), ink.shape[1] / dots


def word_with(form: Filled, picture: Image.Image, width: float) -> bytes:
    """The form with a picture of a width in mm."""
    png, out = BytesIO(), BytesIO()
    picture.save(png, "PNG")
    document = docx.Document(BytesIO(word.write(form, WordStyle())))
    document.paragraphs[0].add_run().add_picture(png, width=Mm(width))
    document.save(out)
    return out.getvalue()


def pdf_with(form: Filled, picture: Image.Image, width: float) -> bytes:
    """The form with a picture of a width in mm over its last page."""
    file = pikepdf.open(BytesIO(pdf.write(form, PdfStyle())))
    page, side = file.pages[-1], width * _MM
    pixels = np.asarray(picture)
    mask = file.make_stream(pixels[..., 3].tobytes())
    grey = {"Type": Name.XObject, "Subtype": Name.Image, "Width": picture.width, "Height": picture.height, "BitsPerComponent": 8}
    for key, value in {**grey, "ColorSpace": Name.DeviceGray}.items():
        mask[f"/{key}"] = value
    image = file.make_stream(pixels[..., :3].tobytes())
    for key, value in {**grey, "ColorSpace": Name.DeviceRGB, "SMask": mask}.items():
        image[f"/{key}"] = value
    page.Resources.XObject = Dictionary(Seal=image)
    page.contents_add(file.make_stream(f"q {side} 0 0 {side} 200 300 cm /Seal Do Q".encode()))
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def read(data: bytes, name: str) -> Record:
    [record] = read_contents(data, name, (name,), load_notice(), Limits()).records
    return record


def test_a_picture_of_a_seal_is_a_seal(form: Filled) -> None:
    """In a Word file, where its place is not known, and over the text of a PDF."""
    name = form.form.organisation.name or ""
    picture, width = seal_picture(name)
    [in_word] = read(word_with(form, picture, width), "推荐表.docx").seals or ()
    [in_pdf] = read(pdf_with(form, picture, width), "推荐表.pdf").seals or ()
    for seal in (in_word, in_pdf):
        assert (seal.kind, seal.text, seal.owner) == ("round", name, "applicant")
        assert seal.diameter == pytest.approx(42, abs=2)
        assert seal.picture
    assert (in_word.page, in_word.bbox) == (None, None)
    assert in_pdf.bbox is not None
    assert in_pdf.page == 4
    assert (in_pdf.bbox[0] + in_pdf.bbox[2]) / 2 == pytest.approx(200 + width * _MM / 2, abs=3)


def test_other_pictures_are_none(form: Filled) -> None:
    """A red field of the size of a seal, and a seal as large as the page."""
    picture, width = seal_picture("重庆云岫软件有限公司")
    assert read(word_with(form, Image.new("RGBA", (300, 300), RED), 42), "推荐表.docx").seals == ()
    assert read(word_with(form, picture, 3 * width), "推荐表.docx").seals == ()
    assert read(pdf_with(form, Image.new("RGBA", (300, 300), RED), 42), "推荐表.pdf").seals == ()


def test_without_the_recogniser_nothing_is_known(form: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are read; whether the picture is a seal nobody can say. Without a picture there is none."""
    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name in ("cv2", "rapidocr", "onnxruntime") else _FIND(name, package)

    monkeypatch.setattr("extractors.recogniser_installed.find_spec", find)
    picture, width = seal_picture("重庆云岫软件有限公司", dots=4)
    assert read(word_with(form, picture, width), "推荐表.docx").seals is None
    assert read(pdf_with(form, picture, width), "推荐表.pdf").seals is None
    assert read(word.write(form, WordStyle()), "推荐表.docx").seals == ()


def _certificate(subject: str, issuer: str, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text), x509.NameAttribute(NameOID.COUNTRY_NAME, "CN")])

    start = datetime(2023, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name(issuer), name(subject), key.public_key(), 1, start, start + timedelta(days=365))
    return builder.sign(key, hashes.SHA256())


def _signature(subject: str) -> bytes:
    """A container as PDFs carry it: certificates of the signer and of who issued it, and zeros behind."""
    key = ec.generate_private_key(ec.SECP256R1())
    own, root = _certificate(subject, "某某电子认证中心", key), _certificate("某某电子认证中心", "某某电子认证中心", key)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"data").add_signer(own, key, hashes.SHA256()).add_certificate(root)
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature]) + bytes(200)


def signed(form: Filled, rect: tuple[float, ...] = (200, 300, 320, 420), **entries: Any) -> bytes:
    """The form with a signature field on its last page. entries: of the signature."""
    file = pikepdf.open(BytesIO(pdf.write(form, PdfStyle())))
    value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), **{"ByteRange": Array([0, 10, 20, 10]), **entries})
    widget = file.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("s"), Rect=Array(list(rect)), V=value, F=4,
    ))
    file.pages[-1].Annots = Array([widget])
    file.Root.AcroForm = Dictionary(Fields=Array([widget]), SigFlags=3)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_signature_is_an_electronic_seal(form: Filled) -> None:
    """Of whom its certificate names, where its field stands, when it says that it was made."""
    name = form.form.organisation.name or ""
    data = signed(form, Contents=String(_signature(name)), M=String("D:20230610102030+08'00'"), Name=String("别人"))
    [seal] = read(data, "推荐表.pdf").seals or ()
    assert (seal.kind, seal.text, seal.owner, seal.signed) == ("electronic", name, "applicant", "2023-06-10T10:20:30+08:00")
    assert seal.page == 4
    assert seal.bbox == pytest.approx((200, 422, 320, 542), abs=0.2)


def test_a_signature_that_cannot_be_read_or_does_not_show(form: Filled) -> None:
    """Who it says it is by, no time that is none, no place without a field that shows."""
    data = signed(form, (0, 0, 0, 0), Contents=String(b"\x30\x03abc"), M=String("D:20231399"), Name=String("某某单位"))
    [seal] = read(data, "推荐表.pdf").seals or ()
    assert (seal.text, seal.signed, seal.page, seal.bbox) == ("某某单位", None, None, None)


def test_a_field_that_is_not_signed_is_none(form: Filled) -> None:
    """Without the ranges of bytes that it is over, nothing was signed."""
    assert read(signed(form, ByteRange=Array([])), "推荐表.pdf").seals == ()
