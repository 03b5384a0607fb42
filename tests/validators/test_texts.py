"""Texts that applicants have from each other: when they are told, and when not."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from random import Random
from typing import NamedTuple

import pytest

from ingest.process import CheckedForm
from ingest.rows import form_row
from samples.forms import make_form
from schema.batch import FormRow, SharedText
from schema.finding import Finding, report
from schema.forms import FORMS, FormType
from schema.layout import NOTES, PLEDGE
from schema.record import Record, Source
from tests.validators.records import EVALUATION, NOTICE, TRAINING, make_record
from validators.texts.candidates import Fingerprint, alike
from validators.texts.copied import texts_are_ones_own
from validators.texts.fingerprints import fingerprints, kept_of, narratives
from validators.texts.passages import LEAST, passages

PROFILE = "organisation.profile"
STORY = (
    "中心创立于嘉陵江畔的老厂区，由十二名从船舶电气行业转岗的工程师合伙发起，起步那年只有一间借来的阁楼和七台旧电脑。\n"
    "如今在三处园区设有工作站，常年为中小制造厂提供设备联网改造和夜校授课，最看重的是让师傅们把手上的经验讲清楚、写下来。\n"
    "去年夏天，这套办法被带到大巴山里的两家茶厂，帮助他们用传感器记录揉捻和烘焙的每个环节，茶叶合格的比例因此上升。"
)
OTHER = (
    "学校前身是轨道车辆段的技工夜大，校舍由旧检修库改建，天车轨道至今留在实训大厅的屋顶上。教研组按项目而不按学科编制，"
    "每学期末公开展示学员的毕业作品，请沿线企业的班组长打分。图书室收藏了近四十年的检修日志，供学员练习整理数据。"
)


class Batch(NamedTuple):
    """Forms of a batch, and what is told of their texts."""

    rows: tuple[FormRow, ...]
    records: Mapping[str, Record]
    told: tuple[tuple[SharedText, Finding], ...]

    @property
    def pairs(self) -> list[tuple[str, str, str, str]]:
        """Form and box, and the other's."""
        return [(text.own.record, text.own.field, text.other.record, text.other.field) for text, _ in self.told]


def form(name: str, texts: Mapping[str, str], form_type: FormType = TRAINING) -> Record:
    """A form of a unit that is called as its record, with these texts alone."""
    blank = {box.path: None for box in narratives(FORMS[form_type])}
    record = make_record(form_type, {**blank, **texts, "organisation.name": f"重庆{name}学校"})
    source = Source(path=f"{name}.docx", origin=(f"{name}.docx",), sha256="", media_type="", reader="docx")
    return record.model_copy(update={"id": name, "source": source})


def judged(*records: Record, own: Sequence[Sequence[str]] = ()) -> Batch:
    """What is told of these forms. own: ids of forms that are one applicant's; the others are one's each."""
    rows = {record.id: form_row(CheckedForm(record, report(record.id, ()), fingerprints(record.form))) for record in records}
    known = {record.id: record for record in records}
    applicants = [[rows[name] for name in names] for names in own]
    told = tuple(texts_are_ones_own(tuple(rows.values()), applicants, known.__getitem__, NOTICE))
    return Batch(tuple(rows.values()), known, told)


def reworded(text: str, every: int = 40) -> str:
    """The text with a character changed every so many."""
    return "".join("某" if place % every == every - 1 else letter for place, letter in enumerate(text))


def test_a_copied_text_is_told_on_both_sides() -> None:
    """Each side names the other, the box, how much it is and how the text goes."""
    batch = judged(form("甲", {PROFILE: STORY}), form("乙", {PROFILE: STORY}))
    assert batch.pairs == [("甲", PROFILE, "乙", PROFILE), ("乙", PROFILE, "甲", PROFILE)]
    text, finding = batch.told[0]
    assert (finding.code, finding.severity, finding.field, finding.label) == ("duplicates.text", "warning", PROFILE, "单位基本情况")
    assert finding.message == f"单位基本情况与“重庆乙学校”的该栏有 {sum(letter.isalnum() for letter in STORY)} 字相同，占本栏的 100%（对方记录：乙）"
    assert finding.found is not None
    assert finding.found.startswith(STORY[:40])
    assert len(finding.found) < 100
    assert finding.evidence.file == "甲.docx"
    assert text.own.spans == text.other.spans == ((0, len(STORY) - 1),)


