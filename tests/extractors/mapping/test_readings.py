"""From what confidence on the text of a scan counts as read."""

import pytest

from extractors.document import Doubt, Locator
from extractors.mapping.readings import Reading, cut_doubts, of_scan, read
from extractors.marks import find_marks
from schema.boxes import boxes
from schema.forms import FORMS

_BOXES = {box.path: box for box in boxes(FORMS["training_institution"])}
_PROSE = "单位坚持以岗定课、以用促学的办学思路，将企业真实项目转化为教学案例，形成了稳定的产教融合机制，成果被同行借鉴。"


def _read(path: str, text: str, *doubts: Doubt) -> Reading:
    return read(_BOXES[path], path, "", text, Locator(page=1), marks=find_marks(text), doubts=doubts)


@pytest.mark.parametrize(("confidence", "state"), [(0.85, "unreadable"), (0.93, "read")])
def test_a_short_answer_is_as_sure_as_its_least_sure_character(confidence: float, state: str) -> None:
    """An unsure one is no value."""
    reading = _read("organisation.employees", "201", Doubt(0, 1, 0.99), Doubt(1, 2, confidence))
    assert reading.evidence.state == state
    assert reading.evidence.confidence == confidence
    assert reading.value.value == (201 if state == "read" else None)


def test_prose_is_as_sure_as_its_characters_on_the_average() -> None:
    """One unsure character of two hundred does not take the text, three do."""
    unsure = [Doubt(at, at + 1, 0.2) for at in (3, 40, 90)]
    assert _read("organisation.profile", 4 * _PROSE, unsure[0]).evidence.state == "read"
    assert _read("organisation.profile", 4 * _PROSE, *unsure).evidence.state == "unreadable"


def test_how_surely_the_prompt_was_read_matters_to_nobody() -> None:
    """A hardly legible one takes neither a sure answer nor the blank below it; an unsure answer stays unsure."""
    prompt = f"（{_BOXES['organisation.profile'].prompt}）\n".replace("行业地位", "行业地仕")
    unsure = [Doubt(at, at + 1, 0.1) for at in range(3, 12)]
    assert _read("organisation.profile", prompt + _PROSE, *unsure).evidence.state == "read"
    assert _read("organisation.profile", prompt, *unsure).evidence.state == "placeholder"
    start = len(prompt)
    assert _read("organisation.profile", prompt + _PROSE, Doubt(start, start + 1, 0.1)).evidence.state == "unreadable"


@pytest.mark.parametrize("answer", ["", "经审核，同意推荐。"])
def test_a_misread_label_in_brackets_is_no_answer(answer: str) -> None:
    """Of 推荐理由（……） only the first words may be legible; its brackets are the template's, whatever is made of them."""
    reading = _read("recommendation.reason", f"（包括申报材料审核，申报单仕在本地区、本行业专业技术人员继续教育体系中的地位作用等）：\n{answer}")
    assert (reading.evidence.state, reading.value.value) == (("read", answer) if answer else ("placeholder", None))


def test_short_prose_is_judged_as_any_short_answer() -> None:
    """And a long answer of another kind as prose."""
    assert _read("recommendation.reason", "申报材料齐全，同意推荐。", Doubt(3, 4, 0.93)).evidence.state == "read"
    address = "重庆市渝北区云岫路一号" * 4
    assert _read("organisation.address", address, Doubt(3, 4, 0.8)).evidence.state == "read"
    assert _read("organisation.address", address, Doubt(3, 4, 0.0)).evidence.state == "unreadable"


def test_what_cannot_be_trusted_under_a_seal_is_covered() -> None:
    """Not unreadable: the original shows it."""
    assert _read("organisation.name", "重庆云岫软件", Doubt(1, 2, 0.4, covered=True)).evidence.state == "covered"


def test_doubts_of_a_part_are_counted_from_its_start() -> None:
    """Those outside stay outside."""
    assert cut_doubts([Doubt(1, 2, 0.4), Doubt(5, 6, 0.6)], 4, 8) == (Doubt(1, 2, 0.6),)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("organisation.national_base", "是○ 否"), ("organisation.national_base", "是● 否"), ("organisation.national_base", "是（ ） 否"),
        ("organisation.national_base", "☑ ☐否"), ("organisation.national_base", "□"), ("levels", "初级○ 中级 高级○"), ("levels", "初级 中级●高级"),
        ("levels", "初级● 高级○"), ("organisation.national_base", "是V☐ 否√☐"), ("levels", "初级☐レ 中级☐√ 高级☐"),
    ],
)
def test_where_a_mark_of_a_scan_was_lost_nobody_can_say_what_is_ticked(path: str, text: str) -> None:
    """Never that nothing is, and never what is: the other one may be too."""
    reading = of_scan(_read(path, text))
    assert reading.evidence.state == "unreadable"
    assert not reading.value.value
    assert not reading.evidence.ticks or "unclear" in [tick.state for tick in reading.evidence.ticks]


@pytest.mark.parametrize(
    ("path", "text", "state"),
    [
        ("organisation.national_base", "是○ 否○", "blank"), ("organisation.national_base", "是（ ） 否（ ）", "blank"),
        ("organisation.national_base", "是● 否○", "read"), ("organisation.national_base", "是√ 否", "read"),
        ("organisation.national_base", "否", "read"), ("levels", "初级○ 中级○ 高级○", "blank"), ("levels", "初级√ 中级 高级", "read"),
        ("organisation.employees", "128", "read"),
    ],
)
def test_where_every_option_of_a_scan_has_its_mark_they_count(path: str, text: str, state: str) -> None:
    """Empty ones too: then nothing is ticked for certain. A √ needs no boxes."""
    reading = _read(path, text)
    assert reading.evidence.state == state
    assert of_scan(reading) == reading


def test_the_words_of_options_need_not_be_sure_where_all_stand_there() -> None:
    """是 and 否 are told from each other by less; what else stands there is not."""
    assert _read("organisation.national_base", "是○否●", Doubt(2, 3, 0.7)).evidence.state == "read"
    assert _read("organisation.national_base", "是○否●", Doubt(2, 3, 0.4)).evidence.state == "unreadable"
    assert _read("organisation.national_base", "是V☐否☑", Doubt(1, 2, 0.7)).evidence.state == "unreadable"
    assert _read("levels", "初级●中级○", Doubt(0, 1, 0.7)).evidence.state == "unreadable"


def test_a_mark_that_may_be_a_character_is_one_among_options_only() -> None:
    """简☑薇 is no name."""
    assert _read("organisation.national_base", "是○否●", Doubt(1, 2, 0.5), Doubt(3, 4, 0.5)).evidence.state == "read"
    assert _read("organisation.legal_representative.name", "简☑薇", Doubt(1, 2, 0.5)).evidence.state == "unreadable"


def test_ticks_that_are_not_sure_are_unclear() -> None:
    """So that nothing is said of what is ticked and what is not."""
    reading = _read("organisation.national_base", "是○否○", Doubt(0, 1, 0.4))
    assert [tick.state for tick in reading.evidence.ticks] == ["unclear", "unclear"]
