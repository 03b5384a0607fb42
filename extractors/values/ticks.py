"""Which option a tick belongs to, from where the ticks stand among the options.

- Boxes stand all before their options or all after them: `□是 ☑否` begins with a mark, `是□ 否☑` ends with one. Where
  every option has one mark that way, the whole text is read that way, however the blanks fall.
- Otherwise (`是√ 否`, `初级√  中级□√`) a mark between two options belongs to the nearer one: what touches goes before
  what is a blank away, and a line break or a sign such as 「；」 「/」 parts more than any blanks.
- Where neither tells (`是√否`), both options are unclear.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractors.document import Mark
from extractors.marks import TICKS
from schema.record import Tick, TickState

Span = tuple[int, int]
_Side = Literal["before", "after"]

CROSSES = "×✗✘✕✖"
_BARE_CROSS = f"[{CROSSES}]"
_ASIDE = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[）)\]】〕]")
# How far apart characters put what stands on both sides of them; brackets and colons bind.
_APART = dict.fromkeys("；;、/／，,|｜。\\", 50) | {"\n": 1000} | dict.fromkeys("（）()[]【】：:", 0)
_TICKS = TICKS | {"☑"}
_BALLOT = "☒"


class Option(NamedTuple):
    """A printed option: its words and half-open offsets into the text."""

    name: str
    start: int
    end: int


def find_options(pattern: str, text: str, marks: Sequence[Mark]) -> list[Option]:
    """The options that the pattern finds outside of remarks in brackets, each once: where it stands first.

    A remark is a bracket without a mark in it that holds more than the option itself. None are found where an option
    stands twice with a mark beside it each time.
    """
    asides = [
        aside.span() for aside in _ASIDE.finditer(text)
        if not re.fullmatch(pattern, aside[0][1:-1].strip())
        and not any(aside.start() < mark.end and mark.start < aside.end() for mark in marks)
    ]
    found: dict[str, list[Option]] = {}
    for match in re.finditer(pattern, text):
        if not any(start <= match.start() < end for start, end in asides):
            name = "".join(match[0].split())
            found.setdefault(name, []).append(Option(name, match.start(), match.end()))
    if any(sum(_has_mark(text, option, marks) for option in same) > 1 for same in found.values() if len(same) > 1):
        return []
    return [same[0] for same in found.values()]


def _has_mark(text: str, option: Option, marks: Sequence[Mark]) -> bool:
    return any(not _between(text, option, mark).strip() for mark in marks)


def tick_options(
    text: str, options: Sequence[Option], marks: Sequence[Mark], struck: Sequence[Span],
) -> tuple[Tick, ...]:
    """The options in the order of the text, each on, off or unclear.

    marks: of the text, none of them inside an option. struck: half-open offsets of what is struck through. An option
    that is struck through is off, and so the other one of two is on where no mark says anything.
    """
    deleted = [any(start <= option.start and option.end <= end for start, end in struck) for option in options]
    owned, contested = _assign(text, options, marks)
    ticked = any(mark.state == "on" and not _TICKS.isdisjoint(text[mark.start:mark.end]) for mark in marks)
    states: list[TickState] = [
        "off" if gone else "unclear" if index in contested else _state(text, own, ticked)
        for index, (own, gone) in enumerate(zip(owned, deleted, strict=True))
    ]
    if "on" not in states:
        if len(options) == len("是否") and sum(deleted) == 1 and "unclear" not in states:
            states[deleted.index(False)] = "on"
        elif _has_bare_cross(text, marks):
            # 是□ 否×: crossed out or chosen with a cross?
            states = ["off" if gone else "unclear" for gone in deleted]
    return tuple(Tick(option=option.name, state=state) for option, state in zip(options, states, strict=True))


def _state(text: str, own: Sequence[Mark], ticked: bool) -> TickState:
    """What an option's marks say together; a ☒ beside ticks may be a tick or a no."""
    states = {mark.state for mark in own}
    if "unclear" in states or (ticked and any(text[mark.start:mark.end] == _BALLOT for mark in own)):
        return "unclear"
    return "on" if "on" in states else "off"


def _has_bare_cross(text: str, marks: Sequence[Mark]) -> bool:
    return any(
        not any(mark.start <= cross.start() < mark.end for mark in marks) for cross in re.finditer(_BARE_CROSS, text)
    )


def _assign(text: str, options: Sequence[Option], marks: Sequence[Mark]) -> tuple[list[list[Mark]], set[int]]:
    """The marks of every option, and the options (by index) between which a tick cannot be told."""
    starts = [option.start for option in options]
    runs: list[list[Mark]] = [[] for _ in range(len(options) + 1)]
    for mark in marks:
        runs[bisect_left(starts, mark.start)].append(mark)
    side: _Side | None = None
    if bool(runs[0]) != bool(runs[-1]):
        side = "before" if runs[0] else "after"
    slots = runs[:-1] if side == "before" else runs[1:]
    if side is not None and all(len(run) == 1 for run in slots):
        return slots, _out_of_step(text, options, slots, side)
    return _by_nearness(text, options, runs, side)


def _out_of_step(text: str, options: Sequence[Option], slots: Sequence[Sequence[Mark]], side: _Side) -> set[int]:
    """The two options of a tick that touches the wrong one, where other marks touch their own: `□是√  否`."""
    own = [_distance(text, option, run[0]) for option, run in zip(options, slots, strict=True)]
    contested: set[int] = set()
    for index, run in enumerate(slots):
        other = index - 1 if side == "before" else index + 1
        if run[0].state == "off" or not own[index] or min(own) or not 0 <= other < len(options):
            continue
        if not _distance(text, options[other], run[0]):
            contested |= {index, other}
    return contested


def _by_nearness(
    text: str, options: Sequence[Option], runs: Sequence[Sequence[Mark]], side: _Side | None,
) -> tuple[list[list[Mark]], set[int]]:
    """Marks between two options parted where they stand furthest from each other."""
    owned: list[list[Mark]] = [[] for _ in options]
    contested: set[int] = set()
    owned[0].extend(runs[0])
    for index, run in enumerate(runs[1:-1]):
        left, right = _furthest(text, options[index], run, options[index + 1])
        if side is not None and len(run) == 1:
            # A lone mark as far from both stands on the side where the text's other marks stand.
            left = right = right if side == "after" else left
        owned[index].extend(run[:left])
        owned[index + 1].extend(run[right:])
        if any(mark.state != "off" for mark in run[left:right]):
            contested |= {index, index + 1}
    owned[-1].extend(runs[-1])
    return owned, contested


def _furthest(text: str, before: Option, run: Sequence[Mark], after: Option) -> tuple[int, int]:
    """How many marks of a run surely belong to the option before it, and from which on to the option after it."""
    ends = [before.end, *(mark.end for mark in run)]
    starts = [*(mark.start for mark in run), after.start]
    gaps = [_apart(text[end:start]) for end, start in zip(ends, starts, strict=True)]
    widest = max(gaps)
    cuts = [index for index, gap in enumerate(gaps) if gap == widest]
    return cuts[0], cuts[-1]


def _distance(text: str, option: Option, mark: Mark) -> int:
    return _apart(_between(text, option, mark))


def _between(text: str, option: Option, mark: Mark) -> str:
    return text[mark.end:option.start] if mark.end <= option.start else text[option.end:mark.start]


def _apart(between: str) -> int:
    return sum(_APART.get(character, 1) for character in between)
