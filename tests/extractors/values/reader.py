"""The boxes of both forms by path, and reading a text into one as a reader would deliver it."""

from extractors.marks import find_marks
from extractors.values import Value, read_value
from schema.boxes import boxes
from schema.evaluation import EvaluationForm
from schema.training import TrainingForm

TRAINING = {box.path: box for box in boxes(TrainingForm)}
EVALUATION = {box.path: box for box in boxes(EvaluationForm)}
ALL = EVALUATION | TRAINING


def read(path: str, text: str, *, label: str = "", struck: tuple[tuple[int, int], ...] = ()) -> Value:
    """The text read into the box at a path, with the marks that are in it."""
    return read_value(ALL[path], text, find_marks(text, struck), struck, label)


def told(path: str, text: str, *, label: str = "") -> object:
    """The value, or the state where there is none."""
    value = read(path, text, label=label)
    return value.value if value.state == "read" else value.state
