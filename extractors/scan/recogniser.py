"""Pictures of lines of text -> characters, by the model that comes with rapidocr, on onnxruntime.

Lines of about the same width are read together. The model is loaded once a process, with the first line.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors import progress
from extractors.scan.ink import Picture

_HEIGHT = 48  # pixels, of the lines that the model was taught with
_NARROWEST = 16
_MOST_PIXELS = 4000  # width of all lines of a batch together
_WIDER = 1.25  # lines of a batch are at most so much wider than its narrowest …
_OR_BY = 32  # … or by so many pixels
_BLANK = 0
_NO_MEMORY = re.compile("bad_alloc|[Ff]ailed to allocate")


class Character(NamedTuple):
    """A character that was read. at: where its middle is, in pixels from the left of the line's picture.

    confidence: of the model, 0 to 1.
    """

    text: str
    at: float
    confidence: float


def recognise(lines: Sequence[Picture]) -> list[tuple[Character, ...]]:
    """The characters of each line. lines: one channel, of any height."""
    read: list[tuple[Character, ...]] = [()] * len(lines)
    if not lines:
        return read
    model = _model()
    for batch in _batches([_width(line) for line in lines]):
        widest = max(width for _, width in batch)
        pixels = np.full((len(batch), 3, _HEIGHT, widest), 0.0, np.float32)
        for place, (index, width) in enumerate(batch):
            pixels[place, :, :, :width] = _scaled(lines[index], width)
        for (index, _), steps in zip(batch, _answers(model, pixels), strict=True):
            scale = widest / len(steps) * lines[index].shape[0] / _HEIGHT
            read[index] = tuple(_decoded(steps, model.characters, scale))
        progress.made()
    return read


class _Model(NamedTuple):
    session: Any  # of rapidocr: an array of pictures -> probabilities by picture, step and character
    characters: Sequence[str]


def _answers(model: _Model, pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Of each picture the probabilities of every step. Raises MemoryError as everything else does, not an error of the library."""
    from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError

    try:
        answers: npt.NDArray[np.float32] = model.session(pixels)
    except ONNXRuntimeError as error:
        if _NO_MEMORY.search(str(error)):
            raise MemoryError from error
        raise
    return answers


@cache
def _model() -> _Model:
    # A second to import, and its models half a second to load: with the first line that is read.
    from rapidocr.ch_ppocr_rec import TextRecognizer
    from rapidocr.main import RapidOCR

    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    loaded: TextRecognizer = RapidOCR(params={**threads, "Global.log_level": "critical"})._load_rec_model()  # type: ignore[no-untyped-call]  # its class has no types
    return _Model(loaded.session, loaded.postprocess_op.character)


def _width(line: Picture) -> int:
    height, width = line.shape
    return max(_NARROWEST, math.ceil(int(width) * _HEIGHT / int(height)))


def _batches(widths: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Indexes with their widths, the narrow ones first, in batches of about the same width."""
    batch: list[tuple[int, int]] = []
    for index in sorted(range(len(widths)), key=widths.__getitem__):
        width = widths[index]
        fits = batch and width <= max(_WIDER * batch[0][1], batch[0][1] + _OR_BY) and (len(batch) + 1) * width <= _MOST_PIXELS
        if batch and not fits:
            yield batch
            batch = []
        batch.append((index, width))
    if batch:
        yield batch


def _scaled(line: Picture, width: int) -> npt.NDArray[np.float32]:
    how = cv2.INTER_AREA if line.shape[0] > _HEIGHT else cv2.INTER_CUBIC
    return cv2.resize(line, (width, _HEIGHT), interpolation=how).astype(np.float32) / 127.5 - 1


def _decoded(steps: npt.NDArray[np.float32], characters: Sequence[str], scale: float) -> Iterator[Character]:
    """What connectionist temporal classification says: a character goes on while the steps say the same."""
    best, certain = steps.argmax(axis=1), steps.max(axis=1)
    changes = np.flatnonzero(np.diff(best, prepend=-1))
    for start, end in zip(changes, [*changes[1:], len(best)], strict=True):
        if best[start] != _BLANK:
            yield Character(characters[best[start]], (start + end) / 2 * scale, float(certain[start:end].max()))
