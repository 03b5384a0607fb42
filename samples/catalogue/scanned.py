"""Folders with the paper itself: printed, signed, sealed or not, and scanned; one beside the Word file that it was printed from."""

from dataclasses import replace
from functools import partial

from samples.catalogue.handing import (
    EVALUATION,
    TRAINING,
    Fitting,
    certificate,
    commitment,
    handed,
    photographed_certificate,
    unit,
)
from samples.forms import Filled, make_form
from samples.sample import Handed, PaperFile, Sample
from samples.scan import photo
from samples.style import Look, ScanStyle, Sheets, Ticks, WordStyle

_OF_ANOTHER = ("seal.name_mismatch@commitment.organisation",)


def scanned() -> tuple[Handed, ...]:
    """All of them."""
    return (_sealed(), _unsealed(), _beside_its_word_file(), _photographed())


def _sealed() -> Handed:
    return handed(
        "folder", "{name}",
        Sample(
            "{name}/推荐表（盖章扫描件）.pdf", "Nothing but the scan, signed and sealed.",
            (make_form(701, EVALUATION, unit=unit(51), people=2),),
            ScanStyle(unused_rows=False, look=Look(grey=False, skew=-0.8), hand=14.0), of_seal=(),
        ),
        certificate("{name}/{certificate}.docx"), commitment("{name}/诚信承诺书.docx"),
    )


def _unsealed() -> Handed:
    return handed(
        "folder", "{name}",
        Sample(
            "{name}/扫描件.tif", "Nothing but the scan, signed, without a seal.",
            (make_form(702, EVALUATION, unit=unit(52), people=2),),
            ScanStyle(unused_rows=False, ticks=Ticks.FILLED, sheets=Sheets.TIFF, sealed_by=""),
        ),
        certificate("{name}/{certificate}.docx"), commitment("{name}/诚信承诺书.docx"),
    )


def _beside_its_word_file() -> Handed:
    form = make_form(703, TRAINING, unit=unit(53), people=2)
    differs = ("agreement.copies@organisation.employees", "agreement.copies@organisation.national_base")
    return handed(
        "folder", "{name}",
        Sample(
            "{name}/推荐表.docx", "The Word file of a form that came on paper too, where a number and a tick are other ones.",
            (form,), WordStyle(), differs, of_seal=_OF_ANOTHER,
        ),
        Sample(
            "{name}/推荐表盖章.pdf", "Its paper, changed by hand before it was sealed, with the seal of another unit; a thin text lies "
            "under the pictures that says nothing.",
            (form,), ScanStyle(unused_rows=False, look=Look(grey=False), sheets=Sheets.GARBLED, sealed_by=unit(54).name),
            differs, on_paper=_changed(form), of_seal=_OF_ANOTHER,
        ),
        certificate("{name}/{certificate}.docx"), commitment("{name}/诚信承诺书.docx"),
    )


def _photographed() -> Handed:
    form = make_form(711, TRAINING, unit=unit(57), people=1)
    style = ScanStyle(
        unused_rows=False, size=9.0, sheets=Sheets.PHOTOS, look=Look(grey=False, photo=True, dots=180, noise=3.0, blur=0.6, quality=40),
    )
    first, *others = (f"{{name}}/微信图片_202306{day}.jpg" for day in ("12093518", "12093531", "12093547"))
    return handed(
        "folder", "{name}",
        Sample(
            first, "The first of three photos, one of each page; together they are the form.", (form,), style, ("document.joined_pages",), of_seal=(),
        ),
        *(_photo(place, style, number) for number, place in enumerate(others, start=2)),
        photographed_certificate("{name}/微信图片_20230612093612.jpg", replace(style.look, quality=40)),
        commitment("{name}/诚信承诺书.docx"),
    )


def _photo(path: str, style: ScanStyle, number: int) -> Fitting:
    """A further photo of the form. number: of its page."""
    def fitting(filled: Filled) -> PaperFile:
        place = path.format(name=filled.form.organisation.name)
        return PaperFile(place, f"Its page {number}.", "form", "content", partial(photo, filled, style, number))

    return fitting


def _changed(filled: Filled) -> Filled:
    said = filled.form.organisation
    changed = said.model_copy(update={"employees": (said.employees or 0) + 100, "national_base": not said.national_base})
    return replace(filled, form=filled.form.model_copy(update={"organisation": changed}))
