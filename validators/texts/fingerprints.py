"""What is kept of the texts of a form, so that texts of thousands of forms can be compared without keeping them.

A text is cut into shingles of some words in a row, and each is hashed; of the hashes those that a small number divides are
kept: of the same words the same ones in every text, wherever they stand (Manber, Finding similar files in a large file
system, 1994). A text of 800 characters leaves 180 numbers of 4 bytes.
"""

from array import array
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from zlib import crc32

from schema.boxes import Box, Kind, Section, boxes
from schema.folding import fold
from schema.forms import FORMS
from schema.layout import NOTES, PLEDGE
from schema.notice import Notice
from schema.record import value_at
from schema.words import words

_WORDS = 8  # the dictionary knows few words, so that this is ten characters or so
_KEPT = 4  # one shingle of so many


class Shingle(NamedTuple):
    """Some words in a row. start, end: of its characters in the folded text."""

    hash: int
    start: int
    end: int


def narratives(form: type[Section]) -> tuple[Box, ...]:
    """The boxes in which an applicant tells something in words of its own."""
    return tuple(box for box in boxes(form) if box.kind is Kind.PROSE and box.required)


def fingerprints(form: Section) -> dict[str, bytes]:
    """The hashes that are kept of each text of a form, by field path, as 4-byte numbers in ascending order.

    Texts of which nothing is kept are left out.
    """
    found = {box.path: kept_of(fold(value_at(form, box.path) or "")) for box in narratives(type(form))}
    return {path: packed for path, packed in found.items() if packed}


def kept_of(folded: str) -> bytes:
    """The hashes that are kept of a folded text, packed."""
    return array("I", sorted({shingle.hash for shingle in shingles(folded)})).tobytes()


def shingles(folded: str) -> Iterator[Shingle]:
    """The shingles of a folded text that are kept, in order."""
    cut = words(folded)
    start = 0
    for place in range(len(cut) - _WORDS + 1):
        text = "".join(cut[place : place + _WORDS])
        value = crc32(text.encode("utf-8", "surrogatepass"))
        if value % _KEPT == 0:
            yield Shingle(value, start, start + len(text))
        start += len(cut[place])


def printed(notice: Notice) -> frozenset[int]:
    """The hashes of what the forms and the notice themselves say, which everybody may repeat."""
    said = (*_printed_on_forms(), notice.title, *notice.clauses.values())
    return frozenset(shingle.hash for text in said for shingle in shingles(fold(text)))


@cache
def _printed_on_forms() -> tuple[str, ...]:
    asked = (text for form in FORMS.values() for box in boxes(form) for text in (box.label, box.prompt) if text)
    return (*dict.fromkeys(asked), PLEDGE, *(note for notes in NOTES.values() for note in notes))
