"""What a recogniser may have misread is named where one reading alone is valid, and never taken for read."""

from datetime import date

import pytest

from schema.finding import Finding
from schema.record import ReaderName
from tests.validators.records import NOTICE, TRAINING, make_credit_code, make_id_number, make_record
from validators import credit_code, id_number, verify
from validators.lookalikes import look_alike

_CODE = make_credit_code()
_ID_FIELD = "organisation.legal_representative.id_number"
_CODE_FIELD = "organisation.credit_code"


def _misread(number: str, place: int, character: str) -> str:
    assert number[place] != character
    return number[:place] + character + number[place + 1:]


def _finding(code: str, field: str, number: str, reader: ReaderName) -> Finding:
    whole = make_record(TRAINING, {field: number})
    scanned = whole.model_copy(update={"source": whole.source.model_copy(update={"reader": reader})})
    return next(finding for finding in verify(scanned, NOTICE).findings if finding.code == code)


@pytest.mark.parametrize(("place", "character"), [(0, "S"), (3, "7"), (1, "O"), (12, "B")])
def test_id_number(place: int, character: str) -> None:
    """One character that looks like another, a letter or a digit: the number that was meant."""
    number = make_id_number("500105", date(1975, 10, 31))
    assert id_number.lookalike(_misread(number, place, character), latest_birth=NOTICE.deadline) == number


@pytest.mark.parametrize(("place", "character"), [(1, "7"), (3, "D"), (6, "Q"), (12, "8"), (17, "G")])
def test_credit_code(place: int, character: str) -> None:
    """In a scan one character anywhere is enough, whichever check digit fails."""
    assert credit_code.lookalike(_misread(_CODE, place, character), scanned=True) == _CODE


@pytest.mark.parametrize(("place", "character"), [(0, "8"), (7, "C"), (4, "5")])
def test_no_division_is_made_up(place: int, character: str) -> None:
    """A reading that is valid by chance only is not named."""
    assert credit_code.lookalike(_misread(_CODE, place, character), scanned=True) is None


def test_only_one_candidate_is_named() -> None:
    """Where several readings are valid, none is named; what is named is valid."""
    named: set[bool] = set()
    for order in range(100, 140):
        number = make_id_number("500105", date(1988, 10, 31), order)
        for place in range(8, 18):
            wrong = number[:place] + "7" + number[place + 1:]
            likely = id_number.lookalike(wrong, latest_birth=NOTICE.deadline)
            assert likely is None or id_number.diagnose(likely, latest_birth=NOTICE.deadline) is None
            named.add(likely is not None)
    assert named == {True, False}


def test_a_scan_gets_a_suggestion_and_keeps_what_was_read() -> None:
    """The suggestion says 可能为; the finding shows what was read; a typed number gets none."""
    number = make_id_number("500105", date(1975, 10, 31))
    wrong = _misread(number, 1, "O")
    told = _finding("identity.id_number", _ID_FIELD, wrong, "scan")
    assert told.found == wrong
    assert f"可能为“{number}”" in told.suggestion
    assert "可能为" not in _finding("identity.id_number", _ID_FIELD, wrong, "docx").suggestion


def test_a_credit_code_is_suggested_for_scans_alone() -> None:
    """Of a typed code one failing check digit is no ground for a guess."""
    wrong = _misread(_CODE, 3, "D")
    assert f"可能为“{_CODE}”" in _finding("identity.credit_code", _CODE_FIELD, wrong, "scan").suggestion
    assert "可能为" not in _finding("identity.credit_code", _CODE_FIELD, wrong, "docx").suggestion


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("5S0O", "s5o0", True), ("B", "8", True), ("b", "6", True), ("d", "0", True), ("l", "I", True), ("V", "U", True),
    ("3", "8", False), ("1", "7", False), ("张", "章", False), ("12", "1", False), ("A", "4", False),
])
def test_texts_that_look_alike(one: str, other: str, alike: bool) -> None:
    """Letters may be misread, but a digit for a digit is another number."""
    assert (look_alike(one, other), look_alike(other, one)) == (alike, alike)
