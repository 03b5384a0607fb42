"""A record: one filled form, with where each value was found. Written as `records/<id>.json`."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny, ValidationInfo, field_validator

from schema.boxes import Section
from schema.forms import FORMS, Form, FormType

State = Literal["read", "blank", "unreadable", "placeholder", "covered"]
TickState = Literal["on", "off", "unclear"]
ReaderName = Literal["docx", "pdf", "scan"]
BBox = tuple[float, float, float, float]
SealKind = Literal["round", "oval", "square", "electronic"]
SealOwner = Literal["applicant", "recommender"]
SealPlace = Literal["commitment", "organisation.name", "recommendation"]


class Plain(BaseModel):
    """Frozen, plain data."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Tick(Plain):
    """One option of a tick box: 是, and whether it is ticked."""

    option: str
    state: TickState


class Evidence(Plain):
    """Where a value was found and what stood there.

    label: as printed in the file, not as in the template.
    raw: the text of the place as it stood there, prompt and unit and boxes included.
    state: `read` a value; `blank` nothing, or a dash that says nothing; `placeholder` only the template's
        own words; `unreadable` something that is no value of this kind; `covered` hidden by a seal.
    page: 1-based, None where the format has no pages.
    bbox: x0, y0, x1, y1 in PDF points from the page's top left, None where the format has no pages.
    cell: `T1R4C4`, 1-based table, row and column of the file, or `P3` for a paragraph.
    confidence: 0 to 1, of the recogniser for a scan; 1.0 for text.
    ticks: the options of a tick field, empty for every other field.
    """

    label: str
    raw: str
    state: State
    page: int | None = None
    bbox: BBox | None = None
    cell: str | None = None
    confidence: float = 1.0
    ticks: tuple[Tick, ...] = ()


class Unassigned(Plain):
    """Text of the file that was neither a label, a prompt nor a value."""

    text: str
    page: int | None = None
    cell: str | None = None


class Remark(Plain):
    """Something about the file itself that a finding `document.*` tells: tracked changes, hidden text …

    detail: the words that the finding's message shows, in Chinese.
    """

    code: str
    detail: str
    page: int | None = None
    bbox: BBox | None = None
    cell: str | None = None


class PagePicture(Plain):
    """The picture of a scanned page, upright. file: below the output folder.

    page: 1-based. width, height: of the page as it came, in points; evidence lies on that. turns: quarter turns
    counterclockwise that brought it upright. coloured: not all of it is black, grey and white.
    """

    page: int
    width: float
    height: float
    turns: int
    file: str
    coloured: bool = True

    def shares(self, box: BBox) -> BBox:
        """A box of the page as it came, as shares of the upright picture's width and height."""
        x0, top, x1, bottom = box[0] / self.width, box[1] / self.height, box[2] / self.width, box[3] / self.height
        for _ in range(self.turns):
            x0, top, x1, bottom = top, 1 - x1, bottom, 1 - x0
        return x0, top, x1, bottom


class Seal(Plain):
    """A seal on the paper, or an electronic signature of the file.

    kind: by its shape; `electronic` for a signature, of which nothing is claimed but that it is there: neither that the
        file is as it was signed, nor that its certificate is to be trusted.
    page, bbox: as of evidence; None where they are not known.
    diameter: in mm; of an oval seal its width, of a square one its side; None where it is not known.
    text: along the arc, of a square seal all of it, of a signature the subject of its certificate; empty where not read.
    inner: what stands in the middle: 合同专用章.
    confidence: of the recogniser for the text, 0 to 1.
    signed: when a signature says that it was made, ISO 8601.
    places: the boxes of the form that it lies on, where its middle is first.
    owner: whose it is, by text and place; None where neither says.
    picture: of the seal, below the output folder. paper: path of the file that it is on, where that is a copy of the record's.
    """

    kind: SealKind
    page: int | None = None
    bbox: BBox | None = None
    diameter: float | None = None
    text: str = ""
    inner: str = ""
    confidence: float = 0.0
    signed: str | None = None
    places: tuple[SealPlace, ...] = ()
    owner: SealOwner | None = None
    picture: str | None = None
    paper: str | None = None


class Source(Plain):
    """The file that a record was read from.

    path: as given on the command line, relative to its INPUT, with `/`.
    origin: the chain of containers down to the file: mail, archive, file.
    reader: which reader read it.
    pages: None where the format has no pages.
    """

    path: str
    origin: tuple[str, ...]
    sha256: str
    media_type: str
    reader: ReaderName
    pages: int | None = None


class Record(Plain):
    """One filled form, its evidence, and what was left over.

    seals: on its pages, or on those of its copies; None where there are pictures that may be seals and the recogniser is
        not installed, so that nobody can say.
    pictures: of the pages that were read as scans.
    parts: the files in which the form's pages came, in their order, where they are several; source is the first of them,
        and pages are counted over all.
    copies: other files of the same submission that hold the same form, on paper; their values were compared with these.
    """

    schema_version: Literal["1.0"] = "1.0"
    id: str
    form_type: FormType
    notice: str
    source: Source
    form: Annotated[Form, SerializeAsAny()]
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    unassigned: tuple[Unassigned, ...] = ()
    remarks: tuple[Remark, ...] = ()
    parts: tuple[Source, ...] = ()
    copies: tuple[Source, ...] = ()
    pictures: tuple[PagePicture, ...] = ()
    seals: tuple[Seal, ...] | None = ()

    @field_validator("form", mode="before")
    @classmethod
    def _of_its_type(cls, form: Any, info: ValidationInfo) -> Any:
        """A form that was written down is read as what `form_type` says: the classes share most of their boxes."""
        form_type = info.data.get("form_type")
        return FORMS[form_type].model_validate(form) if form_type and isinstance(form, dict) else form

    def value(self, path: str) -> Any:
        """The value at a field path such as `foundation.teachers[0].phone`; None where there is none."""
        return value_at(self.form, path)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All files that its pages came in."""
        return self.parts or (self.source,)

    def file_of(self, page: int | None) -> str:
        """The path of the file in which a page came."""
        before = 0
        for part in self.parts:
            before += part.pages or 1
            if page is not None and page <= before:
                return part.path
        return self.source.path

    def evidence_of(self, path: str) -> Evidence | None:
        """The evidence of a field, or of the first cell of a table of rows."""
        if path in self.evidence:
            return self.evidence[path]
        return next((found for key, found in self.evidence.items() if key.startswith((f"{path}[", f"{path}."))), None)


def value_at(section: Section, path: str) -> Any:
    """What stands at a field path below a section; None where a row or a value is missing."""
    value: Any = section
    for part in path.replace("[", ".[").split("."):
        if value is None:
            return None
        if part.startswith("["):
            index = int(part[1:-1])
            value = value[index] if index < len(value) else None
        else:
            value = getattr(value, part)
    return value


def form_class(form_type: FormType) -> type[Section]:
    """The class of a form by the name in `form_type`."""
    return FORMS[form_type]
