"""pdfminer's interpreter of pages, with a faster way through the content and an end to bombs."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, resolve1

from extractors.errors import DocumentError
from extractors.pdf.operators import operations

_MOST_OPERATIONS = 1_500_000  # on a page, what it draws repeatedly counted each time
_FORM = 100  # operations that a form on the page counts for, as it takes as long to begin and to end one
_MOST_BYTES = 64 << 20  # of a page's content, unpacked
_SMALL = 64 << 10  # packed content below this cannot unpack to more: deflate packs to a thousandth at best
_CHUNK = 1 << 20
_LEAST_PACKED = 20  # bytes; what is longer and unpacks to nothing is damaged
_METHOD_NAMES = str.maketrans({"*": "_a", '"': "_w", "'": "_q"})


class Interpreter(PDFPageInterpreter):
    """Draws pages on a device. Forms that a page draws are drawn by others of its kind."""

    def __init__(self, manager: PDFResourceManager, device: PDFDevice, spent: list[int] | None = None) -> None:
        super().__init__(manager, device)
        self.spent = spent if spent is not None else [0]  # operations so far, shared with those of the forms
        self.methods: dict[bytes, tuple[Callable[..., None], int] | None] = {}

    def dup(self) -> "Interpreter":
        """Another one for a form on the page."""
        self.spent[0] += _FORM
        return Interpreter(self.rsrcmgr, self.device, self.spent)

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out content streams, which make up one content."""
        content = b"\n".join(self._data(streams))
        for operator, operands in operations(content):
            self.spent[0] += 1
            if self.spent[0] > _MOST_OPERATIONS:
                raise too_much(f"一页的绘图指令超过 {_MOST_OPERATIONS:,} 条")
            if operator not in self.methods:
                self.methods[operator] = self._method(operator)
            method = self.methods[operator]
            if method is None:
                continue
            function, count = method
            if not count:
                self.argstack = operands  # the colour operators take as many as their colour space has
                function()
            elif len(operands) >= count:
                function(*operands[-count:])

    def _method(self, operator: bytes) -> tuple[Callable[..., None], int] | None:
        """What carries out an operator, and how many operands it takes; None for an unknown operator."""
        name = operator.decode("latin-1").translate(_METHOD_NAMES)
        function = getattr(self, f"do_{name}", None)
        return None if function is None else (function, function.__code__.co_argcount - 1)

    def _data(self, streams: Sequence[object]) -> Iterator[bytes]:
        """The bytes of streams, but of those that are just being carried out: a form may draw itself."""
        self.stream_ids.clear()
        total = 0
        for reference in streams:
            stream = resolve1(reference)
            if not isinstance(stream, PDFStream):
                raise PDFException("content is missing")
            if stream.objid in self.parent_stream_ids:
                continue
            if stream.objid is not None:
                self.stream_ids.add(stream.objid)
            data = _unpacked(stream)
            total += len(data)
            if total > _MOST_BYTES:
                raise _too_long()
            yield data


def too_much(what: str) -> DocumentError:
    """The refusal of a page that holds absurdly much."""
    return DocumentError("document.too_large", f"PDF 内容过多：{what}。", "请提交推荐表的 Word 文件或由 Word 导出的 PDF。")


def _too_long() -> DocumentError:
    return too_much(f"一页的内容解压后超过 {_MOST_BYTES >> 20} MB")


def _unpacked(stream: PDFStream) -> bytes:
    packed = stream.rawdata or b""
    if len(packed) > _SMALL:
        _refuse_bomb(stream, packed)
    data: bytes = stream.get_data()
    if not data and len(packed) > _LEAST_PACKED:
        # pdfminer makes nothing of it and says nothing.
        raise PDFException("content cannot be unpacked")
    return data


def _refuse_bomb(stream: PDFStream, packed: bytes) -> None:
    """Unpack a long stream piece by piece, to see how long it gets before it is held in memory as a whole."""
    filters: list[Any] = [name for name, _ in stream.get_filters()]
    if stream.decipher is not None or not filters or filters[0] not in LITERALS_FLATE_DECODE:
        return
    unpacking = zlib.decompressobj()
    total = 0
    while packed and not unpacking.eof:
        try:
            total += len(unpacking.decompress(packed, _CHUNK))
        except zlib.error:
            return  # damaged: get_data finds out
        if total > _MOST_BYTES:
            raise _too_long()
        packed = unpacking.unconsumed_tail
