"""The floor under reading and judging: filled forms that this project did not make, against their truth."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
FORMS = SHARED / "inputs" / "forms"
LEAST_SHARE = 0.998  # of all fields


def _wanted(truth: Path) -> bool:
    variant: str = json.loads(truth.read_text("utf-8"))["variant"]
    return variant.startswith(("docx", "pdf"))


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_word_and_text_pdf(tmp_path: Path) -> None:
    """Of Word and text PDF nearly every field is read, every fault found, and nothing is said that is not so."""
    corpus, out, scores = tmp_path / "forms", tmp_path / "out", tmp_path / "scores.json"
    corpus.mkdir()
    for truth in filter(_wanted, FORMS.glob("*.truth.json")):
        for file in (truth, FORMS / json.loads(truth.read_text("utf-8"))["file"]):
            (corpus / file.name).symlink_to(file)
    run = [sys.executable, "-c", "import sys; from ingest.cli import main; sys.exit(main())", "run", str(corpus), "--out", str(out)]
    subprocess.run(run, check=False, capture_output=True)
    scored = [sys.executable, str(SHARED / "tools" / "score.py"), str(corpus), str(out), "--json", str(scores)]
    subprocess.run(scored, check=True, capture_output=True)
    total = json.loads(scores.read_text("utf-8"))["ALL"]
    assert total["files"] == len(list(corpus.glob("*.truth.json"))) > 0
    assert total["right"] >= LEAST_SHARE * total["fields"]
    assert total["found"] == total["want"]
    assert total.get("false", 0) == 0
    assert total.get("norecord", 0) == 0
