"""The grid of Word tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.docx.columns import points
from extractors.docx.reader import read_docx
from extractors.errors import DocumentError
from tests.extractors.docx.build import cell, control, docx, only_cell, paragraph, places, read, row, run, table, tables

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def width(twips: int) -> str:
    return f'<w:tcW w:type="dxa" w:w="{twips}"/>'


def columns(*widths: object) -> str:
    return "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)


def test_spans_place_cells_on_the_grid() -> None:
    """A gridSpan moves what follows to the right; every cell comes once."""
    (found,) = tables(read(table(row(cell("甲", span(3)), "乙"), row("丙", cell("丁", span(3))))))
    assert places(found) == [("甲", 0, 0, 1, 3), ("乙", 0, 3, 1, 1), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 3)]
    assert found.rows == 2
    assert [each.where.cell for each in found.cells] == ["T1R1C1", "T1R1C4", "T1R2C1", "T1R2C2"]


@pytest.mark.parametrize("going_on", [CONTINUE, '<w:vMerge w:val="continue"/>'])
def test_vertical_merge_is_one_cell(going_on: str) -> None:
    """Cells merged down a column are one cell over all their rows; a new restart begins another."""
    (found,) = tables(read(table(
        row(cell("甲", RESTART + span(2)), "1"), row(cell("<w:p/>", going_on + span(2)), "2"),
        row(cell("<w:p/>", going_on + span(2)), "3"), row(cell("乙", RESTART + span(2)), "4"),
    )))
    assert places(found) == [
        ("甲", 0, 0, 3, 2), ("1", 0, 2, 1, 1), ("2", 1, 2, 1, 1), ("3", 2, 2, 1, 1), ("乙", 3, 0, 1, 2), ("4", 3, 2, 1, 1),
    ]


def test_merge_without_a_fitting_cell_above_stands_alone() -> None:
    """A continued merge that nothing begins, or of another width, is a cell of its own: no two cells overlap."""
    (found,) = tables(read(table(row(cell("甲", CONTINUE), "乙"), row(cell("丙", CONTINUE + span(2))))))
    assert places(found) == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 0, 1, 2)]


def test_merge_ends_where_a_row_leaves_it_out() -> None:
    """A merge does not go on over a row whose cell in that column is not merged."""
    (found,) = tables(read(table(row(cell("甲", RESTART)), row("乙"), row(cell("丙", CONTINUE)))))
    assert places(found) == [("甲", 0, 0, 1, 1), ("乙", 1, 0, 1, 1), ("丙", 2, 0, 1, 1)]


def test_horizontal_merge_is_one_cell() -> None:
    """hMerge, the old way to merge across, widens the first cell."""
    (found,) = tables(read(table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("<w:p/>", "<w:hMerge/>"), "乙"),
        row("1", "2", "3"),
    )))
    assert places(found)[:2] == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1)]


def test_skipped_columns_shift_the_row() -> None:
    """A gridBefore leaves columns free on the left, gridAfter on the right."""
    (found,) = tables(read(table(
        row("甲", properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="3"/>'), row("1", "2"),
    )))
    assert places(found)[0] == ("甲", 0, 2, 1, 1)
    assert len(found.columns) == 7


def test_text_below_a_merged_cell_is_hidden_and_said() -> None:
    """Word shows nothing of a cell that a merge covers: its text is remarked, not read; a repetition is no loss."""
    document = read(table(row(cell("甲", RESTART)), row(cell("遗漏", CONTINUE)), row(cell("甲", CONTINUE))))
    assert [each.text for each in tables(document)[0].cells] == ["甲"]
    (remark,) = document.remarks
    assert remark.code == "document.hidden_text"
    assert "「遗漏」" in remark.detail
    assert remark.cell == "T1R2C1"


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    """A content control may stand around rows or around cells, several deep."""
    wrapped = control(control(row(control(cell("甲")), "乙")) + row("丙", control(cell("丁"))))
    (found,) = tables(read(table(wrapped, row("戊", "己"))))
    assert [(each.text, each.row, each.col) for each in found.cells] == [
        ("甲", 0, 0), ("乙", 0, 1), ("丙", 1, 0), ("丁", 1, 1), ("戊", 2, 0), ("己", 2, 1),
    ]


def test_nested_table_is_kept_apart_from_the_text() -> None:
    """A table in a cell is a table of that cell, named by its cell; its text is not the cell's."""
    inner = table(row("姓名", "职称"), row("李青", "教授"))
    found = only_cell(paragraph(run("见下表")) + inner + "<w:p/>")
    assert found.text == "见下表\n"
    assert [(each.text, each.where.cell) for each in found.tables[0].cells] == [
        ("姓名", "T1R1C1/T1R1C1"), ("职称", "T1R1C1/T1R1C2"), ("李青", "T1R1C1/T1R2C1"), ("教授", "T1R1C1/T1R2C2"),
    ]


