"""A unit applies with one form for each occupation: `duplicates.application`, `duplicates.another_occupation`.

Clause: 推荐表“仅填一项”及注5, a form for each occupation. Forms of one kind, of one unit, for one occupation are told with
the other files, those that are the same file to the byte as well: somebody has to say which counts.

A form for another occupation that comes after one was sent back may be an application more, or that one corrected: only
people can say, and are told how to.

Example: 推荐表.docx in one mail, 推荐表（修改）.docx in the next.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from schema.batch import FormRow
from schema.finding import Finding
from schema.folding import fold
from schema.forms import FormType
from schema.notice import Notice
from validators.telling import about_box

_MOST_NAMED = 8


def one_form_for_each_occupation(forms: Sequence[FormRow], notice: Notice) -> Iterator[tuple[str, Finding]]:
    """Of the forms of one applicant: for each that is not the only one of its kind and occupation, its id and the finding."""
    alike: defaultdict[tuple[FormType, str], list[FormRow]] = defaultdict(list)
    for row in forms:
        if row.occupation:
            alike[row.form_type, fold(row.occupation)].append(row)
    for rows in alike.values():
        for row in rows if len(rows) > 1 else ():
            yield row.id, about_box(
                "duplicates.application", row, "occupation", notice, found=row.occupation, count=len(rows),
                others=_others(row, rows),
            )


def may_correct(row: FormRow, before: Sequence[FormRow], notice: Notice) -> Iterator[Finding]:
    """What may be meant by a form. before: forms of the same applicant that surely came before it, the last of them last."""
    sent_back = [
        other for other in before
        if other.form_type == row.form_type and other.report.verdict == "退回" and _is_another(row.occupation, other.occupation)
    ]
    for other in sent_back[-1:]:
        yield about_box(
            "duplicates.another_occupation", row, "occupation", notice, found=row.occupation, expected=other.occupation,
            other=other.path, application=other.id,
        )


def _is_another(occupation: str | None, other: str | None) -> bool:
    return bool(occupation and other) and fold(occupation or "") != fold(other or "")


def _others(row: FormRow, rows: Sequence[FormRow]) -> str:
    others = islice((other for other in rows if other.id != row.id), _MOST_NAMED)
    shown = "、".join(f"“{other.path}”{_likeness(row, other)}" for other in others)
    return shown if len(rows) - 1 <= _MOST_NAMED else f"{shown}等"


def _likeness(row: FormRow, other: FormRow) -> str:
    if other.path == row.path:
        return "（在同一文件中）"
    return "（与本文件完全相同）" if other.sha256 == row.sha256 else ""
