"""A small mailbox with every kind of thing that a run goes through, made on the spot."""

import mailbox
from pathlib import Path

from samples import word
from samples.corrections import make_pair
from samples.forms import make_form
from samples.style import word_style
from schema.forms import FormType
from tests.ingest.support import letter
from tests.ingest.test_containers import mail, zipped

_FORMS = 6
_CORRECTED = 30
_PAIR = make_pair(_CORRECTED, "half_fixed")
_TYPES: tuple[FormType, ...] = ("training_institution", "evaluation_institution")


def form(seed: int) -> bytes:
    """A filled form as a Word file; the same seed gives the same bytes."""
    return word.write(make_form(seed, _TYPES[seed % 2]), word_style(seed))


def fill(folder: Path) -> None:
    """Put forms, a mail with an archive, an archive, a mailbox of two mails, and what cannot be read into a folder."""
    folder.mkdir(parents=True)
    for seed in range(_FORMS):
        (folder / f"推荐表{seed}.docx").write_bytes(form(seed))
    again = form(0)  # the same file at another place is another form of the same id
    (folder / "有误.docx").write_bytes(word.write(_PAIR.original, word_style(_CORRECTED)))
    (folder / "又一次.docx").write_bytes(again)
    (folder / "坏.docx").write_bytes(again[: len(again) // 2])
    (folder / "说明.docx").write_bytes(letter())
    (folder / "来信.eml").write_bytes(mail("申报材料", {"材料.zip": zipped({"推荐表.docx": form(10), "说明.docx": letter()})}).as_bytes())
    (folder / "打包.zip").write_bytes(zipped({"里层.zip": zipped({"推荐表.docx": form(11)}), "推荐表.docx": form(12)}))
    _deliver(folder, 13, 14)


def change(folder: Path) -> None:
    """What the next morning brings: a corrected form, a new one, one that moved, one that is gone, one more mail in the mailbox."""
    (folder / "更正后.docx").write_bytes(word.write(_PAIR.corrected, word_style(_CORRECTED)))
    (folder / "推荐表20.docx").write_bytes(form(20))
    (folder / "已收").mkdir()
    (folder / "推荐表2.docx").rename(folder / "已收" / "推荐表2.docx")
    (folder / "推荐表3.docx").unlink()
    _deliver(folder, 15)


def _deliver(folder: Path, *seeds: int) -> None:
    box = mailbox.mbox(folder / "收件箱.mbox")
    for seed in seeds:
        box.add(mail(f"推荐表 {seed}", {"推荐表.docx": form(seed)}).as_bytes())
    box.close()
