"""Rulings -> cells: what is drawn in however many pieces is the table that a reader sees."""

import time
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.lattice import Box, Region, find_regions
from extractors.rulings import Ruling

XS = (50.0, 150.0, 250.0, 400.0)
YS = (100.0, 130.0, 160.0, 200.0)
Span = tuple[int, int, int, int]  # row, col, rowspan, colspan


def across(y: float, x0: float, x1: float) -> Ruling:
    return Ruling(True, y, x0, x1)


def down(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(False, x, y0, y1)


def grid(xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> list[Ruling]:
    """Every rule of a table without merged cells."""
    return [*(across(y, xs[0], xs[-1]) for y in ys), *(down(x, ys[0], ys[-1]) for x in xs)]


def spans(region: Region) -> list[Span]:
    return [(box.row, box.col, box.rowspan, box.colspan) for box in region.boxes]


def only(rulings: Iterable[Ruling]) -> Region:
    """The one table that rulings draw."""
    (region,), _ = find_regions(rulings)
    return region


ALL_NINE = [(row, col, 1, 1) for row in range(3) for col in range(3)]


def test_every_place_is_a_cell() -> None:
    """A full grid gives its cells by row, then column, with their edges."""
    region = only(grid())
    assert spans(region) == ALL_NINE
    assert region.boxes[4] == Box(1, 1, 1, 1, 150, 130, 250, 160, False, False)
    assert (region.xs, region.ys) == (XS, YS)


def test_merged_cells_are_one() -> None:
    """A cell grows to the right and down while no rule stands between."""
    rulings = [
        across(100, 50, 400), across(200, 50, 400), down(50, 100, 200), down(400, 100, 200),
        down(150, 100, 200),  # the first column is one cell
        across(130, 150, 400),
        down(250, 130, 200),  # the first row is one cell from the second column on
        across(160, 150, 250),  # the last place is one cell
    ]
    assert spans(only(rulings)) == [(0, 0, 3, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 2, 1), (2, 1, 1, 1)]


def test_boundaries_without_a_cell_are_none() -> None:
    """A rule that is as long as a cell's edge elsewhere makes no extra column of the table."""
    rulings = [*grid(), down(320, 130, 160)]
    region = only(rulings)
    assert len(region.xs) == 5
    assert spans(region)[:3] == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 2)]
    stub = only([*grid(), down(320, 130, 143)])  # ends in the middle of a cell
    assert spans(stub) == ALL_NINE


def test_short_pieces_are_one_rule() -> None:
    """Chromium draws every border as thin boxes a column, which meet or nearly meet."""
    pieces = [
        *(across(y, x0, x1 - 2.5) for y in YS for x0, x1 in pairwise(XS)),
        *(down(x, y0 + 2.0, y1) for x in XS for y0, y1 in pairwise(YS)),
    ]
    assert spans(only(pieces)) == ALL_NINE


def test_doubled_edges_are_one_rule() -> None:
    """Neighbours' borders stand side by side; a double rule is one."""
    doubled = [*grid(), *grid([x + 1.5 for x in XS], [y + 2.5 for y in YS])]
    region = only(doubled)
    assert spans(region) == ALL_NINE
    assert region.xs[1] == pytest.approx(150.75)


def test_dashes_and_dots_are_a_rule() -> None:
    """Many short pieces in a row count as one rule."""
    dashed = [*grid(), *(across(115, x, x + 4) for x in range(50, 400, 9))]
    assert len(only(dashed).ys) == 5
    dotted = [*grid(), *(across(115, x, x + 0.75) for x in range(50, 401, 3))]
    assert len(only(dotted).ys) == 5


def test_lines_inside_a_cell_do_not_split_it() -> None:
    """Text underlined or struck out touches no vertical rule: it is left over."""
    underline, strike = across(150, 160, 240), across(145, 60, 100)
    (region,), left = find_regions([*grid(), underline, strike])
    assert spans(region) == ALL_NINE
    assert set(left) == {underline, strike}


def test_underline_at_an_edge_does_not_split_a_cell() -> None:
    """A fill-in line may begin at the cell's edge: it ends inside the cell."""
    rulings = [*grid(), across(148, 50, 140)]
    assert spans(only(rulings)) == ALL_NINE


def test_underline_that_crosses_other_rows_columns_does_not_split_a_cell() -> None:
    """In a merged cell a line may cover whole columns of other rows and begin at the edge."""
    rulings = [
        *(across(y, 50, 400) for y in YS), down(50, 100, 200), down(400, 100, 200),
        *(down(x, 100, 130) for x in XS[1:-1]),
        across(145, 50, 300),
    ]
    assert spans(only(rulings)) == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 3), (2, 0, 1, 3)]


