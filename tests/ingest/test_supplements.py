"""A paper that is sent later, without a form: it completes the application, and people see when and how it came."""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest

from samples import word
from samples.forms import make_form
from samples.papers.registration import registration
from samples.papers.trust import commitment
from samples.papers.writers import as_word
from samples.style import word_style
from tests.ingest.support import run_hebiao
from tests.ingest.test_submissions import PICTURE

FIRST, SECOND = (make_form(seed, "training_institution", ("totals.trained",)) for seed in (81, 82))


def mail(files: dict[str, bytes], day: int, sender: str, answers: str = "") -> bytes:
    """A mail of a day in June."""
    message = EmailMessage()
    message["Received"] = f"from a.example.com by mx.example.gov.cn; {day} Jun 2023 10:02:00 +0800"
    message["From"], message["Subject"], message["Message-ID"] = sender, f"材料{day}", f"<{day}@example.com>"
    if answers:
        message["In-Reply-To"] = answers
    message.set_content("附件请查收。")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


class Desk:
    """A mailbox, and what runs over it told."""

    def __init__(self, folder: Path) -> None:
        self._mailbox, self.out = folder / "in", folder / "out"
        self._mailbox.mkdir()
        papers = {"推荐表.docx": word.write(FIRST, word_style(7)), "承诺书.docx": as_word(commitment(registration(FIRST)))}
        self.put("1.eml", mail(papers, 14, "zhang@example.com"))
        self.put("2.eml", mail({"推荐表.docx": word.write(SECOND, word_style(7))}, 15, "zhang@example.com"))

    def put(self, name: str, data: bytes) -> Path:
        """A file that comes in."""
        (self._mailbox / name).write_bytes(data)
        return self._mailbox / name

    def run(self, *arguments: str | Path) -> None:
        """Run over it all, or over what is named."""
        done = run_hebiao("run", *(arguments or (self._mailbox,)), "--out", self.out)
        assert done.returncode == 0, done.stderr

    def submission(self, title: str) -> Any:
        """What the manifest says of a mail."""
        said = json.loads((self.out / "manifest.json").read_text("utf-8"))
        return next(one for one in said["submissions"] if one["title"] == title)

    def letter(self, name: str) -> str:
        """What a letter says."""
        return "\n".join(paragraph.text for paragraph in docx.Document(str(self.out / f"notices/{name}.docx")).paragraphs)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.run()
    return made


def test_an_answer_to_a_letter(desk: Desk) -> None:
    """Nothing can be read in it but its name: the mail that it answers says whose it is. It came late, the form did not."""
    [record] = desk.submission("材料14")["records"]
    assert "需要补报的材料1项" in desk.letter(record)
    desk.put("3.eml", mail({"营业执照.png": PICTURE}, 20, "li@example.org", "<14@example.com>"))
    desk.run()
    first, later = desk.submission("材料14"), desk.submission("材料20")
    assert (first["missing"], later["missing"], later["adds_to"]) == ([], [], [record])
    [finding] = [one for one in later["findings"] if one["code"] != "materials.unrecognised"]
    assert finding["message"] == f"“营业执照.png”按所回复的邮件计入{FIRST.form.organisation.name}的申报"
    told = json.loads((desk.out / f"findings/{record}.json").read_text("utf-8"))["findings"]
    assert [one["code"] for one in told if one["code"].startswith(("materials", "timing"))] == ["materials.supplement"]
    said = "“营业执照.png”由另一来件“材料20”于 2023年6月20日 10:02 报送"
    assert "已于2023年6月14日收到。另行报送的“营业执照.png”（2023年6月20日 10:02）已收到，一并核对。" in desk.letter(record)
    assert "需要补报的材料" not in desk.letter(record)
    assert not (desk.out / f"notices/{later['id']}.docx").exists()
    index = (desk.out / "index.html").read_text("utf-8")
    assert said in index
    assert '补报给 <a href="reports/' in index


def test_of_two_a_person_says_which(desk: Desk) -> None:
    """Both are from one address: it counts for none until somebody says so."""
    records = [desk.submission(title)["records"][0] for title in ("材料14", "材料15")]
    file = desk.put("3.eml", mail({"营业执照.png": PICTURE}, 20, "zhang@example.com"))
    desk.run()
    later = desk.submission("材料20")
    assert (later["missing"], "adds_to" in later, later["findings"][0]["code"]) == ([], False, "materials.whose")
    for record in records:
        told = json.loads((desk.out / f"findings/{record}.json").read_text("utf-8"))["findings"]
        assert {"materials.missing", "materials.whose"} <= {one["code"] for one in told}
        assert "营业执照.png" not in desk.letter(record)
    desk.run(file, "--corrects", records[1])
    assert desk.submission("材料20")["adds_to"] == [records[1]]
    assert desk.submission("材料15")["missing"] == ["信用报告或诚信承诺书"]
    assert desk.submission("材料14")["missing"] == ["法人登记证书复印件"]
    desk.run()
    assert desk.submission("材料20")["adds_to"] == [records[1]]
