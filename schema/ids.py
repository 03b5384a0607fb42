"""What ids are made of: they name files on any system, and stand where anybody may read them."""

import re
import unicodedata

from schema.privacy import mask

_NOT_IN_IDS = r"[^0-9A-Za-z\u4e00-\u9fff]+"  # a string: `re` compiles it on first use, and keeps it


def part_of_id(text: str, longest: int) -> str:
    """A text as a part of an id: its letters, digits and Chinese characters, the first `longest`; may be empty.

    Identity and telephone numbers are masked: those that are written as such, and what looks like one once the rest is
    gone.
    """
    kept = re.sub(_NOT_IN_IDS, "", unicodedata.normalize("NFKC", mask(text)))
    return re.sub(_NOT_IN_IDS, "", mask(kept))[:longest]
