"""Which part of a form stands on pages that came by themselves, when the form as a whole cannot be told from them."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from extractors.document import Document, Paragraph, Table
from extractors.mapping.fold import fold
from extractors.mapping.leftovers import is_page_number
from extractors.mapping.segment import all_cells, asks_occupation, label_part
from extractors.mapping.vocabulary import LONGEST_LABEL, vocabulary
from schema.boxes import boxes
from schema.forms import FORMS, FormType
from schema.layout import NOTES

_LAST_SECTION = "recommendation"
_NEARLY = 80.0  # of 100: the template's words, as a recogniser reads them


class Shown(NamedTuple):
    """What of a form stands there.

    labels: by form, the places in the order of its boxes of those labels that lead to one place alone; of the forms
    that have most of them. starts: the form begins there. ends: its last section stands there. has_table: there is a
    table, perhaps of answers alone. notes: nothing but notes of the template stands there.
    """

    labels: Mapping[FormType, frozenset[int]]
    starts: bool
    ends: bool
    has_table: bool
    notes: bool

    @property
    def is_whole(self) -> bool:
        """The form begins and ends there, so that nothing of it stands elsewhere."""
        return self.starts and self.ends


def shown_in(document: Document) -> Shown:
    """The part of a form that stands in the tables of a document."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    texts = [cell.text for cell in all_cells(tables) if len(cell.text) <= LONGEST_LABEL]
    found = {form_type: _labels(form_type, texts) for form_type in FORMS}
    most = max(map(len, found.values()))
    labels = {form_type: places for form_type, places in found.items() if places and len(places) == most}
    ends = any(places & _last_places(form_type) for form_type, places in labels.items())
    notes = not tables and any(_is_notes(document, form_type) for form_type in FORMS)
    return Shown(labels, any(map(asks_occupation, tables)), ends, bool(tables), notes)


def _is_notes(document: Document, form_type: FormType) -> bool:
    from rapidfuzz import fuzz  # only for a page without a table

    said = [block.text for block in document.blocks if isinstance(block, Paragraph) and not is_page_number(block.text)]
    words = fold("".join(NOTES[form_type]))
    return bool(said) and all(fuzz.partial_ratio(fold(text), words) >= _NEARLY for text in said)


def _labels(form_type: FormType, texts: list[str]) -> frozenset[int]:
    words, places = vocabulary(form_type), _places(form_type)
    paths = ({sense.target.path for sense in words.knows(label_part(text))} for text in texts)
    return frozenset(places[path] for known in paths if len(known) == 1 for path in known if path in places)


@cache
def _places(form_type: FormType) -> dict[str, int]:
    """The place of every box in the order of the form, and of every header that of its first box."""
    places: dict[str, int] = {}
    for number, box in enumerate(boxes(FORMS[form_type])):
        places[box.path] = number
        for header in box.headers:
            places.setdefault(header.path, number)
    return places


@cache
def _last_places(form_type: FormType) -> frozenset[int]:
    return frozenset(place for path, place in _places(form_type).items() if path.split(".")[0] == _LAST_SECTION)
