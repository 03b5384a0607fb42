"""The template's own words inside a box: taken off wherever they stand at the beginning or the end of an answer."""

import re
from functools import lru_cache

from extractors.values.folding import fold

_SIGNIFICANT = re.compile(r"[^\W_]")
_OPEN, _CLOSE = "（(［[【〔", "）)］]】〕"
_BRACKETED = re.compile(rf"[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]*)[{re.escape(_CLOSE)}]")
_LIMIT = r"(?a)(?:限|不超过|控制在)?\d{2,4}字(?:以内|左右|以下|内)?"
# What a cut may leave of the prompt's own punctuation.
_LEFT_BEFORE = f"{_CLOSE}。.：:；;，, \t\n\u3000"
_LEFT_BEHIND = f"{_OPEN} \t\n\u3000"

# A prompt with a word or two changed is as good as this, 0–1; an answer that takes up its words stays far below.
_ALIKE = 0.8
_SHORTEST_PIECE = 4
_PIECES = 4  # at each end, where only pieces of the prompt were left
_GLANCE = 24  # characters that hold the first of an answer, or of the prompt, behind brackets and blanks
_RUN = 3  # characters in a row that show that two texts run together


def strip_prompt(text: str, prompt: str) -> str:
    """The text without the template's prompt at its beginning or end, and without blanks around it.

    The prompt is known with or without its brackets, in full or half width, with line breaks and blanks inside,
    slightly changed, or cut short by a few words. prompt: as in `schema.boxes.Box.prompt`, without brackets.
    """
    text = text.strip()
    for _ in range(_PIECES):
        stripped = _without_last(_without_first(text, prompt), prompt)
        if stripped == text:
            break
        text = stripped
    return text


@lru_cache(maxsize=64)
def _folded_prompt(prompt: str) -> str:
    return _significant(prompt)[0]


def _significant(text: str) -> tuple[str, list[int]]:
    """Letters, digits and ideographs in half width, and where each of them stands in the text."""
    found = list(_SIGNIFICANT.finditer(text))
    return fold("".join(match[0] for match in found)), [match.start() for match in found]


def _window(wanted: str) -> int:
    """How many characters of a text can hold the prompt, with its punctuation and blanks."""
    return 2 * len(wanted) + 40


def _without_first(text: str, prompt: str) -> str:
    wanted = _folded_prompt(prompt)
    bracket = _BRACKETED.match(text)
    if bracket and _is_prompt(bracket[1], wanted):
        return text[bracket.end():].lstrip(_LEFT_BEFORE)
    if not _may_begin(text[:_GLANCE], wanted):
        return text
    folded, places = _significant(text[:_window(wanted)])
    end = _length_of_prompt(folded, wanted)
    return text[places[end - 1] + 1:].lstrip(_LEFT_BEFORE) if end else text


def _without_last(text: str, prompt: str) -> str:
    wanted = _folded_prompt(prompt)
    if text and text[-1] in _CLOSE:
        opened = max(text.rfind(sign) for sign in _OPEN)
        if opened >= 0 and _is_prompt(text[opened + 1:-1], wanted):
            return text[:opened].rstrip()
    if not _may_begin(text[-_GLANCE:][::-1], wanted[::-1]):
        return text
    offset = max(0, len(text) - _window(wanted))
    folded, places = _significant(text[offset:])
    length = _length_of_prompt(folded[::-1], wanted[::-1])
    return text[:offset + places[-length]].rstrip(_LEFT_BEHIND) if length else text


def _is_prompt(bracketed: str, wanted: str) -> bool:
    """Whether what stands in brackets is the prompt, a piece of it, or a limit of its own (1000字以内)."""
    if len(bracketed) > _window(wanted):
        return False
    folded = _significant(bracketed)[0]
    if len(folded) >= _SHORTEST_PIECE and folded in wanted:
        return True
    if re.fullmatch(_LIMIT, folded):
        return True
    from rapidfuzz.distance import Indel  # 7 ms to import, and few answers hold the prompt

    return Indel.normalized_similarity(folded, wanted) >= _ALIKE


def _may_begin(text: str, wanted: str) -> bool:
    """Whether the prompt may stand at the beginning of the text: a run of its characters does, as far as one sees."""
    first = fold("".join(filter(str.isalnum, text)))[:_RUN]
    return len(first) < _RUN or first in wanted


def _length_of_prompt(folded: str, wanted: str) -> int:
    """How many characters at the beginning of the text are the prompt; 0 where it does not stand there."""
    if folded.startswith(wanted):
        return len(wanted)
    from rapidfuzz.distance import Indel  # as above

    runs = [
        block for block in Indel.opcodes(wanted, folded[:len(wanted) + len(wanted) // 4])
        if block.tag == "equal" and block.dest_end - block.dest_start >= _RUN
    ]
    # What stands before the first run in common is no part of the prompt, but an answer in front of it.
    if runs and runs[0].dest_start == 0 and Indel.normalized_similarity(wanted, folded[:runs[-1].dest_end]) >= _ALIKE:
        return runs[-1].dest_end
    return 0
