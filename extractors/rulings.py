"""Rules as they are drawn -> whole rules that hang together: the frames of tables.

All lengths are in points, y grows downwards. A rule comes as one line, as a thin rectangle a column, as dots or
dashes, twice side by side, or with small gaps.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

SNAP = 3.0  # rules nearer than this to each other are one rule drawn twice
TOUCH = 3.5  # a rule ends at another one when it comes as near as this
OVERSHOOT = 6.0  # rules that run further than this beyond the last crossing rule enclose cells that nothing closes
_GAP = 3.5  # a gap in a rule
_STRAIGHT = 0.6  # pieces of one rule are not further from one line
_DASH = 12.0  # pieces shorter than this may be the dashes of one rule …
_DASH_GAP = 6.5  # … with gaps up to this
_SHORTEST = 5.0  # what is shorter is no rule
_SAME_EXTENT = 4.0  # rules that begin and end within as much are equally long
_MOST_CROSSINGS = 250_000  # more is a drawing, not a table
_MOST_PASSES = 12  # of taking out rules that end nowhere; what is not settled by then is a drawing


class Ruling(NamedTuple):
    """A straight rule: at a y from x to x when it is horizontal, at an x from y to y when it is not."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True, eq=False)
class Rule:
    """Rulings that together are one rule."""

    at: float
    start: float
    end: float
    rulings: list[Ruling]

    def meets(self, other: "Rule") -> bool:
        """It crosses or touches a rule of the other direction."""
        return (
            self.start - TOUCH <= other.at <= self.end + TOUCH
            and other.start - TOUCH <= self.at <= other.end + TOUCH
        )


Ends = tuple[float | None, float | None]


@dataclass(slots=True, eq=False)
class Frame:
    """Rules that hang together, and where they end without a crossing rule (virtual boundaries)."""

    across: list[Rule]
    down: list[Rule]
    x_ends: Ends = (None, None)
    y_ends: Ends = (None, None)
    dropped: list[Rule] = field(default_factory=list)


def frames_of(rulings: Sequence[Ruling]) -> list[Frame]:
    """Rules that meet, directly or through others; a rule that meets none is a frame of its own.

    In each frame the rules that do not end at others are taken out and what juts out is cut off.
    """
    across = _joined(ruling for ruling in rulings if ruling.horizontal)
    down = _joined(ruling for ruling in rulings if not ruling.horizontal)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return [Frame([], [], dropped=[*across, *down])]
    frames = _connected(across, down)
    for frame in frames:
        # Only now: neighbouring tables, and lines between them, have places of their own.
        frame.across, frame.down = _united(frame.across, SNAP), _united(frame.down, SNAP)
        _prune(frame)
    return frames


def _joined(rulings: Iterable[Ruling]) -> list[Rule]:
    """Rulings of one direction that continue each other as rules, in the order of their place."""
    rules = [Rule(ruling.at, ruling.start, ruling.end, [ruling]) for ruling in rulings]
    return [rule for rule in _united(rules, _STRAIGHT) if rule.end - rule.start >= _SHORTEST]


def _united(rules: list[Rule], tolerance: float) -> list[Rule]:
    """Rules not further apart than a tolerance brought to one place, and joined where they meet there."""
    rules.sort(key=attrgetter("at"))
    united: list[Rule] = []
    first = 0
    for index in range(1, len(rules) + 1):
        if index == len(rules) or _apart(rules, first, index, tolerance):
            united += _united_at((rules[first].at + rules[index - 1].at) / 2, rules[first:index])
            first = index
    return united


def _apart(rules: Sequence[Rule], first: int, index: int, tolerance: float) -> bool:
    at = rules[index].at
    return at - rules[index - 1].at > tolerance or at - rules[first].at > 2 * tolerance


def _united_at(at: float, rules: list[Rule]) -> list[Rule]:
    rules.sort(key=attrgetter("start"))
    united: list[Rule] = []
    short_before = False
    for rule in rules:
        short = rule.end - rule.start < _DASH
        gap = _DASH_GAP if short and short_before else _GAP
        short_before = short
        if united and rule.start - united[-1].end <= gap:
            united[-1].end = max(united[-1].end, rule.end)
            united[-1].rulings += rule.rulings
        else:
            rule.at = at
            united.append(rule)
    return united


