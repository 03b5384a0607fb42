"""Tick boxes and ticks in a text, whatever glyphs the applicant used for them.

Every reader puts a glyph into the text for whatever its format has for a box (content control, form field,
symbol font), so that all marks come from here. Which option a mark belongs to is decided later, from its place.

- An empty box (□ ☐ ○, or brackets around nothing) is off, a filled one (☑ ☒ ■ ●) on, a tick (√ ✓ ✔) on.
- A tick that touches an empty box, or is one blank away from it, is one mark with it: `□√`, `√□`, `□ √`.
  Touching goes before a blank. Where a tick stands next to a word and a box could as well be another
  option's (`□是√ □否`), it stays a mark of its own; where it is as near to both (`□√□`, `□是 √ □否`), the
  mark is unclear.
- `（√）` is one mark with its brackets.
- A cross (×) counts in a box or in brackets only; beside ticks in the same text it says no.
- An instruction (「请在□内打“√”」) holds no mark. A mark that is not seen is reported as missing later on; a
  mark that nobody made would be believed. So whatever may be an instruction is taken for one.
- A tick that is struck through is off.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.document import Mark
from schema.record import TickState

_Kind = Literal["off", "on", "tick", "cross"]
_Side = Literal["before", "after"]

TICKS = frozenset("√✓✔🗸")  # that stand for themselves, without a box
_GLYPHS: dict[_Kind, str] = {
    "off": "□☐○◯▢◻◽⬜❏❐❑❒❍⚪囗⍰",  # 囗 is U+56D7, which input methods offer for a box; 〇 is a zero
    "on": "☑☒■●▣◉⊙⊠⬛◼⚫✅❎🗹🗷🗵",
    "tick": "".join(sorted(TICKS)),
    "cross": "×✗✘✕✖",
}
_UNCLEAR = "⍰"  # what a scan shows of a box that may be ticked or not
_OPEN, _CLOSE = "（(［[【〔", "）)］]】〕"
_WIDEST_BRACKETS = 10  # blanks; what is wider is a line to write on
_MOST_GLYPHS, _LONGEST_TEXT = 300, 20_000  # what has more of them holds no options to choose from

# The shape of a text: every glyph as one character for its kind, every blank, bracket and quotation mark as one of
# ASCII. Of the same length, and searched with small sets of characters, which compile in no time.
_SHAPES: dict[_Kind, str] = {"off": "\x01", "on": "\x02", "tick": "\x03", "cross": "\x04"}
_KINDS: dict[str, _Kind] = {shape: kind for kind, shape in _SHAPES.items()}
_SHAPE_OF = str.maketrans({
    **dict.fromkeys(_SHAPES.values(), "?"),  # control characters of the text itself are none of these
    **{glyph: _SHAPES[kind] for kind, glyphs in _GLYPHS.items() for glyph in glyphs},
    **dict.fromkeys(["\t", "\u00a0", "\u3000", *map(chr, range(0x2000, 0x200C))], " "),
    **dict.fromkeys(_OPEN, "("), **dict.fromkeys(_CLOSE, ")"), **dict.fromkeys("“”＂‘’'＇「」『』〝〞", '"'),
})

_ANY = re.compile(f"[{re.escape(''.join(_GLYPHS.values()) + _OPEN)}]")
# A glyph, with the selector that asks for its coloured or plain form, or brackets around nothing.
_TOKEN = re.compile(rf"[\x01-\x04][\ufe0e\ufe0f]?|\( {{0,{_WIDEST_BRACKETS}}}\)")
_ROOM_LEFT = re.compile(r"\( *$")
_ROOM_RIGHT = re.compile(rf" {{0,{_WIDEST_BRACKETS}}}\)")


@cache
def _instruction() -> re.Pattern[str]:
    """What asks for a tick, in a shape; compiled for the first text that may ask."""
    box, tick, any_on, glyph = r"\x01", r"\x03", r"[\x02-\x04]", r"[\x01-\x04]"
    please = _no_word("请", "申邀聘提报")
    stroke = f"(?:{_no_word('打', '单双混武')}|填|{_no_word('划', '规计策企筹谋区')}|{_no_word('画', '绘动书国油漫版插图')})"
    shade = f"(?:涂(?:黑|上|满)?|勾(?:选|画|上)?|标(?:注|记|示|明|识)|{please})"
    ask = (
        rf"(?:{stroke}(?:写|入|上|一?个)? ?|{shade})\(?\"? ?{any_on}\"?"
        rf"(?:(?:或者?|和|及|与|[、/](?=\x04))(?:打|填|画|划)?\"?{glyph}\"?)*"
    )
    in_words = "(?:(?:打|划|画)(?:上|个)?(?:勾|钩|对勾|对号)|勾选|涂黑)"
    named = rf"\"?{box}\"?"
    inside = "(?:处|内|中|里|上|方?框|格)"
    plain = r"[^\x01-\x04\n，。；;：:(]"
    of_a_box = (
        rf"(?:{named}(?:{inside}|前|后){plain}{{0,8}}|(?:在|于|将|把){plain}{{0,14}}{named}[^\x01-\x04\s(]{{0,6}})"
        rf"(?:{ask}|{in_words})"
    )
    return re.compile(
        "|".join((
            of_a_box,
            ask,
            rf"\" ?{glyph} ?\"",
            rf"(?:在|于)(?:{plain}{{0,14}}{named}{inside}|(?:相应|对应)?的?{named}){tick}",
            rf"{please}(?:在|于|将|对){plain}{{0,16}}{tick}",
            rf"\( ?(?:直接|请?选择?|可) ?{tick} ?\)",
            rf"\( ?{tick}(?:选|勾)[^()]{{0,6}}\)",
            rf"(?<!{box}){tick}(?:表示|标注|标识|标记|号|为选|即可)",
        ))
    )


def _no_word(verb: str, before: str) -> str:
    """A verb, but not as the end of another word: 划 of 规划."""
    return "".join(f"(?<!{character})" for character in before) + verb


_MAY_ASK = re.compile('["打填划画涂勾标请在于直选可表号为即]')  # every instruction has one of them, most texts have none


@dataclass(slots=True, eq=False)
class _Token:
    """One glyph or a run of ticks, and after pairing the mark that it makes.

    start, end: with the brackets around it; ink: without.
    tick: of an empty box, the tick that belongs to it. settled: of a tick, that it belongs to a box.
    """

    kind: _Kind
    start: int
    end: int
    ink: tuple[int, int]
    bracketed: bool = False
    tick: "_Token | None" = None
    settled: bool = False
    unclear: bool = False


def find_marks(text: str, struck: Sequence[tuple[int, int]] = ()) -> tuple[Mark, ...]:
    """The marks of a text in its order, without those of an instruction; none of a text too long to hold options.

    struck: half-open offsets of what is struck through.
    """
    if _ANY.search(text) is None or len(text) > _LONGEST_TEXT:
        return ()
    shape = text.translate(_SHAPE_OF)
    found = list(_TOKEN.finditer(shape))
    if not found or len(found) > _MOST_GLYPHS:
        return ()
    tokens = list(_tokens(shape, found))
    for token in tokens:
        token.unclear = text[token.ink[0]] == _UNCLEAR
    if len(tokens) > 1:
        _Pairing(shape, tokens).settle()
    ticked = any(token.kind in ("tick", "on") for token in tokens)
    return tuple(
        _mark(shape, token, ticked, struck)
        for token in tokens
        if not token.settled and (token.kind != "cross" or token.bracketed)
    )


def _mark(shape: str, token: _Token, ticked: bool, struck: Sequence[tuple[int, int]]) -> Mark:
    tick = token.tick or token
    state: TickState = "off" if tick.kind == "off" or (tick.kind == "cross" and ticked) else "on"
    if state == "on" and any(start <= tick.ink[0] and tick.ink[1] <= end for start, end in struck):
        state = "off"
    if token.unclear:
        state = "unclear"
    start, end = min(token.start, tick.start), max(token.end, tick.end)
    return Mark(state, *(_brackets(shape, start, end) or (start, end)))


def _tokens(shape: str, found: list[re.Match[str]]) -> Iterator[_Token]:
    """Glyphs outside of instructions; ticks that follow each other, or a filled box, are one token."""
    instructed = [match.span() for match in _instruction().finditer(shape)] if _MAY_ASK.search(shape) else []
    last: _Token | None = None
    for match in found:
        start, end = match.span()
        if any(left <= start < right for left, right in instructed):
            continue
        kind = _KINDS.get(shape[start], "off")  # brackets around nothing are a box
        if last is not None and last.end == start and _runs_on(last.kind, kind):
            last.end, last.ink = end, (last.start, end)
            last.kind = "on" if kind == "on" else last.kind
            continue
        if last is not None:
            yield _bracketed(shape, last)
        last = _Token(kind, start, end, (start, end))
    if last is not None:
        yield _bracketed(shape, last)


def _runs_on(left: _Kind, right: _Kind) -> bool:
    """`√√`, `☑√` and `××` are one token, `☑☑` and `□□` are two."""
    return (left in ("tick", "on") and right == "tick") or (left, right) in (("tick", "on"), ("cross", "cross"))


def _bracketed(shape: str, token: _Token) -> _Token:
    span = _brackets(shape, token.start, token.end)
    if span is not None:
        token.start, token.end = span
        token.bracketed = True
    return token


def _brackets(shape: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the brackets that hold nothing but this; None where there are none."""
    left = _ROOM_LEFT.search(shape, max(0, start - _WIDEST_BRACKETS - 1), start)
    right = _ROOM_RIGHT.match(shape, end)
    return (left.start(), right.end()) if left is not None and right is not None else None


