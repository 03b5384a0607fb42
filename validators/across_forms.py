"""The forms of one unit say the same of it: `agreement.across_forms`.

Clause: the applicant vouches that the form is true (推荐表“承诺”). Name, credit code, legal representative and founding
date are compared without spaces and brackets, dates only as far as both are given.

Example: 成立时间 2015-05-06 on 附件1, 2016-05-06 on 附件2.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from schema.batch import FormRow
from schema.finding import Finding
from schema.folding import fold
from schema.notice import Notice
from validators.telling import about_box


class _Compared(NamedTuple):
    """A box that is compared. cut: it may be given less exactly, so that one value is the beginning of the other."""

    field: str
    value_of: Callable[[FormRow], str | None]
    cut: bool = False

    def agree(self, one: str, other: str) -> bool:
        """Whether two folded values say the same, as far as both go."""
        return one == other or (self.cut and (one.startswith(other) or other.startswith(one)))


_BOXES = (
    _Compared("organisation.name", lambda row: row.organisation),
    _Compared("organisation.credit_code", lambda row: row.credit_code),
    _Compared("organisation.legal_representative.name", lambda row: row.legal_representative),
    _Compared("organisation.established", lambda row: row.established, cut=True),
)


def forms_say_the_same(forms: Sequence[FormRow], notice: Notice) -> Iterator[tuple[str, Finding]]:
    """Of the forms of one applicant: for each box in which a form differs from another, the form's id and the finding."""
    for box in _BOXES:
        first: dict[str, tuple[FormRow, str]] = {}  # the first form with each value
        for row in forms:
            if value := box.value_of(row):
                first.setdefault(fold(value), (row, value))
        for row in forms if len(first) > 1 else ():
            found = box.value_of(row)
            other = next((one for said, one in first.items() if found and not box.agree(fold(found), said)), None)
            if other is not None:
                yield row.id, about_box(
                    "agreement.across_forms", row, box.field, notice, found=found, expected=other[1], other=other[0].path,
                )
