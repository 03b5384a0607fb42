"""The paper that letters are written on, prepared once for all of them: the plain sheet, or the office's letterhead."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO

from docx.section import Section
from docx.shared import Emu, Mm

from reports.letter import letterhead, sheet, styles
from reports.letter.words import TITLE

_MADE = datetime(2023, 6, 1)  # any day, but always the same


@dataclass(frozen=True, slots=True)
class Stationery:
    """A .docx to which only the letter is missing. parts: by their names in the file. main: the name of the document's part.

    styles: the ids of the letter's styles, by name. line: how long a line is, twips.
    """

    parts: Mapping[str, bytes]
    main: str
    styles: Mapping[str, str]
    line: int

    def with_main(self, main: bytes) -> bytes:
        """The file with a letter in it, without the hour at which it was made."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {**self.parts, self.main: main}.items():
                member = zipfile.ZipInfo(name, _MADE.timetuple()[:6])
                member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
                archive.writestr(member, content)
        return packed.getvalue()


@lru_cache(maxsize=1)
def stationery(head: bytes | None) -> Stationery:
    """The paper for letters. head: the office's letterhead, a .docx; raises LetterheadError where it is none."""
    document = sheet.blank() if head is None else letterhead.opened(head)
    ids = {look.name: str(styles.style(document, look).style_id) for look in styles.OF_LETTERS}
    said = document.core_properties
    said.title, said.created, said.modified = TITLE, _MADE, _MADE
    saved = BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    return Stationery(parts, document.part.partname.membername, ids, _line(document.sections[0]))


def _line(page: Section) -> int:
    """In twips; of a page that says nothing of itself as on the plain sheet."""
    width = (page.page_width or Mm(210)) - (page.left_margin or Mm(28)) - (page.right_margin or Mm(26))
    return int(Emu(width).twips)
