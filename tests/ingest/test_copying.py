"""A form that came as a Word file and on paper: one record, held against the paper."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from samples import pdf, word
from samples.forms import Filled, make_form
from samples.style import PdfStyle, WordStyle
from schema.forms import FormType
from schema.training import TrainingForm
from tests.ingest.support import run_hebiao

_TRAINING: FormType = "training_institution"


def _changed(form: Filled, **values: Any) -> Filled:
    """The same form with other values in foundation."""
    changed = form.form.model_copy(update={"foundation": form.form.foundation.model_copy(update=values)})
    return Filled(**{**{name: getattr(form, name) for name in form.__dataclass_fields__}, "form": changed})


def _signed(data: bytes) -> bytes:
    """A PDF with a signature that does not show."""
    file = pikepdf.open(BytesIO(data))
    value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 10, 20, 10]), Name=String("某某单位"))
    widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("s"), Rect=Array([0, 0, 0, 0]), V=value)
    file.pages[0].Annots = Array([file.make_indirect(widget)])
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _run(
    folder: Path, word_form: Filled, paper_form: Filled, *, signed: bool = False,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Records and findings of a run over one applicant's folder. signed: its paper is."""
    mailbox = folder / "来件" / "单位"
    mailbox.mkdir(parents=True)
    (mailbox / "推荐表.docx").write_bytes(word.write(word_form, WordStyle()))
    paper = pdf.write(paper_form, PdfStyle())
    (mailbox / "A盖章版.pdf").write_bytes(_signed(paper) if signed else paper)
    out = folder / "out"
    done = run_hebiao("run", mailbox.parent, "--out", out)
    assert done.returncode == 0, done.stderr
    records = [json.loads(file.read_text("utf-8")) for file in sorted((out / "records").iterdir())]
    reports = [json.loads(file.read_text("utf-8")) for file in sorted((out / "findings").iterdir())]
    return records, [finding for report in reports for finding in report["findings"]]


def test_one_record_comes_of_both(tmp_path: Path) -> None:
    """The Word file gives the record, under the id of the form alone; the PDF is one of its copies, and agrees."""
    form = make_form(811, _TRAINING)
    records, findings = _run(tmp_path, form, form)
    assert len(records) == 1
    assert records[0]["source"]["reader"] == "docx"
    assert not records[0]["id"].endswith("-2")
    assert [copy["path"] for copy in records[0]["copies"]] == ["单位/A盖章版.pdf"]
    assert not [one for one in findings if one["code"] in ("agreement.copies", "duplicates.application")]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert {tuple(entry["records"]) for entry in manifest["files"]} == {(records[0]["id"],)}


def test_differences_are_told_with_both_values(tmp_path: Path) -> None:
    """A number that differs is an error, a text a warning; both values and the paper's place are said."""
    form = make_form(812, _TRAINING)
    assert isinstance(form.form, TrainingForm)
    total = form.form.foundation.trained_total or 0
    paper = _changed(form, trained_total=total + 100, platform="平台由外单位建设。")
    _, findings = _run(tmp_path, form, paper)
    told = {one["field"]: one for one in findings if one["code"] == "agreement.copies"}
    assert set(told) == {"foundation.trained_total", "foundation.platform"}
    number = told["foundation.trained_total"]
    assert number["severity"] == "error"
    assert (number["found"], number["expected"]) == (f"{total:,}", f"{total + 100:,}")
    assert "A盖章版.pdf" in number["message"]
    assert "页" in number["message"]
    assert told["foundation.platform"]["severity"] == "warning"


def test_other_forms_are_no_copies(tmp_path: Path) -> None:
    """The two kinds of form of one applicant stay two records."""
    one = make_form(813, _TRAINING)
    other = make_form(813, "evaluation_institution")
    records, _ = _run(tmp_path, one, other)
    assert sorted(record["form_type"] for record in records) == ["evaluation_institution", _TRAINING]


def test_the_paper_says_whether_the_form_is_sealed(tmp_path: Path) -> None:
    """A signed copy is the seal of the Word file's record, and says where it is; without it only files came."""
    form = make_form(811, _TRAINING)
    records, findings = _run(tmp_path / "signed", form, form, signed=True)
    assert [(seal["kind"], seal["paper"]) for seal in records[0]["seals"]] == [("electronic", "单位/A盖章版.pdf")]
    assert not [one for one in findings if one["code"] == "seal.missing"]
    records, findings = _run(tmp_path / "plain", form, form)
    assert records[0]["seals"] == []
    assert [one["severity"] for one in findings if one["code"] == "seal.missing"] == ["warning"]
