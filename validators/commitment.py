"""The 承诺 is by the unit that applies, in time, and by its legal representative: `consistency.commitment`.

Clauses: 推荐表“承诺”; 通知第五条第（三）项 for the deadline. An agent may sign, so another name is only a hint.

Example: 承诺 dated 2023-06-20 where papers are taken until 2023-06-16.
"""

import re
from collections.abc import Iterator

from schema.finding import Finding
from schema.folding import fold
from schema.forms import Form
from validators.check import Case, check
from validators.eligibility import earliest

_SEAL = r"[（(]\s*(?:盖\s*章|公\s*章|签\s*[字章])\s*[)）]"


@check("consistency.commitment")
def commitment_is_by_the_applicant(case: Case[Form]) -> Iterator[Finding]:
    """申报单位 under the commitment is the unit of the form, but for spaces and brackets."""
    committed, name = case.form.commitment.organisation, case.form.organisation.name
    if committed and name and _plain(committed) != _plain(name):
        yield case.finding("consistency.commitment", "commitment.organisation", found=committed, expected=name)


@check("consistency.commitment")
def commitment_is_in_time(case: Case[Form]) -> Iterator[Finding]:
    """The date is not after the deadline; a month alone counts only if all of it is after."""
    value, deadline = case.form.commitment.date, case.notice.deadline
    if value and earliest(value) > deadline:
        yield case.finding(
            "consistency.commitment", "commitment.date", variant="date", found=value, expected=deadline.isoformat(),
        )


@check("consistency.commitment")
def commitment_is_by_the_representative(case: Case[Form]) -> Iterator[Finding]:
    """Who signs is the legal representative."""
    signatory, name = case.form.commitment.signatory, case.form.organisation.legal_representative.name
    if signatory and name and _plain(name) not in _plain(signatory):
        yield case.finding(
            "consistency.commitment", "commitment.signatory", variant="signatory", found=signatory, expected=name,
        )


def _plain(name: str) -> str:
    return fold(re.sub(_SEAL, "", name))