def test_what_juts_out_over_the_last_rule_is_cut_off() -> None:
    """A rule that ends in the middle of a merged cell divides it no further than to the last rule that it meets."""
    rulings = [
        *(across(y, 50, 400) for y in YS), down(50, 100, 200), down(150, 130, 200), down(400, 100, 200),
        *(down(x, 100, 130) for x in XS[1:-1]),
        across(145, 50, 300),
    ]
    assert spans(only(rulings)) == [
        (0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 2, 2), (2, 0, 1, 1), (3, 0, 1, 1), (3, 1, 1, 2)
    ]


def test_page_break_below_closes_the_last_row() -> None:
    """Vertical rules run on below the last horizontal one: the cells end with them, open."""
    rulings = [*(across(y, 50, 400) for y in YS[:-1]), *(down(x, 100, 200) for x in XS)]
    region = only(rulings)
    assert spans(region) == ALL_NINE
    assert [box.open_bottom for box in region.boxes] == [False] * 6 + [True] * 3
    assert not any(box.open_top for box in region.boxes)
    assert region.ys[-1] == 200


def test_page_break_above_opens_the_first_row() -> None:
    """The same at the top of the next page."""
    rulings = [*(across(y, 50, 400) for y in YS[1:]), *(down(x, 100, 200) for x in XS)]
    region = only(rulings)
    assert spans(region) == ALL_NINE
    assert [box.open_top for box in region.boxes] == [True] * 3 + [False] * 6


def test_page_break_through_a_cell_beside_whole_rows() -> None:
    """A cell over several rows is cut while the rows beside it end with the page: only it is open."""
    rulings = [
        across(100, 50, 400), *(across(y, 150, 400) for y in YS[1:]), *(down(x, 100, 199.5) for x in XS)
    ]
    region = only(rulings)
    assert spans(region) == [(0, 0, 3, 1), *(span for span in ALL_NINE if span[1])]
    assert [box.open_bottom for box in region.boxes] == [True] + [False] * 6


def test_page_inside_one_row_has_vertical_rules_only() -> None:
    """A text longer than a page: nothing horizontal is drawn there."""
    region = only(down(x, 50, 780) for x in (50, 170, 540))
    assert region.boxes == (
        Box(0, 0, 1, 1, 50, 50, 170, 780, True, True), Box(0, 1, 1, 1, 170, 50, 540, 780, True, True)
    )


@pytest.mark.parametrize("missing", ["left", "right", "both"])
def test_missing_outer_borders_are_closed_where_the_rules_end(missing: str) -> None:
    """Tables with inner rules only end with their horizontal rules."""
    columns = {"left": XS[1:], "right": XS[:-1], "both": XS[1:-1]}[missing]
    rulings = [*(across(y, 50, 400) for y in YS), *(down(x, 100, 200) for x in columns)]
    region = only(rulings)
    assert spans(region) == ALL_NINE
    assert (region.xs[0], region.xs[-1]) == (50, 400)


def test_rows_of_one_cell_in_a_table_without_side_borders() -> None:
    """A row that nothing vertical bounds is part of the table, in its middle and at its end."""
    rulings = [
        *(across(y, 50, 400) for y in (100, 130, 160, 200, 240)),
        down(150, 100, 130), down(250, 160, 200),
    ]
    region = only(rulings)
    assert spans(region) == [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 3), (2, 0, 1, 2), (2, 2, 1, 1), (3, 0, 1, 3)]


def test_lines_of_the_same_length_are_no_table_by_themselves() -> None:
    """Lines to write on below each other, beside a table that has its borders."""
    rulings = [*grid(), *(across(y, 50, 400) for y in (260, 290))]
    (region,), left = find_regions(rulings)
    assert spans(region) == ALL_NINE
    assert len(left) == 2


def test_steps_in_the_outline_are_no_cells() -> None:
    """Where the first row is narrower, nothing stands beside it."""
    rulings = [
        across(100, 150, 400), *(across(y, 50, 400) for y in YS[1:]),
        down(50, 130, 200), *(down(x, 100, 200) for x in XS[1:]),
    ]
    assert spans(only(rulings)) == ALL_NINE[1:]


def test_one_missing_border_is_no_hole() -> None:
    """A cell with no rule at one side of the table is a cell all the same."""
    rulings = [*(across(y, 50, 400) for y in YS), down(50, 100, 130), down(50, 160, 200), *(down(x, 100, 200) for x in XS[1:])]
    assert spans(only(rulings)) == ALL_NINE


