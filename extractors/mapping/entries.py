"""Tables of rows: the header row of labels, and the entries below it until the header path changes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.mapping.grid import Grid, Place, places_of, shared
from extractors.mapping.readings import Reading, read_place
from extractors.mapping.vocabulary import Sense, Vocabulary
from schema.boxes import Box, Header
from schema.record import Evidence

_ALIGNED = 0.6  # share of their widths that a header and the cell of its column have in common
_UNLABELLED = 0.75  # share of the columns that must be named where the table's own label is not there
_LEAST = 0.5
_ELLIPSIS = frozenset("….。·⋯ \n\t\u3000")


class _HeaderRow(NamedTuple):
    """A row of labels that may head a table of rows."""

    header: Header
    grid: Grid
    row: int
    columns: list[tuple[Box, Place, Sense]]
    score: float


def read_entries(
    grid: Grid, vocabulary: Vocabulary, tables: Sequence[tuple[Header, tuple[Box, ...]]], lines_are_wrapped: bool
) -> tuple[list[Reading], dict[str, Evidence]]:
    """Every entry of every table of rows of a form, tables pasted into a cell included.

    Gives the readings, and by a table's path the evidence that it is there and empty.
    """
    label_rows = [
        (one, row)
        for one in (grid, *_nested(grid, vocabulary))
        for row, places in enumerate(one.rows)
        if sum(bool(place.senses) for place in places) >= 2
    ]
    candidates = [
        found
        for header, columns in tables
        for one, row in label_rows
        if (found := _header_row(one, row, header, columns)) is not None
    ]
    readings: list[Reading] = []
    empty: dict[str, Evidence] = {}
    done: set[str] = set()
    for best in sorted(candidates, key=lambda found: -found.score):
        path = best.header.path
        if path in done or any(place.taken for _, place, _ in best.columns):
            continue
        entries = list(_read_table(best, vocabulary, lines_are_wrapped))
        if entries:  # a list pasted with its own header row stands below an empty one
            done.add(path)
            empty.pop(path, None)
            readings += entries
        else:
            empty[path] = _blank(best)
    return readings, empty


def _blank(head: _HeaderRow) -> Evidence:
    """The evidence of a table that nobody filled: its header row."""
    where = head.columns[0][1].where
    return Evidence(label=head.header.label, raw="", state="blank", page=where.page, bbox=where.bbox, cell=where.cell)


def _nested(grid: Grid, vocabulary: Vocabulary) -> Iterator[Grid]:
    for place in grid.places:
        for table in place.tables:
            inner = places_of(table, 0)
            for cell in inner:
                cell.senses = vocabulary.senses(cell.text)
            nested = Grid(inner)
            yield nested
            yield from _nested(nested, vocabulary)


def _header_row(grid: Grid, row: int, header: Header, wanted: Sequence[Box]) -> _HeaderRow | None:
    """The row as the header row of a table, with the column that each label heads."""
    columns: list[tuple[Box, Place, Sense]] = []
    seen: set[str] = set()
    neighbours = False
    previous: Place | None = None
    for place in grid.rows[row]:
        if place.top != row:
            continue
        sense = next((one for one in place.senses if one.target in wanted and one.target.path not in seen), None)
        if sense is not None and isinstance(sense.target, Box):
            columns.append((sense.target, place, sense))
            seen.add(sense.target.path)
            neighbours = neighbours or (previous is not None and grid.right_of(previous) is place)
            previous = place
    if len(columns) < 2 or not neighbours:
        return None
    share = len(columns) / len(wanted)
    owner = _owner_quality(grid, columns[0][1], header)
    if share < (_LEAST if owner else _UNLABELLED):
        return None
    score = sum(sense.quality for _, _, sense in columns) / len(wanted) + owner
    return _HeaderRow(header, grid, row, columns, score)


def _owner_quality(grid: Grid, first: Place, header: Header) -> float:
    """How well the table's own label, left of the row or above it, is there; 0 where it is not."""
    best = 0.0
    for row in range(first.top, -1, -1):
        for place in grid.rows[row]:
            if place.left < first.left or place.top < first.top:
                best = max(best, *(sense.quality for sense in place.senses if sense.target == header), 0.0)
        # Its label reaches down beside it, stands in the row above it, or empty cells lie between.
        if best or (row < first.top and any(place.senses for place in grid.rows[row])):
            break
    return best


