"""Boxes of a scan that look blank because something cut their cell in two: what stands there is beside them, and nobody took it."""

from collections.abc import Collection, Iterator, Sequence

from extractors.mapping.grid import Grid, Place, shared
from extractors.mapping.leftovers import is_nobodys
from extractors.mapping.readings import Reading, confidence_of
from extractors.mapping.vocabulary import Vocabulary
from schema.boxes import Box
from schema.record import State

_SAME_COLUMN = 0.6  # of their widths


def without_false_blanks(
    grid: Grid, readings: Sequence[Reading], scanned: Collection[int], vocabulary: Vocabulary
) -> list[Reading]:
    """The readings; a blank one beside text that nobody took cannot be read, and that text is shown as its.

    scanned: the pages that were read as scans. A stroke of a pen from rule to rule parts a cell as a rule does.
    """
    places = {(place.where.page, place.where.cell): place for place in grid.places if place.where.page in scanned}
    return [_doubted(grid, reading, places.get((reading.evidence.page, reading.evidence.cell)), vocabulary) for reading in readings]


def _doubted(grid: Grid, reading: Reading, place: Place | None, vocabulary: Vocabulary) -> Reading:
    is_behind_label = reading.box.group is not None and reading.box.group.inline
    if place is None or is_behind_label or not place.blank or reading.evidence.state != "blank" or reading.evidence.raw:
        return reading
    beside = next((other for other in _beside(grid, place, reading.box) if is_nobodys(grid, other, vocabulary)), None)
    if beside is None:
        return reading
    state: State = "covered" if any(doubt.covered for doubt in beside.doubts) else "unreadable"
    text = beside.text.strip()
    evidence = reading.evidence.model_copy(
        update={"state": state, "raw": text, "confidence": confidence_of(beside.text, beside.doubts)}
    )
    return reading._replace(value=reading.value._replace(state=state), evidence=evidence)


def _beside(grid: Grid, place: Place, box: Box) -> Iterator[Place]:
    """What may be the rest of a cell: at its right and left, above and below it in its column, and below its label."""
    right, left = grid.right_of(place), next(grid.left_of(place, place.top), None)
    near = [right, left, grid.below(place), grid.under(place, place.top - 1) if place.top else None]
    if left is not None and any(sense.target == box for sense in left.senses):
        under = grid.below(left)
        near.append(under if under is not None and shared(left, under) >= _SAME_COLUMN else None)
    yield from (other for other in near if other is not None)
