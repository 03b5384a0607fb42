"""All mutators by name."""

from tests.fuzz.mutators.archives import PACKED, SEVEN_ZIP, TAR
from tests.fuzz.mutators.mail import MAIL, MAILBOX
from tests.fuzz.mutators.markup import MARKUP, WORD_XML
from tests.fuzz.mutators.mutator import Mutator
from tests.fuzz.mutators.old_office import OLD_OFFICE
from tests.fuzz.mutators.outlook import MSG, TNEF
from tests.fuzz.mutators.packing import ZIP
from tests.fuzz.mutators.pdf_content import CONTENT
from tests.fuzz.mutators.pdf_objects import PDF
from tests.fuzz.mutators.pdf_syntax import SYNTAX
from tests.fuzz.mutators.raw import RAW
from tests.fuzz.mutators.values import VALUES

MUTATORS: dict[str, Mutator] = {
    "raw": RAW, "zip": ZIP, "markup": MARKUP, "values": VALUES, "word-xml": WORD_XML, "pdf": PDF, "pdf-content": CONTENT,
    "pdf-syntax": SYNTAX,
    "mail": MAIL, "mbox": MAILBOX, "msg": MSG, "tnef": TNEF, "tar": TAR, "packed": PACKED, "7z": SEVEN_ZIP,
    "old-office": OLD_OFFICE,
}
