"""The checks over forms that this project did not make: exactly the planted faults are found."""

import json
from pathlib import Path

import pytest

from schema.forms import FORMS
from tests.validators.records import NOTICE, make_record
from validators import verify

FORMS_FOLDER = Path(__file__).parents[2].parent / "shared" / "inputs" / "forms"
TRUTHS = sorted(FORMS_FOLDER.glob("*.truth.json"))


@pytest.mark.skipif(not TRUTHS, reason="../shared is not here")
def test_shared_forms_raise_their_faults_and_no_others() -> None:
    """Every fault in the truth is raised at its field, and no other error or warning is."""
    assert TRUTHS
    for path in TRUTHS:
        truth = json.loads(path.read_text("utf-8"))
        assert truth["form"] in FORMS
        report = verify(make_record(truth["form"], data=truth["data"]), NOTICE)
        raised = {(finding.code, finding.field) for finding in report.findings if finding.severity != "info"}
        wanted = [fault.partition("@") for fault in truth["faults"]]
        missed = [fault for fault in wanted if not any(_is(fault, finding) for finding in raised)]
        false = [finding for finding in raised if not any(_is(fault, finding) for fault in wanted)]
        assert (missed, false) == ([], []), path.name


def _is(fault: tuple[str, str, str], finding: tuple[str, str | None]) -> bool:
    code, _, field = fault
    return finding[0] == code and field in ("", finding[1])
