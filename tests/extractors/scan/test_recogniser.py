"""The model for lines of text: what it cannot have is missed as anything else is."""

import numpy as np
import pytest

from extractors.scan import recogniser
from extractors.scan.recogniser import recognise

LINE = np.full((48, 200), 255, np.uint8)


@pytest.mark.parametrize(("said", "is_memory"), [
    ("Fail: [ONNXRuntimeError] : 1 : FAIL : std::bad_alloc", True),
    ("RuntimeException: Failed to allocate memory for requested buffer of size 12", True),
    ("InvalidArgument: Got invalid dimensions for input", False),
])
def test_too_little_memory(said: str, is_memory: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library has too little memory, the file is too large, not the program wrong."""
    rapidocr = pytest.importorskip("rapidocr.inference_engine.onnxruntime.main")

    def fail(_: object) -> None:
        raise rapidocr.ONNXRuntimeError(said)

    monkeypatch.setattr(recogniser, "_model", lambda: recogniser._Model(fail, ()))
    with pytest.raises(MemoryError if is_memory else rapidocr.ONNXRuntimeError):
        recognise([LINE])


def test_nothing_to_read() -> None:
    """No line, no model; a blank line has no characters."""
    assert recognise([]) == []
    assert recognise([LINE]) == [()]
