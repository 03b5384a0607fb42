"""The tables of one form joined into one grid, over page breaks and through rows that a page break cuts."""

from collections.abc import Sequence

from extractors import progress
from extractors.document import Mark, Table
from extractors.mapping.grid import TOLERANCE, Grid, Place, places_of
from extractors.mapping.readings import what_is_sure
from extractors.mapping.vocabulary import Sense, Vocabulary
from schema.boxes import Header

_ELLIPSIS = "….。· \n\t\u3000"
_ENDS = "。！？；：.!?;:）)”"
_THINNEST_LINE = 6.0  # points
_EXACT = 0.9  # a known spelling, no near miss
_Pair = tuple[Place, Place]  # a place of a page's last row, and the one under it on the next page


def join_tables(tables: Sequence[Table], vocabulary: Vocabulary) -> Grid:
    """One grid of all tables of a form, in their order.

    Where a table goes on over a page, the parts of a cell that the page break cuts become one place again;
    every part's locator is kept in `Place.parts`.
    """
    places: list[Place] = []
    previous: Table | None = None
    for table in tables:
        goes_on = previous is not None and _goes_on(previous, table)
        if goes_on:
            _drop_sliver(places, _height(places) - 1)
        height = _height(places)
        fresh = places_of(table, height)
        _look_up(fresh, vocabulary)
        if goes_on:
            _drop_sliver(fresh, height)
            fresh = _join_rows(places, fresh, height, vocabulary)
        places.extend(fresh)
        previous = table
        progress.made()
    return Grid(places)


def _height(places: Sequence[Place]) -> int:
    return max((place.bottom for place in places), default=0)


def _drop_sliver(places: list[Place], row: int) -> None:
    """Take out a row that is only the space that was left over on a page, or the edge of a row on the next."""
    inside = [place for place in places if place.top == row and place.bottom == row + 1]
    if not inside or not all(place.blank and (place.open_bottom or _is_thin(place)) for place in inside):
        return
    for place in inside:
        places.remove(place)
    for place in places:
        place.bottom -= place.bottom > row
        place.top -= place.top > row


def _is_thin(place: Place) -> bool:
    """No line of text has room in it."""
    box = place.where.bbox
    return box is not None and box[3] - box[1] < _THINNEST_LINE


def _look_up(places: Sequence[Place], vocabulary: Vocabulary) -> None:
    for place in places:
        place.senses = vocabulary.senses(place.text)
        if place.doubts and not place.senses:  # strokes beside a label are read as characters, but not as sure ones
            place.senses = vocabulary.senses(what_is_sure(place.text, place.doubts))


def _goes_on(previous: Table, table: Table) -> bool:
    """The table stands on the next page and is as wide."""
    if previous.page is None or table.page != previous.page + 1:
        return False
    same_left = abs(previous.columns[0] - table.columns[0]) <= 2 * TOLERANCE
    return same_left and abs(previous.columns[-1] - table.columns[-1]) <= 2 * TOLERANCE


def _join_rows(places: list[Place], fresh: list[Place], height: int, vocabulary: Vocabulary) -> list[Place]:
    """Join the last row so far with the first row of the next page; gives the places that are new."""
    above = [place for place in places if place.bottom == height]
    first = [place for place in fresh if place.top == height]
    pairs = [
        (upper, lower)
        for lower in first
        for upper in above
        if abs(upper.left - lower.left) <= TOLERANCE and abs(upper.right - lower.right) <= TOLERANCE
    ]
    spanning, single = _sort_out(pairs, vocabulary)
    row_is_cut = bool(pairs) and len(pairs) == len(first) and _row_is_cut(spanning, single, vocabulary)
    merged = pairs if row_is_cut else spanning
    for upper, lower in merged:
        _merge(upper, lower, vocabulary)
    gone = {id(lower) for _, lower in merged}
    fresh = [place for place in fresh if id(place) not in gone]
    if row_is_cut:
        for place in fresh:
            place.top -= 1
            place.bottom -= 1
        for upper, lower in merged:
            upper.bottom = lower.bottom - 1
    return fresh


def _sort_out(pairs: Sequence[_Pair], vocabulary: Vocabulary) -> tuple[list[_Pair], list[_Pair]]:
    """The pairs that are one cell beside several rows, and those that belong to the rows themselves."""
    spanning = [pair for pair in pairs if _spans(*pair, vocabulary)]
    single = [pair for pair in pairs if pair not in spanning]
    broken = [pair for pair in single if _label_goes_on(*pair, vocabulary)]
    if broken and any(_is_whole(upper) and _is_whole(lower) for upper, lower in single if (upper, lower) not in broken):
        # Beside two rows with labels of their own, a label that the page break cuts spans both.
        spanning += broken
        single = [pair for pair in single if pair not in broken]
    return spanning, single


