"""GB/T 2260 行政区划代码: whether a six-digit code has ever been one."""

from functools import cache
from pathlib import Path

_LIST = Path(__file__).parent / "data" / "gbt2260-divisions.txt"


def is_division(code: str) -> bool:
    """Whether a code is or was a province, prefecture or county.

    Identity numbers keep the code of the day when they were issued, so abolished divisions count.

    >>> is_division("500105"), is_division("512221"), is_division("999999")
    (True, True, False)
    """
    return code[4:] in _counties().get(code[:4], "").split()


def is_prefecture(code: str) -> bool:
    """Whether a code of four digits has ever begun those of a prefecture, or of a district of a municipality.

    >>> is_prefecture("5001"), is_prefecture("1250")
    (True, False)
    """
    return code in _counties()


@cache
def _counties() -> dict[str, str]:
    """The last two digits of the counties, in one string, by the first four."""
    return {line[:4]: line[5:] for line in _LIST.read_text("utf-8").splitlines()}
