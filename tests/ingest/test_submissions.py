"""A whole run over what an office receives: submissions, and what is said of them."""

import json
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from samples import word
from samples.forms import Filled, make_form
from samples.papers.certificate import certificate
from samples.papers.registration import registration
from samples.papers.trust import commitment, credit_report
from samples.papers.writers import as_pdf, as_word
from samples.style import word_style
from tests.ingest.support import letter, pdf, run_hebiao
from tests.ingest.test_containers import zipped
from tests.ingest.test_decoration import picture

PICTURE = picture(120, 120)  # too large for a logo, and nothing can be read in it


@dataclass(frozen=True)
class Applicant:
    """What an invented unit hands in."""

    filled: Filled
    form: bytes
    certificate: bytes
    commitment: bytes

    @property
    def name(self) -> str:
        """The unit's."""
        return self.filled.form.organisation.name or ""


def applicant(seed: int) -> Applicant:
    """A unit with its papers."""
    filled = make_form(seed, "training_institution")
    entry = registration(filled)
    return Applicant(filled, word.write(filled, word_style(seed)), as_word(certificate(entry)), as_word(commitment(entry)))


UNITS = [applicant(seed) for seed in range(61, 67)]
A, B, C, D, E, F = UNITS


def mail(files: dict[str, bytes], subject: str = "申报材料", received: str = "", forwarded: tuple[EmailMessage, ...] = ()) -> EmailMessage:
    """A mail that was sent on the last day at noon, and received as the header says."""
    message = EmailMessage()
    if received:
        message["Received"] = f"from relay.example.com by mx.example.gov.cn with SMTP; {received}"
        message["Received"] = "from sender.example.com by relay.example.com; Mon, 01 May 2023 08:00:00 +0800"
    message["From"], message["To"], message["Subject"] = "zhang@example.com", "office@example.gov.cn", subject
    message["Date"] = "Fri, 16 Jun 2023 12:00:00 +0800"
    message.set_content("附件请查收。")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    for one in forwarded:
        message.add_attachment(one)
    return message


def papers(of: Applicant) -> dict[str, bytes]:
    """All that is asked for, under names that say nothing of the papers."""
    return {"附件1.docx": of.form, "附件2.docx": of.certificate, "附件3.docx": of.commitment}


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def fill(mailbox: Path) -> None:
    """Everything in order and everything wrong, each once."""
    in_time, late = "Fri, 16 Jun 2023 15:59:00 +0000 (UTC)", "Fri, 16 Jun 2023 16:05:00 +0000 (UTC)"
    in_order = {"附件1.docx": A.form, "附件2.pdf": as_pdf(certificate(registration(A.filled))),
                "附件3.pdf": as_pdf(credit_report(registration(A.filled)))}
    sister = make_form(71, "evaluation_institution", beside=B.filled)
    wrong = sister.form.model_copy(update={"organisation": sister.form.organisation.model_copy(update={"established": "2001-01-01"})})
    sister_form = word.write(Filled("evaluation_institution", wrong), word_style(72))
    district = mail({"公函.docx": letter()}, "转报两家", in_time, (
        mail({"推荐表.docx": D.form, "营业执照.docx": D.certificate}, "丁"), mail({**papers(E), "照片.docx": letter()}, "戊"),
    ))
    put(mailbox / "信", {
        "1.eml": mail(in_order, received=in_time).as_bytes(),
        "2.eml": mail({**papers(B), "附件4.docx": sister_form}, "逾期", late).as_bytes(),
        "3.eml": mail({"附件1.docx": A.form, "图.png": PICTURE}, "再报", in_time).as_bytes(),
        "4.eml": district.as_bytes(),
    })
    put(mailbox / C.name, {"推荐表.docx": C.form, "执照.docx": D.certificate, "诚信承诺书.pdf": b"%PDF-1.7 cut off"})
    put(mailbox / "只有证照", {"营业执照（副本）.png": PICTURE})
    (mailbox / "打包.zip").write_bytes(zipped({f"材料/{name}": data for name, data in papers(F).items()}))
    put(mailbox, {"说明.docx": letter(), "信用报告.pdf": pdf(1)})


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run over that mailbox."""
    mailbox, folder = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("run") / "out"
    fill(mailbox)
    done = run_hebiao("run", mailbox, "--out", folder)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def manifest(out: Path) -> Any:
    """Its manifest."""
    return json.loads((out / "manifest.json").read_text("utf-8"))


def submission(manifest: Any, file: str) -> Any:
    """The submission that a file belongs to."""
    [entry] = [one for one in manifest["files"] if one["path"] == file]
    return next((one for one in manifest["submissions"] if one["id"] == entry["submission"]), None)


def said(found: Any) -> list[tuple[str, str]]:
    """Codes and messages of findings."""
    return [(finding["code"], finding["message"]) for finding in found["findings"]]


def beside(out: Path, record_id: str) -> list[tuple[str, str | None]]:
    """What is said of a form that it does not say of itself."""
    found = json.loads((out / f"findings/{record_id}.json").read_text("utf-8"))
    families = ("materials", "timing", "agreement", "duplicates")
    assert found["counts"]["error"] == sum(finding["severity"] == "error" for finding in found["findings"])
    return [(item["code"], item["field"]) for item in found["findings"] if item["code"].startswith(families)]


def test_a_whole_mail_is_in_order_but_came_twice(out: Path, manifest: Any) -> None:
    """Recognised by content, received in time by the server's clock; the second mail lacks the rest."""
    first, second = (submission(manifest, f"信/{number}.eml/附件1.docx") for number in (1, 3))
    assert (first["kind"], first["missing"], first["findings"], len(first["files"])) == ("mail", [], [], 3)
    assert first["mail"]["received"] == "2023-06-16T15:59:00+00:00"
    assert beside(out, first["records"][0]) == [("duplicates.application", "occupation")]
    assert second["missing"] == ["法人登记证书复印件", "信用报告或诚信承诺书"]
    assert [message for _, message in said(second)] == [
        f"来件中没有可以读取的{name}，可能在未能处理的文件之中：“图.png”" for name in second["missing"]
    ]
    assert beside(out, second["records"][0]) == [("duplicates.application", "occupation"), *[("materials.missing", None)] * 2]


