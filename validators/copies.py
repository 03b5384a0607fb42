"""The Word file and the paper of one form say the same: `agreement.copies`.

Clause: 通知第三条 and 第五条第（三）项: the signed and sealed form is handed in, and its electronic version is mailed. The
Word file gives the record; every box of the paper is held against it. What a recogniser may have got wrong is only a hint,
and what it could not read is no difference. 承诺 and 推荐意见 are often filled on the paper alone.

Example: 培训总规模 21,002 in the Word file, 20,102 on the scan.
"""

from collections.abc import Iterator
from typing import Any

from rapidfuzz.distance import Levenshtein

from schema.boxes import Box, Kind
from schema.finding import Finding
from schema.folding import fold
from schema.notice import Notice
from schema.record import Evidence, Record
from validators.check import Case, case_of
from validators.lookalikes import look_alike
from validators.places import fields, tables
from validators.shown import shown

_TEXTS = frozenset({Kind.TEXT, Kind.PROSE})
_BY_HAND = ("commitment", "recommendation")  # sections
_UNSURE = 0.9  # confidence below which a difference is taken for a misreading
_TOLERANCE = 0.04  # of a text's characters that a recogniser may get wrong
_SHORT = 6  # characters: of shorter texts none
_EMPTY = "（空）"


def copies_say_the_same(record: Record, paper: Record, notice: Notice) -> Iterator[Finding]:
    """The boxes in which the paper of a form differs from its Word file, as findings about the Word file's record."""
    case = case_of(record, notice)
    name = f"{'扫描件' if paper.source.reader == 'scan' else '盖章件'}“{paper.source.path.rpartition('/')[2]}”"
    for table in tables(type(record.form)):
        rows, others = len(record.value(table.path)), len(paper.value(table.path))
        if rows != others:
            yield case.finding("agreement.copies", table.path, variant="rows", found=str(rows), expected=str(others), copy=name)
    theirs = {field.path: field.value for field in fields(paper.form)}
    for field in case.fields:
        if field.path in theirs:
            yield from _compared(case, field.path, field.box, field.value, theirs[field.path], paper, name)


def _compared(
    case: Case[Any], path: str, box: Box, value: Any, other: Any, paper: Record, name: str,
) -> Iterator[Finding]:
    evidence = paper.evidence.get(path)
    if evidence is not None and evidence.state in ("unreadable", "covered"):
        return
    if value in (None, (), "") and (box.section in _BY_HAND or other in (None, (), "")):
        return
    scanned = paper.source.reader == "scan"
    if _are_same(box, value, other, scanned=scanned):
        return
    is_text = box.kind in _TEXTS
    variant = "text" if is_text else None
    if scanned and other not in (None, (), "") and _may_be_misread(value, other, evidence):
        variant = "misread"
    where = f"{name}第{evidence.page}页" if evidence and evidence.page else name
    yield case.finding(
        "agreement.copies", path, variant=variant, found=shown(value) or _EMPTY, expected=shown(other) or _EMPTY, copy=where,
    )


def _are_same(box: Box, value: Any, other: Any, *, scanned: bool) -> bool:
    if box.kind not in _TEXTS:
        return bool(value == other) or _plain(value) == _plain(other)
    one, two = _plain(value), _plain(other)
    if not scanned or len(one) < _SHORT:
        return one == two
    return Levenshtein.distance(one, two) <= max(1, _TOLERANCE * len(one))


def _may_be_misread(value: Any, other: Any, evidence: Evidence | None) -> bool:
    """Only characters that look alike differ, or the recogniser was not sure."""
    if evidence is not None and evidence.confidence < _UNSURE:
        return True
    return look_alike(_plain(value), _plain(other))


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return "".join(sorted(value))
    return fold(str(value)) if value is not None else ""

