"""公民身份号码 by GB 11643—1999."""

import doctest
import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from schema import divisions
from tests.validators.records import make_id_number
from validators import id_number

DEADLINE = date(2023, 6, 16)
BIRTHS = st.dates(date(1930, 1, 1), DEADLINE)
VALID = st.builds(make_id_number, st.sampled_from(["500105", "110101", "512221", "510213", "830000"]), BIRTHS, st.integers(1, 999))


def test_docstrings_tell_the_truth() -> None:
    """The examples of the specifications hold, the standard's own among them."""
    assert doctest.testmod(id_number).failed == 0
    assert doctest.testmod(divisions).failed == 0


@given(VALID)
def test_valid_numbers_pass_and_agree_with_stdnum(number: str) -> None:
    """Made by the standard's rules, a number is valid, and python-stdnum computes the same check digit."""
    assert id_number.diagnose(number, latest_birth=DEADLINE) is None
    assert number[17] == ric.calc_check_digit(number)


@given(VALID, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_changed_character_is_caught(number: str, place: int, character: str) -> None:
    """No change of a single character goes unnoticed."""
    changed = number[:place] + character + number[place + 1:]
    assert (id_number.diagnose(changed, latest_birth=DEADLINE) is None) == (changed == number)


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)))
def test_nobody_is_born_after_the_latest_day(birth: date) -> None:
    """A birth after the latest day is told, one before is not, whatever today is."""
    fault = id_number.diagnose(make_id_number(birth=birth), latest_birth=DEADLINE)
    assert (fault is not None) == (birth > DEADLINE)


@given(st.text(max_size=20))
def test_any_text_has_an_answer(text: str) -> None:
    """Nothing that may stand in the box breaks the check."""
    id_number.diagnose(text, latest_birth=DEADLINE)


def test_every_division_of_stdnum_is_known() -> None:
    """The list is that of python-stdnum, abolished divisions included, and nothing is lost on the way."""
    spec = find_spec("stdnum")
    assert spec is not None
    assert spec.origin is not None
    province, known = "", 0
    for line in (Path(spec.origin).parent / "cn" / "loc.dat").read_text("utf-8").splitlines():
        if match := re.match(r"(\d\d) ", line):
            province = match[1]
        elif match := re.match(r"\s+(\d{4}) ", line):
            known += 1
            assert divisions.is_division(province + match[1]), line
    assert known > 6000
