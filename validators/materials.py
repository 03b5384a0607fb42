"""Each applicant hands in all that the notice wants: `materials.missing`, `materials.unrecognised`.

Clause: 通知第三条: the form, 法人登记证书复印件, 信用报告 or 诚信承诺书. A paper counts whatever it was recognised by; a file
that could not be read counts for nothing, but is named where it may be the paper. Other documents are only a hint.

Example: a mail with 推荐表.docx and 营业执照.jpg lacks 「信用报告或诚信承诺书」.
"""

from collections.abc import Iterator, Sequence

from schema.batch import FileEntry
from schema.finding import Finding
from schema.notice import Material, Notice
from schema.sent import Sent, Share
from schema.submission import PAPER_NAMES, RECOGNISED_BY_NAMES
from validators.telling import about_files, name_of, named


def missing(share: Share, notice: Notice) -> tuple[Material, ...]:
    """The materials that an applicant has not handed in; none of a mail that brought nothing at all: it asks a question."""
    if not share.forms and not any(entry.paper for entry in share.documents):
        return ()
    return tuple(material for material in notice.materials if not _is_there(material, share))


def what_is_missing_is_told(sent: Sent, share: Share, notice: Notice) -> Iterator[Finding]:
    """Every material that is not there; where several units share a mail, whose."""
    whose = f"{share.forms[0].organisation or '申报单位'}的" if share.forms and len(sent.shares) > 1 else ""
    for material in missing(share, notice):
        unread = [name_of(entry) for entry in share.documents if entry.problem and _could_be(material, entry)]
        yield about_files(
            "materials.missing", sent.place, notice, variant="unread" if unread else None, found=_what_is_there(share.documents),
            expected=material.name, whose=whose, files=named(unread),
        )


def other_files_are_named(files: Sequence[FileEntry], notice: Notice) -> Iterator[Finding]:
    """One hint for all files that are no paper that the notice asks for; what could not be read is told as a problem."""
    others = [entry for entry in files if entry.paper and entry.paper.kind == "other" and not entry.problem]
    if others:
        names = named([name_of(entry) for entry in others])
        yield about_files("materials.unrecognised", others[0].path, notice, excerpt=others[0].note, files=names)


def _is_there(material: Material, share: Share) -> bool:
    if "form" in material.any_of and share.forms:
        return True
    return any(
        kind in material.any_of
        for entry in share.documents if entry.paper and not entry.problem for kind in entry.paper.kinds if kind != "form"
    )


def _could_be(material: Material, entry: FileEntry) -> bool:
    return entry.paper is None or any(kind == "other" or kind in material.any_of for kind in entry.paper.kinds)


def _what_is_there(files: Sequence[FileEntry]) -> str | None:
    """The papers that came, and by what each was recognised."""
    papers: list[str] = []
    for entry in files:
        if entry.paper and entry.paper.kind != "other" and not entry.problem:
            papers.append(f"{PAPER_NAMES[entry.paper.kind]}（按{RECOGNISED_BY_NAMES[entry.paper.by]}识别）")
            papers += (f"{PAPER_NAMES[kind]}（在“{name_of(entry)}”中）" for kind in entry.paper.also)
    return "、".join(dict.fromkeys(papers)) or None