@pytest.mark.parametrize("copied", [
    reworded(STORY), STORY.replace("中心", "学校").replace("嘉陵江", "乌江").replace("茶厂", "果园"),
    "\n".join(reversed(STORY.split("\n"))), " ".join(STORY), STORY + OTHER, STORY[60:],
], ids=["words", "names", "paragraphs", "spaces", "longer", "shorter"])
def test_a_copied_text_is_told_though_it_was_changed(copied: str) -> None:
    """Other words and names, another order, spaces, a text before or behind it: it is the same text."""
    batch = judged(form("甲", {PROFILE: STORY}), form("乙", {PROFILE: copied}))
    assert len(batch.pairs) == 2
    for text, _ in batch.told:
        said = batch.records[text.own.record].value(PROFILE)
        assert all(0 <= start < end <= len(said) for start, end in text.own.spans)
        assert sum(end - start for start, end in text.own.spans) > 0.4 * min(len(STORY), len(copied))


def test_the_share_is_that_of_ones_own_text() -> None:
    """Who copied a part of a long text has much of it, the other little."""
    whole, part = (finding for _, finding in judged(form("甲", {PROFILE: STORY + OTHER}), form("乙", {PROFILE: STORY})).told)
    assert "占本栏的 100%" in part.message
    assert "占本栏的 6" in whole.message


def test_one_box_may_be_copied_into_another() -> None:
    """The other's box is named where it is not the same, whatever form it stands on."""
    batch = judged(form("甲", {"plan.text": STORY}), form("乙", {"foundation.team_mechanism": STORY}, EVALUATION))
    assert batch.pairs == [("甲", "plan.text", "乙", "foundation.team_mechanism"), ("乙", "foundation.team_mechanism", "甲", "plan.text")]
    assert "与“重庆乙学校”的“考评团队建设机制”栏有" in batch.told[0][1].message


def test_what_is_printed_counts_for_nothing() -> None:
    """The template's prompts and notes and the notice's own words may be repeated by everybody."""
    for form_type in FORMS:
        asked = "".join(box.prompt or "" for box in narratives(FORMS[form_type]))
        said = asked + PLEDGE + "".join(NOTES[form_type]) + "".join(NOTICE.clauses.values()) + NOTICE.title
        assert len(said) > 500
        batch = judged(form("甲", {PROFILE: said + STORY}, form_type), form("乙", {PROFILE: OTHER + said}, form_type))
        assert not batch.told


def test_names_and_phrases_count_for_nothing() -> None:
    """Two units may name the same third parties and use the same phrases."""
    names = "中华人民共和国人力资源和社会保障部专业技术人员管理司、重庆市人力资源和社会保障局"
    assert not judged(form("甲", {PROFILE: f"{STORY[:90]}{names[:28]}。{STORY[100:]}"}), form("乙", {PROFILE: OTHER + names[:28]})).told
    assert not judged(form("甲", {PROFILE: STORY + "依法登记，信用良好。"}), form("乙", {PROFILE: OTHER + "依法登记，信用良好。"})).told


def test_a_unit_may_say_the_same_on_its_own_forms() -> None:
    """Both its forms tell of the same unit."""
    both = form("甲", {PROFILE: STORY}), form("乙", {PROFILE: STORY}, EVALUATION)
    assert not judged(*both, own=[("甲", "乙")]).told
    assert judged(*both).told


def test_what_is_on_both_forms_of_a_unit_is_told_once() -> None:
    """Of the other unit's two forms the one is named that has most in common, the same box first."""
    batch = judged(
        form("甲", {PROFILE: STORY}), form("乙", {"plan.text": STORY, PROFILE: STORY[:150]}),
        form("丙", {PROFILE: STORY}, EVALUATION), own=[("乙", "丙")],
    )
    assert batch.pairs[0] == ("甲", PROFILE, "丙", PROFILE)
    assert [pair[0] for pair in batch.pairs] == ["甲", "乙", "乙", "丙"]


