"""Numbers that belong to nobody are valid all the same."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from samples.identifiers import credit_code, id_number, identity_check, organisation_check


@given(st.integers(0, 10_000), st.sampled_from(["91", "12", "51", "52"]), st.booleans())
def test_credit_codes_are_valid(seed: int, prefix: str, recent: bool) -> None:
    """Both check digits of a drawn credit code are right, and it begins as it was asked to."""
    code = credit_code(Random(seed), prefix, "500112", recent)
    assert uscc.is_valid(code)
    assert code.startswith(f"{prefix}500112")
    assert code[16] == organisation_check(code[8:16])
    assert code[8:].startswith("MA") or not recent


@given(st.integers(0, 10_000), st.dates(date(1960, 1, 1), date(1999, 12, 31)), st.booleans())
def test_identity_numbers_are_valid(seed: int, born: date, woman: bool) -> None:
    """The check digit of a drawn identity number is right, and it says birth date and sex."""
    number = id_number(Random(seed), "500103", born, woman)
    assert ric.calc_check_digit(number) == number[17]
    assert ric.get_birth_date(number) == born
    assert (int(number[16]) % 2 == 0) is woman


def test_the_standards_own_example() -> None:
    """GB 11643-1999 gives 11010519491231002X."""
    assert identity_check("11010519491231002") == "X"
