"""Which scanned files hold the pages of one form: photos of one page each, in one mail, folder or archive.

Names give the order in which the pages were taken, and so which pages follow the first of a form; labels give the order
inside a form. Where several forms lie in one folder and the two do not agree, nothing is put together: a form with
another's page is worse than a page that somebody has to look at.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from statistics import median
from typing import NamedTuple

from rapidfuzz import fuzz

from extractors.parts import Part
from schema.folding import fold
from schema.forms import FORMS, FormType

_SAME_PAGE = 90.0  # of 100, likeness of two texts: what two photos of a page differ by is misread
_LEAST_TEXT = 20  # characters by which pages are compared
_HEADINGS = 8  # labels: more than the headings that a table repeats on every page
_DIGITS = re.compile(r"(\d+)")


class Sheaf(NamedTuple):
    """The parts of one form in the order of its pages. left_out: worse pictures of pages, each with the part that was kept."""

    parts: tuple[Part, ...]
    left_out: tuple[tuple[Part, Part], ...]

    @property
    def every(self) -> tuple[Part, ...]:
        """All of them, the worse pictures too."""
        return (*self.parts, *(worse for worse, _ in self.left_out))


def sheaves(parts: Sequence[Part]) -> list[Sheaf]:
    """The forms whose pages came in several files, as far as they can be told; parts that are alone are in none."""
    folders: defaultdict[tuple[str, tuple[str, ...]], list[Part]] = defaultdict(list)
    for part in parts:
        folders[part.source.path.rpartition("/")[0], part.source.origin[:-1]].append(part)
    found = (sheaf for folder in folders.values() for run in _runs(sorted(folder, key=_by_name)) if (sheaf := _sheaf(run)))
    return [sheaf for sheaf in found if len(sheaf.every) > 1]


def _by_name(part: Part) -> tuple[list[str | int], str]:
    """As people count: 图片2 before 图片10."""
    pieces = _DIGITS.split(part.source.path.casefold())
    return [int(piece) if number % 2 else piece for number, piece in enumerate(pieces)], part.source.sha256


def _runs(folder: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts of each form of a folder. folder: in the order of names."""
    runs = _begun([part for part in folder if part.shown.labels])
    if len(runs) > 1 and not all(map(_is_in_order, runs)):
        return
    for run in runs:
        yield [part for at, part in enumerate(folder) if part in run or _goes_along(part, folder[:at], folder[at + 1 :], run)]


def _begun(labelled: Sequence[Part]) -> list[list[Part]]:
    """Each part with those of its form; all of one form where no more than one begins. None where one has no form."""
    if not labelled:
        return []
    runs: list[list[Part]] = []
    before: list[Part] = []
    now: list[Part] | None = None
    for part in labelled:
        if part.shown.starts:
            now = next((run for run in runs if _is_same_start(run, part)), None)
            if now is None:
                now = []
                runs.append(now)
        elif now is None or not _form_types([*now, part]):
            fitting = [run for run in runs if _form_types([*run, part])]
            now = fitting[0] if len(fitting) == 1 else None
        (before if now is None else now).append(part)
    if len(runs) <= 1:
        every = [*before, *(runs[0] if runs else ())]
        return [every] if _form_types(every) else runs
    return [] if before else runs


def _form_types(parts: Sequence[Part]) -> list[FormType]:
    """The forms that all of these parts may be of."""
    return [form_type for form_type in FORMS if all(form_type in part.shown.labels for part in parts)]


def _goes_along(part: Part, before: Sequence[Part], behind: Sequence[Part], run: Sequence[Part]) -> bool:
    """A page without labels: of answers that go on between two pages of a form, or of notes behind one."""
    if part.shown.labels:
        return False
    last = next((other for other in reversed(before) if other.shown.labels), None)
    following = next((other for other in behind if other.shown.labels), None)
    if last is None or last not in run:
        return False
    return part.shown.notes or (part.shown.has_table and following is not None and following in run)


def _is_same_start(run: Sequence[Part], part: Part) -> bool:
    return any(other.shown.starts and _is_same_page(other, part) and _says_the_same(other, part) for other in run)


def _says_the_same(one: Part, other: Part) -> bool:
    """Not of two occupations or units, of which a form each looks much the same."""
    pairs = ((one.occupation, other.occupation), (one.unit, other.unit))
    return all(not a or not b or fold(a) == fold(b) for a, b in pairs)


def _is_same_page(one: Part, other: Part) -> bool:
    if min(len(one.text), len(other.text)) < _LEAST_TEXT:
        return False
    return fuzz.ratio(one.text, other.text, score_cutoff=_SAME_PAGE) > 0


def _is_in_order(run: Sequence[Part]) -> bool:
    """The names give the pages in the order of the form, each of another part of it."""
    form_type = _form_types(run)[0]
    return all(
        _place(one, form_type) < _place(other, form_type) or _is_same_page(one, other) for one, other in pairwise(run)
    )


def _place(part: Part, form_type: FormType) -> float:
    """Where in the form a page with labels stands."""
    return median(part.shown.labels[form_type])


def _sheaf(run: Sequence[Part]) -> Sheaf | None:
    """The pages of a run in the order of the form, each once; None where two of them are the same page of two forms."""
    form_type = _form_types([part for part in run if part.shown.labels])[0]
    kept: list[Part] = []
    left_out: list[tuple[Part, Part]] = []
    for part in sorted(run, key=lambda one: one.doubt):
        better = next((other for other in kept if _is_same_page(other, part)), None)
        if better is None:
            kept.append(part)
        else:
            left_out.append((part, better))
    labels = [part.shown.labels.get(form_type, frozenset()) for part in kept]
    if any(len(one & other) >= _HEADINGS for one, other in combinations(labels, 2)):
        return None
    places: dict[int, tuple[float, int]] = {}
    place = 0.0
    for number, part in enumerate(run):
        if part.shown.labels:
            place = _place(part, form_type)
        places[id(part)] = (float("inf") if part.shown.notes else place, number)
    return Sheaf(tuple(sorted(kept, key=lambda part: places[id(part)])), tuple(left_out))
