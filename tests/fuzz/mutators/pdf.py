"""Values of a PDF of any type, and a PDF written again as a sound file: what is wrong lies below the syntax."""

from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from tests.fuzz.mutators.mutator import InapplicableError, Step

Change = Callable[[Pdf, Random], None]

FILTERS = (
    "FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "CCITTFaxDecode", "DCTDecode",
    "JBIG2Decode", "JPXDecode", "Crypt", "Nonsense",
)
FONT_KINDS = ("Type0", "Type1", "MMType1", "TrueType", "Type3", "CIDFontType0", "CIDFontType2", "Nonsense")
ENCODINGS = (
    "Identity-H", "Identity-V", "UniGB-UCS2-H", "UniGB-UTF16-V", "GBK-EUC-H", "GBKp-EUC-V", "WinAnsiEncoding", "Nonsense",
    "../../etc/passwd", "90ms-RKSJ-H", "ETenms-B5-V", "KSCms-UHC-H",
)
_NUMBERS = (0, 1, -1, 2, 255, 256, 65535, 65536, 2**31 - 1, -(2**31), 2**40, 0.5, -0.001, 1e9, 1e-9, 1e15)
# What pikepdf raises over objects that are not of the type that a change takes them for.
_UNSUITABLE = (pikepdf.PdfError, pikepdf.PasswordError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def any_value(pdf: Pdf, chance: Random, depth: int = 0) -> Object | int | float | bool | None:
    """A value of any type, perhaps a reference to any object."""
    way = chance.randrange(11)
    if way == 0 and len(pdf.objects) > 1:
        return chance.choice(list(pdf.objects))
    if way == 1:
        return pikepdf.String(chance.choice((b"", b"x", b"\xfe\xff\xd8\x00", b"\xff" * 300, "推荐表".encode("utf-16"))))
    if way == 2:
        return Name("/" + chance.choice(("", "X", "Off", "Page", "Pages", "Catalog", *FILTERS, *FONT_KINDS, *ENCODINGS)))
    if way in (3, 4) and depth < 3:
        return Array([any_value(pdf, chance, depth + 1) for _ in range(chance.choice((0, 1, 2, 4, 6, 300 if not depth else 1)))])
    if way == 5:
        return Dictionary({"/Type": Name("/" + chance.choice(("Page", "Pages", "Font", "X"))), "/Count": 5})
    if way == 6:
        return chance.choice((True, False))
    if way == 7:
        return pdf.make_stream(chance.choice((b"", b"q " * 50, b"\xff" * 50, b"1 beginbfrange <0000> <FFFF> <0041> endbfrange")))
    if way == 8:
        return None
    return any_number(chance)


def any_number(chance: Random) -> int | float:
    return chance.choice(_NUMBERS)


def put(target: Object, key: str, value: Object | int | float | bool | None) -> None:
    target[key] = pikepdf.Object.parse(b"null") if value is None else value


def dictionaries(pdf: Pdf) -> Sequence[Object]:
    """All dictionaries: those of streams, and those that lie in another object."""
    found = []
    waiting = [one for one in pdf.objects if isinstance(one, (Dictionary, Array, Stream))]
    while waiting:
        here = waiting.pop()
        if isinstance(here, (Dictionary, Stream)):
            found.append(here)
            values = [value for _, value in sorted(here.items())]
        else:
            values = list(here)
        waiting += [value for value in values if isinstance(value, (Dictionary, Array)) and not value.is_indirect]
    return found


def one_of(chance: Random, found: Sequence[Object]) -> Object:
    if not found:
        raise InapplicableError
    return chance.choice(found)


def rewritten(data: bytes, change: Change, chance: Random) -> bytes:
    """A PDF after a change of its objects, saved in one of the ways there are."""
    written = BytesIO()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            change(pdf, chance)
            pdf.save(
                written,
                object_stream_mode=chance.choice((pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate)),
                compress_streams=chance.random() < 0.5, static_id=True, fix_metadata_version=False,
            )
    except _UNSUITABLE as error:
        raise InapplicableError from error
    return written.getvalue()


def of_pdf(change: Change) -> Step:
    """A change of a PDF's objects as a step."""

    def step(data: bytes, chance: Random) -> bytes:
        return rewritten(data, change, chance)

    step.__name__ = change.__name__
    return step
