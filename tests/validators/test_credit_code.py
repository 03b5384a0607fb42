"""统一社会信用代码 by GB 32100—2015."""

import csv
import doctest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from tests.validators.records import make_credit_code
from validators import credit_code

CODES = Path(__file__).parents[2].parent / "shared" / "facts" / "credit-codes.csv"
ORGANISATIONS = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)
DIVISIONS = st.text("0123456789", min_size=6, max_size=6)
PREFIXES = st.sampled_from(["11", "12", "13", "51", "52", "53", "91", "92", "93", "A1", "N1", "Y1"])
VALID = st.builds(make_credit_code, PREFIXES, DIVISIONS, ORGANISATIONS)


def test_docstring_tells_the_truth() -> None:
    """The examples of the specification hold."""
    assert doctest.testmod(credit_code).failed == 0


@pytest.mark.skipif(not CODES.is_file(), reason="../shared is not here")
def test_real_codes_pass() -> None:
    """200 codes of real units are valid, and the two altered ones are not."""
    with CODES.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 200
    wrong = [row["uscc"] for row in rows if (credit_code.diagnose(row["uscc"]) is None) != (row["expected"] == "valid")]
    assert not wrong


@given(VALID)
def test_valid_codes_pass_and_agree_with_stdnum(number: str) -> None:
    """Made by the standard's rules, a code is valid, for python-stdnum too where it knows the department."""
    assert credit_code.diagnose(number) is None
    assert number[:2].isdecimal() is uscc.is_valid(number)


@given(VALID, st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_any_changed_character_is_caught(number: str, place: int, character: str) -> None:
    """No change of a single character goes unnoticed."""
    changed = number[:place] + character + number[place + 1:]
    assert (credit_code.diagnose(changed) is None) == (changed == number)


@given(VALID, st.integers(0, 16))
def test_exchanged_neighbours_are_caught(number: str, place: int) -> None:
    """Nor do two neighbours that change places."""
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2:]
    assert (credit_code.diagnose(changed) is None) == (changed == number)


@given(VALID)
def test_spelling_does_not_matter(number: str) -> None:
    """Small letters, full width, spaces and dashes are the same code."""
    wide = "".join(chr(ord(character) + 0xFEE0) for character in number)
    for spelled in (number.lower(), wide, f" {number[:8]} {number[8:17]}-{number[17]}\n"):
        assert credit_code.diagnose(spelled) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("9I1522010783762860", "911522010783762860"), ("9115220IO783762860", "911522010783762860"), ("9IIS220IO783762860", None)],
)
def test_a_likely_reading_is_named_only_where_there_is_one(written: str, meant: str | None) -> None:
    """Illegal characters are read as what they look like, if that makes one valid code."""
    assert credit_code.lookalike(written) == meant


def test_one_wrong_check_digit_is_no_ground_for_a_guess() -> None:
    """Where only the last check digit fails, too many readings would be valid by chance."""
    number = make_credit_code()
    other = "7" if number[3] != "7" else "1"
    assert credit_code.lookalike(number[:3] + other + number[4:]) is None


def test_a_slip_in_the_organisation_code_is_named() -> None:
    """Where both check digits fail and one look-alike puts both right, it is named."""
    number = make_credit_code(organisation="MA5U3B7R")
    assert credit_code.lookalike(number.replace("3B7", "387")) == number
