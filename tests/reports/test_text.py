"""Words from outside are made harmless before anybody sees them."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.text import REPLACEMENT, clean, clip, escaped, line


def test_writing_direction_is_taken_out() -> None:
    """Marks that turn the direction of writing are gone, and the rest stays in its order."""
    assert clean("报表\u202excod.exe\u2066\u2069\u200f") == "报表xcod.exe"


def test_control_characters_are_seen() -> None:
    """A control character, a lone half of a pair and what XML forbids become a replacement sign."""
    assert clean("a\x00b\x1b[31mc\ud800\uffff\x7f") == f"a{REPLACEMENT}b{REPLACEMENT}[31mc{REPLACEMENT * 3}"


def test_line_ends_are_one_kind() -> None:
    r"""Word's and Windows's line ends become `\n`, tabs and ideographic spaces stay."""
    assert clean("a\r\nb\rc\x0bd\u2028e\tf\u3000g") == "a\nb\nc\nd\ne\tf\u3000g"
    assert line(" a\r\n b\t c ") == "a b c"


@given(st.text(st.characters(), max_size=40))
def test_nothing_dangerous_is_left(text: str) -> None:
    """Whatever comes in, what is left can be encoded and has no control character and no half of a pair."""
    safe = clean(text)
    safe.encode("utf-8")
    assert not [char for char in safe if unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t"]
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean(safe) == safe


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_json_says_the_same(text: str) -> None:
    """What could steer a terminal is written as an escape, and is read as what it was."""
    written = escaped(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(written) == {"text": text}
    assert not set(written) & {*map(chr, range(0x7F, 0xA0)), "\u202e", "\u2066", "\u2028", "\U000e0041"}


def test_clip_says_that_there_was_more() -> None:
    """A text of the full length stays, a longer one ends in an ellipsis."""
    assert clip("一二三", 3) == "一二三"
    assert clip("一二三四", 3) == "一二…"
