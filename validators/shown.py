"""How a value of a form reads in a sentence."""

from typing import Any

_LONGEST = 60  # characters of a text that is quoted


def shown(value: Any) -> str | None:
    """A value as text, long ones cut; None where there is none.

    >>> shown(21002), shown(False), shown(("初级", "高级")), shown("")
    ('21,002', '否', '初级、高级', None)
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    text = "、".join(value) if isinstance(value, tuple) else "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
    return (text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…") or None
