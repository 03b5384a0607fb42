"""The model for lines of text: what it cannot have is missed as anything else is."""

import numpy as np
import pytest

from extractors.scan import recogniser
from extractors.scan.recogniser import recognise

rapidocr = pytest.importorskip("rapidocr.inference_engine.onnxruntime.main")
LINE = np.full((48, 200), 255, np.uint8)


@pytest.mark.parametrize(("said", "expected"), [
    ("Fail: [ONNXRuntimeError] : 1 : FAIL : std::bad_alloc", MemoryError),
    ("RuntimeException: Failed to allocate memory for requested buffer of size 12", MemoryError),
    ("InvalidArgument: Got invalid dimensions for input", rapidocr.ONNXRuntimeError),
])
def test_too_little_memory(said: str, expected: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library has too little memory, the file is too large, not the program wrong."""
    def fail(_: object) -> None:
        raise rapidocr.ONNXRuntimeError(said)

    monkeypatch.setattr(recogniser, "_model", lambda: recogniser._Model(fail, ()))
    with pytest.raises(expected):
        recognise([LINE])


def test_nothing_to_read() -> None:
    """No line, no model; a blank line has no characters."""
    assert recognise([]) == []
    assert recognise([LINE]) == [()]
