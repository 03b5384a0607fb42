"""What came in an archive that lay in the mailbox by itself."""

from samples.catalogue.envelopes import tar_gz, zip_of_macos, zip_of_windows
from samples.catalogue.handing import EVALUATION, TRAINING, certificate, commitment, unit
from samples.envelopes.archives import left_by_macos
from samples.forms import make_form
from samples.sample import Handed, Litter, Sample
from samples.style import Dates, WordStyle


def archives() -> tuple[Handed, ...]:
    """All of them."""
    nested, mac = make_form(751, EVALUATION, unit=unit(38), people=3), make_form(752, TRAINING, unit=unit(39), people=3)
    return (
        Handed("folder", "报送材料.zip", (zip_of_windows(
            "报送材料.zip", "An archive in an archive.",
            tar_gz(
                "申报材料.tar.gz", "A packed tar.",
                Sample("推荐表.docx", "A form in an archive in an archive.", (nested,), WordStyle(dates=Dates.PADDED)),
                certificate("{certificate}.docx")(nested), commitment("诚信承诺书.docx")(nested),
            ),
        ),)),
        Handed("folder", "申报材料（苹果电脑压缩）.zip", (zip_of_macos(
            "申报材料（苹果电脑压缩）.zip", "A zip of a Mac, with what macOS adds.",
            Sample("申报材料/推荐表.docx", "A form in a zip.", (mac,), WordStyle()),
            Litter("__MACOSX/申报材料/._推荐表.docx", "What macOS knows of the form.", left_by_macos, "ignored"),
            certificate("申报材料/{certificate}.docx")(mac), commitment("申报材料/诚信承诺书.docx")(mac),
            Litter("申报材料/.DS_Store", "What macOS knows of the folder.", left_by_macos, "ignored"),
        ),)),
    )
