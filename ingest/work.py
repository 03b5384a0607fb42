"""What a worker does with one file: read it, verify it, and render the reports, so that the main process only writes."""

from dataclasses import dataclass

from ingest.process import CheckedForm, process_file
from ingest.sources import SourceFile
from reports.discrepancy import render_report
from schema.batch import FileEntry
from schema.notice import Notice


@dataclass(frozen=True, slots=True)
class RenderedForm:
    """A form with its report for the reviewer.

    html: the page, which says the record's id.
    """

    checked: CheckedForm
    html: str


@dataclass(frozen=True, slots=True)
class Work:
    """All that comes of one file."""

    entry: FileEntry
    forms: tuple[RenderedForm, ...] = ()


def work(source: SourceFile, notice: Notice) -> Work:
    """Read, verify and render the forms of a file on disk."""
    outcome = process_file(source, notice)
    return Work(outcome.entry, tuple(render(form, notice) for form in outcome.forms))


def render(form: CheckedForm, notice: Notice) -> RenderedForm:
    """Add the page for the reviewer."""
    return RenderedForm(form, render_report(form.record, form.report, notice))
