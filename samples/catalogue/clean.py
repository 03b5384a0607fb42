"""Applicants' folders and loose files with forms that are in order, however they were filled."""

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
from samples.forms import make_form
from samples.litter import thumbnails
from samples.sample import Handed, Sample
from samples.style import Dates, Labels, Numbers, PdfStyle, Rules, Ticks, WordStyle


def clean() -> tuple[Handed, ...]:
    """All of them."""
    return (*_word(), *_pdf())


def _word() -> tuple[Handed, ...]:
    first = make_form(101, TRAINING, unit=unit(1))
    two = make_form(106, TRAINING, unit=unit(5), occupation="云计算工程技术人员")
    return (
        handed(
            "folder", "{name}",
            Sample("{name}/附件1 培训机构推荐表.docx", "The template filled as it should be.", (first,), WordStyle()),
            Sample(
                "{name}/附件2 评价机构推荐表.docx", "The same applicant's other form; prompts left in, the unused rows taken out.",
                (make_form(102, EVALUATION, unit=unit(1), beside=first),),
                WordStyle(prompts=True, unused_rows=False, ticks=Ticks.REPLACED, numbers=Numbers.UNIT, nothing="/"),
            ),
            certificate("{name}/{certificate}.pdf"), credit_report("{name}/信用报告.pdf"),
        ),
        handed(
            "folder", "{name}",
            Sample(
                "{name}/数字技术工程师培育项目培训机构推荐表（定稿）.docx",
                "Content controls at every level: body, table, row, cell, paragraph and run; placeholders where nothing was entered.",
                (make_form(103, TRAINING, unit=unit(2)),),
                WordStyle(controls=True, ticks=Ticks.CONTROL, dates=Dates.PADDED),
            ),
            certificate("{name}/{certificate}副本.docx"), commitment("{name}/诚信承诺书.docx"),
            extra("{name}/Thumbs.db", "What Windows leaves behind in folders.", thumbnails, "ignored"),
        ),
        handed(
            "folder", "{name}",
            Sample(
                "{name}/评价机构推荐表.docx",
                "Strict Open XML; a table for each section; the list of experts a table pasted into a cell; legacy check boxes.",
                (make_form(104, EVALUATION, unit=unit(3)),),
                WordStyle(strict=True, sections=True, nested=True, ticks=Ticks.FORM_FIELD, dates=Dates.ISO, no="无"),
            ),
            certificate("{name}/{certificate}（扫描件）.png"), commitment("{name}/诚信承诺书.docx"),
        ),
        handed(
            "folder", "{name}",
            Sample(
                "{name}/（盖章版电子档）推荐表.docx",
                "Retyped: synonyms of labels, rows in other places, numbers written in every way, codes in groups.",
                (make_form(105, TRAINING, unit=unit(4)),),
                WordStyle(
                    seed=5, labels=Labels.SYNONYM, numbers=Numbers.MIXED, ticks=Ticks.CHECKED_FRONT, dates=Dates.SLASH,
                    reordered=True, spaced_codes=True, nothing="—", no="没有",
                ),
            ),
            certificate("{name}/附件二.docx"), credit_report("{name}/附件三.pdf"),
        ),
        handed(
            "folder", "一家两报",
            Sample(
                "一家两报/{name}（两个职业）.docx", "Two forms in one file, for two occupations.",
                (two, make_form(107, TRAINING, unit=unit(5), occupation="工业互联网工程技术人员", beside=two)),
                WordStyle(ticks=Ticks.BEFORE_BOX, cut_runs=True),
            ),
            certificate("一家两报/{certificate}.docx"), commitment("一家两报/诚信承诺书（盖章）.jpg"),
        ),
    )


def _pdf() -> tuple[Handed, ...]:
    return (
        handed(
            "folder", "{name}",
            Sample(
                "{name}/培训机构推荐表.pdf", "Ruled with lines; long texts and a label go on over the page.",
                (make_form(201, TRAINING, unit=unit(6)),), PdfStyle(prompts=True),
            ),
            certificate("{name}/{certificate}.png"), credit_report("{name}/信用报告（信用中国）.pdf"),
        ),
        handed(
            "folder", "{name}",
            Sample(
                "{name}/附件2.pdf", "A list of 26 experts that goes on over the page, under column heads that stand there again.",
                (make_form(202, EVALUATION, unit=unit(7), people=26),),
                PdfStyle(rules=Rules.RECTANGLES, repeat_headers=True, ticks=Ticks.FILLED, unused_rows=False),
            ),
            certificate("{name}/证照.docx"), commitment("{name}/诚信承诺书.pdf"),
        ),
        handed(
            "loose", "{name}",
            Sample(
                "网上填报/{name}.pdf", "Short answers stand in form fields (AcroForm), not on the page.",
                (make_form(203, EVALUATION, unit=unit(8)),), PdfStyle(fields=True, ticks=Ticks.BRACKETS, nothing="无"),
            ),
            certificate("网上填报/{name}-{certificate}.docx"), credit_report("网上填报/{name}-信用报告.pdf"),
        ),
        handed(
            "loose", "{name}",
            Sample(
                "网上填报/{name}（横版）.pdf", "Pages stored lying and shown upright; no rules at the left and right.",
                (make_form(204, TRAINING, unit=unit(9)),),
                PdfStyle(
                    rotated=True, rules=Rules.SIDELESS, ticks=Ticks.FILLED_FRONT, labels=Labels.BROKEN, numbers=Numbers.GROUPED,
                    size=9.0,
                ),
            ),
            certificate("网上填报/{certificate}.docx"), missing=("信用报告或诚信承诺书",),
        ),
    )
