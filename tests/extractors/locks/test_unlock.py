"""Files with passwords: opened by the right one, refused in clear words by the others, and those that only seem locked."""

import os
import pickle
import shutil
from collections.abc import Callable

import pytest

from extractors.errors import DocumentError
from extractors.locks.passwords import Passwords
from extractors.locks.unlock import unlocked
from extractors.read import Contents, read_contents
from samples.envelopes.ole import ole
from schema.limits import Limits
from schema.notice import load_notice
from tests.extractors.locks.locked import DATA, PASSWORD, agile, is_package, pdf, standard, workbook
from tests.ingest.support import CONTENT_TYPES, document_xml, letter, zipped

ODT = "application/vnd.oasis.opendocument.text"
MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data>
<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" manifest:initialisation-vector="AAAA"/>
</manifest:encryption-data></manifest:file-entry></manifest:manifest>"""
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
PACKAGE = zipped({
    "[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document_xml(""), "word/media/image1.png": os.urandom(6000),
})
GIVEN = Passwords(("第一个", "Falsch", PASSWORD))


def refusal(data: bytes, passwords: Passwords) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        unlocked(data, passwords)
    return caught.value


LOCKED: dict[str, Callable[[], bytes]] = {
    "agile": lambda: agile(PACKAGE),
    "standard": lambda: standard(PACKAGE),
    "doc": (DATA / "locked.doc").read_bytes,
    "xls": lambda: workbook(PASSWORD),
    "odt": (DATA / "locked.odt").read_bytes,
    **{f"pdf {strength}": lambda strength=strength: pdf(strength=strength) for strength in (2, 3, 4, 6)},  # type: ignore[misc]
}


@pytest.mark.parametrize("kind", LOCKED)
def test_locked(kind: str) -> None:
    """The right password among others opens the file, and what comes out is not locked; without it the reason says so."""
    data = LOCKED[kind]()
    opened = unlocked(data, GIVEN)
    assert opened
    assert unlocked(opened, Passwords()) is None
    for passwords, words in ((Passwords(), "--password"), (Passwords(("Falsch",)), "给出的 1 个密码都打不开")):
        error = refusal(data, passwords)
        assert error.code == "document.encrypted"
        assert words in error.reason + error.advice
        assert "Falsch" not in error.reason + error.advice


@pytest.mark.parametrize("lock", [agile, standard])
def test_the_same_file_comes_out(lock: Callable[[bytes], bytes]) -> None:
    """Agile and standard encryption hold the package whole."""
    opened = unlocked(lock(PACKAGE), GIVEN)
    assert opened
    assert opened.startswith(PACKAGE)


def test_a_hash_shorter_than_the_key() -> None:
    """Office 2010 may lock with SHA-1 and a key of 256 bits, which is then filled up."""
    folder = DATA.parents[4] / "shared" / "inputs" / "hostile" / "docx"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    data = (folder / "poi__bug53475-password-is-pass.docx").read_bytes()
    assert is_package(unlocked(data, Passwords(("pass",))), "word/document.xml")


@needs_libreoffice
@pytest.mark.parametrize("name", ["locked.doc", "locked.odt"])
def test_old_formats_are_read(name: str) -> None:
    """What LibreOffice locked, it opens again without the password: the letter is read, and is no form."""
    opened = unlocked((DATA / name).read_bytes(), GIVEN)
    assert opened
    assert read_contents(opened, name, (name,), load_notice(), Limits()) == Contents((), None)


@needs_libreoffice
def test_only_read() -> None:
    """A .doc that asks to be opened for reading only, or has a password against changes, is not locked and is read."""
    opened = unlocked((DATA / "locked.doc").read_bytes(), GIVEN)
    assert opened
    flags = opened.index(b"\xec\xa5\x01\x01") + 11
    both = 0x04 | 0x08  # fReadOnlyRecommended, fWriteReservation: [MS-DOC] 2.5.2
    data = opened[:flags] + bytes([opened[flags] | both]) + opened[flags + 1 :]
    assert unlocked(data, Passwords()) is None
    assert read_contents(data, "a.doc", ("a.doc",), load_notice(), Limits()) == Contents((), None)


@pytest.mark.parametrize("data", [
    letter(), workbook(None), pdf(user="", owner="Falsch"), b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
    b"%PDF-1.7 /Encrypt", zipped({"META-INF/manifest.xml": "<x/>"}), zipped({"META-INF/manifest.xml": "no"}),
], ids=range(9))
def test_not_locked(data: bytes) -> None:
    """What has no password, or the owner's only, is as it is; damage is its reader's affair."""
    assert unlocked(data, GIVEN) is None


def test_everybodys_password() -> None:
    """A workbook whose structure is protected opens without asking."""
    assert unlocked(workbook("VelvetSweatshop"), Passwords())


def test_damaged_lock() -> None:
    """A locked file that is damaged is told from one whose password is wrong."""
    data = agile(PACKAGE)
    error = refusal(data.replace(b'keyBits="256"', b'keyBits="255"'), GIVEN)
    assert error.code == "document.unreadable"


@pytest.mark.parametrize("data", [
    ole({"EncryptionInfo": b"\x03\0\x03\0" + bytes(100), "EncryptedPackage": bytes(5000)}),
    zipped({"mimetype": ODT, "content.xml": "x", "META-INF/manifest.xml": MANIFEST}),
], ids=["extensible", "LibreOffice 24.8"])
def test_unknown_lock(data: bytes) -> None:
    """A way of locking that no password opens is named as such."""
    assert "加密方式" in refusal(data, GIVEN).reason


def test_passwords_are_not_shown() -> None:
    """They are in no text that is made of the object, and travel to another process."""
    assert "Suanpan" not in f"{GIVEN!r} {GIVEN}"
    assert pickle.loads(pickle.dumps(GIVEN)) == GIVEN  # noqa: S301 - its own bytes
