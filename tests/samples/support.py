"""What the tests of the samples share."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samples.fonts import FontMissingError, find_font

SAMPLES = Path(__file__).parents[2] / "samples"


def _has_font() -> bool:
    try:
        find_font()
    except FontMissingError:
        return False
    return True


needs_font = pytest.mark.skipif(not _has_font(), reason="the font WenQuanYi Zen Hei (fonts-wqy-zenhei) is not installed")


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a record's form with its path, rows by index."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and any(isinstance(row, dict) for row in value):
        for index, row in enumerate(value):
            yield from leaves(row, f"{path}[{index}]")
    else:
        yield path, comparable(value)


def comparable(value: Any) -> Any:
    """A value without blanks and line breaks, which wrapping changes; a missing text is an empty one."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value))
    return "" if value is None else value


def differences(expected: dict[str, Any], read: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Where two forms differ: path, what should be there, what is."""
    want, got = dict(leaves(expected)), dict(leaves(read))
    return {
        path: (want.get(path, ""), got.get(path, "")) for path in sorted({*want, *got})
        if want.get(path, "") != got.get(path, "")
    }
