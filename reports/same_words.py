"""Two applicants' texts side by side, with the passages marked that they have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from reports.sheet import anchor_of
from schema.batch import SharedText, TextSpans
from schema.boxes import boxes
from schema.forms import FORM_NAMES, FORMS
from schema.record import Record

TEXT = "duplicates.text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether the other text has it too."""

    text: str
    common: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A text with its passages. unit, form, box: whose it is and where it stands. href: of that place in its report."""

    unit: str
    form: str
    box: str
    href: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a finding is about: the form's own text, and another applicant's."""

    own: Side
    other: Side


def comparison(record: Record, shared: SharedText, other: Record) -> Comparison:
    """What a record and another one have in common, as both are to be shown."""
    return Comparison(_side(record, shared.own, ""), _side(other, shared.other, _page(other)))


def _side(record: Record, said: TextSpans, page: str) -> Side:
    box = next(box for box in boxes(FORMS[record.form_type]) if box.path == said.field)
    text = str(record.value(said.field) or "")
    return Side(
        record.form.organisation.name or "（单位名称未填）", FORM_NAMES[record.form_type], box.title,
        f"{page}#{anchor_of(said.field)}", tuple(_pieces(text, said.spans)),
    )


def _page(record: Record) -> str:
    return f"{quote(record.id, safe='')}.html"


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    end = 0
    for start, behind in spans:
        if start > end:
            yield Piece(text[end:start], common=False)
        yield Piece(text[start:behind], common=True)
        end = behind
    if end < len(text):
        yield Piece(text[end:], common=False)
