"""Every fault, written on paper and read back, leads to the findings that it promises and to no other."""

import pytest

from extractors.read import read_contents
from samples import word
from samples.faults import FAULTS
from samples.forms import make_form
from samples.style import WordStyle
from schema.catalogue import CATALOGUE
from schema.catalogue.copies import COPIES
from schema.catalogue.seals import SEALS
from schema.catalogue.submissions import SUBMISSIONS
from schema.catalogue.texts import TEXTS
from schema.forms import FormType
from schema.limits import Limits
from schema.notice import load_notice
from validators import verify

_OF_EVALUATION = (
    "totals.issued", "totals.own", "totals.own_exceeds", "totals.team", "catalogue.closed_occupation",
    "catalogue.certificate_category", "catalogue.certificate_nature", "consistency.certificates",
)
_FIELDS = {
    "limits.characters": "plan.text", "limits.characters:characters_only": "foundation.platform",
    "completeness.required": "organisation.address", "completeness.required:prompt": "plan.text",
    "completeness.required:cell": "foundation.teachers[1].title", "completeness.unreadable": "organisation.established",
    "marks.yes_no": "organisation.industry_base", "marks.yes_no:several": "organisation.standard_developer",
}


def _found(form_type: FormType, fault: str) -> tuple[set[str], set[str]]:
    """What a fault promises, and what is found."""
    filled = make_form(11, form_type, [fault], occupation="物联网工程技术人员")
    (record,) = read_contents(word.write(filled, WordStyle()), "form.docx", ("form.docx",), load_notice(), Limits()).records
    findings = verify(record, load_notice()).findings
    return set(filled.faults), {f"{one.code}@{one.field}" if one.field else one.code for one in findings}


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_leads_to_its_findings(name: str) -> None:
    """Exactly the findings that were promised."""
    form_type: FormType = "evaluation_institution" if name in _OF_EVALUATION else "training_institution"
    promised, found = _found(form_type, f"{name}@{_FIELDS[name]}" if name in _FIELDS else name)
    assert promised
    assert found == promised


@pytest.mark.parametrize("form_type", ["training_institution", "evaluation_institution"])
@pytest.mark.parametrize("name", [
    "eligibility.scale", "periods.history_years", "periods.history_years:repeated", "consistency.duplicate_person",
    "consistency.levels", "consistency.levels:missing", "consistency.unit_type", "eligibility.region",
])
def test_faults_of_both_forms(form_type: FormType, name: str) -> None:
    """What either form can have wrong is found in either."""
    promised, found = _found(form_type, name)
    assert found == promised


def test_there_is_a_fault_for_every_code_about_the_content() -> None:
    """Nothing in the catalogue is left that no sample can have, but what is about the file or what is beside it."""
    made = {name.partition(":")[0] for name in FAULTS}
    beside = (*SUBMISSIONS, *TEXTS, *COPIES, *SEALS)
    assert made == {entry.code for entry in CATALOGUE if entry not in beside and not entry.code.startswith("document.")}
