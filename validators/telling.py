"""How a finding about a submission is made: about the whole, or about a box of one of its forms."""

from collections.abc import Sequence

from schema.batch import FileEntry, FormRow
from schema.finding import Finding, FindingEvidence
from schema.forms import FORMS
from schema.notice import Notice
from validators.check import EXCERPT, tell
from validators.places import title_of

_LABEL = "来件"
_MOST_NAMED = 8


def about_files(
    code: str, file: str, notice: Notice, /, *, variant: str | None = None, excerpt: str = "",
    found: str | None = None, expected: str | None = None, **words: object,
) -> Finding:
    """A finding about what came, not about a box. file: the mail, folder or file that it points to."""
    evidence = FindingEvidence(file=file, excerpt=excerpt[:EXCERPT])
    return tell(code, variant, None, _LABEL, evidence, notice, {**words, "found": found, "expected": expected})


def about_box(
    code: str, row: FormRow, field: str, notice: Notice, /, *, variant: str | None = None,
    found: str | None = None, expected: str | None = None, **words: object,
) -> Finding:
    """A finding about a box of a form. field: one of those whose places the row knows."""
    evidence = row.places.get(field) or FindingEvidence(file=row.path)
    label = title_of(FORMS[row.form_type], field)
    return tell(code, variant, field, label, evidence, notice, {**words, "found": found, "expected": expected})


def named(names: Sequence[str]) -> str:
    """「“甲.jpg”、“乙.jpg”」; of many the first, and how many there are."""
    shown = "、".join(f"“{name}”" for name in names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown}等 {len(names)} 个文件"


def name_of(entry: FileEntry) -> str:
    """A file as people call it: its name in the last mail or archive, or in its folder."""
    return entry.origin[-1].rpartition("/")[2]
