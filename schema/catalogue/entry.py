"""What the catalogue says of one code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from schema.finding import Severity
from schema.notice import Notice


class Wording(NamedTuple):
    """One way in which a code is told.

    message: what is wrong; suggestion: how to put it right. Both are templates for `str.format` over the words
    that the check gives, beside `box` (its label as one says it in a sentence), `found` and `expected`.
    severity, basis: None where they are the entry's.
    """

    message: str
    suggestion: str
    severity: Severity | None = None
    basis: str | None = None


class Entry(NamedTuple):
    """One finding code.

    title: what is wrong in general, a few words for lists.
    basis: the key of a clause in `Notice.clauses` (an identifier), or else the name of a standard.
    message, suggestion: as in Wording, for the ordinary case.
    variants: how special cases are told, by name.
    """

    code: str
    severity: Severity
    title: str
    basis: str
    message: str
    suggestion: str
    variants: Mapping[str, Wording] = MappingProxyType({})

    @property
    def severities(self) -> tuple[Severity, ...]:
        """Every severity that findings of this code may have, the ordinary one first."""
        return tuple(dict.fromkeys([self.severity, *(w.severity for w in self.variants.values() if w.severity)]))

    def basis_in(self, notice: Notice, variant: str | None = None) -> str:
        """The clause of a notice in its words, or the standard; the notice as a whole where it has no such clause."""
        basis = self.wording(variant).basis or self.basis
        return notice.clauses.get(basis, notice.name) if basis.isidentifier() else basis

    def wording(self, variant: str | None = None) -> Wording:
        """The templates of the ordinary case, or of a variant. Raises KeyError for one that the entry has not."""
        return self.variants[variant] if variant else Wording(self.message, self.suggestion)
