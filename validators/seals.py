"""The applicant has sealed what it commits itself to: `seal.missing`, `seal.name_mismatch`, `seal.position`.

Clause: 推荐表“承诺”, 「申报单位（盖章）」. What was read as a scan is judged by itself; whether a file of text was sealed shows
in what came with it (`validators.submissions`). Name chops are a person's. Of an electronic signature nothing is judged
but whose it says that it is. What cannot be read says nothing, and where the page of 承诺 is missing nothing is said.

Example: a scan whose 承诺 is filled and signed, and no red seal over it.
"""

from collections.abc import Iterator, Sequence

from schema.batch import FileEntry, FormRow
from schema.finding import Finding, FindingEvidence
from schema.forms import Form
from schema.notice import Notice
from schema.record import Record, Seal
from schema.seal_names import reads_as_another
from schema.sent import Share
from validators.check import Case, check, tell
from validators.places import label_of
from validators.telling import about_box

_FIELD = "commitment.organisation"
_WHERE = {"organisation.name": "单位名称处", "recommendation": "推荐理由处", "commitment": "承诺处"}
_UNSURE = 0.9  # confidence of the unit's name, on a scan


@check("seal.missing")
def the_commitment_is_sealed(case: Case[Form]) -> Iterator[Finding]:
    """A scan of the page with 承诺 shows a seal that may be the applicant's; a signature of the file counts as well."""
    if _was_scanned(case.record) and case.record.seals is not None and not _of_applicant(case.record):
        grey = not any(picture.coloured for picture in case.record.pictures)
        yield case.finding("seal.missing", _FIELD, variant="grey" if grey else None)


@check("seal.position")
def the_seal_is_at_the_commitment(case: Case[Form]) -> Iterator[Finding]:
    """The applicant's seal lies over 承诺."""
    seals = [seal for seal in _of_applicant(case.record) if seal.page is not None]
    if _was_scanned(case.record) and seals and not any("commitment" in seal.places for seal in seals):
        where = _WHERE[seals[0].places[0]] if seals[0].places else f"第{seals[0].page}页其他位置"
        yield _about(case, "seal.position", seals[0], where=where, found=None, expected=None)


@check("seal.name_mismatch")
def the_seal_is_of_the_unit(case: Case[Form]) -> Iterator[Finding]:
    """A seal at 承诺 or 单位名称 that reads clearly is the unit's."""
    name = case.form.organisation.name
    evidence = case.record.evidence.get("organisation.name")
    if not name or (evidence and evidence.confidence < _UNSURE):
        return
    for seal in _of_applicant(case.record):
        is_meant = seal.kind == "electronic" or {"commitment", "organisation.name"} & set(seal.places)
        if is_meant and reads_as_another(seal.text, seal.confidence, name):
            yield _about(case, "seal.name_mismatch", seal, found=seal.text, expected=name)
            return


def is_unsealed(record: Record) -> bool:
    """Whether a file of text bears no seal; a scan is judged by itself."""
    return record.seals == () and not _was_scanned(record)


def only_the_file_came(row: FormRow, share: Share, notice: Notice) -> Iterator[Finding]:
    """Nothing that came with a form that is not sealed may be its sealed paper."""
    if row.unsealed and not any(_may_be_paper(entry) for entry in share.files):
        yield about_box("seal.missing", row, _FIELD, notice, variant="file")


def _may_be_paper(entry: FileEntry) -> bool:
    """A scan that could not be read, or that says nothing of what it is."""
    is_paper = entry.media_type.startswith("image/") or entry.media_type == "application/pdf"
    return is_paper and (entry.problem is not None or (entry.paper is not None and entry.paper.kind == "other"))


def _was_scanned(record: Record) -> bool:
    evidence = record.evidence_of("commitment")
    return evidence is not None and evidence.page in {picture.page for picture in record.pictures}


def _of_applicant(record: Record) -> Sequence[Seal]:
    """The seals of units that may be the applicant's."""
    return [seal for seal in record.seals or () if seal.kind != "square" and seal.owner != "recommender"]


def _about(case: Case[Form], code: str, seal: Seal, **words: str | None) -> Finding:
    """A finding about a seal, which points to it."""
    where = FindingEvidence(file=case.record.file_of(seal.page), page=seal.page, bbox=seal.bbox, excerpt=seal.text)
    return tell(code, None, _FIELD, label_of(case.record, _FIELD), where, case.notice, words)
