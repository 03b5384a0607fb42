"""What a check is, and how a finding is made: one place for labels, words, evidence and clause."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar, overload

from schema.boxes import Section
from schema.catalogue import ENTRIES
from schema.finding import Finding, FindingEvidence
from schema.forms import Form
from schema.notice import Notice
from schema.record import Evidence, Record, Remark
from validators.places import Field, fields, in_words, label_of

EXCERPT = 80
F = TypeVar("F", bound=Section)


class Case(NamedTuple, Generic[F]):
    """A record before the checks, and the notice by whose rules it is judged.

    form: the record's, by its own class. fields: every box of the form with its value, in the order of the paper.
    """

    record: Record
    form: F
    notice: Notice
    fields: tuple[Field, ...]

    def is_unreadable(self, path: str) -> bool:
        """Whether something stands in a box that could not be read, or cannot be seen."""
        evidence = self.record.evidence.get(path)
        return evidence is not None and evidence.state in ("unreadable", "covered")

    def finding(
        self, code: str, field: str, /, *, variant: str | None = None, at: str | None = None,
        found: str | None = None, expected: str | None = None, **words: object,
    ) -> Finding:
        """A finding about a field, in the words of the catalogue.

        variant: of the entry, None for the ordinary case. at: the field whose place is shown, where it is another.
        words: for the templates, beside box, found and expected.
        Raises KeyError where a template needs a word that is not given.
        """
        evidence = self.record.evidence_of(at or field)
        return self._finding(code, variant, field, evidence, {**words, "found": found, "expected": expected})

    def remark(self, remark: Remark, variant: str | None = None) -> Finding:
        """The finding that tells a remark about the file. variant: of the entry, None for the ordinary case."""
        return self._finding(remark.code, variant, None, remark, {"detail": remark.detail, "found": None, "expected": None})

    def _finding(
        self, code: str, variant: str | None, field: str | None, place: Evidence | Remark | None, words: dict[str, Any],
    ) -> Finding:
        return tell(code, variant, field, label_of(self.record, field), evidence_at(self.record, place), self.notice, words)


def tell(
    code: str, variant: str | None, field: str | None, label: str, evidence: FindingEvidence, notice: Notice, words: dict[str, Any],
) -> Finding:
    """A finding in the words of the catalogue. words: for the templates, `found` and `expected` among them."""
    entry = ENTRIES[code]
    wording = entry.wording(variant)
    words = words | {"box": in_words(label)}
    return Finding(
        code=code, severity=wording.severity or entry.severity, field=field, label=label,
        message=wording.message.format_map(words), found=words["found"], expected=words["expected"],
        suggestion=wording.suggestion.format_map(words), basis=entry.basis_in(notice, variant), evidence=evidence,
    )


def evidence_at(record: Record, place: Evidence | Remark | None) -> FindingEvidence:
    """Where something stands in a record's file, for a finding; the file alone where there is nothing to point to."""
    if place is None:
        return FindingEvidence(file=record.source.path)
    excerpt = place.raw if isinstance(place, Evidence) else place.detail
    excerpt = excerpt.strip()
    if len(excerpt) > EXCERPT:
        excerpt = excerpt[: EXCERPT - 1] + "…"
    return FindingEvidence(file=record.file_of(place.page), page=place.page, bbox=place.bbox, cell=place.cell, excerpt=excerpt)


def case_of(record: Record, notice: Notice) -> Case[Form]:
    """The case of a record."""
    return Case(record, record.form, notice, tuple(fields(record.form)))


class Check(NamedTuple):
    """codes: that it may raise. form: the class it is for, None for both. judge: yields the findings."""

    codes: tuple[str, ...]
    form: type[Section] | None
    judge: Callable[[Case[Any]], Iterator[Finding]]

    def __call__(self, case: Case[Any]) -> Iterator[Finding]:
        """The findings about one record; none where the check is for the other form."""
        return self.judge(case) if self.form is None or isinstance(case.form, self.form) else iter(())


@overload
def check(*codes: str) -> Callable[[Callable[[Case[Form]], Iterator[Finding]]], Check]: ...
@overload
def check(*codes: str, form: type[F]) -> Callable[[Callable[[Case[F]], Iterator[Finding]]], Check]: ...
def check(*codes: str, form: type[Section] | None = None) -> Callable[[Callable[[Case[Any]], Iterator[Finding]]], Check]:
    """Make a check of a generator function, for one form or for both."""
    return lambda judge: Check(codes, form, judge)
