"""How often a scan's value is wrong and shown as sure, by the confidence from which a reading counts: `python -m benchmarks.scans`.

The forms are the generator's, drawn from seeds and never kept: scans and photos of every quality that offices mail.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args

from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from extractors.errors import DocumentError
from extractors.mapping import readings
from extractors.read import read_contents
from samples import scan
from samples.forms import make_form
from samples.style import Look, ScanStyle, pdf_style
from schema.boxes import Kind, boxes
from schema.folding import fold
from schema.forms import FORMS, FormType
from schema.limits import Limits
from schema.notice import load_notice
from schema.record import Record, value_at

_FORMS = 12
_FORM_TYPES = get_args(FormType)
_LOOKS = (
    Look(dots=100), Look(dots=120, noise=4), Look(dots=150, skew=-2.5), Look(dots=150, noise=8, quality=20),
    Look(dots=200, grey=False, skew=1.5), Look(dots=300, skew=4), Look(dots=150, photo=True, grey=False),
    Look(dots=200, photo=True, grey=False, noise=5),
)
_STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995)
_TOLERANCE = 0.01  # of the characters of prose
_ALL = {False: 0.0, True: 0.0}  # every reading counts, so that each threshold can be tried on what was read once


class Answer(NamedTuple):
    """A field of a scan. is_prose: judged by the mean of its characters. is_right: as it was filled in."""

    path: str
    is_prose: bool
    is_right: bool
    confidence: float


def scans(count: int) -> Iterator[tuple[bytes, FormType, Any]]:
    """So many scans, each with its kind and the form that was put on paper."""
    for seed in range(count):
        form_type = _FORM_TYPES[seed % 2]
        look = _LOOKS[seed % len(_LOOKS)]
        filled = make_form(7000 + seed, form_type, people=2 + seed % 5)
        plain = pdf_style(7000 + seed)
        style = ScanStyle(
            seed=seed, look=look, size=max(plain.size, 9.5), ticks=plain.ticks, dates=plain.dates, prompts=plain.prompts,
            nothing=plain.nothing, unused_rows=plain.unused_rows, sealed_by="{name}" if seed % 3 else "",
        )
        yield scan.write(filled, style), form_type, filled.form


def answers(record: Record, form: Any) -> Iterator[Answer]:
    """Every answer that the reader gives as read, held against the form that was put on paper."""
    prose = {box.path for box in boxes(FORMS[record.form_type]) if box.kind is Kind.PROSE}
    for path, evidence in record.evidence.items():
        if evidence.state != "read":
            continue
        got, wanted = record.value(path), value_at(form, path)
        yield Answer(path, path in prose, _same(got, wanted, path in prose), evidence.confidence)


def _same(got: Any, wanted: Any, is_prose: bool) -> bool:
    if not isinstance(wanted, str):
        return bool(got == wanted)
    wrong = Levenshtein.normalized_distance(fold(str(got)), fold(wanted))
    return wrong <= (_TOLERANCE if is_prose else 0)


def main() -> None:
    """Read the scans once, believing everything, and print what each threshold would have let through."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _FORMS
    notice, console = load_notice(), Console(width=110)
    readings.TRUSTED = _ALL
    found: list[Answer] = []
    for data, form_type, form in scans(count):
        try:
            read = read_contents(data, "form", ("form",), notice, Limits()).records
        except DocumentError as error:
            console.print(f"{form_type}: {error}")
            continue
        if len(read) != 1 or read[0].form_type != form_type:
            console.print(f"{form_type}: not read as one form")
            continue
        found += answers(read[0], form)
    for is_prose in (False, True):
        console.print(_table(found, [one for one in found if one.is_prose is is_prose], "prose" if is_prose else "short answers"))


def _table(everything: Sequence[Answer], part: Sequence[Answer], title: str) -> Table:
    table = Table(title=f"{title}: {len(part)} of {len(everything)} fields", title_justify="left", expand=True)
    for name in ("trusted from", "wrong and sure", "% of all fields", "right and not trusted"):
        table.add_column(name, justify="right")
    for least in _STEPS:
        wrong = sum(one.confidence >= least and not one.is_right for one in part)
        lost = sum(one.confidence < least and one.is_right for one in part)
        table.add_row(f"{least:.2f}", str(wrong), f"{100 * wrong / max(1, len(everything)):.2f}", str(lost))
    return table


if __name__ == "__main__":
    main()
