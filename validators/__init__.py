"""Record -> findings: what does not add up in a filled form, by the rules of a notice.

A check is one concern; its docstring is its specification. `CHECKS` is all of them; the order does not matter, for
findings are told in the order of the paper.
"""

from schema.finding import Report, report
from schema.notice import Notice
from schema.record import Record
from validators import (
    commitment,
    completeness,
    consistency,
    documents,
    eligibility,
    identity,
    industry,
    limits,
    lists,
    marks,
    occupation,
    people,
    periods,
    seals,
    totals,
)
from validators.check import Check, case_of
from validators.places import position

__all__ = ["CHECKS", "verify"]

CHECKS: tuple[Check, ...] = (
    totals.yearly_numbers_add_up,
    totals.yearly_independent_numbers_add_up,
    totals.each_year_is_split,
    totals.independent_is_a_part,
    totals.certificates_add_up,
    totals.own_certificates_add_up,
    totals.own_certificates_are_a_part,
    totals.faculty_adds_up,
    totals.team_adds_up,
    limits.texts_keep_to_their_limits,
    identity.credit_code_is_valid,
    identity.id_number_is_valid,
    identity.phones_are_of_the_mainland,
    identity.emails_are_addresses,
    occupation.occupation_is_open,
    occupation.a_level_is_ticked,
    lists.unit_type_is_listed,
    lists.engagement_is_listed,
    lists.certificate_category_is_listed,
    lists.certificate_nature_is_listed,
    industry.industry_is_in_the_standard,
    eligibility.unit_is_old_enough,
    eligibility.training_reaches_the_scale,
    eligibility.evaluation_reaches_the_scale,
    eligibility.no_dishonesty_is_declared,
    eligibility.unit_is_in_the_city,
    completeness.required_boxes_are_filled,
    completeness.required_tables_are_filled,
    completeness.what_is_filled_can_be_read,
    periods.taxes_are_of_the_three_years,
    periods.training_is_of_the_five_years,
    periods.certificates_are_of_the_five_years,
    marks.one_of_yes_and_no_is_ticked,
    consistency.certificates_are_issued,
    consistency.teachers_are_of_the_team,
    consistency.teachers_are_employees,
    consistency.unit_type_is_as_registered,
    consistency.plans_are_for_the_levels,
    people.teachers_stand_once,
    people.experts_stand_once,
    commitment.commitment_is_by_the_applicant,
    commitment.commitment_is_in_time,
    commitment.commitment_is_by_the_representative,
    seals.the_commitment_is_sealed,
    seals.the_seal_is_at_the_commitment,
    seals.the_seal_is_of_the_unit,
    documents.remarks_are_told,
)


def verify(record: Record, notice: Notice) -> Report:
    """Judge a record by the rules of a notice.

    Out come the findings in the order of the paper, those about the file last, and the verdict. The same record and
    notice give the same report.
    """
    case = case_of(record, notice)
    findings = [finding for check in CHECKS for finding in check(case)]
    findings.sort(key=lambda finding: position(type(record.form), finding.field))
    return report(record.id, findings)
