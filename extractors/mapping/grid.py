"""The tables of one form as one grid of places, with their neighbours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from extractors.document import Doubt, Locator, Mark, Table
from extractors.mapping.vocabulary import Sense

_MOST = 0.5  # of the width: at most one place of a row shares more
TOLERANCE = 2.5  # points by which column edges that mean the same may differ


@dataclass(slots=True, eq=False)
class Place:
    """A cell of the form: where it stands and what is still to be read in it.

    top, bottom: half-open rows of the grid; left, right: x of its edges in points.
    text: what no answer inside it has taken yet; marks, struck and doubts are offsets into it.
    senses: what it may mean as a label.
    open_bottom: no rule closes it at the page break below it.
    taken: it has been understood, as a label or as a value.
    """

    top: int
    bottom: int
    left: float
    right: float
    text: str
    where: Locator
    marks: tuple[Mark, ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    tables: tuple[Table, ...] = ()
    placeholder: bool = False
    doubts: tuple[Doubt, ...] = ()
    senses: tuple[Sense, ...] = ()
    open_bottom: bool = False
    taken: bool = False
    parts: tuple[Locator, ...] = field(default=())

    @property
    def blank(self) -> bool:
        """Nothing is written in it."""
        return not self.text.strip()


class Grid:
    """Places in rows. Every row lists the places that cover it, from left to right."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        height = max((place.bottom for place in places), default=0)
        self.rows: list[list[Place]] = [[] for _ in range(height)]
        for place in places:
            for row in range(place.top, place.bottom):
                self.rows[row].append(place)
        for row_places in self.rows:
            row_places.sort(key=attrgetter("left"))

    def right_of(self, place: Place) -> Place | None:
        """The place that begins where this one ends, in its first row."""
        row = self.rows[place.top]
        index = row.index(place) + 1
        return row[index] if index < len(row) else None

    def left_of(self, place: Place, row: int) -> Iterator[Place]:
        """The places to its left in a row, the nearest first."""
        places = self.rows[row]
        for index in range(places.index(place) - 1, -1, -1):
            yield places[index]

    def below(self, place: Place) -> Place | None:
        """The place that stands under it, sharing most of its width."""
        return self.under(place, place.bottom)

    def under(self, place: Place, row: int) -> Place | None:
        """The place that covers most of its width in a row."""
        if row >= len(self.rows):
            return None
        for other in self.rows[row]:
            if other.left >= place.right:
                return None
            if other.right > place.left and shared(place, other) >= _MOST:
                return other
        return None


def shared(one: Place, other: Place) -> float:
    """How much of the wider one's width two places share: 1.0 in the same columns, 0.0 side by side."""
    overlap = min(one.right, other.right) - max(one.left, other.left)
    if overlap <= TOLERANCE:
        return 0.0
    return overlap / max(one.right - one.left, other.right - other.left)


def places_of(table: Table, first_row: int) -> list[Place]:
    """The cells of a table as places, the table's first row at a row of the grid."""
    columns = table.columns
    return [
        Place(
            top=first_row + cell.row, bottom=first_row + cell.row + cell.rowspan,
            left=columns[cell.col], right=columns[cell.col + cell.colspan],
            text=cell.text, where=cell.where, marks=cell.marks, struck=cell.struck, tables=cell.tables,
            placeholder=cell.placeholder, doubts=cell.doubts, open_bottom=cell.open_bottom,
        )
        for cell in table.cells
    ]
