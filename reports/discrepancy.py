"""`reports/<id>.html`: what a reviewer reads of one form. Findings above, the filled form below, linked both ways."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.originals import originals
from reports.pages import environment
from reports.places import place_text
from reports.same_words import TEXT, comparison
from reports.seals import shown_seals
from reports.sheet import Sheet, draw
from reports.words import (
    FILE_GROUP,
    READER_NAMES,
    SUBMISSION_GROUP,
    decision_text,
    outcome_text,
    section_title,
    tally_text,
)
from schema.batch import SharedText
from schema.finding import SEVERITIES, SEVERITY_NAMES, Finding, Report, Severity
from schema.forms import FORM_NAMES, SECTION_TITLES
from schema.notice import Notice
from schema.record import Record
from schema.submission import Mail


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with its number in the report, the anchor that it points to, and its place in the file."""

    number: int
    finding: Finding
    target: str
    place: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one section of the paper. found: what is called what they found."""

    title: str
    found: str
    items: tuple[Item, ...]


def render_report(
    record: Record, report: Report, notice: Notice, mail: Mail | None = None, jpegs: Mapping[str, bytes] | None = None,
    beside: Sequence[tuple[SharedText, Record]] = (), *, has_letter: bool = False,
) -> str:
    """The page of one record: self-contained HTML, the same bytes for the same record and report.

    mail: by which the form came; None where it came by none, then the page says nothing of it.
    jpegs: the pictures of scanned pages and of seals, by PagePicture.file and Seal.picture. beside: for each finding about
    a text that another applicant has too, in their order, what both have in common and the other's record. has_letter: one
    to the applicant lies beside the reports.
    """
    sheet = draw(record)
    groups = tuple(_groups(report, sheet))
    marks: dict[str, list[Item]] = {}
    for group in groups:
        for item in group.items:
            marks.setdefault(item.target, []).append(item)
    alike = [item for group in groups for item in group.items if item.finding.code == TEXT]
    comparisons = {item.number: comparison(record, *one) for item, one in zip(alike, beside, strict=True)}
    numbers = {report.findings.index(item.finding): item.number for group in groups for item in group.items}
    return environment().get_template("discrepancy.html.j2").render(
        record=record, report=report, notice=notice, sheet=sheet, groups=groups, marks=marks,
        form_name=FORM_NAMES[record.form_type], reader_name=READER_NAMES[record.source.reader],
        outcome=outcome_text(report), severity_names=SEVERITY_NAMES,
        tally=tally_text(report.counts), worst=_worst, mail=mail, has_letter=has_letter, decision_text=decision_text,
        comparisons=comparisons, originals=originals(record, report, numbers, sheet, jpegs or {}),
        seals=shown_seals(record, jpegs or {}),
    )


def _groups(report: Report, sheet: Sheet) -> Iterator[Group]:
    """The findings by section in the order of the paper, what concerns submission and file last, numbered through."""
    number = 0
    for title in (*dict.fromkeys(SECTION_TITLES.values()), SUBMISSION_GROUP, FILE_GROUP):
        findings = [finding for finding in report.findings if section_title(finding) == title]
        items = tuple(
            Item(number + offset, finding, sheet.target(finding.field), place_text(finding.evidence))
            for offset, finding in enumerate(findings, 1)
        )
        number += len(items)
        if items:
            yield Group(title, "实际" if title == SUBMISSION_GROUP else "填报", items)


def _worst(items: list[Item]) -> Severity:
    return min((item.finding.severity for item in items), key=SEVERITIES.index)
