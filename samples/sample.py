"""One file of the mailbox: with filled forms in it, or with none."""

from collections.abc import Callable
from dataclasses import dataclass

from samples import pdf, word
from samples.forms import Filled
from samples.style import PdfStyle, WordStyle

SEVERAL_FORMS = "document.several_forms"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of the mailbox with filled forms.

    path: below the mailbox, `{name}` for the applicant's. purpose: what it is there for.
    """

    path: str
    purpose: str
    forms: tuple[Filled, ...]
    style: WordStyle | PdfStyle

    @property
    def place(self) -> str:
        """The path with the applicant's name in it."""
        return self.path.format(name=self.forms[0].form.organisation.name)

    def faults(self, form: Filled) -> tuple[str, ...]:
        """Every finding that one of the forms must lead to, those about the file last."""
        several = (SEVERAL_FORMS,) if len(self.forms) > 1 else ()
        return (*form.faults, *self.style.faults, *several)

    def write(self) -> bytes:
        """The file."""
        if isinstance(self.style, WordStyle):
            return word.write(self.forms[0], self.style, *self.forms[1:])
        return pdf.write(self.forms[0], self.style, *self.forms[1:])


@dataclass(frozen=True, slots=True)
class Litter:
    """A file of the mailbox that gives no form. code: why."""

    place: str
    purpose: str
    code: str
    write: Callable[[], bytes]