def test_deleted_rows_and_cells_are_left_out() -> None:
    """A tracked deletion of a row or a cell is accepted, and said."""
    gone = row("旧", "旧", properties='<w:del w:id="1"/>')
    document = read(table(gone, row(cell("旧", '<w:cellDel w:id="2"/>'), "甲"), row("乙", properties='<w:ins w:id="3"/>')))
    assert places(tables(document)[0]) == [("甲", 0, 0, 1, 1), ("乙", 1, 0, 1, 1)]
    assert "插入 1 处、删除 2 处" in document.remarks[0].detail


def test_table_of_deleted_rows_is_no_table() -> None:
    """Where every row is deleted nothing is left; the next table has its number."""
    document = read(table(row("旧", properties='<w:del w:id="1"/>')) + table(row("新")))
    (found,) = tables(document)
    assert found.cells[0].where.cell == "T1R1C1"


def test_columns_come_from_the_grid() -> None:
    """Widths of tblGrid, in points from the left edge."""
    (found,) = tables(read(table(row("甲", cell("乙", span(2))), grid=columns(720, 1440, 20))))
    assert found.columns == (0.0, 36.0, 108.0, 109.0)


def test_columns_come_from_the_cells_where_the_grid_fails() -> None:
    """A grid without widths, or with too few columns, is filled from the cells' own widths."""
    rows = (
        row(cell("甲", width(1000)), cell("乙", width(3000) + span(2))),
        row(cell("丙", width(2000) + span(2)), cell("丁", width(2000))),
    )
    for grid in ("", columns(0, 0, 0), columns(1000)):
        (found,) = tables(read(table(*rows, grid=grid)))
        assert found.columns == (0.0, 50.0, 100.0, 200.0)


def test_columns_never_shrink_below_nothing() -> None:
    """A cell that is narrower than its known columns tells nothing of the others."""
    (found,) = tables(read(table(
        row(cell("甲", width(2000)), "乙", "丙"), row(cell("丁", width(1000) + span(2)), "戊"), row(cell("己", width(6000) + span(3))),
    )))
    assert found.columns == (0.0, 100.0, 200.0, 300.0)


def test_columns_are_equal_where_nothing_tells_them() -> None:
    """No width anywhere, or only in percent: all columns are alike."""
    (found,) = tables(read(table(row("甲", cell("乙", '<w:tcW w:type="pct" w:w="2500"/>')))))
    assert found.columns[1] > 0
    assert found.columns[2] == 2 * found.columns[1]


@pytest.mark.parametrize(
    ("measure", "expected"), [("1440", 72.0), ("2.54cm", 72.0), ("12pt", 12.0), ("1in", 72.0), ("50%", 0.0), ("", 0.0), (None, 0.0)],
)
def test_measures(measure: str | None, expected: float) -> None:
    """Twentieths of a point, or the units that strict documents write."""
    assert points(measure) == pytest.approx(expected)


@pytest.mark.parametrize("value", ["-1", "x", "²", "9" * 5000, "0"])
def test_absurd_span_is_one_column(value: str) -> None:
    """A span that is no number of columns counts as one."""
    (found,) = tables(read(table(row(cell("甲", f'<w:gridSpan w:val="{value}"/>'), "乙"))))
    assert places(found)[1] == ("乙", 0, 1, 1, 1)


def test_too_many_columns_are_refused() -> None:
    """Spans cannot blow the grid up."""
    with pytest.raises(DocumentError) as caught:
        read_docx(docx(table(row(cell("甲", span(999)), cell("乙", span(999))))))
    assert caught.value.code == "document.too_large"
    assert "1,998 列" in caught.value.reason


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", RESTART, CONTINUE])), min_size=1, max_size=5), min_size=1, max_size=6))
def test_cells_never_overlap(shape: list[list[tuple[int, str]]]) -> None:
    """Whatever the merges say, every place of the grid has at most one cell, and the cells are in reading order."""
    rows = [row(*(cell("文", merge + span(count)) for count, merge in line)) for line in shape]
    (found,) = tables(read(table(*rows)))
    taken: set[tuple[int, int]] = set()
    for each in found.cells:
        covered = {(r, c) for r in range(each.row, each.row + each.rowspan) for c in range(each.col, each.col + each.colspan)}
        assert not taken & covered
        taken |= covered
    assert [(each.row, each.col) for each in found.cells] == sorted((each.row, each.col) for each in found.cells)
    assert len(taken) == sum(count for line in shape for count, _ in line)
    assert len(found.columns) == max(sum(count for count, _ in line) for line in shape) + 1
