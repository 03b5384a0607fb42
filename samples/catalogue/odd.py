"""Folders in which something is odd about the paper or about what lies beside it, and files that nobody's form goes with."""

from dataclasses import replace

from samples import litter
from samples.catalogue.handing import (
    EVALUATION,
    TRAINING,
    certificate,
    commitment,
    credit_report,
    extra,
    handed,
    unit,
)
from samples.forms import Filled, make_form
from samples.sample import Handed, Litter, Sample
from samples.style import Dates, Numbers, Ticks, WordStyle

_TWICE = ("duplicates.application@occupation",)


def odd() -> tuple[Handed, ...]:
    """Folders."""
    return (*_papers(), _two_forms_that_disagree())


def strays() -> Handed:
    """Files that give no form and belong to nobody's."""
    return Handed(None, "", (
        Litter("补正材料/空文件.docx", "A file of no bytes, as a broken upload leaves it.", litter.empty, code="document.unreadable"),
        Litter("补正材料/推荐表说明.docx", "A text file under the name of a Word file.", litter.text, code="document.type_mismatch"),
        Litter("补正材料/传输中断.docx", "The first half of a Word file.", litter.truncated, code="document.unreadable"),
        Litter("网上填报/加密推荐表.pdf", "A PDF that asks for a password.", litter.encrypted, code="document.encrypted"),
        Litter("其他/请假申请表.docx", "A form of another kind, with labels that the forms have too.", litter.leave, "material"),
    ))


def _papers() -> tuple[Handed, ...]:
    return (
        handed(
            "folder", "{name}",
            Sample(
                "{name}/推荐表（修订版）.docx", "Tracked changes, hidden text and a text box; otherwise in order.",
                (make_form(501, EVALUATION, unit=unit(21)),),
                WordStyle(tracked=True, hidden=True, text_box=True, ticks=Ticks.CONTROL), _TWICE,
            ),
            Sample(
                "{name}/推荐表.docx", "The same application once more: nothing says which of the two counts.",
                (make_form(501, EVALUATION, unit=unit(21)),), WordStyle(), _TWICE,
            ),
            certificate("{name}/{certificate}.docx"), credit_report("{name}/信用报告.pdf"),
            extra("{name}/单位宣传册.docx", "A paper that nobody asked for.", litter.brochure, "material"),
            findings=("materials.unrecognised",),
        ),
        handed(
            "folder", "{name}",
            Sample(
                "{name}/推荐表（自制表格）.docx", "推荐理由 taken out and rows of the applicant's own put in; rows in other places.",
                (make_form(502, TRAINING, unit=unit(22)),),
                WordStyle(
                    seed=3, dropped=("recommendation",), reordered=True, numbers=Numbers.GROUPED,
                    added=(("上级主管部门", "重庆巴云数字技术促进会"), ("开户银行", "重庆江渚银行云栖支行")),
                ),
                ("agreement.certificate@organisation.name", "agreement.certificate@organisation.credit_code"),
            ),
            certificate("{name}/法人登记证书.docx", named=unit(40)), commitment("{name}/诚信承诺书.docx"),
        ),
        handed(
            "folder", "{name}",
            Sample(
                "{name}/附件1（word版）.docx", "Nothing but hints: an occupation almost in its words, an agent's signature, "
                "a text over its limit only by characters; Chinese numerals.",
                (
                    make_form(
                        503, TRAINING,
                        (
                            "catalogue.occupation:near", "consistency.commitment:signatory",
                            "limits.characters:characters_only@foundation.platform",
                        ),
                        unit=unit(23), occupation="人工智能工程技术人员",
                    ),
                ),
                WordStyle(ticks=Ticks.FILLED, numbers=Numbers.CHINESE, dates=Dates.CHINESE),
            ),
            certificate("{name}/{certificate}.docx"), credit_report("{name}/信用报告.pdf"),
        ),
    )


def _two_forms_that_disagree() -> Handed:
    first = make_form(504, TRAINING, unit=unit(41), people=3)
    second = _represented(make_form(505, EVALUATION, unit=unit(41), people=3, beside=first), "向知远")
    disagrees = ("agreement.across_forms@organisation.legal_representative.name",)
    return handed(
        "folder", "{name}",
        Sample("{name}/培训机构推荐表.docx", "One of two forms that name different legal representatives.", (first,), WordStyle(), disagrees),
        Sample("{name}/评价机构推荐表.docx", "The other one.", (second,), WordStyle(ticks=Ticks.CHECKED), disagrees),
        certificate("{name}/{certificate}.docx"), commitment("{name}/诚信承诺书.docx"),
    )


def _represented(filled: Filled, name: str) -> Filled:
    """The form with another legal representative, who also signs."""
    form = filled.form
    representative = form.organisation.legal_representative.model_copy(update={"name": name})
    changed = {
        "organisation": form.organisation.model_copy(update={"legal_representative": representative}),
        "commitment": form.commitment.model_copy(update={"signatory": name}),
    }
    return replace(filled, form=form.model_copy(update=changed))
