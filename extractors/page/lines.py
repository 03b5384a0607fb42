"""Glyphs -> lines of text, in reading order, with what is struck through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Doubt
from extractors.glyphs import fold_glyphs
from extractors.page.content import Glyph
from extractors.rulings import Ruling
from schema.record import BBox

# Gaps between two characters that stand for a blank, as shares of the em. Chinese text is spaced out to fill its
# line and stands a little off Latin text: there only a wide gap is one.
_GAP_LATIN = 0.2
_GAP_MIXED = 0.55
_GAP_CHINESE = 0.9
_SAME_LINE = 0.5  # of the larger em: how far the middles of two characters of one line may differ
_DOUBLE = 0.25  # of the em: the same character drawn again as near as this is bold type
_INSIDE = 0.1, 0.3  # of the em, of the blank: by how much a blank may reach into a character beside it
_STRUCK = (0.25, 0.72)  # of the em from its top: a rule there strikes the character out
SURE = 0.995  # confidence above which a character raises no doubt
UNREAD = "\ufffd"  # stands for writing of which nothing could be read
_MARKS = frozenset("○●☐☑⍰")  # of a scan, by their ink: in a word they may be characters
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Text:
    r"""Lines joined with `\n`, the half-open offsets of what is struck through, the box around it, and what is not sure."""

    text: str
    struck: tuple[tuple[int, int], ...]
    box: BBox
    doubts: tuple[Doubt, ...] = ()


def read_glyphs(glyphs: Sequence[Glyph], strikes: Sequence[Ruling] = ()) -> Text | None:
    """The text that glyphs show; None where they show nothing but blanks."""
    return join_lines(lines_of(glyphs), strikes) if glyphs else None


def join_lines(lines: Sequence[Sequence[Glyph]], strikes: Sequence[Ruling] = ()) -> Text | None:
    """Lines of glyphs as one text; None where they show nothing but blanks."""
    parts: list[str] = []
    struck: list[bool] = []
    doubts: list[Doubt] = []
    length = 0
    shown: list[Glyph] = []
    for line in lines:
        pieces = list(_pieces(line))
        if not pieces:
            continue
        if parts:
            parts.append("\n")
            struck.append(False)
            length += 1
        for glyph, blank in pieces:
            flag = bool(strikes) and _is_struck(glyph, strikes)
            parts.append(blank + glyph.text)
            length += len(blank) + len(glyph.text)
            if (glyph.confidence < SURE and (glyph.text.isalnum() or glyph.text in _MARKS)) or glyph.text == UNREAD:
                doubts.append(Doubt(length - len(glyph.text), length, round(glyph.confidence, 4), glyph.under_seal))
            struck += [flag and bool(struck) and struck[-1]] * len(blank)
            struck += [flag] * len(glyph.text)
            shown.append(glyph)
    if not parts:
        return None
    return Text(fold_glyphs("".join(parts)), tuple(_spans(struck)) if True in struck else (), around_glyphs(shown), tuple(doubts))


def lines_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs sorted into lines from top to bottom, and in a line from left to right."""
    lines: list[list[Glyph]] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=_middle):
        own = _middle(glyph)
        if lines and own - middle <= _SAME_LINE * max(size, glyph.size):
            lines[-1].append(glyph)
            if glyph.size <= size:
                continue
        else:
            lines.append([glyph])
        middle, size = own, glyph.size  # the largest character rules its line
    for line in lines:
        line.sort(key=_left)
    return lines


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _left(glyph: Glyph) -> float:
    return glyph.x0


def _pieces(line: Sequence[Glyph]) -> Iterator[tuple[Glyph, str]]:
    """The characters of a line, each with the blanks before it."""
    before: Glyph | None = None
    blanks: list[Glyph] = []
    for glyph in line:
        if glyph.text.isspace():
            blanks.append(glyph)
            continue
        if glyph.text in _INVISIBLE or (before is not None and _is_double(before, glyph)):
            continue
        yield glyph, "" if before is None else _blank_between(before, blanks, glyph)
        before = glyph
        blanks.clear()


def _is_double(before: Glyph, glyph: Glyph) -> bool:
    return before.text == glyph.text and glyph.x0 - before.x0 < _DOUBLE * glyph.size


def _blank_between(before: Glyph, blanks: Sequence[Glyph], after: Glyph) -> str:
    size = max(before.size, after.size)
    written = "".join(blank.text for blank in blanks if _stands_between(before, blank, after))
    if written:
        return written.translate(_ONE_LINE)
    gap = (_GAP_LATIN, _GAP_MIXED, _GAP_CHINESE)[_is_wide(before.text[-1]) + _is_wide(after.text[0])]
    return " " if after.x0 - before.x1 >= gap * size else ""


def _stands_between(before: Glyph, blank: Glyph, after: Glyph) -> bool:
    """A blank that was typed there, not one of a line of blanks that text was written over."""
    of_em, of_blank = _INSIDE
    reach = max(of_em * blank.size, of_blank * (blank.x1 - blank.x0))
    return blank.x0 >= before.x1 - reach and blank.x1 <= after.x0 + reach


_ONE_LINE = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c"), " ")


def _is_wide(char: str) -> bool:
    """A character that fills a square: Chinese, full-width, or a box."""
    return char >= "\u2e80" or "\u2190" <= char <= "\u27bf"


def _is_struck(glyph: Glyph, strikes: Sequence[Ruling]) -> bool:
    middle = (glyph.x0 + glyph.x1) / 2
    height = glyph.bottom - glyph.top
    low, high = glyph.top + _STRUCK[0] * height, glyph.top + _STRUCK[1] * height
    return any(low <= rule.at <= high and rule.start <= middle <= rule.end for rule in strikes)


def _spans(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for offset, flag in enumerate((*flags, False)):
        if flag and start is None:
            start = offset
        elif not flag and start is not None:
            yield start, offset
            start = None


def around_glyphs(glyphs: Sequence[Glyph]) -> BBox:
    """The box around glyphs."""
    return (
        min(glyph.x0 for glyph in glyphs), min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs), max(glyph.bottom for glyph in glyphs),
    )
