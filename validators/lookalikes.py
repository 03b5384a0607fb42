"""Characters that look alike, in print, in handwriting, to a recogniser, and what can be read for what because of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

_ALIKE = ("0DQOC", "1ILT7", "2Z", "5S", "8B3", "6GB", "UVWY")
_MOST = 3  # characters read otherwise at once: with more, it is something else


def look_alike(one: str, other: str) -> bool:
    """Whether two texts are the same but for letters that look like another letter or a digit, in whatever case.

    Two digits never are: an amount with a 3 for an 8 is another amount.
    """
    return len(one) == len(other) and all(map(_is_alike, one.upper(), other.upper()))


def only_lookalike(number: str, choices: Iterable[Sequence[int]], alphabet: str, is_valid: Callable[[str], bool]) -> str | None:
    """The one valid number that comes of reading characters otherwise; None where none comes of it, or several.

    number: in capitals. choices: the places that are read otherwise together. alphabet: what may stand there.
    """
    candidates = {candidate for places in choices for candidate in _rewritten(number, places, alphabet)}
    valid = [candidate for candidate in candidates if is_valid(candidate)]
    return valid[0] if len(valid) == 1 else None


def _rewritten(number: str, places: Sequence[int], alphabet: str) -> Iterator[str]:
    if len(places) > _MOST:
        return
    for characters in product(*(_alternatives(number[place], alphabet) for place in places)):
        new = dict(zip(places, characters, strict=True))
        yield "".join(new.get(place, character) for place, character in enumerate(number))


def _is_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return not (one.isdigit() and other.isdigit()) and any(one in group and other in group for group in _ALIKE)


def _alternatives(character: str, alphabet: str) -> str:
    alike = "".join(group for group in _ALIKE if character in group)
    return "".join(dict.fromkeys(other for other in alike if other in alphabet and other != character))
