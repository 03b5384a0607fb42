"""What a seal says, held against the name of a unit: what was read of it may lack characters, and have wrong ones.

A seal says more than the name where it is for one use: 「…有限公司合同专用章」.
"""

import re

from rapidfuzz.distance import LCSseq

from schema.folding import fold
from schema.unit_names import is_unit_name

_ENDING = re.compile(r"(?:公章|印章|(?:合同|财务|发票|业务|行政|人事|培训|教学|考试|考务)专用章|专用章)$")
_LEAST = 5  # characters: of fewer nothing can be said
_SAME = 0.75  # of the characters that were read
_SURE, _VERY_SURE = 0.9, 0.97  # confidence, on average
_WRONG = {_VERY_SURE: 2, _SURE: 4}  # characters that are not in the name, so that it is another


def name_on(text: str) -> str:
    """The name of the unit on a seal, without what the seal is for, and as names are compared."""
    return fold(_ENDING.sub("", text))


def reads_as(text: str, name: str) -> bool:
    """Whether what was read of a seal is the name of a unit, as far as it could be read."""
    read, wanted = name_on(text), fold(name)
    return len(read) >= min(_LEAST, len(wanted)) and LCSseq.similarity(read, wanted) >= _SAME * len(read)


def reads_as_another(text: str, confidence: float, name: str) -> bool:
    """Whether a seal is clearly that of another unit: all of its name was read, surely, and it has other characters."""
    read = name_on(text)
    wrong = len(read) - LCSseq.similarity(read, fold(name))
    return is_unit_name(read) and any(confidence >= sure and wrong >= least for sure, least in _WRONG.items())
