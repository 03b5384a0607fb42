"""Form fields (AcroForm): the answers stand in fields above the page, as in a PDF that was filled on a screen."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

_PRINT = 4  # annotation flag


@dataclass(frozen=True, slots=True)
class TextField:
    """A field. page: 0-based; name: of the drawing on the page that shows its value; box: on the page; value: its text."""

    page: int
    name: str
    box: tuple[float, float, float, float]
    value: str


def with_fields(document: bytes, fields: Sequence[TextField]) -> bytes:
    """The document with the fields in it; their drawings leave the page and become the fields' appearance."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        widgets: list[pikepdf.Object] = []
        for number, page in enumerate(pdf.pages):
            own = [field for field in fields if field.page == number]
            if own:
                page.Annots = pikepdf.Array(_widgets(pdf, page, own))
                widgets += list(page.Annots)
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array(widgets), DA=pikepdf.String("/Helv 9 Tf 0 g"),
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=pdf.make_indirect(font))),
        )
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()


def _widgets(pdf: pikepdf.Pdf, page: pikepdf.Page, fields: Sequence[TextField]) -> list[pikepdf.Object]:
    """The fields of a page, their drawings taken off it."""
    drawings = {key.rpartition(".")[2]: drawing for key, drawing in page.Resources.XObject.items()}
    content = [
        instruction for instruction in pikepdf.parse_content_stream(page)
        if not (str(instruction.operator) == "Do" and str(instruction.operands[0]).rpartition(".")[2] in drawings)
    ]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
    del page.Resources.XObject
    return [
        pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String(field.name),
            V=pikepdf.String(field.value), Rect=pikepdf.Array([round(edge, 2) for edge in field.box]), F=_PRINT,
            P=page.obj, DA=pikepdf.String("/Helv 9 Tf 0 g"), AP=pikepdf.Dictionary(N=drawings[field.name]),
        ))
        for field in fields
    ]
