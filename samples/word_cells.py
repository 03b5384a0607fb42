"""What stands in one cell of a Word table: paragraphs of runs, controls, tracked changes, a text box."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from lxml import etree

from samples.controls import Controls, tick_box
from samples.ooxml import CELL_MARGIN, COLUMN, HEI, TEXT_SIZE, el, paragraph, properties, run
from samples.sheet import SheetCell
from samples.style import WordStyle
from samples.ticks import Piece
from schema.boxes import Box

_AUTHOR = {"author": "综合部", "date": "2023-06-05T10:20:00Z"}
_REPLACED = "具体安排另行报送。"
_HIDDEN = "（内部备注：本段数据待财务部复核后再定）"
_LEFT = ("prose", "inline")
_HAN = re.compile("[\u4e00-\u9fff]+")
_LETTER = round(TEXT_SIZE * 20)  # twips
_SLACK = 20  # twips
_TIGHTEST = 12  # twips
_POINTS_A_LINE = 13.5
_TEXT_BOX_WIDTH = 340.0  # points
_EMU = 12700  # of a point


@dataclass(slots=True)
class Cells:
    """Writes cells of one file in a style. tracked: paths of the answers that are tracked changes."""

    style: WordStyle
    controls: Controls
    tracked: frozenset[str]
    changes: int = 0

    def content(self, cell: SheetCell, box: Box | None, value: object) -> list[etree._Element]:
        """The paragraphs of a cell. box, value: of an answer."""
        if cell.kind == "inline":
            return self._inline(cell)
        if self.style.text_box and box is not None and box.name == "platform" and value:
            return [paragraph(el("w:r", _text_box(self._paragraphs(cell, box))))]
        paragraphs = self._paragraphs(cell, box)
        if not self.style.controls or box is None or any(piece.tick is not None for piece in cell.pieces):
            return paragraphs
        if cell.kind == "prose" and value:
            return [self.controls.answer(box, paragraphs, value), paragraph()]
        if value is None and not cell.text:
            return [paragraph(self.controls.answer(box, [], None), align="center")]
        if value is None or len(paragraphs) > 1:
            return paragraphs
        runs = [child for child in paragraphs[0] if child.tag == run("").tag]
        paragraphs[0].append(self.controls.answer(box, runs, value))
        return paragraphs

    def _paragraphs(self, cell: SheetCell, box: Box | None = None) -> list[etree._Element]:
        if cell.path in self.tracked:
            return self._tracked(cell)
        lines = _lines(cell.pieces)
        made = []
        for number, line in enumerate(lines):
            runs = [one for piece in line for one in self._runs(piece, cell)]
            if self.style.hidden and box is not None and box.name == "profile" and number == len(lines) - 1:
                runs.append(run(_HIDDEN, properties(hidden=True)))
            made.append(_paragraph(cell, runs))
        return made

    def _runs(self, piece: Piece, cell: SheetCell | None = None) -> list[etree._Element]:
        if piece.tick is not None:
            return tick_box(self.style.ticks, piece.tick, self.controls)
        if not piece.text:
            return []
        parts = _cut(piece.text, self.style.rng(piece.text)) if self.style.cut_runs else [piece.text]
        if cell is not None and cell.kind == "section":
            return [run(part, properties(HEI, bold=True)) for part in parts]
        tighter = _tighter(piece.text, cell) if cell is not None and cell.kind == "label" else 0
        return [run(part, properties(struck=piece.struck, tighter=tighter)) for part in parts]

    def _tracked(self, cell: SheetCell) -> list[etree._Element]:
        """The answer as an insertion beside a deletion: a number as a whole, of a long text the last sentence."""
        *before, last = cell.text.split("\n")
        if cell.kind == "prose":
            kept, _, new = last.removesuffix("。").rpartition("。")
            kept, old, new = (f"{kept}。" if kept else ""), _REPLACED, f"{new}。"
        else:
            rng = self.style.rng(f"tracked {cell.path}")
            kept, old, new = "", str(int(last) + rng.randint(3, 9)), last
        runs = [*self._runs(Piece(kept)), self._change("w:del", old, "w:delText"), self._change("w:ins", new, "w:t")]
        return [*(_paragraph(cell, [run(line)]) for line in before), _paragraph(cell, runs)]

    def _change(self, tag: str, text: str, inner: str) -> etree._Element:
        self.changes += 1
        return el(tag, run(text, tag=inner), id=self.changes, **_AUTHOR)

    def _inline(self, cell: SheetCell) -> list[etree._Element]:
        lines = cell.text.split("\n")
        if cell.path == "recommendation.contact":
            return [paragraph(*self._runs(Piece(lines[0])))]
        if cell.path == "commitment":
            heading, pledge, *signed = lines
            head = [
                paragraph(run(heading, properties(HEI, 12, bold=True)), align="center", before=120, after=60),
                paragraph(*self._runs(Piece(pledge)), first=2, after=360),
            ]
        else:
            label, reason, *signed = lines
            head = [paragraph(*self._runs(Piece(label))), paragraph(*self._runs(Piece(reason)), first=2, after=480)]
        *names, date = signed
        return [
            *head,
            *(paragraph(*self._runs(Piece(line)), left=3600, before=60, after=60) for line in names),
            paragraph(*self._runs(Piece(date)), align="right", before=60, after=120),
        ]


def _paragraph(cell: SheetCell, runs: Sequence[etree._Element]) -> etree._Element:
    if cell.kind in _LEFT:
        return paragraph(*runs, line=300)
    # The head of a section stays with its first row.
    narrower = _narrower(cell) if cell.kind == "label" else 0
    return paragraph(*runs, align="center", left=narrower, right=narrower, keep=cell.kind == "section")


def _room(cell: SheetCell) -> int:
    return cell.colspan * COLUMN - 2 * CELL_MARGIN


def _tighter(text: str, cell: SheetCell) -> int:
    """By how many twips the letters of a label stand closer, so that the last of them keeps to the line."""
    over = len(text) * _LETTER - _room(cell)
    tighter = -(-(over + _SLACK) // len(text))
    return tighter if over > 0 and tighter <= _TIGHTEST else 0


def _narrower(cell: SheetCell) -> int:
    """Indentation in twips at either side of a label of several lines, so that they come out about as long."""
    text, room = cell.text, _room(cell)
    fit = room // _LETTER
    if not _HAN.fullmatch(text) or len(text) <= fit or _tighter(text, cell):
        return 0
    lines = -(-len(text) // fit)
    return max(0, (room - -(-len(text) // lines) * _LETTER - _SLACK) // 2)


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.tick, piece.struck))
        lines += [[Piece(text, None, piece.struck)] for text in rest]
    return lines


def _cut(text: str, rng: Random) -> list[str]:
    """A text in runs of one to five characters, as Word leaves it after many corrections."""
    parts = []
    while text:
        size = rng.randint(1, 5)
        parts.append(text[:size])
        text = text[size:]
    return parts


def _text_box(paragraphs: Sequence[etree._Element]) -> etree._Element:
    """The paragraphs in a text box, twice as Word writes it: as a drawing, and as VML for old versions."""
    characters = sum(len(etree.tostring(one, method="text", encoding="unicode")) for one in paragraphs)
    height = _POINTS_A_LINE * (characters // 30 + len(paragraphs) + 2)
    box, copy = el("w:txbxContent", *paragraphs), el("w:txbxContent", *(etree.fromstring(etree.tostring(p)) for p in paragraphs))
    shape = el(
        "wps:wsp",
        el("wps:cNvSpPr", txBox=1),
        el(
            "wps:spPr",
            el(
                "a:xfrm", el("a:off", x=0, y=0),
                el("a:ext", cx=round(_TEXT_BOX_WIDTH * _EMU), cy=round(height * _EMU)),
            ),
            el("a:prstGeom", el("a:avLst"), prst="rect"), el("a:noFill"),
        ),
        el("wps:txbx", box),
        el("wps:bodyPr", lIns=0, tIns=0, rIns=0, bIns=0),
    )
    graphic = el("a:graphic", el("a:graphicData", shape, uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"))
    extent = el("wp:extent", cx=round(_TEXT_BOX_WIDTH * _EMU), cy=round(height * _EMU))
    drawing = el("w:drawing", el("wp:inline", extent, el("wp:docPr", id=901, name="文本框 1"), graphic))
    look = f"width:{_TEXT_BOX_WIDTH}pt;height:{height}pt"
    old = el("w:pict", el("v:rect", el("v:textbox", copy, inset="0,0,0,0"), style=look, stroked="f", filled="f"))
    return el("mc:AlternateContent", el("mc:Choice", drawing, Requires="wps"), el("mc:Fallback", old))
