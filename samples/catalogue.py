"""Which samples there are: what an office finds in its mailbox, good and bad."""

from random import Random

from samples import litter
from samples.forms import make_form
from samples.sample import Litter, Sample
from samples.style import Dates, Labels, Numbers, PdfStyle, Rules, Ticks, WordStyle
from samples.units import Unit, draw_unit
from schema.forms import FormType

_TRAINING: FormType = "training_institution"
_EVALUATION: FormType = "evaluation_institution"


def _unit(seed: int) -> Unit:
    return draw_unit(Random(f"unit {seed}"))


def samples() -> tuple[Sample, ...]:
    """The files with forms."""
    return (*_clean_word(), *_clean_pdf(), *_faulty_word(), *_faulty_pdf(), *_odd_word())


def _clean_word() -> tuple[Sample, ...]:
    return (
        Sample(
            "{name}/附件1 培训机构推荐表.docx", "The template filled as it should be.",
            (make_form(101, _TRAINING, unit=_unit(1)),), WordStyle(),
        ),
        Sample(
            "{name}/附件2 评价机构推荐表.docx", "The same applicant's other form; prompts left in, the unused rows taken out.",
            (make_form(102, _EVALUATION, unit=_unit(1)),),
            WordStyle(prompts=True, unused_rows=False, ticks=Ticks.REPLACED, numbers=Numbers.UNIT, nothing="/"),
        ),
        Sample(
            "{name}/数字技术工程师培育项目培训机构推荐表（定稿）.docx",
            "Content controls at every level: body, table, row, cell, paragraph and run; placeholders where nothing was entered.",
            (make_form(103, _TRAINING, unit=_unit(2)),), WordStyle(controls=True, ticks=Ticks.CONTROL, dates=Dates.PADDED),
        ),
        Sample(
            "{name}/评价机构推荐表.docx",
            "Strict Open XML; a table for each section; the list of experts a table pasted into a cell; legacy check boxes.",
            (make_form(104, _EVALUATION, unit=_unit(3)),),
            WordStyle(strict=True, sections=True, nested=True, ticks=Ticks.FORM_FIELD, dates=Dates.ISO, no="无"),
        ),
        Sample(
            "{name}/（盖章版电子档）推荐表.docx",
            "Retyped: synonyms of labels, rows in other places, numbers written in every way, codes in groups.",
            (make_form(105, _TRAINING, unit=_unit(4)),),
            WordStyle(
                seed=5, labels=Labels.SYNONYM, numbers=Numbers.MIXED, ticks=Ticks.CHECKED_FRONT, dates=Dates.SLASH,
                reordered=True, spaced_codes=True, nothing="—", no="没有",
            ),
        ),
        Sample(
            "一家两报/{name}（两个职业）.docx", "Two forms in one file, for two occupations.",
            (
                make_form(106, _TRAINING, unit=_unit(5), occupation="云计算工程技术人员"),
                make_form(107, _TRAINING, unit=_unit(5), occupation="工业互联网工程技术人员"),
            ),
            WordStyle(ticks=Ticks.BEFORE_BOX, cut_runs=True),
        ),
    )


def _clean_pdf() -> tuple[Sample, ...]:
    return (
        Sample(
            "{name}/培训机构推荐表.pdf", "Ruled with lines; long texts and a label go on over the page.",
            (make_form(201, _TRAINING, unit=_unit(6)),), PdfStyle(prompts=True),
        ),
        Sample(
            "{name}/附件2.pdf", "A list of 26 experts that goes on over the page, under column heads that stand there again.",
            (make_form(202, _EVALUATION, unit=_unit(7), people=26),),
            PdfStyle(rules=Rules.RECTANGLES, repeat_headers=True, ticks=Ticks.FILLED, unused_rows=False),
        ),
        Sample(
            "网上填报/{name}.pdf", "Short answers stand in form fields (AcroForm), not on the page.",
            (make_form(203, _EVALUATION, unit=_unit(8)),), PdfStyle(fields=True, ticks=Ticks.BRACKETS, nothing="无"),
        ),
        Sample(
            "网上填报/{name}（横版）.pdf", "Pages stored lying and shown upright; no rules at the left and right.",
            (make_form(204, _TRAINING, unit=_unit(9)),),
            PdfStyle(
                rotated=True, rules=Rules.SIDELESS, ticks=Ticks.FILLED_FRONT, labels=Labels.BROKEN, numbers=Numbers.GROUPED,
                size=9.0,
            ),
        ),
    )


