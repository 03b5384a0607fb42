"""How a run shows on stderr that it goes on: a bar on a terminal, otherwise a line a file."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from reports.text import line
from schema.batch import OUTCOME_NAMES, FileEntry, FormRow
from schema.finding import SEVERITIES, SEVERITY_NAMES
from schema.forms import FORM_NAMES
from schema.privacy import mask

Tell = Callable[[FileEntry, Sequence[FormRow]], None]


@contextmanager
def progress(total: int) -> Iterator[Tell]:
    """Give a function that is told of every file that is done. total: how many files there are."""
    if sys.stderr.isatty():
        with bar("读取", total) as advance:
            yield lambda entry, _: advance(int(_came_by_itself(entry)), _safe(entry.path))
    else:
        yield _lines(total)


@contextmanager
def reporting(total: int) -> Iterator[Callable[[], None]]:
    """Give a function that is called for every report that is written. total: how many there are."""
    if sys.stderr.isatty():
        with bar("写报告", total) as advance:
            yield lambda: advance(1, "")
    else:
        yield lambda: None


@contextmanager
def bar(title: str, total: int) -> Iterator[Callable[[int, str], None]]:
    """A bar on the terminal, and the function that moves it on by so many steps and says what was done."""
    from rich.console import Console  # here, as it costs 60 ms and only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)
        yield lambda steps, said: shown.update(task, advance=steps, description=said)


def _lines(total: int) -> Tell:
    done = 0
    width = len(str(total))

    def tell(entry: FileEntry, forms: Sequence[FormRow]) -> None:
        nonlocal done
        done += _came_by_itself(entry)
        count = f"[{done:>{width}}/{total}]" if _came_by_itself(entry) else " " * (2 * width + 3)
        print(f"{count} {_safe(f'{entry.path}：{_what(entry, forms)}')}", file=sys.stderr)

    return tell


def _came_by_itself(entry: FileEntry) -> bool:
    """It is no file out of a container: how many of those there are nobody knows before."""
    return len(entry.origin) == 1


def _what(entry: FileEntry, forms: Sequence[FormRow]) -> str:
    if forms:
        return "；".join(f"{FORM_NAMES[form.form_type]}，{_filling(form)}" for form in forms)
    if entry.members is not None:
        return f"内含 {entry.members} 个文件"
    said = entry.problem.reason if entry.problem else entry.note
    return f"{OUTCOME_NAMES[entry.outcome]}，{said}" if said else OUTCOME_NAMES[entry.outcome]


def _filling(form: FormRow) -> str:
    # The verdict comes later: it also depends on what else came in.
    counts = ((SEVERITY_NAMES[name], getattr(form.report.counts, name)) for name in SEVERITIES)
    told = "、".join(f"{name} {number}" for name, number in counts if number)
    return f"填报有{told}" if told else "填报未发现问题"


def _safe(words: str) -> str:
    # A file name may hold what a terminal takes for a command, and somebody's number; these lines are often kept.
    return mask(line(words))
