"""Applicants' folders and loose files with forms in which something is wrong."""

from samples.catalogue.handing import (
    BOTH_MISSING,
    EVALUATION,
    TRAINING,
    certificate,
    commitment,
    credit_report,
    handed,
    unit,
)
from samples.forms import make_form
from samples.sample import Handed, Sample
from samples.style import Dates, Labels, Numbers, PdfStyle, Rules, Ticks, WordStyle

_COPIED = ("duplicates.text@organisation.profile",)
_ANOTHER_CODE = ("agreement.certificate@organisation.credit_code",)


def faulty() -> tuple[Handed, ...]:
    """All of them."""
    return (*_training_word(), *_evaluation_word(), *_pdf())


def _training_word() -> tuple[Handed, ...]:
    return (
        handed(
            "loose", "{name}",
            Sample(
                "区县报送/培训机构推荐表-{name}.docx", "Sums of the yearly numbers that do not come out; a profile that another unit has too.",
                (make_form(301, TRAINING, ("totals.trained", "totals.independent", "totals.year_split"), unit=unit(10), copied=True),),
                WordStyle(numbers=Numbers.GROUPED_UNIT, ticks=Ticks.BEFORE_BOX, dates=Dates.ISO), _COPIED,
            ),
            certificate("区县报送/{certificate}-{name}.docx"), commitment("区县报送/诚信承诺书-{name}.docx"),
        ),
        handed(
            "folder", "区县报送/{name}",
            Sample(
                "区县报送/{name}/推荐表.docx",
                "Codes and addresses that are wrong, two totals in each other's box, the same profile as in 培训机构推荐表-….docx beside;"
                " Wingdings ticks, spaced labels.",
                (
                    make_form(
                        302, TRAINING,
                        (
                            "identity.credit_code", "identity.id_number", "identity.phone", "identity.email",
                            "totals.independent_exceeds",
                        ),
                        unit=unit(11), copied=True,
                    ),
                ),
                WordStyle(ticks=Ticks.SYMBOL, labels=Labels.SPACED, dates=Dates.DOT), (*_COPIED, *_ANOTHER_CODE),
            ),
            certificate("区县报送/{name}/法人登记证书复印件.docx", unit(11)), commitment("区县报送/{name}/承诺书.docx"),
        ),
        handed(
            "loose", "{name}",
            Sample(
                "{name}推荐表.docx", "What the notes' lists do not have, and two occupations on one form.",
                (
                    make_form(
                        303, TRAINING,
                        ("catalogue.one_occupation", "catalogue.unit_type", "catalogue.engagement", "catalogue.industry"),
                        unit=unit(12),
                    ),
                ),
                WordStyle(ticks=Ticks.CHECKED, unused_rows=False, no="无"),
            ),
            certificate("{name}{certificate}.png"), commitment("{name}诚信承诺书.docx"),
        ),
        handed(
            "loose", "{name}",
            Sample(
                "补正材料/{name}（未填完）.docx", "Boxes left empty, a prompt left standing, no level ticked, 是 and 否 both ticked.",
                (
                    make_form(
                        304, TRAINING,
                        (
                            "catalogue.level", "completeness.required@organisation.address",
                            "completeness.required@organisation.contact.position", "completeness.required@foundation.venues",
                            "completeness.required:prompt@foundation.faculty_mechanism",
                            "completeness.required:cell@foundation.teachers[1].phone",
                            "completeness.unreadable@organisation.employees", "marks.yes_no@organisation.national_base",
                            "marks.yes_no:several@organisation.provincial_base",
                        ),
                        unit=unit(13),
                    ),
                ),
                WordStyle(prompts=True),
            ),
            missing=BOTH_MISSING,
        ),
        handed(
            "loose", "{name}",
            Sample(
                "补正材料/{name}-附件1.docx", "Wrong years, contradicting boxes; the list of teachers a table pasted into a cell.",
                (
                    make_form(
                        305, TRAINING,
                        (
                            "periods.tax_years", "periods.history_years", "consistency.levels", "consistency.duplicate_person",
                            "consistency.commitment",
                        ),
                        unit=unit(14),
                    ),
                ),
                WordStyle(nested=True, ticks=Ticks.DOT, numbers=Numbers.WIDE),
            ),
            certificate("补正材料/{name}-{certificate}.docx"), commitment("补正材料/{name}-诚信承诺书.docx"),
        ),
    )


