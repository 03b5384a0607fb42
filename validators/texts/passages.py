"""The passages that two texts have in common, character by character."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.folding import fold
from validators.texts.fingerprints import shingles

LEAST = 30  # letters; what is shorter is a phrase
_NOBODYS = ("\0", "\1")  # letters that no folded text has: what stands for a common phrase equals nothing


class Span(NamedTuple):
    """From the first character to the one behind the last."""

    start: int
    end: int


class Folded(NamedTuple):
    """A text as it is compared. places: of each letter in the text as it was written."""

    letters: str
    places: tuple[int, ...]

    def written(self, span: Span) -> Span:
        """A span of letters as one of the text as it was written."""
        return Span(self.places[span.start], self.places[span.end - 1] + 1)


class Common(NamedTuple):
    """one, other: the passages in each text as it was written, in the order in which they stand there.

    letters: how many both have in common. share: of the letters of each text, from 0 to 1.
    """

    one: tuple[Span, ...]
    other: tuple[Span, ...]
    letters: int
    share: tuple[float, float]


def passages(one: str, other: str, phrases: frozenset[int]) -> Common:
    """What two texts have in common, in passages of at least LEAST letters, in whatever order.

    phrases: hashes of shingles that count for nothing.
    """
    texts = _folded(one), _folded(other)
    letters = [_without(text.letters, phrases, nobodys) for text, nobodys in zip(texts, _NOBODYS, strict=True)]
    found = list(_matches(*letters))
    ours = _joined(mine for mine, _ in found)
    theirs = _joined(its for _, its in found)
    covered = sum(span.end - span.start for span in ours), sum(span.end - span.start for span in theirs)
    return Common(
        tuple(map(texts[0].written, ours)), tuple(map(texts[1].written, theirs)), min(covered),
        (covered[0] / max(len(letters[0]), 1), covered[1] / max(len(letters[1]), 1)),
    )


def _folded(text: str) -> Folded:
    pairs = [(letter, place) for place, character in enumerate(text) for letter in fold(character)]
    return Folded("".join(letter for letter, _ in pairs), tuple(place for _, place in pairs))


def _without(letters: str, phrases: frozenset[int], nobodys: str) -> str:
    kept = list(letters)
    for shingle in shingles(letters):
        if shingle.hash in phrases:
            kept[shingle.start : shingle.end] = nobodys * (shingle.end - shingle.start)
    return "".join(kept)


def _matches(one: str, other: str) -> Iterator[tuple[Span, Span]]:
    """Passages of one text from left to right, each as long as it goes on, with their places in the other.

    Of several places in the other text the first is taken, so that the work grows as the texts.
    """
    places = {other[place : place + LEAST]: place for place in range(len(other) - LEAST, -1, -1)}
    start = 0
    while start <= len(one) - LEAST:
        place = places.get(one[start : start + LEAST])
        if place is None:
            start += 1
            continue
        length = LEAST
        while start + length < len(one) and place + length < len(other) and one[start + length] == other[place + length]:
            length += 1
        yield Span(start, start + length), Span(place, place + length)
        start += length


def _joined(spans: Iterator[Span]) -> Sequence[Span]:
    """Spans in order, those that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