def test_tables_on_a_page_are_apart() -> None:
    """Rules that do not meet are tables of their own, from top to bottom."""
    lower = grid(XS, [y + 300 for y in YS])
    regions, left = find_regions([*lower, *grid()])
    assert [region.ys[0] for region in regions] == [100, 400]
    assert not left


def test_tables_below_each_other_do_not_pull_at_their_columns() -> None:
    """Columns that stand a little apart in many tables stay what they are in each."""
    tables = [grid([50, 150 + 2 * step, 400], [100 + 60 * step, 130 + 60 * step]) for step in range(10)]
    regions, _ = find_regions(ruling for table in tables for ruling in table)
    assert [region.xs for region in regions] == [(50, 150 + 2 * step, 400) for step in range(10)]


def test_a_border_around_the_page_is_no_cell() -> None:
    """A single box around a table is decoration; one that holds text only is a table of one cell."""
    frame = grid((20, 575), (20, 820))
    regions, _ = find_regions([*frame, *grid()])
    assert [spans(region) for region in regions] == [ALL_NINE]
    assert spans(only(frame)) == [(0, 0, 1, 1)]


def test_drawn_tick_boxes_are_no_tables() -> None:
    """A square of a character's size is left over."""
    square = grid((160, 170), (105, 115))
    (region,), left = find_regions([*grid(), *square])
    assert spans(region) == ALL_NINE
    assert set(left) == set(square)


def test_bar_codes_are_no_tables() -> None:
    """Bars and modules enclose nothing that could hold a character."""
    bars = [down(x, 50, 120) for x in (50, 56, 60, 68, 73, 80)]
    modules = grid([300 + 4 * step for step in range(20)], [50 + 4 * step for step in range(20)])
    regions, left = find_regions([*bars, *modules])
    assert regions == ()
    assert len(left) == len(bars) + len(modules)


def test_drawings_are_no_tables() -> None:
    """Hatching of thousands of lines is given up at once."""
    hatching = [*(across(y * 3.5, 0, 9000) for y in range(2000)), *(down(x * 3.5, 0, 9000) for x in range(2000))]
    start = time.perf_counter()
    regions, left = find_regions(hatching)
    assert time.perf_counter() - start < 1
    assert regions == ()
    assert len(left) == 4000


@st.composite
def merged_tables(draw: st.DrawFn) -> tuple[list[float], list[float], list[Span]]:
    """Boundaries at least 9 points apart, and a random division of the grid into rectangles."""
    widths = draw(st.lists(st.floats(9, 120), min_size=1, max_size=6))
    heights = draw(st.lists(st.floats(9, 80), min_size=1, max_size=6))
    xs = [40 + sum(widths[:count]) for count in range(len(widths) + 1)]
    ys = [60 + sum(heights[:count]) for count in range(len(heights) + 1)]
    taken: set[tuple[int, int]] = set()
    cells: list[Span] = []
    for row in range(len(heights)):
        for col in range(len(widths)):
            if (row, col) in taken:
                continue
            right = draw(st.integers(col + 1, len(widths)))
            right = next((place for place in range(col + 1, right) if (row, place) in taken), right)
            below = draw(st.integers(row + 1, len(heights)))
            taken |= {(line, place) for line in range(row, below) for place in range(col, right)}
            cells.append((row, col, below - row, right - col))
    return xs, ys, cells


@settings(max_examples=150, deadline=None)
@given(merged_tables(), st.data())
def test_whatever_is_drawn_around_cells_gives_them_back(
    table: tuple[list[float], list[float], list[Span]], data: st.DataObject
) -> None:
    """Each cell's border drawn by itself, a little off, doubled at neighbours: the cells come out as they were."""
    xs, ys, cells = table
    off = st.floats(-0.7, 0.7)
    rulings: list[Ruling] = []
    for row, col, rowspan, colspan in cells:
        x0, x1, y0, y1 = xs[col], xs[col + colspan], ys[row], ys[row + rowspan]
        rulings += [across(y + data.draw(off), x0 + data.draw(off), x1 + data.draw(off)) for y in (y0, y1)]
        rulings += [down(x + data.draw(off), y0 + data.draw(off), y1 + data.draw(off)) for x in (x0, x1)]
    regions, _ = find_regions(rulings)
    if len(cells) == 1 and xs[-1] - xs[0] < 26 and ys[-1] - ys[0] < 26:
        return  # may be taken for a tick box
    (region,) = regions
    found = sorted((box.x0, box.top, box.x1, box.bottom) for box in region.boxes)
    drawn = sorted((xs[col], ys[row], xs[col + colspan], ys[row + rowspan]) for row, col, rowspan, colspan in cells)
    assert len(found) == len(drawn)
    for box, cell in zip(found, drawn, strict=True):
        assert box == pytest.approx(cell, abs=1.5)
