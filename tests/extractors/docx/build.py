"""Small Word documents, written as XML and zipped."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from extractors.document import Cell, Document, Paragraph, Table
from extractors.docx.reader import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = " ".join((
    f'xmlns:w="{W}"',
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"',
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
))
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def content_types(part: str = "/word/document.xml", kind: str = MAIN_TYPE) -> str:
    """`[Content_Types].xml` that names one part."""
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{namespace}"><Override PartName="{part}" ContentType="{kind}"/></Types>'


def relationships(target: str = "word/document.xml") -> str:
    """`_rels/.rels` that names the main document."""
    base = "http://schemas.openxmlformats.org"
    kind = f"{base}/officeDocument/2006/relationships/officeDocument"
    relation = f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{base}/package/2006/relationships">{relation}</Relationships>'


def document_xml(body: str) -> str:
    """The main document with this inside its body."""
    return f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(body: str, *, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A whole .docx file around a body; styles are what stands inside `w:styles`, parts come besides."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(), "_rels/.rels": relationships(), "word/document.xml": document_xml(body),
    }
    if styles:
        whole["word/styles.xml"] = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    return zipped({**whole, **(parts or {})})


def read(body: str, *, styles: str = "") -> Document:
    """A body, read."""
    return read_docx(docx(body, styles=styles))


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell: of a text, or of blocks where it begins with a tag."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else paragraph(run(content))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; those that are plain text become cells of it."""
    inside = "".join(text if text.startswith("<") else cell(text) for text in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str, grid: str = "") -> str:
    """A table of rows; grid is what stands inside `w:tblGrid`."""
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "") -> str:
    """A content control around anything."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def checkbox(content: str, *, checked: bool) -> str:
    """A check box control around whatever shows its glyph."""
    return control(content, f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>')


def texts(document: Document) -> list[str]:
    """The texts of all paragraphs outside of tables."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[Table]:
    """All tables outside of other tables."""
    return [block for block in document.blocks if isinstance(block, Table)]


def only_paragraph(content: str, *, styles: str = "") -> Paragraph:
    """The one paragraph that a body of one paragraph gives."""
    (block,) = read(paragraph(content), styles=styles).blocks
    if not isinstance(block, Paragraph):
        raise TypeError("no paragraph")
    return block


def only_cell(content: str) -> Cell:
    """The one cell of a table of one cell, around blocks or a text."""
    (found,) = tables(read(table(row(cell(content)))))
    return found.cells[0]


def places(found: Table) -> list[tuple[str, int, int, int, int]]:
    """Every cell of a table: its text, row, column, rowspan and colspan."""
    return [(each.text, each.row, each.col, each.rowspan, each.colspan) for each in found.cells]
