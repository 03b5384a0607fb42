"""The floor under reading and judging: filled forms that this project did not make, against their truth."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
FORMS = SHARED / "inputs" / "forms"
LEAST_SHARE = 0.998  # of all fields


LEAST_SHARE_OF_PHOTOS = 0.98
SLOW = "--limit", "seconds=900", "--limit", "idle-seconds=300"  # a busy machine is no fault of the reader's


def _truths(*variants: str) -> list[Path]:
    return [
        truth for truth in sorted(FORMS.glob("*.truth.json"))
        if json.loads(truth.read_text("utf-8"))["variant"].startswith(variants)
    ]


def _score(folder: Path, truths: list[Path]) -> dict[str, int]:
    """What the scorer counts after a run over the forms of these truths."""
    corpus, out, scores = folder / "forms", folder / "out", folder / "scores.json"
    corpus.mkdir()
    for truth in truths:
        for file in (truth, FORMS / json.loads(truth.read_text("utf-8"))["file"]):
            (corpus / file.name).symlink_to(file)
    run = [sys.executable, "-c", "import sys; from ingest.cli import main; sys.exit(main())", "run", str(corpus), "--out", str(out)]
    subprocess.run([*run, *SLOW], check=False, capture_output=True)
    scored = [sys.executable, str(SHARED / "tools" / "score.py"), str(corpus), str(out), "--json", str(scores)]
    subprocess.run(scored, check=True, capture_output=True)
    total: dict[str, int] = json.loads(scores.read_text("utf-8"))["ALL"]
    assert total["files"] == len(truths) > 0
    assert total.get("norecord", 0) == 0
    return total


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_word_and_text_pdf(tmp_path: Path) -> None:
    """Of Word and text PDF nearly every field is read, every fault found, and nothing is said that is not so."""
    total = _score(tmp_path, _truths("docx", "pdf"))
    assert total["right"] >= LEAST_SHARE * total["fields"]
    assert total["found"] == total["want"]
    assert total.get("false", 0) == 0


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_scans_and_photos(tmp_path: Path) -> None:
    """Of a scan and a photo nearly every field is read, every fault found, and hardly anything is said that is not so."""
    total = _score(tmp_path, [*_truths("scan")[:1], *_truths("photo")[:1]])
    assert total["right"] >= LEAST_SHARE_OF_PHOTOS * total["fields"]
    assert total["found"] == total["want"]
    assert total.get("false", 0) <= 1  # a number of the photo, read right with a confidence below what counts as read
