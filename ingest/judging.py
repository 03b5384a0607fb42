"""What was read, judged as a whole: submissions, the findings about them and across them, and the verdict of each form."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from ingest.grouping.corrections import superseded_in, with_earlier
from ingest.grouping.submissions import group
from ingest.grouping.supplements import with_supplements
from ingest.unpack.settling import settle_containers
from schema.batch import Batch, FileEntry, FormRow
from schema.finding import Finding
from schema.notice import Notice
from schema.record import Record
from schema.sent import Sent
from schema.submission import Submission
from validators.submissions import Judged, judge_applicant, judge_submission, report_with
from validators.texts.copied import texts_are_ones_own

_NOBODYS = "不能确定属于哪个申报单位"


def judge(files: Sequence[FileEntry], forms: Sequence[FormRow], notice: Notice, read: Callable[[str], Record]) -> Batch:
    """The batch that files and forms make.

    forms: with the findings about each by itself. read: the record by an id, as it was written.
    """
    grouped = group(files, forms)
    more: defaultdict[str, list[Finding]] = defaultdict(list)
    for of_one in grouped.applicants:
        for record_id, findings in judge_applicant(of_one, notice).items():
            more[record_id] += findings
    shared = []
    for text, finding in texts_are_ones_own(forms, grouped.applicants, read, notice):
        shared.append(text)
        more[text.own.record].append(finding)
    submissions = []
    for sent in with_supplements(with_earlier(grouped.submissions), files, forms):
        judged = judge_submission(sent, notice)
        superseded = superseded_in(sent)
        for record_id, about in judged.of_forms.items():
            if record_id not in superseded:
                more[record_id] += about
        submissions.append(_submission(sent, judged))
    owned = [_owned(entry, owner) for entry, owner in zip(files, grouped.of_file, strict=True)]
    return Batch(
        notice=notice.name, notice_title=notice.title,
        forms=tuple(row.model_copy(update={"report": report_with(row, more[row.id])}) for row in forms),
        files=tuple(settle_containers(owned)), submissions=tuple(submissions), shared=tuple(shared),
        openings=notice.openings,
    )


def _submission(sent: Sent, judged: Judged) -> Submission:
    return Submission(
        id=sent.id, kind=sent.kind, title=sent.title, mail=sent.mail, files=tuple(entry.path for entry in sent.files),
        records=tuple(row.id for row in sent.forms), missing=judged.missing,
        adds_to=tuple(row.id for one in sent.supplements if one.is_sure for row in one.forms), findings=judged.findings,
    )


def _owned(entry: FileEntry, owner: str | None) -> FileEntry:
    """The line of a file with the submission that it belongs to; a paper that belongs to none says so."""
    nobodys = owner is None and entry.outcome == "material" and entry.members is None
    note = "；".join(filter(None, (entry.note.rstrip("。"), _NOBODYS))) if nobodys else entry.note
    return entry.model_copy(update={"submission": owner, "note": note})