def test_a_late_mail_with_forms_that_differ(out: Path, manifest: Any) -> None:
    """Late by five minutes in China; both forms name the box in which they differ."""
    late = submission(manifest, "信/2.eml")
    [(code, message)] = said(late)
    assert code == "timing.late"
    assert "2023年6月17日 00:05" in message
    assert "2023年6月16日 12:00" in message
    assert len(late["records"]) == 2
    for record_id in late["records"]:
        assert beside(out, record_id) == [("agreement.across_forms", "organisation.established"), ("timing.late", None)]


def test_a_mail_of_a_district(out: Path, manifest: Any) -> None:
    """One submission; what is missing is told of the unit that it is missing of, what is nobody's of both."""
    district = submission(manifest, "信/4.eml/戊.eml/附件2.docx")
    assert submission(manifest, "信/4.eml/丁.eml") == district
    assert (district["title"], len(district["files"]), len(district["records"])) == ("转报两家", 7, 2)
    assert (("materials.missing", f"来件中没有{D.name}的信用报告或诚信承诺书")) in said(district)
    assert district["missing"] == ["信用报告或诚信承诺书"]
    codes = {tuple(code for code, _ in beside(out, record_id)) for record_id in district["records"]}
    assert codes == {("materials.missing", "materials.unrecognised"), ("materials.unrecognised",)}


def test_an_applicants_folder(out: Path, manifest: Any) -> None:
    """The certificate is another unit's, and the pledge cannot be read."""
    folder = submission(manifest, f"{C.name}/推荐表.docx")
    assert (folder["kind"], folder["title"], folder["mail"]) == ("folder", C.name, None)
    assert [message for _, message in said(folder)] == ["来件中没有可以读取的信用报告或诚信承诺书，可能在未能处理的文件之中：“诚信承诺书.pdf”"]
    assert beside(out, folder["records"][0]) == [
        ("agreement.certificate", "organisation.name"), ("agreement.certificate", "organisation.credit_code"), ("materials.missing", None),
    ]


def test_submissions_without_a_form_and_in_an_archive(out: Path, manifest: Any) -> None:
    """The folder lacks its form; the archive is a folder, and in order."""
    lacking = submission(manifest, "只有证照/营业执照（副本）.png")
    assert lacking["missing"] == ["推荐表", "信用报告或诚信承诺书"]
    assert lacking["findings"][0]["found"] == "法人登记证书复印件（按文件名识别）"
    archive = submission(manifest, "打包.zip/材料/附件1.docx")
    assert (archive["kind"], archive["title"], archive["findings"]) == ("folder", "打包.zip", [])
    assert submission(manifest, "打包.zip") == archive
    assert beside(out, archive["records"][0]) == []


def test_what_belongs_to_nobody_says_so(manifest: Any) -> None:
    """Loose material beside the submissions."""
    notes = {entry["path"]: entry["note"] for entry in manifest["files"] if entry["submission"] is None}
    assert set(notes) == {"说明.docx", "信用报告.pdf"}
    assert all(note.endswith("；不能确定属于哪个申报单位") for note in notes.values())


def test_the_ledger_of_submissions_adds_up(out: Path, manifest: Any) -> None:
    """Every document is in the submission that it names, every form in one, and the overview shows all of them."""
    documents = [entry for entry in manifest["files"] if entry["members"] is None]
    files = {(one["id"], path) for one in manifest["submissions"] for path in one["files"]}
    assert files == {(entry["submission"], entry["path"]) for entry in documents if entry["submission"]}
    records = [record for one in manifest["submissions"] for record in one["records"]]
    assert sorted(records) == sorted(file.stem for file in (out / "reports").iterdir())
    index = (out / "index.html").read_text("utf-8")
    assert all(one["title"] in index for one in manifest["submissions"])
    late = submission(manifest, "信/2.eml")
    assert "2023年6月17日 00:05" in (out / f"reports/{late['records'][0]}.html").read_text("utf-8")


def test_check_says_nothing_of_it(tmp_path: Path) -> None:
    """A single file is judged by itself."""
    put(tmp_path, {"推荐表.docx": C.form, "执照.docx": D.certificate})
    said_of = json.loads(run_hebiao("check", "--json", tmp_path / "推荐表.docx", tmp_path / "执照.docx").stdout)
    assert said_of["findings"][0]["findings"] == []
    assert said_of["problems"][0]["reason"] == "这是法人登记证书复印件（按内容识别），不是推荐表。"