def _read_table(head: _HeaderRow, vocabulary: Vocabulary, lines_are_wrapped: bool) -> Iterator[Reading]:
    for _, place, _ in head.columns:
        place.taken = True
    _take_owner(head)
    index = 0
    for cells in _entry_rows(head, vocabulary):
        entry = []
        for box, label, place in cells:
            path = box.path.replace("[]", f"[{index}]")
            entry.append(read_place(box, path, label, place, lines_are_wrapped))
        if any(reading.value.state not in ("blank", "placeholder") for reading in entry) and not _is_ellipsis(cells):
            yield from entry
            index += 1


def _take_owner(head: _HeaderRow) -> None:
    for place in head.grid.rows[head.row]:
        if any(sense.target == head.header for sense in place.senses):
            place.taken = True


def _entry_rows(head: _HeaderRow, vocabulary: Vocabulary) -> Iterator[list[tuple[Box, str, Place]]]:
    """The cells of each row under the header row, until a row is laid out otherwise or begins with a label."""
    first_column = head.columns[0][1]
    row = first_column.bottom
    while row < len(head.grid.rows):
        if _repeats(head, row):
            row += 1
            continue
        pasted = _pasted_rows(head, row, vocabulary)
        if pasted is not None:
            yield from pasted
            row += 1
            continue
        cells = _aligned_cells(head, row)
        if len(cells) < len(head.columns) * _ALIGNED or _begins_other(head, row, cells):
            return
        yield [cell for cell in cells if cell[2].top == row]
        row += 1


def _repeats(head: _HeaderRow, row: int) -> bool:
    """The header row again, as on every page of a long table."""
    again = [
        place for box, place, _ in head.columns
        if (under := head.grid.under(place, row)) is not None and any(sense.target == box for sense in under.senses)
        for place in (under,)
    ]
    if len(again) < max(2, len(head.columns) * _ALIGNED):
        return False
    for place in again:
        place.taken = True
    return True


def _aligned_cells(head: _HeaderRow, row: int) -> list[tuple[Box, str, Place]]:
    cells = []
    for box, place, _ in head.columns:
        under = head.grid.under(place, row)
        if under is not None and not under.taken and shared(place, under) >= _ALIGNED:
            cells.append((box, place.text, under))
    return cells


def _begins_other(head: _HeaderRow, row: int, cells: Sequence[tuple[Box, str, Place]]) -> bool:
    """Another part of the form begins: a label stands before the first column or in it."""
    own = {box.path for box, _, _ in head.columns} | {head.header.path}
    edge = cells[0][2].right
    for place in head.grid.rows[row]:
        if place.left >= edge:
            break
        begins_here = place.top == row and not place.blank
        if begins_here and any(sense.quality > 0.8 for sense in place.senses) and not any(
            sense.target.path in own for sense in place.senses
        ):
            return True
    return False


def _pasted_rows(head: _HeaderRow, row: int, vocabulary: Vocabulary) -> list[list[tuple[Box, str, Place]]] | None:
    """The rows of a table pasted into a cell under the header row, told by their order; None where there is none."""
    for place in head.grid.rows[row]:
        if place.top != row or place.taken:
            continue
        for table in place.tables:
            inner = Grid(places_of(table, 0))
            if any(vocabulary.senses(cell.text) for cell in inner.rows[0]):
                return None  # it brings its own header row
            if all(len(cells) == len(head.columns) for cells in inner.rows):
                place.taken = place.blank
                return [
                    [(box, column.text, cell) for (box, column, _), cell in zip(head.columns, cells, strict=True)]
                    for cells in inner.rows
                ]
    return None


def _is_ellipsis(cells: Sequence[tuple[Box, str, Place]]) -> bool:
    """The template's 「……」 row."""
    return all(set(place.text) <= _ELLIPSIS for _, _, place in cells)
