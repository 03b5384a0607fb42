"""`hebiao check`: single files, told on the terminal or as one JSON document; nothing is written."""

from collections.abc import Iterator, Sequence
from functools import partial

from extractors.locks.passwords import Passwords
from ingest.exits import Exit
from ingest.fail_on import FailOn, reached
from ingest.machine import limit_memory
from ingest.naming import Ids, renamed
from ingest.process import NOT_A_FORM, CheckedForm, Outcome, process_file
from ingest.sources import SourceFile
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
    """Read and verify files, in their order. passwords: tried on what is locked."""
    ids = Ids()
    forms: list[CheckedForm] = []
    problems: list[Problem] = []
    for outcome in _outcomes(sources, notice, limits, passwords, jobs):
        forms += (renamed(form, ids.give(form.record.id)) for form in outcome.forms)
        if not outcome.forms:
            problems.append(outcome.entry.problem or _no_form(outcome.entry))
    return Checked(
        records=tuple(form.record for form in forms), findings=tuple(form.report for form in forms), problems=tuple(problems),
    )


def exit_code(checked: Checked, fail_on: FailOn) -> Exit:
    """Discrepancies win over files that gave no record."""
    if reached(checked.findings, fail_on):
        return Exit.DISCREPANCIES
    return Exit.UNREADABLE_INPUT if checked.problems else Exit.DONE


def _outcomes(
    sources: Sequence[SourceFile], notice: Notice, limits: Limits, passwords: Passwords, jobs: int
) -> Iterator[Outcome]:
    if len(sources) <= _IN_PROCESS:
        limit_memory(limits.memory)
        yield from (process_file(source, notice, limits, passwords) for source in sources)
        return
    from ingest.failures import failed_in_worker
    from ingest.pool import each  # here, as a single file is checked faster without
    from ingest.worker import Failure

    for source, result in each(partial(process_file, notice=notice, limits=limits, passwords=passwords), sources, jobs, limits):
        yield failed_in_worker(source, result, limits) if isinstance(result, Failure) else result


def _no_form(entry: FileEntry) -> Problem:
    # A folder of a batch holds other material; a file that is checked on its own was taken for a form.
    known = entry.paper is not None and entry.paper.kind != "other"
    reason = f"这是{entry.note}，不是推荐表。" if known else entry.note
    return Problem(file=entry.path, code=NOT_A_FORM, reason=reason, advice="请检查文件是否为通知所附的推荐表。")
