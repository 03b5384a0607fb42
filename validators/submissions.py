"""What came together -> findings about the whole, and about each of its forms beside those of the form by itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from schema.batch import FormRow
from schema.finding import Finding, Report, report
from schema.forms import FORMS
from schema.notice import Notice
from schema.sent import Sent
from validators.across_forms import forms_say_the_same
from validators.applications import one_form_for_each_occupation
from validators.certificates import certificate_agrees
from validators.materials import missing, other_files_are_named, what_is_missing_is_told
from validators.places import position
from validators.seals import only_the_file_came
from validators.supplements import what_came_apart_is_told, where_papers_belong_is_told
from validators.timing import mail_is_in_time


class Judged(NamedTuple):
    """A submission, judged.

    missing: names of the materials that an applicant lacks. findings: about the whole. of_forms: about each form, by id,
    those about the whole that concern it among them.
    """

    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    of_forms: Mapping[str, tuple[Finding, ...]]


def judge_submission(sent: Sent, notice: Notice) -> Judged:
    """Judge by the rules of a notice what came together. The same submission and notice give the same findings."""
    late = tuple(mail_is_in_time(sent.mail, sent.place, notice))
    findings: list[Finding] = []
    of_forms: dict[str, tuple[Finding, ...]] = {}
    for share in sent.shares:
        about = (
            *what_is_missing_is_told(sent, share, notice), *what_came_apart_is_told(share, notice),
            *other_files_are_named(share.files, notice),
        )
        findings += about
        its_late = tuple(mail_is_in_time(share.first, sent.place, notice)) if share.first else late
        of_forms |= {
            row.id: (*certificate_agrees(row, share, notice), *only_the_file_came(row, share, notice), *about, *its_late)
            for row in share.forms
        }
        findings += its_late
    shared = {entry.path for share in sent.shares for entry in share.files}
    nobodys = [entry for entry in sent.files if entry.path not in shared]
    findings += (*where_papers_belong_is_told(sent, notice), *other_files_are_named(nobodys, notice))
    lacking = {material.name for share in sent.shares for material in missing(share, notice)}
    return Judged(
        tuple(material.name for material in notice.materials if material.name in lacking), tuple(_once(findings)), of_forms,
    )


def judge_applicant(forms: Sequence[FormRow], notice: Notice) -> Mapping[str, Sequence[Finding]]:
    """What is to be said of each form, by id, beside the other forms of the same applicant, however they came."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for record_id, finding in (*one_form_for_each_occupation(forms, notice), *forms_say_the_same(forms, notice)):
        found[record_id].append(finding)
    return found


def report_with(row: FormRow, more: Iterable[Finding]) -> Report:
    """The report of a form with findings beside its own, in the order of the paper, and the verdict of all."""
    form = FORMS[row.form_type]
    findings = sorted((*row.report.findings, *more), key=lambda finding: position(form, finding.field))
    return report(row.id, findings)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once: a file that counts for several applicants is told for each."""
    seen: list[Finding] = []
    for finding in findings:
        if finding not in seen:
            seen.append(finding)
            yield finding
