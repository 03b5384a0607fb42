"""A text as it grows from runs: its pieces, and which of them are struck through or a placeholder."""

from typing import NamedTuple

from extractors.docx.xml import Element

_AROUND_GLYPH = " \t\u00a0\u3000\ufe0e\ufe0f"  # blanks, and the selectors of a glyph's plain or coloured form


class FlowText(NamedTuple):
    """A finished text.

    struck: half-open offsets of text that is struck through. placeholder: nobody typed it.
    """

    text: str
    struck: tuple[tuple[int, int], ...] = ()
    placeholder: bool = False


class Flow:
    """The text of one paragraph outside of tables, or of all paragraphs of a cell.

    pieces: the text so far.
    fields: for every open complex field where its instruction began, -1 once its result runs, and whether its data
        gave its value already.
    anchored: text boxes and tables that hang on the paragraph being read.
    """

    __slots__ = ("_placeholders", "_struck", "anchored", "fields", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.fields: list[tuple[int, bool]] = []
        self.anchored: list[Element] = []
        self._struck: set[int] | None = None  # made when the first piece is struck; most texts have none
        self._placeholders: set[int] | None = None

    def strike(self, start: int) -> None:
        """The pieces from `start` on are struck through."""
        self._struck = (self._struck or set()).union(range(start, len(self.pieces)))

    def mark_placeholder(self, start: int) -> None:
        """The pieces from `start` on are a content control's own words."""
        self._placeholders = (self._placeholders or set()).union(range(start, len(self.pieces)))

    def cut(self, start: int) -> None:
        """Take back the pieces from `start` on."""
        del self.pieces[start:]
        if self._struck:
            self._struck = {index for index in self._struck if index < start}
        if self._placeholders:
            self._placeholders = {index for index in self._placeholders if index < start}

    def put_box(self, start: int, glyph: str) -> None:
        """A check box stands for the one character that it shows; where somebody typed more, that stays."""
        if len("".join(self.pieces[start:]).strip(_AROUND_GLYPH)) <= 1:
            self.cut(start)
            self.pieces.append(glyph)

    def finish(self) -> FlowText:
        """The text. A placeholder beside other text is dropped; alone it is kept and said to be one."""
        pieces = self.pieces
        if self._struck is None and self._placeholders is None:
            return FlowText("".join(pieces))
        struck, placeholders = self._struck or set(), self._placeholders or set()
        typed = any(piece.strip() for index, piece in enumerate(pieces) if index not in placeholders)
        kept = [(piece, index in struck) for index, piece in enumerate(pieces) if not (typed and index in placeholders)]
        text = "".join(piece for piece, _ in kept)
        return FlowText(text, _spans(kept), bool(placeholders) and not typed and bool(text.strip()))


def _spans(pieces: list[tuple[str, bool]]) -> tuple[tuple[int, int], ...]:
    """The struck offsets, neighbours joined."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for piece, struck in pieces:
        end = offset + len(piece)
        if struck and spans and spans[-1][1] == offset:
            spans[-1] = (spans[-1][0], end)
        elif struck and piece:
            spans.append((offset, end))
        offset = end
    return tuple(spans)
