"""Boxes with one value: every label with the cell it leads to, assigned once for the whole form."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.document import Mark
from extractors.mapping.grid import Grid, Place, shared
from extractors.mapping.readings import Reading, read, read_place
from schema.boxes import LEVEL_NAMES, Box, Header, Kind

_UNGROUPED = 0.55  # how much a label without its group's label is worth: an only one is taken, never before a proper one
_ABOVE = 0.9
_FAR = 0.01  # a place
_LEAST = 0.45
_OPTIONS = frozenset({"是", "否", "有", "无", *LEVEL_NAMES})


class _Candidate(NamedTuple):
    """A box, the label that may be its, and the place that the label leads to."""

    score: float
    box: Box
    label: Place
    value: Place


def read_leaves(grid: Grid, wanted: Sequence[Box], lines_are_wrapped: bool) -> Iterator[Reading]:
    """The readings of all boxes that a label leads to; a near miss loses to an exact label."""
    by_path = {box.path: box for box in wanted}
    candidates = [candidate for place in grid.places for candidate in _candidates(grid, place, by_path)]
    candidates.sort(key=lambda candidate: -candidate.score)
    done: set[str] = set()
    labels: set[int] = set()
    for one in candidates:
        if one.box.path in done or id(one.label) in labels or one.value.taken or one.label.taken:
            continue
        if id(one.value) in labels:
            continue
        done.add(one.box.path)
        labels.add(id(one.label))
        yield _read(grid, one, lines_are_wrapped)
    for place in grid.places:
        if id(place) in labels:
            place.taken = True


def _candidates(grid: Grid, label: Place, wanted: dict[str, Box]) -> Iterator[_Candidate]:
    if label.taken or not label.senses:
        return
    values: list[tuple[Place, float]] | None = None
    governing: list[tuple[Header, float]] | None = None
    for sense in label.senses:
        box = wanted.get(sense.target.path) if isinstance(sense.target, Box) else None
        if box is None:
            continue
        if values is None:
            values = list(_values(grid, label))
            governing = list(_governing(grid, label))
        group = 1.0 if sense.grouped else _group_quality(box, governing or ())
        for value, plausible in values:
            score = sense.quality * group * plausible
            if score >= _LEAST:
                yield _Candidate(score, box, label, value)


def _group_quality(box: Box, governing: Sequence[tuple[Header, float]]) -> float:
    """How well the labels left of and above a label name the group of a box."""
    own = max((quality for header, quality in governing if header.path == box.within), default=0.0)
    if box.within:
        return own
    if box.group is None:
        # A label of its own that stands under some other group's label is probably that group's.
        return 1.0 if not governing else 0.97
    if box.group.inline:
        return max((quality for header, quality in governing if header == box.group), default=0.9)
    return max((quality for header, quality in governing if header == box.group), default=_UNGROUPED)


def _governing(grid: Grid, label: Place) -> Iterator[tuple[Header, float]]:
    """The labels of groups that govern a label: left of it in its rows, or over it."""
    for distance, place in enumerate(grid.left_of(label, label.top)):
        yield from _headers(_topmost(grid, place), 1.0 - _FAR * distance)
    row = label.top - 1
    while row >= 0:
        above = grid.under(label, row) or _covering(grid, label, row)
        if above is None:
            return
        yield from _headers(above, _ABOVE)
        if above.left > label.left or above.right < label.right or not above.senses:
            return
        row = above.top - 1


def _headers(place: Place, quality: float) -> Iterator[tuple[Header, float]]:
    for sense in place.senses:
        if isinstance(sense.target, Header):
            yield sense.target, sense.quality * quality


def _topmost(grid: Grid, place: Place) -> Place:
    """A group's label that was typed once above empty cells instead of merging them."""
    while place.blank and place.top > 0:
        upper = grid.under(place, place.top - 1)
        if upper is None or shared(place, upper) < 0.95:
            break
        place = upper
    return place


def _covering(grid: Grid, label: Place, row: int) -> Place | None:
    return next((place for place in grid.rows[row] if place.left <= label.left and place.right >= label.right), None)


def _values(grid: Grid, label: Place) -> Iterator[tuple[Place, float]]:
    """The places that a label may lead to, with how plausible each is."""
    right = grid.right_of(label)
    below = grid.below(label)
    left = next(grid.left_of(label, label.top), None)
    heads_column = (right is not None and bool(right.senses)) or (
        right is None and left is not None and bool(left.senses) and left.top == label.top
    )
    if right is not None:
        plausible = 0.6 if right.senses else 1.0 if not right.blank else 0.98
        yield right, plausible - (0.2 if heads_column and right.blank else 0.0)
    if below is not None and not below.senses and shared(label, below) >= 0.6:
        yield below, (0.95 if heads_column else 0.8) - (0.02 if below.blank else 0.0)


def _read(grid: Grid, found: _Candidate, lines_are_wrapped: bool) -> Reading:
    box, value = found.box, found.value
    label = found.label.text
    if box.kind in (Kind.YES_NO, Kind.LEVELS) and value.top == found.label.top:
        options = list(_further_options(grid, value))
        if options:
            return _read_options(box, label, value, options)
    return read_place(box, box.path, label, value, lines_are_wrapped)


def _further_options(grid: Grid, value: Place) -> Iterator[Place]:
    """Options that stand in cells of their own: 「是□」 and 「否□」."""
    if not _is_option(value):
        return
    place = grid.right_of(value)
    while place is not None and _is_option(place):
        yield place
        place = grid.right_of(place)


def _is_option(place: Place) -> bool:
    """One option with its box, or a box alone."""
    words = "".join(letter for letter in place.text if "\u4e00" <= letter <= "\u9fff")
    return bool(place.marks) and (words in _OPTIONS or not words) and not place.taken


def _read_options(box: Box, label: str, first: Place, others: Sequence[Place]) -> Reading:
    text, marks, doubts = first.text, list(first.marks), list(first.doubts)
    first.taken = True
    for place in others:
        place.taken = True
        offset = len(text) + 2
        text = f"{text}  {place.text}"
        marks += [Mark(mark.state, mark.start + offset, mark.end + offset) for mark in place.marks]
        doubts += [doubt.moved(offset) for doubt in place.doubts]
    return read(box, box.path, label, text, first.where, marks=tuple(marks), doubts=tuple(doubts))
