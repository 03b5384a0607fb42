"""Pages that were scanned a little larger or shifted are brought to the measure of the first."""

import pytest

from extractors.page.content import Glyph
from extractors.rulings import Ruling
from extractors.scan.aligned import Measure, Paper


def _table(columns: tuple[float, ...], scale: float = 1.0, shift: float = 0.0) -> list[Ruling]:
    xs = [x * scale + shift for x in columns]
    across = [Ruling(True, y, xs[0], xs[-1]) for y in (100.0, 130.0, 160.0)]
    return across + [Ruling(False, x, 100.0, 160.0) for x in xs]


_COLUMNS = (50.0, 120.0, 300.0, 540.0)


def test_columns_of_a_larger_and_shifted_page_fall_on_those_of_the_first() -> None:
    """Rules and characters, and back again to the page."""
    paper = Paper()
    paper.measure(_table(_COLUMNS))
    measure = paper.measure(_table(_COLUMNS, 1.05, -8))
    for x in _COLUMNS:
        assert measure.on_paper(x * 1.05 - 8) == pytest.approx(x, abs=0.1)
        assert measure.on_page(x) == pytest.approx(x * 1.05 - 8, abs=0.1)
    glyph = measure.of_glyph(Glyph("一", 118.0, 10, 130.6, 22, 12))
    assert glyph.x0 == pytest.approx(120, abs=0.5)
    assert glyph.top == 10
    assert measure.of_ruling(Ruling(False, 118.0, 100, 160)).at == pytest.approx(120, abs=0.5)
    level = measure.of_ruling(Ruling(True, 100.0, 44.5, 559.0))
    assert (level.start, level.end) == pytest.approx((50, 540), abs=0.5)


@pytest.mark.parametrize("slant", [0.95, 1 / 0.95])
def test_columns_of_a_foreshortened_page_fall_on_those_of_the_first(slant: float) -> None:
    """One side of the sheet was nearer to the camera: the columns there are wider, and those in the middle shifted."""
    columns = (50.0, 180.0, 220.0, 260.0, 300.0, 540.0)
    shares = [(x - 50) / 490 for x in columns]
    seen = tuple(50 + 490 * share / (share + slant * (1 - share)) for share in shares)
    paper = Paper()
    paper.measure(_table(columns))
    measure = paper.measure(_table(seen))
    assert max(abs(x - true) for x, true in zip(seen, columns, strict=True)) > 6
    assert [measure.on_paper(x) for x in seen] == pytest.approx(columns, abs=0.1)


def test_a_column_that_only_a_later_page_has_is_known_from_then_on() -> None:
    """The third page falls on it."""
    paper = Paper()
    paper.measure(_table(_COLUMNS))
    paper.measure(_table((50.0, 120.0, 300.0, 420.0, 540.0)))
    measure = paper.measure(_table((50.0, 423.0, 540.0)))
    assert measure.on_paper(423.0) == pytest.approx(420.0, abs=0.1)


def test_another_table_and_a_page_without_one_stay_as_they_are() -> None:
    """A much narrower table is not stretched to the paper's width."""
    paper = Paper()
    paper.measure(_table(_COLUMNS))
    assert paper.measure(_table((50.0, 150.0, 300.0))) == Measure()
    assert paper.measure([]) == Measure()
    glyph = Glyph("一", 118.0, 10, 130.6, 22, 12)
    assert Measure().of_glyph(glyph) is glyph
