"""The form says of the unit what its certificate says: `agreement.certificate`.

Clause: 通知第三条, the certificate is handed in so that the form can be compared with it. Names are compared without
spaces and brackets. Where one of several certificates agrees, all is well; one whose text cannot be read says nothing.

Example: 重庆云岭数字科技公司 on the form, 重庆云岭数字科技有限公司 on the certificate.
"""

from collections.abc import Iterator

from schema.batch import FileEntry, FormRow
from schema.finding import Finding
from schema.folding import fold
from schema.notice import Notice
from schema.sent import Share
from validators.telling import about_box, name_of


def certificate_agrees(row: FormRow, share: Share, notice: Notice) -> Iterator[Finding]:
    """Name and credit code of the unit are those of the certificate."""
    papers = [
        (entry, entry.paper) for entry in share.documents if entry.paper and "certificate" in entry.paper.kinds and not entry.problem
    ]
    for field, found, said in (
        ("organisation.name", row.organisation, [(entry, name) for entry, paper in papers for name in paper.names]),
        ("organisation.credit_code", row.credit_code, [(entry, code) for entry, paper in papers for code in paper.credit_codes]),
    ):
        yield from _differing(row, field, found, said, notice)


def _differing(
    row: FormRow, field: str, found: str | None, said: list[tuple[FileEntry, str]], notice: Notice,
) -> Iterator[Finding]:
    if not found or not said or fold(found) in {fold(text) for _, text in said}:
        return
    entry, expected = said[0]
    yield about_box(
        "agreement.certificate", row, field, notice, found=found, expected=expected, file=name_of(entry),
    )