def _faulty_word() -> tuple[Sample, ...]:
    return (
        Sample(
            "区县报送/培训机构推荐表-{name}.docx", "Sums of the yearly numbers that do not come out.",
            (make_form(301, _TRAINING, ("totals.trained", "totals.independent", "totals.year_split"), unit=_unit(10)),),
            WordStyle(numbers=Numbers.GROUPED_UNIT, ticks=Ticks.BEFORE_BOX, dates=Dates.ISO),
        ),
        Sample(
            "区县报送/{name}/推荐表.docx",
            "Codes and addresses that are wrong, two totals in each other's box; Wingdings ticks, spaced labels.",
            (
                make_form(
                    302, _TRAINING,
                    (
                        "identity.credit_code", "identity.id_number", "identity.phone", "identity.email",
                        "totals.independent_exceeds",
                    ),
                    unit=_unit(11),
                ),
            ),
            WordStyle(ticks=Ticks.SYMBOL, labels=Labels.SPACED, dates=Dates.DOT),
        ),
        Sample(
            "{name}推荐表.docx", "What the notes' lists do not have, and two occupations on one form.",
            (
                make_form(
                    303, _TRAINING,
                    ("catalogue.one_occupation", "catalogue.unit_type", "catalogue.engagement", "catalogue.industry"),
                    unit=_unit(12),
                ),
            ),
            WordStyle(ticks=Ticks.CHECKED, unused_rows=False, no="无"),
        ),
        Sample(
            "补正材料/{name}（未填完）.docx", "Boxes left empty, a prompt left standing, no level ticked, 是 and 否 both ticked.",
            (
                make_form(
                    304, _TRAINING,
                    (
                        "catalogue.level", "completeness.required@organisation.address",
                        "completeness.required@organisation.contact.position", "completeness.required@foundation.venues",
                        "completeness.required:prompt@foundation.faculty_mechanism",
                        "completeness.required:cell@foundation.teachers[1].phone",
                        "completeness.unreadable@organisation.employees", "marks.yes_no@organisation.national_base",
                        "marks.yes_no:several@organisation.provincial_base",
                    ),
                    unit=_unit(13),
                ),
            ),
            WordStyle(prompts=True),
        ),
        Sample(
            "补正材料/{name}-附件1.docx", "Wrong years, contradicting boxes; the list of teachers a table pasted into a cell.",
            (
                make_form(
                    305, _TRAINING,
                    (
                        "periods.tax_years", "periods.history_years", "consistency.levels", "consistency.duplicate_person",
                        "consistency.commitment",
                    ),
                    unit=_unit(14),
                ),
            ),
            WordStyle(nested=True, ticks=Ticks.DOT, numbers=Numbers.WIDE),
        ),
        Sample(
            "{name}-评价机构.docx", "Certificates that do not add up, for an occupation that is closed; options struck out.",
            (
                make_form(
                    306, _EVALUATION, ("catalogue.closed_occupation", "totals.issued", "totals.own"), unit=_unit(15),
                ),
            ),
            WordStyle(ticks=Ticks.STRUCK, dates=Dates.DOT, numbers=Numbers.GROUPED),
        ),
        Sample(
            "评价机构/{name}.docx", "More own certificates than certificates, a unit type against the code, late, a level without plan.",
            (
                make_form(
                    307, _EVALUATION,
                    ("totals.own_exceeds", "consistency.unit_type", "consistency.commitment:date", "consistency.levels:missing"),
                    unit=_unit(16),
                ),
            ),
            WordStyle(labels=Labels.BROKEN, ticks=Ticks.CROSSED),
        ),
    )