class _Pairing:
    """Gives every tick the empty box that it belongs to."""

    def __init__(self, shape: str, tokens: list[_Token]) -> None:
        self._shape = shape
        self._tokens = tokens

    def settle(self) -> None:
        """Boxes that a tick touches go first, then those a blank away.

        A tick with one box only takes it before one that has two: in `□√□√` that settles both.
        """
        for reach in (0, 1):
            todo = [index for index in range(len(self._tokens) - 1, -1, -1) if self._is_waiting(index, reach)]
            torn: set[int] = set()
            while todo:
                index = todo.pop()
                boxes = self._boxes(index, reach)
                torn.discard(index)
                if len(boxes) > 1:
                    torn.add(index)
                elif boxes and not self._tokens[index].settled:
                    self._give(boxes[0][0], self._tokens[index], sure=boxes[0][1])
                    todo.extend(torn & {index - 2, index + 2})
            for index in sorted(torn):
                for box, _ in self._boxes(index, reach):
                    self._give(box, self._tokens[index], sure=False)

    @staticmethod
    def _give(box: _Token, tick: _Token, *, sure: bool) -> None:
        box.unclear = not sure
        if not tick.settled:
            box.tick, tick.settled = tick, True

    def _is_waiting(self, index: int, reach: int) -> bool:
        """A blank away only bare ticks look for a box: crosses and brackets stand for themselves."""
        token = self._tokens[index]
        kind = token.kind == "tick" or (token.kind == "cross" and not reach)
        return kind and not token.settled and not (token.bracketed and reach)

    def _boxes(self, index: int, reach: int) -> list[tuple[_Token, bool]]:
        """The free empty boxes `reach` blanks from a tick that can be its own, each with whether it surely is."""
        shape, tick = self._shape, self._tokens[index]
        boxes: list[tuple[_Token, bool]] = []
        left = self._free(index - 1, tick)
        if left is not None and _gap(shape, left.end, tick.start) == reach:
            word_follows = _is_word(shape[tick.end : tick.end + 1])
            if reach == 0 or not word_follows or self._side(tick) == "before":
                boxes.append((left, True))
        right = self._free(index + 1, tick)
        if right is not None and _gap(shape, tick.end, right.start) == reach:
            before = shape[max(0, tick.start - 1 - reach) : tick.start]
            sure = not _is_word(before.rstrip(" ")) or self._side(tick) == "after"
            if sure or reach == 0:
                boxes.append((right, sure))
            elif not _is_word(before):
                tick.unclear = True  # as far from the word before it as from the box behind it
        return boxes

    def _free(self, index: int, tick: _Token) -> _Token | None:
        """An empty box that no tick has; empty brackets are no box for a tick in brackets of its own."""
        if not 0 <= index < len(self._tokens):
            return None
        box = self._tokens[index]
        brackets = box.end - box.start > 1
        taken = box.tick is not None or box.unclear or (brackets and tick.bracketed)
        return box if box.kind == "off" and not taken else None

    def _side(self, tick: _Token) -> _Side | None:
        """Whether the boxes of a tick's line stand before or after their options; None where it does not show."""
        shape = self._shape
        start = shape.rfind("\n", 0, tick.start) + 1
        end = shape.find("\n", tick.end)
        end = len(shape) if end < 0 else end
        boxes = [token for token in self._tokens if token.kind in ("off", "on") and start <= token.start < end]
        lead = re.split("[：:]", shape[start : boxes[0].start])[-1]
        trail = re.sub(r"\([^()]*\)", "", shape[boxes[-1].end : end])
        leads, trails = not _has_word(lead), not _has_word(trail)
        if leads != trails:
            return "before" if leads else "after"
        followed = sum(_is_word(shape[box.end : box.end + 1]) for box in boxes)
        preceded = sum(_is_word(shape[max(0, box.start - 1) : box.start]) for box in boxes)
        return None if followed == preceded else "before" if followed > preceded else "after"


def _gap(shape: str, start: int, end: int) -> int:
    """How many blanks lie between; -1 where there is anything else."""
    between = shape[start:end]
    return -1 if between.strip(" ") else len(between)


def _is_word(shape: str) -> bool:
    """Whether a text ends in a letter, a digit or a Chinese character."""
    return shape[-1:].isalnum()


def _has_word(shape: str) -> bool:
    return any(character.isalnum() for character in shape)
