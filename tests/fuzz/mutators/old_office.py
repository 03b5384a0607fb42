"""Old Word, RTF and ODT files, of which LibreOffice takes a second each: a few."""

from tests.fuzz.mutators.mutator import Mutator
from tests.fuzz.mutators.packing import ZIP
from tests.fuzz.mutators.raw import RAW

OLD_OFFICE = Mutator((*RAW.steps, *ZIP.steps), ("rtf", "odt", "doc"), share=1)
