"""Rules as they are drawn -> whole rules that hang together: the frames of tables.

All lengths are in points, y grows downwards. A rule comes as one line, as a thin rectangle a column, as dots or
dashes, twice side by side, or with small gaps.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SNAP = 3.0  # rules nearer than this to each other are one rule drawn twice
TOUCH = 3.5  # a rule ends at another one when it comes as near as this
OVERSHOOT = 6.0  # rules that run further than this beyond the last crossing rule enclose cells that nothing closes
_GAP = 3.5  # a gap in a rule
_DASH = 12.0  # pieces shorter than this may be the dashes of one rule …
_DASH_GAP = 6.5  # … with gaps up to this
_SHORTEST = 5.0  # what is shorter is no rule
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
    across = _joined([ruling for ruling in rulings if ruling.horizontal])
    down = _joined([ruling for ruling in rulings if not ruling.horizontal])
    if len(across) * len(down) > _MOST_CROSSINGS:
        return [Frame([], [], dropped=[*across, *down])]
    frames = _connected(across, down)
    for frame in frames:
        _prune(frame)
    return frames


def _joined(rulings: list[Ruling]) -> list[Rule]:
    """Rulings of one direction that continue or double each other, as rules in the order of their place."""
    rulings.sort(key=lambda ruling: ruling.at)
    rules: list[Rule] = []
    cluster: list[Ruling] = []
    for ruling in rulings:
        if cluster and (ruling.at - cluster[-1].at > SNAP or ruling.at - cluster[0].at > 2 * SNAP):
            rules += _join_cluster(cluster)
            cluster = []
        cluster.append(ruling)
    rules += _join_cluster(cluster)
    return [rule for rule in rules if rule.end - rule.start >= _SHORTEST]


def _join_cluster(cluster: list[Ruling]) -> list[Rule]:
    if not cluster:
        return []
    at = (cluster[0].at + cluster[-1].at) / 2
    cluster.sort(key=lambda ruling: ruling.start)
    rules: list[Rule] = []
    short_before = False
    for ruling in cluster:
        short = ruling.end - ruling.start < _DASH
        gap = _DASH_GAP if short and short_before else _GAP
        short_before = short
        if rules and ruling.start - rules[-1].end <= gap:
            rules[-1].end = max(rules[-1].end, ruling.end)
            rules[-1].rulings.append(ruling)
        else:
            rules.append(Rule(at, ruling.start, ruling.end, [ruling]))
    return rules


def _connected(across: list[Rule], down: list[Rule]) -> list[Frame]:
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    places = [rule.at for rule in down]
    for index, rule in enumerate(across):
        for other in range(bisect_left(places, rule.start - TOUCH), len(down)):
            if places[other] > rule.end + TOUCH:
                break
            if rule.meets(down[other]):
                parent[root(len(across) + other)] = root(index)
    frames: dict[int, Frame] = {}
    for index, rule in enumerate((*across, *down)):
        frame = frames.setdefault(root(index), Frame([], []))
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
