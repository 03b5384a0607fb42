"""What no box took: text that is nobody's, labels that match nothing, and labels of the template that are missing."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.document import Paragraph
from extractors.mapping.fold import fold
from extractors.mapping.grid import Grid, Place
from extractors.mapping.readings import Reading
from extractors.mapping.vocabulary import Vocabulary
from schema.boxes import Box, Section, boxes
from schema.forms import FORMS, FormType
from schema.layout import NOTES, PLEDGE
from schema.record import Remark, Unassigned

_LABEL_LONGEST = 24  # folded characters; a longer text is an answer
_NOT_A_LABEL = re.compile(r"\d{2,}|[@□☐☑☒■√。；;]")
_PAGE_NUMBER = re.compile(r"[第共]?\d{1,3}页?(?:[共/]\d{1,3}页?)?")
_ANNEX = re.compile(r"附件\d?")
_NEARLY = 88.0  # of 100: the template's own words, retyped or broken over lines
_SHORTEST = 6
_NOISE = frozenset({"序号", "编号", "注", "备注", "请打√", "请打", "盖章", "公章", "签字", "签章", ""})


def unassigned(
    grid: Grid, paragraphs: Sequence[tuple[Paragraph, str]], vocabulary: Vocabulary
) -> tuple[tuple[Unassigned, ...], tuple[Remark, ...]]:
    """What is left of a form's text, and the remarks on those leftovers that look like labels of their own."""
    left: list[Unassigned] = []
    remarks: list[Remark] = []
    answers: set[int] = set()
    for place in grid.places:
        if place.taken or _is_template(place.text, vocabulary):
            continue
        left.append(Unassigned(text=place.text.strip(), page=place.where.page, cell=place.where.cell))
        answer = _answer_of(grid, place) if id(place) not in answers else None
        if answer is not None:
            answers.add(id(answer))
            remarks.append(_unmapped(place, answer))
    before = ""
    for paragraph, text in paragraphs:
        # A line may be the rest of the template's line above it, broken where the page ends.
        if _is_template(text, vocabulary) or fold(before + text) in _template_words(vocabulary.form_type):
            before = text
            continue
        before = ""
        left.append(Unassigned(text=text.strip(), page=paragraph.where.page, cell=paragraph.where.cell))
    return tuple(left), tuple(remarks)


def is_nobodys(grid: Grid, place: Place, vocabulary: Vocabulary) -> bool:
    """Text that no box took, and that is no label which the template does not have."""
    return not (place.taken or place.blank or place.senses or _is_template(place.text, vocabulary)) and _answer_of(grid, place) is None


def altered(form: type[Section], readings: Sequence[Reading], heads: frozenset[str]) -> Iterator[Remark]:
    """The labels of the template that the file does not have.

    heads: paths of the columns (`foundation.teachers[].phone`) whose label was found.
    """
    found = {reading.box.path for reading in readings} | heads
    missing = [box for box in boxes(form) if box.path not in found]
    names = list(dict.fromkeys(_name(box, form, found) for box in missing))
    if names:
        yield Remark(code="document.template_altered", detail="、".join(f"“{name}”" for name in names))


def _name(box: Box, form: type[Section], found: set[str]) -> str:
    """A missing box by its label, or by its group's where the whole group is missing."""
    owner = box.headers[-1] if box.headers and box.headers[-1].label else None
    if owner is None:
        return box.label
    whole = all(other.path not in found for other in boxes(form) if owner in other.headers)
    return owner.label if whole else f"{owner.label}—{box.label}"


def _answer_of(grid: Grid, place: Place) -> Place | None:
    """The cell beside or below short words, where those words may be a label: nobody took either."""
    folded = fold(place.text)
    if not 2 <= len(folded) <= _LABEL_LONGEST or _NOT_A_LABEL.search(place.text) or place.marks:
        return None
    beside = (grid.right_of(place), grid.below(place))
    return next((other for other in beside if other is not None and not other.taken and not other.senses), None)


def _unmapped(place: Place, answer: Place) -> Remark:
    label = " ".join(place.text.split())
    text = answer.text.strip()
    detail = f"“{label}”" + (f"（其旁填有“{text[:40]}”）" if text else "")
    where = place.where
    return Remark(code="document.unmapped_label", detail=detail, page=where.page, bbox=where.bbox, cell=where.cell)


def _is_template(text: str, vocabulary: Vocabulary) -> bool:
    """Nothing, a label, or other words of the template itself."""
    folded = fold(text)
    if folded in _NOISE or vocabulary.is_label(text) or _PAGE_NUMBER.fullmatch(folded) or _ANNEX.fullmatch(folded):
        return True
    words = _template_words(vocabulary.form_type)
    if folded in words:
        return len(folded) >= 2
    if len(folded) < _SHORTEST or len(folded) > len(words):
        return False
    from rapidfuzz import fuzz  # only where the template's words were altered

    return bool(fuzz.partial_ratio(folded, words, score_cutoff=_NEARLY) >= _NEARLY)


def is_page_number(text: str) -> bool:
    """「— 2 —」, 「第2页 共4页」: what stands at the edge of a page while the text goes on."""
    return _PAGE_NUMBER.fullmatch(fold(text)) is not None


def is_around(text: str, form_type: FormType) -> bool:
    """A title or notes: words around the form, where no answer goes on."""
    words = _words_around(form_type)
    parts = [folded for line in text.split("\n") if (folded := fold(line))]
    return bool(parts) and (fold(text) in words or all(part in words for part in parts))


@cache
def _words_around(form_type: FormType) -> str:
    form = FORMS[form_type]
    lines = [form.ANNEX, form.TITLE]
    for index, note in enumerate(NOTES[form_type], start=1):
        lines += [f"注{index}{note}", f"{index}{note}", note]
    return "\n".join(fold(line) for line in lines)


@cache
def _template_words(form_type: FormType) -> str:
    """All that the template says beside its labels, folded into one string."""
    prompts = [box.prompt for box in boxes(FORMS[form_type]) if box.prompt]
    return "\n".join((_words_around(form_type), *(fold(line) for line in ("承诺", PLEDGE, "注", *prompts))))
