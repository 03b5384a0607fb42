"""Telephone numbers and mail addresses."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators import email_address, phone


def test_docstrings_tell_the_truth() -> None:
    """The examples of the specifications hold."""
    assert doctest.testmod(phone).failed == 0
    assert doctest.testmod(email_address).failed == 0


@pytest.mark.parametrize(
    "number",
    [
        "19987896265", "17777859760", "14712345678", "16612345678", "+8613800001234", "86 138 0000 1234", "1380000-1234",
        "023-88152487", "(023)88152487", "02388152487", "010-62345678", "0851-8815248", "+86 23 8815 2487",
        "023-88152487-801", "023-88152487转801", "023-88152487*801", "023—88152487", "０２３－８８１５２４８７",
        "13800001234、13900001234", "13800001234 13900001234", "023-88152487/13800001234", "023-88152487、86868884",
        "手机：13800001234", "13800001234（微信同号）", "23-88152487",
    ],
)
def test_numbers_of_the_mainland_pass(number: str) -> None:
    """Every usual way of writing a mobile or a landline number with area code."""
    assert phone.diagnose(number) is None


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("1380000123", "invalid"), ("138000012345", "invalid"), ("12800001234", "invalid"), ("023-881524", "invalid"),
        ("+852 2345 6789", "invalid"), ("95588", "invalid"), ("无", "invalid"), ("", "invalid"),
        ("13800001234、1390000123", "invalid"), ("1380000I234", "invalid"), ("2388152487", "invalid"),
        ("88152487", "area_code"), ("8815248", "area_code"), ("88152487-801", "area_code"), ("13800001234、88152487", "area_code"),
        ("400-800-1234", "service"), ("8008001234", "service"),
    ],
)
def test_other_numbers_do_not(number: str, fault: str) -> None:
    """What cannot be dialled so from another city is told, and how."""
    assert phone.diagnose(number) == fault


@given(st.sampled_from(["138", "150", "166", "177", "189", "199"]), st.text("0123456789", min_size=8, max_size=8), st.integers(1, 11))
def test_a_lost_digit_is_caught(prefix: str, rest: str, lost: int) -> None:
    """A mobile number passes; with a digit lost it does not."""
    number = prefix + rest
    assert phone.diagnose(number) is None
    shorter = number[:lost - 1] + number[lost:]
    assert phone.diagnose(shorter) is not None


@given(st.text(max_size=30))
def test_any_text_has_an_answer(text: str) -> None:
    """Nothing that may stand in the boxes breaks the checks."""
    phone.diagnose(text)
    email_address.is_valid(text)


@pytest.mark.parametrize("text", ["a@qq.com", "A.B-c_d+e@mail.cqu.edu.cn", "123456@163.com", "a@qq.com、b@qq.com", "ａ＠ｑｑ．ｃｏｍ"])
def test_addresses_pass(text: str) -> None:
    """Addresses as they are in use."""
    assert email_address.is_valid(text)


@pytest.mark.parametrize(
    "text",
    ["qq.com", "a@qq", "a@qq,com", "a@qq。com", "a@@qq.com", "a..b@qq.com", ".a@qq.com", "a b@qq.com", "赵@qq.com", "", "、", "a@-qq.com"],
)
def test_other_texts_do_not(text: str) -> None:
    """What no mail can be sent to."""
    assert not email_address.is_valid(text)
