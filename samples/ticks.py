"""The options of a tick box as pieces of text."""

from collections.abc import Sequence
from dataclasses import dataclass

from samples.style import Ticks

GAP = "  "
# What stands for the option, on and off; {} is the option's own word.
_PATTERNS = {
    Ticks.AFTER_BOX: ("{}□√", "{}□"), Ticks.BEFORE_BOX: ("{}√□", "{}□"), Ticks.REPLACED: ("{}√", "{}□"),
    Ticks.CHECKED: ("{}☑", "{}☐"), Ticks.CHECKED_FRONT: ("☑{}", "☐{}"), Ticks.CROSSED: ("{}☒", "{}☐"),
    Ticks.FILLED: ("{}■", "{}□"), Ticks.FILLED_FRONT: ("■{}", "□{}"), Ticks.DOT: ("{}●", "{}○"),
    Ticks.BRACKETS: ("{}（√）", "{}（ ）"), Ticks.STRUCK: ("{}", "{}"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    r"""A stretch of what stands in a cell.

    text: with line breaks as `\n`; of a tick box that is no character, what to show where it cannot be drawn.
    tick: the state of a tick box that the writer draws in its own way, None for text.
    struck: the text is struck out.
    """

    text: str
    tick: bool | None = None
    struck: bool = False


def options(names: Sequence[str], ticked: Sequence[str], way: Ticks, gap: str = GAP) -> tuple[Piece, ...]:
    """Options one after the other, those in `ticked` marked in the given way."""
    pieces: list[Piece] = []
    for number, name in enumerate(names):
        if number:
            pieces.append(Piece(gap))
        pieces += _option(name, name in ticked, way if ticked else _plain_way(way))
    return tuple(pieces)


def _plain_way(way: Ticks) -> Ticks:
    """Nothing ticked: nothing can be struck out for it."""
    return Ticks.AFTER_BOX if way is Ticks.STRUCK else way


def _option(name: str, on: bool, way: Ticks) -> list[Piece]:
    if way in _PATTERNS:
        return [Piece(_PATTERNS[way][0 if on else 1].format(name), struck=way is Ticks.STRUCK and not on)]
    return [Piece(name), Piece("☒" if on else "☐", tick=on)]
