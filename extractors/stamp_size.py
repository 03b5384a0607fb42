"""How large a picture is that may be the print of a seal, or of a name chop, with some paper around it."""

MM = 72 / 25.4  # points

_SMALLEST, _LARGEST = 9.0 * MM, 60.0 * MM
_LONGER = 1.8  # times: an oval seal


def may_be_seal(width: float, height: float) -> bool:
    """Whether a picture of this size in points, as it is shown, may be a seal."""
    short, long = sorted((abs(width), abs(height)))
    return short >= _SMALLEST and long <= _LARGEST and long <= _LONGER * short
