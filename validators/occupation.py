"""What is applied for: one of the notice's occupations, and a level of it: `catalogue.occupation`, `.one_occupation`,
`.closed_occupation`, `.level`.

Clauses: 通知第一条第（一）项 (the ten occupations), 第（二）项 (levels), 第（三）项第1目 (occupations for which no
evaluation institution is sought), 推荐表“仅填一项” and 注5 (one form for each occupation).

Example: 「人工智能、大数据工程技术人员」 is two occupations; 「人工智能工程技术员」 is taken for 人工智能工程技术人员, and told as a hint.
"""

from collections.abc import Iterator

from schema.finding import Finding
from schema.forms import Form
from schema.occupations import match_occupation
from validators.check import Case, check

_APPLICANTS = {"training_institution": "培训机构", "evaluation_institution": "评价机构"}


@check("catalogue.occupation", "catalogue.one_occupation", "catalogue.closed_occupation")
def occupation_is_open(case: Case[Form]) -> Iterator[Finding]:
    """Exactly one of the notice's occupations is applied for, and it is open to this kind of applicant."""
    value = case.form.occupation
    if not value:
        return
    match = match_occupation(value, case.notice)
    if not match.names:
        expected = "、".join(item.name for item in case.notice.occupations)
        yield case.finding("catalogue.occupation", "occupation", found=value, expected=expected)
    elif len(match.names) > 1:
        yield case.finding(
            "catalogue.one_occupation", "occupation", found=value, expected="1 个职业",
            count=len(match.names), names="、".join(match.names),
        )
    else:
        yield from _near_miss(case, match.names[0])
        yield from _closed(case, match.names[0])


@check("catalogue.level")
def a_level_is_ticked(case: Case[Form]) -> Iterator[Finding]:
    """At least one of 初级, 中级 and 高级 is ticked. Ticks that cannot be read are told by completeness."""
    if not case.form.levels and not case.is_unreadable("levels"):
        yield case.finding("catalogue.level", "levels", expected="初级、中级、高级中至少一项")


def _near_miss(case: Case[Form], name: str) -> Iterator[Finding]:
    """The record has the official name: what the applicant wrote stands in the evidence."""
    evidence = case.record.evidence_of("occupation")
    written = (evidence.raw.strip() if evidence else "") or case.form.occupation or ""
    if not match_occupation(written, case.notice).exact:
        yield case.finding("catalogue.occupation", "occupation", variant="near", found=written, expected=name)


def _closed(case: Case[Form], name: str) -> Iterator[Finding]:
    occupation = next(item for item in case.notice.occupations if item.name == name)
    if case.record.form_type in occupation.closed_for:
        applicants = _APPLICANTS[case.record.form_type]
        yield case.finding("catalogue.closed_occupation", "occupation", found=name, applicants=applicants)
