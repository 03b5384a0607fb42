"""`hebiao check`: single files, told on the terminal or as one JSON document; nothing is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from extractors.errors import DocumentError
from extractors.locks.passwords import Passwords
from ingest.exits import Exit
from ingest.fail_on import FailOn, reached
from ingest.loading import load
from ingest.machine import limit_memory
from ingest.naming import Ids, renamed
from ingest.process import NOT_A_FORM, CheckedForm, Outcome, failed, process
from ingest.sources import SourceFile
from ingest.unpack.budget import Budget
from ingest.unpack.embedded import open_embedded
from ingest.unpack.inside import Names, inside, refusal_line
from ingest.unpack.member import Refusal
from schema.batch import FileEntry, Problem
from schema.finding import Report
from schema.limits import Limits
from schema.notice import Notice
from schema.record import Plain, Record

_IN_PROCESS = 4  # files up to which starting workers takes longer than they would save


class Checked(Plain):
    """What `check --json` prints.

    problems: of the files that gave no record.
    """

    records: tuple[Record, ...]
    findings: tuple[Report, ...]
    problems: tuple[Problem, ...]


def check_files(sources: Sequence[SourceFile], notice: Notice, limits: Limits, passwords: Passwords, jobs: int) -> Checked:
    """Read and verify files, in their order; photos of the pages of one form make one. passwords: tried on what is locked."""
    ids = Ids()
    forms: list[CheckedForm] = []
    problems: list[Problem] = []
    groups = list(_outcomes(sources, notice, limits, passwords, jobs))
    if sum(outcome.part is not None for outcomes in groups for outcome in outcomes) > 1:
        from ingest.joining import with_joined  # with what a run takes to write; for photos of single pages only

        groups = with_joined(groups, notice)
    for outcomes in groups:
        found = [form for outcome in outcomes for form in outcome.forms]
        forms += (renamed(form, ids.give(form.record.id)) for form in found)
        said = [outcome.entry.problem for outcome in outcomes if outcome.entry.problem]
        problems += said if said or found else [_no_form(outcomes[0].entry)]
    return Checked(
        records=tuple(form.record for form in forms), findings=tuple(form.report for form in forms), problems=tuple(problems),
    )


def exit_code(checked: Checked, fail_on: FailOn) -> Exit:
    """Discrepancies win over files that gave no record."""
    if reached((report.counts for report in checked.findings), fail_on):
        return Exit.DISCREPANCIES
    return Exit.UNREADABLE_INPUT if checked.problems else Exit.DONE


def check_file(source: SourceFile, notice: Notice, limits: Limits, passwords: Passwords) -> tuple[Outcome, ...]:
    """What became of a file, and of the documents that are embedded in it."""
    try:
        data = load(source, limits)
    except DocumentError as error:
        return (failed(source, error),)
    return tuple(_read(source, data, lambda: Budget(limits, len(data)), notice, limits, passwords))


def _read(
    source: SourceFile, data: bytes, budget: Callable[[], Budget], notice: Notice, limits: Limits, passwords: Passwords
) -> Iterator[Outcome]:
    outcome = process(data, source.path, source.origin, notice, limits, passwords)
    yield replace(outcome, plain=None)
    if outcome.entry.outcome == "ignored":
        return
    names = Names()
    here = cache(budget)
    for member in open_embedded(outcome.plain or data, outcome.entry.media_type, here, limits):
        file = inside(source, names.give(member.name), member.name, source.file)
        if isinstance(member, Refusal):
            yield Outcome(refusal_line(file, member))
        else:
            yield from _read(file, member.data, lambda: here().deeper(), notice, limits, passwords)


def _outcomes(
    sources: Sequence[SourceFile], notice: Notice, limits: Limits, passwords: Passwords, jobs: int
) -> Iterator[tuple[Outcome, ...]]:
    if len(sources) <= _IN_PROCESS:
        limit_memory(limits.memory)
        yield from (check_file(source, notice, limits, passwords) for source in sources)
        return
    from ingest.failures import failed_in_worker
    from ingest.pool import each  # here, as a single file is checked faster without
    from ingest.worker import Failure

    for source, result in each(partial(check_file, notice=notice, limits=limits, passwords=passwords), sources, jobs, limits):
        yield (failed_in_worker(source, result, limits),) if isinstance(result, Failure) else result


def _no_form(entry: FileEntry) -> Problem:
    # A folder of a batch holds other material; a file that is checked on its own was taken for a form.
    known = entry.paper is not None and entry.paper.kind != "other"
    reason = f"这是{entry.note}，不是推荐表。" if known else entry.note
    return Problem(file=entry.path, code=NOT_A_FORM, reason=reason, advice="请检查文件是否为通知所附的推荐表。")
