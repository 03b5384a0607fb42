"""Words that an applicant could write to do harm where they are shown."""

from typing import Any

from schema.boxes import Kind, boxes
from schema.finding import Finding, FindingEvidence, Report, report
from schema.forms import FORMS, FormType
from schema.record import Evidence, Record, Source, Unassigned
from schema.submission import Submission
from tests.reports.builder import CLEAN, make_finding, make_mail, make_record, make_submission

WORDS = (
    '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>javascript:alert(3)</style></td></table>'
    "{{ 7*7 }}{% raw %}\u202eexe.cod\u2066x\u2069\x1b[31mred\x00\x07\ud800&amp;=cmd|' /C calc'!A0"
)
RISKY_IN_A_CELL = ("=1+1", "+1", "-1", "@SUM(A1)", "http://example.org/", "mailto:a@example.org", "internal:'差异'!A1", "00123",
                   "<r><t>x</t></r>", "<r>&bad</r>", "_x0041_", "{=1}", "x" * 40_000, "\ud83d" * 3, "𠮷" * 20_000)


def hostile(form_type: FormType) -> tuple[Record, Report]:
    """A record with hostile words in every text, and a report with hostile words in every part of its findings."""
    texts = {Kind.TEXT, Kind.PROSE, Kind.PHONE, Kind.EMAIL, Kind.CREDIT_CODE, Kind.ID_NUMBER, Kind.DATE}
    clean = make_record(form_type)
    changes: dict[str, Any] = {}
    evidence: dict[str, Evidence] = {}
    for path in clean.evidence:
        box = next(box for box in boxes(FORMS[form_type]) if box.path == _folded(path))
        if box.kind in texts:
            changes[path] = WORDS
        evidence[path] = Evidence(label=WORDS, raw=WORDS, state="read" if box.kind in texts else "unreadable", cell=WORDS)
    data = {**CLEAN[form_type], "levels": [WORDS], "recommendation": {"reason": WORDS}}
    source = Source(path=WORDS, origin=(WORDS, WORDS), sha256=WORDS, media_type=WORDS, reader="docx")
    record = make_record(form_type, changes, evidence, data, source=source, id="样例 <1>&\"'",
                         unassigned=(Unassigned(text=WORDS, cell=WORDS),))
    findings = [hostile_finding(path) for path in (*changes, None, "foundation", "没有这一栏")]
    return record, report(record.id, findings)


def hostile_submissions() -> tuple[Submission, ...]:
    """Submissions with hostile words wherever they have words, one with a form and one without."""
    words: dict[str, Any] = {"title": WORDS, "mail": make_mail(sender=WORDS, to=WORDS, subject=WORDS), "missing": (WORDS,)}
    findings = (hostile_finding(None), hostile_finding("organisation.name"))
    return (
        make_submission(id=f"{WORDS}1", findings=findings, **words),
        make_submission(id=WORDS, findings=findings, files=(WORDS,), records=(), **words),
    )


def hostile_finding(field: str | None) -> Finding:
    """A finding with hostile words wherever it has words."""
    return make_finding(
        field, code=WORDS, label=WORDS, message=WORDS, found=WORDS, expected=WORDS, suggestion=WORDS, basis=WORDS,
        evidence=FindingEvidence(file=WORDS, cell=WORDS, excerpt=WORDS),
    )


def _folded(path: str) -> str:
    head, bracket, tail = path.partition("[")
    return f"{head}[]{tail.partition(']')[2]}" if bracket else path