def _evaluation_word() -> tuple[Handed, ...]:
    return (
        handed(
            "loose", "{name}",
            Sample(
                "{name}-评价机构.docx", "Certificates that do not add up, for an occupation that is closed; options struck out.",
                (
                    make_form(
                        306, EVALUATION, ("catalogue.closed_occupation", "totals.issued", "totals.own"), unit=unit(15),
                    ),
                ),
                WordStyle(ticks=Ticks.STRUCK, dates=Dates.DOT, numbers=Numbers.GROUPED),
            ),
            commitment("{name}-诚信承诺书.docx"), missing=BOTH_MISSING[:1],
        ),
        handed(
            "loose", "{name}",
            Sample(
                "评价机构/{name}.docx",
                "More own certificates than certificates, a unit type against the code, late, a level without plan.",
                (
                    make_form(
                        307, EVALUATION,
                        (
                            "totals.own_exceeds", "consistency.unit_type", "consistency.commitment:date",
                            "consistency.levels:missing",
                        ),
                        unit=unit(16),
                    ),
                ),
                WordStyle(labels=Labels.BROKEN, ticks=Ticks.CROSSED),
            ),
            certificate("评价机构/{name}{certificate}.docx"), credit_report("评价机构/{name}信用报告.pdf"),
        ),
    )


def _pdf() -> tuple[Handed, ...]:
    return (
        handed(
            "loose", "{name}",
            Sample(
                "区县报送/{name}.pdf", "Texts over their limits, faculty that does not add up or outnumbers the employees.",
                (
                    make_form(
                        401, TRAINING,
                        (
                            "consistency.teachers", "totals.faculty", "consistency.employees", "limits.characters@plan.text",
                            "limits.characters@foundation.platform",
                        ),
                        unit=unit(17), people=8,
                    ),
                ),
                PdfStyle(rules=Rules.RECTANGLES, size=10.5),
            ),
            missing=BOTH_MISSING,
        ),
        handed(
            "loose", "{name}",
            Sample(
                "{name}.pdf", "A unit that does not meet the conditions: too young, too small, 失信, from another city.",
                (
                    make_form(
                        402, TRAINING,
                        ("eligibility.region", "eligibility.established", "eligibility.scale", "eligibility.dishonest"),
                        unit=unit(18),
                    ),
                ),
                PdfStyle(rules=Rules.DOUBLED, dates=Dates.SLASH, numbers=Numbers.UNIT, prompts=True),
            ),
            certificate("{name}{certificate}.docx"), credit_report("{name}信用报告.pdf"),
        ),
        handed(
            "loose", "{name}",
            Sample(
                "评价机构/{name}（终稿）.pdf",
                "Certificates outside the lists, although none are issued; a team that does not add up.",
                (
                    make_form(
                        403, EVALUATION,
                        (
                            "consistency.certificates", "catalogue.certificate_category", "catalogue.certificate_nature",
                            "totals.team",
                        ),
                        unit=unit(19),
                    ),
                ),
                PdfStyle(rules=Rules.OPEN, ticks=Ticks.BRACKETS, numbers=Numbers.WIDE, nothing="/"),
            ),
            certificate("评价机构/{name}{certificate}.docx"), commitment("评价机构/{name}诚信承诺书.docx"),
        ),
        handed(
            "loose", "{name}",
            Sample(
                "评价机构/{name}-推荐表.pdf",
                "An occupation outside the catalogue, a short credit code, a birth date that does not exist.",
                (
                    make_form(
                        404, EVALUATION, ("catalogue.occupation", "identity.credit_code:length", "identity.id_number:birth"),
                        unit=unit(20),
                    ),
                ),
                PdfStyle(ticks=Ticks.DOT, dates=Dates.CHINESE, labels=Labels.SPACED), _ANOTHER_CODE,
            ),
            certificate("评价机构/{name}-证书.docx", unit(20)), commitment("评价机构/{name}-承诺书.docx"),
        ),
    )
