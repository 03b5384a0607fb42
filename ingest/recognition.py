"""What paper a file is, by content where that says it, else by its name."""

import re

from extractors.paper_names import kinds_by_name
from schema.submission import Paper, PaperKind

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_MAILS = (".eml", ".msg")  # called by their subjects, which say what is in all of the mail


def paper_by_name(path: str) -> Paper:
    """What a file is by its name; where that says nothing, by its folder's, if that names one paper alone.

    path: as in FileEntry.path. 「营业执照/IMG_2033.jpg」 is a certificate.
    """
    *folders, name = path.split("/")
    kinds = kinds_by_name(_SUFFIX.sub("", name))
    if not kinds and folders and not folders[-1].lower().endswith(_MAILS):
        of_folder = kinds_by_name(_SUFFIX.sub("", folders[-1]))
        kinds = of_folder if len(of_folder) == 1 else ()
    first, *others = kinds or ("other",)
    return Paper(kind=first, by="name", also=tuple(others))


def recognised(by_content: Paper | None, by_name: Paper) -> Paper:
    """What a file that was read is: what it says, and what else its name says is in it."""
    if by_content is None:
        return Paper(kind="other", by="content") if by_name.kind in ("form", "other") else by_name
    known: set[PaperKind] = {*by_content.kinds, "form", "other"}
    return by_content.model_copy(update={
        "also": (*by_content.also, *(kind for kind in by_name.kinds if kind not in known)),
    })
