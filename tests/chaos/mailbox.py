"""A small mailbox with every kind of thing that a run goes through, made on the spot."""

import mailbox
from pathlib import Path

from samples import word
from samples.forms import make_form
from samples.style import word_style
from schema.forms import FormType
from tests.ingest.support import letter
from tests.ingest.test_containers import mail, zipped

_FORMS = 6
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
    (folder / "又一次.docx").write_bytes(again)
    (folder / "坏.docx").write_bytes(again[: len(again) // 2])
    (folder / "说明.docx").write_bytes(letter())
    (folder / "来信.eml").write_bytes(mail("申报材料", {"材料.zip": zipped({"推荐表.docx": form(10), "说明.docx": letter()})}).as_bytes())
    (folder / "打包.zip").write_bytes(zipped({"里层.zip": zipped({"推荐表.docx": form(11)}), "推荐表.docx": form(12)}))
    box = mailbox.mbox(folder / "收件箱.mbox")
    for seed in (13, 14):
        box.add(mail(f"推荐表 {seed}", {"推荐表.docx": form(seed)}).as_bytes())
    box.close()
