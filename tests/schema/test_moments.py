"""Moments of mails, told for people in China."""

import pytest

from schema.moments import in_china, moment_text


@pytest.mark.parametrize(("moment", "words"), [
    ("2023-06-16T23:59:59+08:00", "2023年6月16日 23:59"),
    ("2023-06-16T16:00:00+00:00", "2023年6月17日 00:00"),
    ("2023-01-01T00:05:00+09:00", "2022年12月31日 23:05"),
    ("2023-06-16T02:00:00-11:59", "2023年6月16日 21:59"),
    ("0001-01-01T00:00:00+23:59", "1年1月1日 00:00"),
    ("9999-12-31T23:59:00-23:59", "9999年12月31日 23:59"),
])
def test_a_moment_in_china_s_time(moment: str, words: str) -> None:
    """Any zone becomes China's, without summer time; at the calendar's ends the date stays as it is."""
    assert moment_text(moment) == words


def test_no_moment() -> None:
    """What is no date is the caller's mistake."""
    with pytest.raises(ValueError, match="nonsense"):
        in_china("nonsense")
