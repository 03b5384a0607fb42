"""Everything that stands on a page as one: its content, the boxes drawn on it, form fields and notes over it."""

from collections.abc import Sequence
from dataclasses import replace

from pdfminer.pdfpage import PDFPage

from extractors.page.content import Glyph, PageContent
from extractors.pdf.notes import Notes, notes_of

_EMPTY_BOXES = frozenset("□☐○◯")
_BOXES = _EMPTY_BOXES | frozenset("☑☒■●◉▣❏❐❑❒")


def whole_page(content: PageContent, page: PDFPage) -> PageContent:
    """The page's content with the values of its fields and the notes typed over it; one box where several coincide.

    Raises DamagedError.
    """
    notes = notes_of(page, content.matrix) if page.annots else Notes()
    glyphs = list(content.glyphs)
    fields = [tick for tick in notes.ticks if not _take_place(glyphs, tick)]
    drawn = _uncovered(content.ticks, [*notes.ticks, *(glyph for glyph in glyphs if glyph.text in _BOXES)])
    return replace(content, glyphs=[*glyphs, *drawn, *fields, *notes.glyphs], strikes=[*content.strikes, *notes.strikes])


def _take_place(glyphs: list[Glyph], tick: Glyph) -> bool:
    """A box that is printed below a form field's own shows what the field says."""
    for index, glyph in enumerate(glyphs):
        if glyph.text in _EMPTY_BOXES and _stands_in(glyph, tick):
            glyphs[index] = glyph._replace(text=tick.text)
            return True
    return False


def _uncovered(ticks: Sequence[Glyph], others: Sequence[Glyph]) -> list[Glyph]:
    """Drawn boxes where there is no other one: form fields draw theirs, and so may fonts."""
    return [
        tick for tick in ticks if not any(_stands_in(other, tick) or _stands_in(tick, other) for other in others)
    ]


def _stands_in(glyph: Glyph, box: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
