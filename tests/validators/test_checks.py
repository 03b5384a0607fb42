"""Every finding is raised by its fault, at its field, in its words, and not by what only looks like it."""

import pytest

from schema.catalogue import CATALOGUE, ENTRIES
from schema.catalogue.copies import COPIES
from schema.catalogue.seals import SEALS
from schema.catalogue.submissions import SUBMISSIONS
from schema.catalogue.texts import TEXTS
from schema.finding import Finding, Report
from schema.forms import FormType
from schema.record import Remark
from tests.validators.cases import EXAMPLES, Example
from tests.validators.records import EVALUATION, NOTICE, TRAINING, make_record
from validators import CHECKS, verify
from validators.check import case_of

OF_A_RECORD = [entry for entry in CATALOGUE if entry not in (*SUBMISSIONS, *TEXTS, *COPIES, *SEALS)]  # those have tests of their own
_NAMES = [f"{index}-{example}" for index, example in enumerate(EXAMPLES)]


@pytest.mark.parametrize("form_type", [TRAINING, EVALUATION])
def test_a_clean_form_passes(form_type: FormType) -> None:
    """Nothing at all is said of a form without a fault."""
    report = verify(make_record(form_type), NOTICE)
    assert (report.findings, report.verdict) == ((), "通过")


@pytest.mark.parametrize("example", EXAMPLES, ids=_NAMES)
def test_a_fault_is_told(example: Example) -> None:
    """The fault gives one finding of its code, with severity, field, words and place."""
    finding = _only(example, _report(example, wrong=True))
    entry = ENTRIES[example.code]
    assert finding.field == example.at
    assert finding.severity == example.severity
    assert example.says in finding.message
    assert finding.suggestion
    assert finding.basis == entry.basis_in(NOTICE, example.variant)
    assert finding.evidence.file == "推荐表.docx"
    assert finding.evidence.cell or example.variant == "table"  # an empty table has no cell
    expected = entry.wording(example.variant).suggestion
    assert expected.partition("{")[0] in finding.suggestion


@pytest.mark.parametrize("example", EXAMPLES, ids=_NAMES)
def test_a_near_miss_is_not_told(example: Example) -> None:
    """What comes near to the fault does not give its finding."""
    assert not [finding for finding in _report(example, wrong=False).findings if _is_told(example, finding)]


def test_every_code_has_both() -> None:
    """Every code about a record, and every way in which it is told, has an example and so a near miss."""
    told = {(example.code, example.variant) for example in EXAMPLES}
    ways = {(entry.code, variant) for entry in OF_A_RECORD for variant in (None, *entry.variants)}
    # A problem with a file that gave no record; what is said of scans alone, of which test_verify.py has the example.
    assert told == ways - {("document.type_mismatch", None), ("document.template_altered", "scan")}


def test_every_check_raises_only_what_it_says() -> None:
    """No check raises a code that it does not name, and every code about a record is named by a check."""
    assert {code for check in CHECKS for code in check.codes} == {entry.code for entry in (*OF_A_RECORD, *SEALS)}
    for example in EXAMPLES:
        record = make_record(example.form, example.wrong, evidence=example.wrong_seen, remarks=_remarks(example))
        for check in CHECKS:
            assert {finding.code for finding in check(case_of(record, NOTICE))} <= set(check.codes)


def test_every_check_says_what_it_is_for() -> None:
    """Every check has a docstring, which is its specification."""
    assert all(check.judge.__doc__ for check in CHECKS)


def _report(example: Example, *, wrong: bool) -> Report:
    changes, evidence = (example.wrong, example.wrong_seen) if wrong else (example.near, example.near_seen)
    remarks = _remarks(example) if wrong else ()
    return verify(make_record(example.form, changes, evidence=evidence, remarks=remarks), NOTICE)


def _remarks(example: Example) -> tuple[Remark, ...]:
    return (example.remark,) if example.remark else ()


def _is_told(example: Example, finding: Finding) -> bool:
    return finding.code == example.code and finding.field == example.at


def _only(example: Example, report: Report) -> Finding:
    found = [finding for finding in report.findings if _is_told(example, finding)]
    assert len(found) == 1, [finding.message for finding in report.findings]
    return found[0]
