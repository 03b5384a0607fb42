"""The form says of the unit what its certificate says: `agreement.certificate`.

Clause: 通知第三条, the certificate is handed in so that the form can be compared with it. Names are compared without
spaces and brackets. Where one of several certificates agrees, all is well; one whose text cannot be read says nothing.
A certificate's QR code says the credit code too: beside it, a printed one that cannot be valid was misread, and another
valid one is a contradiction in the certificate itself.

Example: 重庆云岭数字科技公司 on the form, 重庆云岭数字科技有限公司 on the certificate.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.batch import FileEntry, FormRow
from schema.finding import Finding
from schema.folding import fold
from schema.notice import Notice
from schema.sent import Share
from schema.submission import Paper
from validators.credit_code import diagnose
from validators.telling import about_box, name_of


class _Said(NamedTuple):
    """What a certificate says of a box, in print and in its QR code."""

    entry: FileEntry
    printed: tuple[str, ...]
    coded: tuple[str, ...] = ()

    @property
    def contradicts_itself(self) -> bool:
        return bool(self.printed and self.coded) and not set(map(fold, self.printed)) & set(map(fold, self.coded))

    def agrees(self, found: str) -> bool:
        return not self.contradicts_itself and fold(found) in map(fold, (*self.printed, *self.coded))


def certificate_agrees(row: FormRow, share: Share, notice: Notice) -> Iterator[Finding]:
    """Name and credit code of the unit are those of the certificate."""
    papers = [
        (entry, entry.paper) for entry in share.documents if entry.paper and "certificate" in entry.paper.kinds and not entry.problem
    ]
    names = [_Said(entry, paper.names) for entry, paper in papers]
    codes = [_Said(entry, _printed(paper), paper.qr_credit_codes) for entry, paper in papers]
    yield from _differing(row, "organisation.name", row.organisation, names, notice)
    yield from _differing(row, "organisation.credit_code", row.credit_code, codes, notice)


def _printed(paper: Paper) -> tuple[str, ...]:
    if not paper.qr_credit_codes:
        return paper.credit_codes
    return tuple(code for code in paper.credit_codes if diagnose(code) is None)


def _differing(row: FormRow, field: str, found: str | None, certificates: Sequence[_Said], notice: Notice) -> Iterator[Finding]:
    said = [one for one in certificates if one.printed or one.coded]
    if not found or not said or any(one.agrees(found) for one in said):
        return
    first = said[0]
    expected = (*first.printed, *first.coded)[0]
    yield about_box(
        "agreement.certificate", row, field, notice, variant="qr" if first.contradicts_itself else None, found=found,
        expected=expected, file=name_of(first.entry), coded="、".join(first.coded),
    )
