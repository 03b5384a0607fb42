"""What the samples gave when somebody last looked: records and findings, to the letter.

After a change that is meant to show, run `HEBIAO_REGENERATE_GOLDEN=1 make test`, and read the difference before committing.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from extractors.locks.passwords import Passwords
from ingest.process import process
from schema.limits import Limits
from schema.notice import load_notice

SWITCH = "HEBIAO_REGENERATE_GOLDEN"
REGENERATE = os.environ.get(SWITCH) == "1"
GOLDEN = Path(__file__).parent / "golden"
MAILBOX = Path(__file__).parents[1] / "samples" / "mailbox"
EXPECTED = json.loads((MAILBOX.parent / "expected.json").read_text("utf-8"))["files"]
# Word and PDF files that lie in folders, but for the papers; of those in mails and archives test_mailbox.py sees to the values.
SAMPLES = sorted(
    path for path, said in EXPECTED.items()
    if path.endswith((".docx", ".pdf")) and (MAILBOX / path).is_file() and (said["forms"] or not said["paper"])
)


def outcome(sample: str) -> str:
    """The records and findings of a sample, or why it gives none, as JSON."""
    done = process((MAILBOX / sample).read_bytes(), sample, (sample,), load_notice(), Limits(), Passwords())
    problem = done.entry.problem
    found: dict[str, Any]
    if problem:
        found = {"problem": {"code": problem.code, "reason": problem.reason, "advice": problem.advice}}
    else:
        found = {
            "records": [form.record.model_dump(mode="json") for form in done.forms],
            "findings": [form.report.model_dump(mode="json") for form in done.forms],
        }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def golden(sample: str) -> Path:
    """Where a sample's outcome is kept."""
    return GOLDEN / f"{sample.replace('/', '__')}.json"


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample(sample: str) -> None:
    """The sample gives what it gave before."""
    if REGENERATE:
        GOLDEN.mkdir(exist_ok=True)
        golden(sample).write_text(outcome(sample), "utf-8")
    assert outcome(sample) == golden(sample).read_text("utf-8")


def test_every_golden_file_has_its_sample() -> None:
    """No outcome is kept of a sample that is no longer there."""
    kept = {file.name for file in GOLDEN.glob("*.json")}
    if REGENERATE:
        for name in kept - {golden(sample).name for sample in SAMPLES}:
            (GOLDEN / name).unlink()
    assert {file.name for file in GOLDEN.glob("*.json")} == {golden(sample).name for sample in SAMPLES}


def test_the_switch_is_off() -> None:
    """Rewriting the expectations is not passing the tests."""
    assert not REGENERATE, f"{SWITCH} is on: read the difference in tests/golden, then run again without it"
