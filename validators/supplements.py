"""What came without a form, for a form that came another way, is told at both: `materials.supplement`, `materials.whose`.

Clause: 通知第三条. Papers that are handed in later, or in a mail of their own, count as if they had come with the form; whose
they are is shown, so that a person can see when and by what they were taken for this applicant's. Those that may be of
several count for none: that is told of them, and of the forms that lack something.

Example: a mail with nothing but 营业执照.pdf, which answers the letter about the form.
"""

from collections.abc import Iterator

from schema.finding import Finding
from schema.moments import moment_text
from schema.notice import Notice
from schema.sent import Sent, Share, Supplement
from schema.submission import SIGN_NAMES
from validators.materials import missing
from validators.telling import about_files, name_of, named

_COUNTS, _UNSURE = "materials.supplement", "materials.whose"
_MOST_NAMED = 8
_NOBODY = "（单位名称未填）"


def what_came_apart_is_told(share: Share, notice: Notice) -> Iterator[Finding]:
    """At the forms of an applicant: the papers that count for them, or may."""
    lacks = bool(missing(share, notice))
    for one in share.supplements:
        moment = one.mail and (one.mail.received or one.mail.date)
        said = moment_text(moment) if moment else ""
        words = {"title": one.title, "when": f"于 {said} " if said else ""}
        if one.is_sure:
            yield _told(_COUNTS, one, None, notice, found=_files(one) + (f"（{said}）" if said else ""), **words)
        elif lacks:
            yield _told(_UNSURE, one, "of_form", notice, **words)


def where_papers_belong_is_told(sent: Sent, notice: Notice) -> Iterator[Finding]:
    """At the papers: for whom they count, or may."""
    for one in sent.supplements:
        units = list(dict.fromkeys(row.organisation or _NOBODY for row in one.forms))
        shown = "、".join(units[:_MOST_NAMED]) + (f"等 {len(units)} 家单位" if len(units) > _MOST_NAMED else "")
        code, variant = (_COUNTS, "of") if one.is_sure else (_UNSURE, None)
        yield _told(code, one, variant, notice, units=shown)


def _told(code: str, one: Supplement, variant: str | None, notice: Notice, **words: str) -> Finding:
    return about_files(code, one.files[0].path, notice, variant=variant, files=_files(one), by=SIGN_NAMES[one.by], **words)


def _files(one: Supplement) -> str:
    return named([name_of(entry) + ("（未能读取）" if entry.problem else "") for entry in one.files])