def _faulty_pdf() -> tuple[Sample, ...]:
    return (
        Sample(
            "区县报送/{name}.pdf", "Texts over their limits, faculty that does not add up or outnumbers the employees.",
            (
                make_form(
                    401, _TRAINING,
                    (
                        "consistency.teachers", "totals.faculty", "consistency.employees", "limits.characters@plan.text",
                        "limits.characters@foundation.platform",
                    ),
                    unit=_unit(17), people=8,
                ),
            ),
            PdfStyle(rules=Rules.RECTANGLES, size=10.5),
        ),
        Sample(
            "{name}.pdf", "A unit that does not meet the conditions: too young, too small, 失信, from another city.",
            (
                make_form(
                    402, _TRAINING,
                    ("eligibility.region", "eligibility.established", "eligibility.scale", "eligibility.dishonest"),
                    unit=_unit(18),
                ),
            ),
            PdfStyle(rules=Rules.DOUBLED, dates=Dates.SLASH, numbers=Numbers.UNIT, prompts=True),
        ),
        Sample(
            "评价机构/{name}（终稿）.pdf", "Certificates outside the lists, although none are issued; a team that does not add up.",
            (
                make_form(
                    403, _EVALUATION,
                    (
                        "consistency.certificates", "catalogue.certificate_category", "catalogue.certificate_nature",
                        "totals.team",
                    ),
                    unit=_unit(19),
                ),
            ),
            PdfStyle(rules=Rules.OPEN, ticks=Ticks.BRACKETS, numbers=Numbers.WIDE, nothing="/"),
        ),
        Sample(
            "评价机构/{name}-推荐表.pdf", "An occupation outside the catalogue, a short credit code, a birth date that does not exist.",
            (
                make_form(
                    404, _EVALUATION, ("catalogue.occupation", "identity.credit_code:length", "identity.id_number:birth"),
                    unit=_unit(20),
                ),
            ),
            PdfStyle(ticks=Ticks.DOT, dates=Dates.CHINESE, labels=Labels.SPACED),
        ),
    )


def _odd_word() -> tuple[Sample, ...]:
    return (
        Sample(
            "{name}/推荐表（修订版）.docx", "Tracked changes, hidden text and a text box; otherwise in order.",
            (make_form(501, _EVALUATION, unit=_unit(21)),),
            WordStyle(tracked=True, hidden=True, text_box=True, ticks=Ticks.CONTROL),
        ),
        Sample(
            "{name}/推荐表（自制表格）.docx", "推荐理由 taken out and rows of the applicant's own put in; rows in other places.",
            (make_form(502, _TRAINING, unit=_unit(22)),),
            WordStyle(
                seed=3, dropped=("recommendation",), added=(("上级主管部门", "重庆巴云数字技术促进会"), ("开户银行", "重庆江渚银行云栖支行")),
                reordered=True, numbers=Numbers.GROUPED,
            ),
        ),
        Sample(
            "{name}/附件1（word版）.docx", "Nothing but hints: an occupation almost in its words, an agent's signature, "
            "a text over its limit only by characters; Chinese numerals.",
            (
                make_form(
                    503, _TRAINING,
                    (
                        "catalogue.occupation:near", "consistency.commitment:signatory",
                        "limits.characters:characters_only@foundation.platform",
                    ),
                    unit=_unit(23), occupation="人工智能工程技术人员",
                ),
            ),
            WordStyle(ticks=Ticks.FILLED, numbers=Numbers.CHINESE, dates=Dates.CHINESE),
        ),
    )


LITTER: tuple[Litter, ...] = (
    Litter("补正材料/空文件.docx", "A file of no bytes, as a broken upload leaves it.", "document.unreadable", litter.empty),
    Litter("补正材料/推荐表说明.docx", "A text file under the name of a Word file.", "document.type_mismatch", litter.text),
    Litter("补正材料/传输中断.docx", "The first half of a Word file.", "document.unreadable", litter.truncated),
    Litter("网上填报/加密推荐表.pdf", "A PDF that asks for a password.", "document.encrypted", litter.encrypted),
    Litter("其他/请假申请表.docx", "A form of another kind, with labels that the forms have too.", "document.not_a_form", litter.leave),
)
