"""Words from outside, made harmless before anybody sees them."""

import re

# Marks that only turn the direction of writing, or hide: nothing of the text's meaning is lost without them.
_INVISIBLE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls (an escape sequence for a terminal begins with one), halves of a pair, and what XML does not allow.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STEERING = re.compile(f"{_INVISIBLE.pattern[:-1]}\x7f-\x9f\u2028\u2029]")
_SPACES = re.compile(r"\s+")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    r"""A text that can be shown anywhere: line ends become `\n`, marks of writing direction are taken out, other
    control characters become U+FFFD, so that one sees that something was there.
    """
    if text.isprintable():  # true of most, and of nothing that is to be taken out
        return text
    return _UNPRINTABLE.sub(REPLACEMENT, _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))


def line(text: str) -> str:
    """A cleaned text on a single line."""
    return _SPACES.sub(" ", clean(text)).strip()


def escaped(json: str) -> str:
    r"""A JSON document that can be shown anywhere: the same data, with `\u009b` for what a terminal could obey."""
    return _STEERING.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found[0])), json)


def _units(char: str) -> tuple[int, ...]:
    raw = char.encode("utf-16-be", "surrogatepass")
    return tuple(int.from_bytes(raw[place : place + 2]) for place in range(0, len(raw), 2))


def clip(text: str, length: int) -> str:
    """At most `length` characters; 「…」 as the last one says that there was more."""
    return text if len(text) <= length else text[: length - 1] + "…"