def _spans(upper: Place, lower: Place, vocabulary: Vocabulary) -> bool:
    """A cell that reaches over several rows goes on: the rest of a group's label, or nothing under it."""
    if lower.blank:
        return upper.bottom - upper.top > 1 or _names_group(upper) or lower.bottom - lower.top > 1
    joined = vocabulary.senses(upper.text + lower.text)
    names_group = any(isinstance(sense.target, Header) for sense in joined)
    return names_group and _best(joined) >= _best(upper.senses)


def _names_group(place: Place) -> bool:
    return any(isinstance(sense.target, Header) and sense.quality >= _EXACT for sense in place.senses)


def _is_whole(place: Place) -> bool:
    return _best(place.senses) >= _EXACT


def _row_is_cut(spanning: list[_Pair], single: list[_Pair], vocabulary: Vocabulary) -> bool:
    """What stands on the next page is the rest of the last row, not a row of its own."""
    if not single:
        return False
    if any(_label_goes_on(upper, lower, vocabulary) for upper, lower in single):
        return True
    if any(_is_whole(upper) and _is_whole(lower) for upper, lower in single):
        # Two labels one above the other are two rows, but under a row of nothing but labels a word or two of it.
        return all(_is_whole(upper) for upper, _ in single) and any(lower.blank for _, lower in single)
    if any(upper.open_bottom for upper, _ in (*spanning, *single)):
        # A producer that leaves cut cells open closes the others; one that draws no rule at all at the page's end
        # is told by several columns of which each has an answer on both pages.
        full = len(single) > 2 and not any(upper.blank or lower.blank for upper, lower in single)
        return not full and any(upper.open_bottom for upper, _ in single)
    if all(lower.blank for _, lower in single):
        # Nothing but the rest of a label that is taller than the answers beside it.
        return any(not lower.blank for _, lower in spanning)
    key_upper, key_lower = single[0]
    others = single[1:]
    if not others and not spanning:
        return _goes_on_inside(key_upper, key_lower, vocabulary)
    if key_lower.blank or (_is_scrawl(key_lower) and all(_breaks_off(upper) for upper, lower in others if not lower.blank)):
        going_on = [not upper.blank for upper, lower in others if not lower.blank]
        # Under a group's label the row's own first cell decides; alone, an answer to the label beside it goes on.
        return bool(going_on) and all(going_on) and not key_upper.blank
    if not others:
        return bool(spanning) and not _is_whole(key_lower) and not spanning[0][1].blank
    if key_lower.text.strip(_ELLIPSIS) == "":
        return False  # the template's 「……」 row
    return not _is_whole(key_lower) and all(not upper.blank and lower.blank for upper, lower in others)


def _label_goes_on(upper: Place, lower: Place, vocabulary: Vocabulary) -> bool:
    """Only the two parts together are a label: 「已有培训情况简」 and 「述」."""
    if upper.blank or lower.blank:
        return False
    joined = _best(vocabulary.senses(upper.text + lower.text))
    return joined >= _EXACT and joined >= _best(upper.senses)


def _best(senses: Sequence[Sense]) -> float:
    return max((sense.quality for sense in senses), default=0.0)


def _goes_on_inside(upper: Place, lower: Place, vocabulary: Vocabulary) -> bool:
    """A cell as wide as the table goes on: the next one would begin with words of its own."""
    return not _is_whole(upper) and not upper.blank and not vocabulary.begins_box(lower.text)


def _is_scrawl(place: Place) -> bool:
    """Of a scan: no label, and no character of it is sure; strokes of a pen, or of a seal."""
    return not place.blank and not place.senses and not what_is_sure(place.text, place.doubts)


def _breaks_off(place: Place) -> bool:
    """In the midst of a sentence."""
    return not place.blank and place.text.rstrip()[-1] not in _ENDS


def _merge(upper: Place, lower: Place, vocabulary: Vocabulary) -> None:
    """The lower part becomes part of the upper one."""
    if not lower.blank:
        offset = len(upper.text) + 1
        upper.text = f"{upper.text}\n{lower.text}"
        upper.marks += tuple(Mark(mark.state, mark.start + offset, mark.end + offset) for mark in lower.marks)
        upper.struck += tuple((start + offset, end + offset) for start, end in lower.struck)
        upper.doubts += tuple(doubt.moved(offset) for doubt in lower.doubts)
        if not _is_scrawl(lower):
            upper.senses = vocabulary.senses(upper.text)
    upper.tables += lower.tables
    upper.parts = (*(upper.parts or (upper.where,)), lower.where)
    upper.bottom = lower.bottom