class _Sets:
    """Which of many things hang together."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def root(self, index: int) -> int:
        """One of the things that hang together with this one, the same for all of them."""
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        """Two things hang together."""
        self.parent[self.root(one)] = self.root(other)


def _connected(across: list[Rule], down: list[Rule]) -> list[Frame]:
    sets = _Sets(len(across) + len(down))
    places = [rule.at for rule in down]
    without_borders: dict[tuple[int, int], int] = {}
    for index, rule in enumerate(across):
        closed = False
        for other in range(bisect_left(places, rule.start - TOUCH), len(down)):
            if places[other] > rule.end + TOUCH:
                break
            if rule.meets(down[other]):
                sets.join(index, len(across) + other)
                closed = closed or min(places[other] - rule.start, rule.end - places[other]) <= TOUCH
        if not closed:
            # Where a table has no borders at its sides, a row of one cell parts it: its rules are equally long.
            extent = (round(rule.start / _SAME_EXTENT), round(rule.end / _SAME_EXTENT))
            sets.join(index, without_borders.setdefault(extent, index))
    frames: dict[int, Frame] = {}
    for index, rule in enumerate((*across, *down)):
        frame = frames.setdefault(sets.root(index), Frame([], []))
        (frame.across if index < len(across) else frame.down).append(rule)
    return list(frames.values())


def _prune(frame: Frame) -> None:
    """Take out the rules that do not end at others at both sides, and cut off what juts out."""
    for _ in range(_MOST_PASSES):
        if not (frame.across and frame.down) or _take_out(frame):
            break
    else:
        frame.dropped += (*frame.across, *frame.down)
        frame.across, frame.down = [], []
    if not (frame.across and frame.down):
        return
    spans = [
        *((rule, _stops(rule, frame.down, frame.x_ends)) for rule in frame.across),
        *((rule, _stops(rule, frame.across, frame.y_ends)) for rule in frame.down),
    ]
    for rule, stops in spans:
        rule.start, rule.end = min(stops), max(stops)


def _take_out(frame: Frame) -> bool:
    """Take out the rules that end nowhere; True where there are none."""
    frame.x_ends = _open_ends(frame.across, frame.down)
    frame.y_ends = _open_ends(frame.down, frame.across)
    across = [rule for rule in frame.across if len(_stops(rule, frame.down, frame.x_ends)) > 1]
    down = [rule for rule in frame.down if len(_stops(rule, frame.across, frame.y_ends)) > 1]
    settled = len(across) == len(frame.across) and len(down) == len(frame.down)
    kept = {id(rule) for rule in (*across, *down)}
    frame.dropped += [rule for rule in (*frame.across, *frame.down) if id(rule) not in kept]
    frame.across, frame.down = across, down
    return settled


def _open_ends(rules: Sequence[Rule], crossing: Sequence[Rule]) -> Ends:
    """Where at least two rules run on beyond the first and the last one that crosses them."""
    first = min(rule.at for rule in crossing) - OVERSHOOT
    last = max(rule.at for rule in crossing) + OVERSHOOT
    before = [rule.start for rule in rules if rule.start < first]
    after = [rule.end for rule in rules if rule.end > last]
    return min(before) if len(before) > 1 else None, max(after) if len(after) > 1 else None


def _stops(rule: Rule, crossing: Sequence[Rule], ends: Ends) -> set[float]:
    """The places of the boundaries that a rule reaches: rules that cross it, and the edges of the whole frame."""
    stops = {other.at for other in crossing if rule.meets(other)}
    # The last rule across may stop short of this one, as beside a cell that a page break leaves open.
    for edge in (crossing[0].at, crossing[-1].at):
        if min(abs(rule.start - edge), abs(rule.end - edge)) <= TOUCH:
            stops.add(edge)
    low, high = ends
    if low is not None and rule.start <= low + OVERSHOOT:
        stops.add(low)
    if high is not None and rule.end >= high - OVERSHOOT:
        stops.add(high)
    return stops
