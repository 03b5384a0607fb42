"""Reads the answers that stand behind their labels in one text: 承诺, 推荐意见, and lines of plain text."""

from collections.abc import Iterator, Sequence

from extractors.mapping.fold import fold
from extractors.mapping.grid import Place
from extractors.mapping.inline import Answer, answers_in, split_signing_date
from extractors.mapping.readings import Reading, cut_doubts, cut_marks, read
from schema.boxes import Box, Kind


def read_inline_groups(places: Sequence[Place], wanted: Sequence[Box], lines_are_wrapped: bool) -> Iterator[Reading]:
    """The boxes of inline groups, wherever their labels stand inside a text; what they take is cut out of it.

    Only a text that has a label as the paper prints it counts: 「联系电话：」 alone stands in many a text.
    """
    missing = tuple(wanted)
    for place in places:
        if not missing:
            return
        if place.taken or place.senses or len(place.text) < 4:
            continue
        answers = [one for one in answers_in(place.text, missing, colon=False) if _heads_line(place.text, one)]
        if not any(fold(answer.label) == fold(answer.box.label) for answer in answers):
            continue
        readings = list(_read_answers(place, answers, missing, lines_are_wrapped))
        found = {reading.path for reading in readings}
        missing = tuple(box for box in missing if box.path not in found)
        yield from readings
        start = answers[0].start
        place.text, place.marks, place.struck = place.text[:start], cut_marks(place.marks, 0, start), ()


def _heads_line(text: str, answer: Answer) -> bool:
    """A label with a colon, or at the head of a line: not a word in the middle of a sentence."""
    before = text[: answer.start].rstrip(" \u3000\t")
    has_colon = text[answer.start: answer.value].rstrip().endswith(("：", ":"))
    return has_colon or not before or before.endswith("\n")


def read_plain_lines(places: Sequence[Place], wanted: Sequence[Box], lines_are_wrapped: bool) -> Iterator[Reading]:
    """Boxes whose label and answer share a cell or a line of text: 「单位名称：…」, 「基地 是□ 否□」."""
    missing = {box.path: box for box in wanted}
    for place in places:
        if place.taken or not missing:
            continue
        answers = [
            answer for answer in answers_in(place.text, tuple(missing.values()), colon=True)
            if answer.box.path in missing
        ]
        if not answers or place.text[: answers[0].start].strip():
            continue
        for answer in answers:
            if missing.pop(answer.box.path, None) is None:
                continue
            yield _read_answer(place, answer, answer.end, lines_are_wrapped)
        place.taken = True


def _read_answers(
    place: Place, answers: Sequence[Answer], missing: Sequence[Box], lines_are_wrapped: bool
) -> Iterator[Reading]:
    done: set[str] = set()
    for index, answer in enumerate(answers):
        if answer.box.path in done:
            continue
        done.add(answer.box.path)
        end = answer.end
        last_of_group = index + 1 == len(answers) or answers[index + 1].box.headers != answer.box.headers or (
            answer.box.name == "signatory"
        )
        date = _date_of(answer.box, missing)
        if last_of_group and date is not None and date.path not in done and answer.box.kind is not Kind.DATE:
            span = split_signing_date(place.text[answer.value: end])
            if span is not None:
                start, stop = answer.value + span[0], answer.value + span[1]
                done.add(date.path)
                yield _read_answer(place, Answer(date, date.label, start, start, stop), stop, lines_are_wrapped)
                end = start
        yield _read_answer(place, answer, end, lines_are_wrapped)


def _date_of(box: Box, missing: Sequence[Box]) -> Box | None:
    return next((other for other in missing if other.headers == box.headers and other.kind is Kind.DATE), None)


def _read_answer(place: Place, answer: Answer, end: int, lines_are_wrapped: bool) -> Reading:
    raw = place.text[answer.value: end]
    start = answer.value + len(raw) - len(raw.lstrip())
    text = raw.strip()
    return read(
        answer.box, answer.box.path, answer.label, text, place.where,
        marks=cut_marks(place.marks, start, start + len(text)),
        struck=tuple((low - start, high - start) for low, high in place.struck if low >= start and high <= end),
        doubts=cut_doubts(place.doubts, start, start + len(text)), lines_are_wrapped=lines_are_wrapped,
    )
