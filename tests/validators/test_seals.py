"""seal.*: each raised and not raised; what cannot be known accuses nobody."""

from typing import Any

import pytest

from schema.record import Evidence, PagePicture, Record, Seal, Source
from schema.seal_names import reads_as, reads_as_another
from tests.validators.records import NOTICE, make_record
from tests.validators.sent import file, form, sent, share
from validators import verify
from validators.seals import is_unsealed
from validators.submissions import judge_submission

NAME = "重庆云岭数字科技有限公司"
AT = {"places": ("commitment",), "owner": "applicant", "page": 1, "bbox": (150.0, 400.0, 269.0, 519.0)}
SEALED = Seal(kind="round", text=NAME, confidence=0.99, diameter=42, **AT)


def scan(*seals: Seal, coloured: bool = True, pages: int = 1, **changes: Any) -> Record:
    """A scan of a clean form whose 承诺 stands on the first page."""
    said = Evidence(label="申报单位（盖章）", raw=NAME, state="read", page=1, bbox=(90, 380, 510, 500))
    record = make_record(evidence={"commitment.organisation": said})
    pictures = tuple(PagePicture(page=page, width=595, height=842, turns=0, file="", coloured=coloured) for page in range(2 - pages, 2))
    return record.model_copy(update={"seals": seals, "pictures": pictures if pages else (), **changes})


def told(record: Record) -> list[tuple[str, str]]:
    """Codes and severities about seals."""
    findings = [one for one in verify(record, NOTICE).findings if one.code.startswith("seal.")]
    assert all(one.field == "commitment.organisation" and one.suggestion and one.basis for one in findings)
    return [(one.code, one.severity) for one in findings]


def test_a_scan_without_a_seal_is_told() -> None:
    """As an error; a black and white scan cannot show it and is a warning."""
    assert told(scan()) == [("seal.missing", "error")]
    assert told(scan(coloured=False)) == [("seal.missing", "warning")]


@pytest.mark.parametrize("seal", [
    SEALED, SEALED.model_copy(update={"text": "", "confidence": 0.0}), SEALED.model_copy(update={"owner": None}),
    Seal(kind="electronic", text=NAME, confidence=1.0, owner="applicant"),
])
def test_what_may_be_the_applicants_seal_is_enough(seal: Seal) -> None:
    """Read or not, on paper or electronic."""
    assert told(scan(seal)) == []


def test_the_seal_of_another_is_not_enough() -> None:
    """The recommending unit's, and a person's name chop."""
    recommender = SEALED.model_copy(update={"text": "重庆市江北区人力资源和社会保障局", "owner": "recommender", "places": ("recommendation",)})
    assert told(scan(recommender)) == [("seal.missing", "error")]
    assert told(scan(SEALED.model_copy(update={"kind": "square", "text": "周庆霞印"}))) == [("seal.missing", "error")]


def test_nobody_is_accused_where_nothing_can_be_known() -> None:
    """The page of 承诺 was not read as a scan, or seals could not be looked for."""
    assert told(scan(pages=0)) == []
    assert told(scan().model_copy(update={"seals": None})) == []
    assert not is_unsealed(scan().model_copy(update={"seals": None, "pictures": ()}))


def test_a_seal_elsewhere_is_a_hint() -> None:
    """On the first line, or beside all boxes; not where it also lies over 承诺."""
    assert told(scan(SEALED.model_copy(update={"places": ("organisation.name",)}))) == [("seal.position", "info")]
    assert told(scan(SEALED.model_copy(update={"places": ()}))) == [("seal.position", "info")]
    assert told(scan(SEALED.model_copy(update={"places": ("recommendation", "commitment")}))) == []


def test_a_seal_on_one_of_several_photos() -> None:
    """What is pointed to is the file with the page on which it stands."""
    parts = tuple(
        Source(path=f"{name}.jpg", origin=(f"{name}.jpg",), sha256="", media_type="", reader="scan", pages=1) for name in ("一", "二")
    )
    record = scan(SEALED.model_copy(update={"places": (), "page": 2}), parts=parts)
    [finding] = [one for one in verify(record, NOTICE).findings if one.code == "seal.position"]
    assert (finding.evidence.file, finding.evidence.page) == ("二.jpg", 2)


def test_a_seal_that_reads_as_another_unit_is_told() -> None:
    """With both names, at the seal; a doubtful reading, or a doubtful name of the unit, says nothing."""
    other = SEALED.model_copy(update={"text": "重庆砚池软件有限公司"})
    record = scan(other)
    [finding] = [one for one in verify(record, NOTICE).findings if one.code == "seal.name_mismatch"]
    assert (finding.severity, finding.found, finding.expected) == ("warning", "重庆砚池软件有限公司", NAME)
    assert finding.evidence.bbox == other.bbox
    assert told(scan(other.model_copy(update={"confidence": 0.8}))) == []
    doubtful = Evidence(label="单位名称", raw=NAME, state="read", confidence=0.6, page=1)
    assert told(record.model_copy(update={"evidence": {**record.evidence, "organisation.name": doubtful}})) == []


@pytest.mark.parametrize(("text", "confidence", "another"), [
    (NAME, 0.99, False), (f"{NAME}合同专用章", 0.99, False), ("重庆云岭数宇科技有限公司", 0.99, False), ("重庆岭数科技有限公司", 0.99, False),
    ("重庆岭数", 0.99, False), ("重庆云岭数字教育有限公司", 0.99, True), ("重庆云岭数字教育有限公司", 0.94, False),
    ("重庆砚池软件学院", 0.94, True), ("重庆砚池软件学院", 0.6, False), ("", 0.0, False),
])
def test_names_are_compared_as_seals_are_read(text: str, confidence: float, another: bool) -> None:
    """Lost characters and a wrong one are no other unit; nor is what a seal is for."""
    assert reads_as_another(text, confidence, NAME) is another
    if text and not another and len(text) >= 5:
        assert reads_as(text, NAME) or confidence < 0.97


def test_only_a_file_without_a_seal_is_a_warning() -> None:
    """Of the submission, where nothing that came may be the paper."""
    row, papers = form("甲", unsealed=True), (file("营业执照.jpg", "certificate", by="name"), file("承诺书.docx", "commitment"))

    def about(*files: Any, unsealed: bool = True) -> list[tuple[str, str]]:
        found = judge_submission(sent(share(row.model_copy(update={"unsealed": unsealed}), *papers, *files)), NOTICE).of_forms["甲"]
        return [(one.code, one.severity) for one in found if one.code == "seal.missing"]

    assert about() == [("seal.missing", "warning")]
    assert about(unsealed=False) == []
    paper = file("盖章页.jpg", problem=True).model_copy(update={"media_type": "image/jpeg"})
    assert about(paper) == []
    assert about(file("盖章页.pdf").model_copy(update={"media_type": "application/pdf"})) == []
    assert about(file("说明.docx")) == [("seal.missing", "warning")]
