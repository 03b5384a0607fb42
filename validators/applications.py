"""A unit applies with one form for each occupation: `duplicates.application`.

Clause: 推荐表“仅填一项”及注5, a form for each occupation. Forms of one kind, of one unit, for one occupation are told with
the other files, those that are the same file to the byte as well: somebody has to say which counts.

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


def _others(row: FormRow, rows: Sequence[FormRow]) -> str:
    others = islice((other for other in rows if other.id != row.id), _MOST_NAMED)
    shown = "、".join(f"“{other.path}”{_likeness(row, other)}" for other in others)
    return shown if len(rows) - 1 <= _MOST_NAMED else f"{shown}等"


def _likeness(row: FormRow, other: FormRow) -> str:
    if other.path == row.path:
        return "（在同一文件中）"
    return "（与本文件完全相同）" if other.sha256 == row.sha256 else ""