def test_three_with_one_text_are_told_by_pairs() -> None:
    """Each names both others, once, whatever the order in which the forms came."""
    records = [form(name, {PROFILE: STORY}) for name in ("a", "b", "c")]
    for order in permutations(records):
        batch = judged(*order)
        wanted = [(one.id, other) for one in order for other in ("a", "b", "c") if other != one.id]
        assert [(one, other) for one, _, other, _ in batch.pairs] == wanted
    assert judged(*records).told == judged(*records).told


def test_what_many_say_is_a_phrase() -> None:
    """What is in common use in a batch says nothing of two of those who say it."""
    few = judged(*(form(f"{place}", {PROFILE: STORY}) for place in range(3)))
    many = judged(*(form(f"{place}", {PROFILE: STORY}) for place in range(8)))
    assert few.told
    assert not many.told


def test_texts_of_unrelated_forms_are_not_told() -> None:
    """The samples' texts are put together from one stock of sentences: none is told, but one that was copied is."""
    rng = Random(5)
    kinds: list[FormType] = [TRAINING, EVALUATION]
    drawn = [make_form(rng.randrange(10**6), rng.choice(kinds)).form for _ in range(48)]
    records = [
        make_record(TRAINING if isinstance(one, FORMS[TRAINING]) else EVALUATION).model_copy(update={"id": f"{number:02}", "form": one})
        for number, one in enumerate(drawn)
    ]
    assert not judged(*records).told
    copied = (form("96", {PROFILE: STORY}), form("97", {PROFILE: reworded(STORY)}))
    assert {pair[0] for pair in judged(*records, *copied).pairs} == {"96", "97"}


@pytest.mark.parametrize("words", ["\ud800" * 400, "a" * 5000, "<script>alert(1)</script>" * 40, "\0\1" * 300 + STORY, "١٢٣" * 200])
def test_any_text_can_be_compared(words: str) -> None:
    """Halves of pairs, endless repetitions, markup and controls are letters like others."""
    batch = judged(form("甲", {PROFILE: words}), form("乙", {PROFILE: words}))
    for text, _ in batch.told:
        assert all(0 <= start < end <= len(words) for start, end in text.own.spans)


def test_passages_are_placed_in_both_texts() -> None:
    """Spans lead to the same letters in both, whatever stands between them."""
    spaced = f"前言。{' '.join(STORY)}"
    common = passages(STORY, spaced, frozenset())
    letters = ["".join(char for start, end in spans for char in text[start:end] if char.isalnum())
               for text, spans in ((STORY, common.one), (spaced, common.other))]
    assert letters[0] == letters[1]
    assert common.letters == len(letters[0])
    assert common.share[0] == 1.0
    assert passages(STORY[: LEAST - 1], STORY, frozenset()).letters == 0


def test_candidates_are_found_among_many() -> None:
    """Of some hundred texts without anything in common only the copied ones meet; the same texts give the same pairs."""
    rng = Random(3)
    texts = ["".join(chr(rng.randrange(0x4E00, 0x7000)) for _ in range(200)) for _ in range(300)]
    texts[250] = reworded(texts[17])
    kept = [Fingerprint(kept_of(text), number) for number, text in enumerate(texts)]
    assert alike(kept, frozenset()).pairs == alike(kept, frozenset()).pairs == ((17, 250),)
    assert alike([kept[17], kept[250]._replace(owner=17)], frozenset()).pairs == ()
    assert alike([], frozenset()).pairs == ()


def test_signatures_are_small_and_those_of_one_text() -> None:
    """A text of 800 characters leaves less than a kilobyte, one of few characters nothing."""
    text = "".join(chr(0x4E00 + number) for number in range(800))
    assert 0 < len(kept_of(text)) < 1000
    assert kept_of("短") == b""
