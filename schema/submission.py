"""Submissions: what one applicant sent together, and what each of its papers is."""

from typing import Literal

from pydantic import Field

from schema.finding import Finding
from schema.record import Plain

PaperKind = Literal["form", "certificate", "credit_report", "commitment", "other"]
PAPER_NAMES: dict[PaperKind, str] = {
    "form": "推荐表", "certificate": "法人登记证书复印件", "credit_report": "信用报告", "commitment": "诚信承诺书", "other": "其他材料",
}
RecognisedBy = Literal["content", "name"]
RECOGNISED_BY_NAMES: dict[RecognisedBy, str] = {"content": "内容", "name": "文件名"}
# By what a paper that came without a form is known to be an applicant's.
Sign = Literal["told", "content", "name", "beside", "subject", "thread", "sender"]
SIGN_NAMES: dict[Sign, str] = {
    "told": "人工指定", "content": "材料上的单位", "name": "文件名", "beside": "同一来件中的其他材料", "subject": "邮件主题",
    "thread": "所回复的邮件", "sender": "发件地址",
}
SubmissionKind = Literal["mail", "folder", "loose"]
SUBMISSION_NAMES: dict[SubmissionKind, str] = {"mail": "邮件", "folder": "文件夹", "loose": "散件"}


class Paper(Plain):
    """What a file of a submission is.

    by: what it was recognised by. also: the further papers in the same file. names, credit_codes: of units, as far as
    the text can be read and says them. qr_credit_codes: those that its QR codes say.
    """

    kind: PaperKind
    by: RecognisedBy
    also: tuple[PaperKind, ...] = ()
    names: tuple[str, ...] = ()
    credit_codes: tuple[str, ...] = ()
    qr_credit_codes: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[PaperKind, ...]:
        """All papers in the file."""
        return (self.kind, *self.also)


class Mail(Plain):
    """Who sent a mail and when. Texts are decoded, on one line, and empty where the header is missing.

    date: when its sender says it was sent. received: when the last server, the receiver's own, took it, by the topmost
    Received header. Both ISO 8601 with zone, None where missing or no date.
    message_id, in_reply_to, references: as they stand there, None where missing. reply_to: where its sender wants the
    answer, empty where it does not say.
    """

    sender: str
    to: str
    subject: str
    date: str | None
    received: str | None
    message_id: str | None
    in_reply_to: str | None
    references: str | None = None
    reply_to: str = ""


class Submission(Plain):
    """What came together: one mail with all that is in it, one applicant's folder, or loose files of one applicant.

    id: stable for the same mail, folder or applicant. title: the mail's subject, the folder's path or the unit's name.
    mail: of a mail. files: paths of its files (FileEntry.path), those of containers left out. records: ids of its forms.
    missing: names of the materials that the notice wants and that are not there (Notice.materials).
    adds_to: ids of forms that came another way, for which its papers count.
    findings: about the submission as a whole (`materials.*`, `timing.*`); each of its forms' reports has them as well.
    """

    id: str
    kind: SubmissionKind
    title: str
    mail: Mail | None = None
    files: tuple[str, ...]
    records: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    adds_to: tuple[str, ...] = Field((), exclude_if=lambda ids: not ids)
    findings: tuple[Finding, ...] = ()
