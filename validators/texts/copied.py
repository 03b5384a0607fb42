"""Long texts of different applicants do not share long passages: `duplicates.text`.

Clause: the applicant vouches that the form is true (推荐表“承诺”). What the forms and the notice say themselves does not
count, nor what many applicants of the batch say, nor passages of few letters (`candidates`, `passages`).

Example: 单位基本情况 of two units is the same but for their names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from schema.batch import FormRow, SharedText, TextSpans
from schema.finding import Finding, FindingEvidence
from schema.forms import FORMS
from schema.notice import Notice
from schema.record import Record
from validators.check import EXCERPT, evidence_at, tell
from validators.places import in_words, title_of
from validators.texts.candidates import Fingerprint, alike
from validators.texts.fingerprints import narratives, printed
from validators.texts.passages import Common, Span, passages

_MUCH = 150  # letters in common that are told, however long the texts are
_PART, _SOME = 0.4, 50  # … and the share of one of the texts that is, where it is no less than these letters
# Few applicants do not show which sentences everybody writes: there, most of a text has to be the same.
_FEW = 20  # applicants
_MOST, _ENOUGH = 0.8, 100  # share of one of the texts, letters
_HELD = 256  # records
_QUOTED = 3  # passages


class _Text(NamedTuple):
    row: FormRow
    field: str


class _Match(NamedTuple):
    """A text, the other applicant's text that it is like, the passages of each, and the share of it that these are."""

    own: _Text
    other: _Text
    spans: tuple[Span, ...]
    others: tuple[Span, ...]
    letters: int
    share: float


def texts_are_ones_own(
    forms: Sequence[FormRow], applicants: Sequence[Sequence[FormRow]], read: Callable[[str], Record], notice: Notice,
) -> Iterator[tuple[SharedText, Finding]]:
    """What is to be said of the texts of a batch, for both sides: by form, box in the order of the paper, and other's id.

    Of several texts of one other applicant the one is told that has most in common. applicants: the forms of each; a
    form that is in none is an applicant's of its own. read: the record by an id.
    """
    owners = {row.id: number for number, of_one in enumerate(applicants) for row in of_one}
    for row in forms:
        owners.setdefault(row.id, len(applicants) + len(owners))
    texts = [_Text(row, field) for row in forms for field in row.texts]
    found = alike([Fingerprint(text.row.texts[text.field], owners[text.row.id]) for text in texts], printed(notice))
    recent = lru_cache(_HELD)(read)
    is_much = _is_much if len(set(owners.values())) >= _FEW else _is_much_among_few
    told: defaultdict[_Key, list[_Match]] = defaultdict(list)
    for one, other in ((texts[one], texts[other]) for one, other in found.pairs):
        common = passages(_said(recent, one), _said(recent, other), found.common)
        if not is_much(common):
            continue
        for match in _both_sides(one, other, common):
            told[match.own.row.id, match.own.field, owners[match.other.row.id]].append(match)
    best = sorted((min(matches, key=_rank) for matches in told.values()), key=_place(forms))
    for match in best:
        yield _shared(match), _finding(match, recent(match.own.row.id), notice)


_Key = tuple[str, str, int]


def _said(read: Callable[[str], Record], text: _Text) -> str:
    return str(read(text.row.id).value(text.field) or "")


def _is_much(common: Common) -> bool:
    return common.letters >= _MUCH or (common.letters >= _SOME and max(common.share) >= _PART)


def _is_much_among_few(common: Common) -> bool:
    return common.letters >= _ENOUGH and max(common.share) >= _MOST


def _both_sides(one: _Text, other: _Text, common: Common) -> Iterator[_Match]:
    yield _Match(one, other, common.one, common.other, common.letters, common.share[0])
    yield _Match(other, one, common.other, common.one, common.letters, common.share[1])


def _rank(match: _Match) -> tuple[int, bool, str, str]:
    """The one with most in common first, of equal ones the same box."""
    return -match.letters, match.own.field != match.other.field, match.other.row.id, match.other.field


def _place(forms: Sequence[FormRow]) -> Callable[[_Match], tuple[int, int, str]]:
    rows = {row.id: number for number, row in enumerate(forms)}
    boxes = {name: [box.path for box in narratives(form)] for name, form in FORMS.items()}
    return lambda match: (
        rows[match.own.row.id], boxes[match.own.row.form_type].index(match.own.field), match.other.row.id,
    )


def _shared(match: _Match) -> SharedText:
    own = TextSpans(record=match.own.row.id, field=match.own.field, spans=match.spans)
    other = TextSpans(record=match.other.row.id, field=match.other.field, spans=match.others)
    return SharedText(own=own, other=other)


def _finding(match: _Match, record: Record, notice: Notice) -> Finding:
    label = title_of(FORMS[match.own.row.form_type], match.own.field)
    their = title_of(FORMS[match.other.row.form_type], match.other.field)
    text = str(record.value(match.own.field))
    words = {
        "unit": match.other.row.organisation or "（单位名称未填）", "other": match.other.row.id,
        "their": "的该栏" if their == label else f"的“{in_words(their)}”栏",
        "letters": match.letters, "share": f"{match.share:.0%}", "found": _quoted(text, match.spans), "expected": None,
    }
    evidence: FindingEvidence = evidence_at(record, record.evidence_of(match.own.field))
    return tell("duplicates.text", None, match.own.field, label, evidence, notice, words)


def _quoted(text: str, spans: Sequence[Span]) -> str:
    """The longest passages, shortened, in the order in which they stand there."""
    longest = sorted(sorted(spans, key=lambda span: (span.start - span.end, span))[:_QUOTED])
    quoted = "……".join(" ".join(text[span.start : min(span.end, span.start + EXCERPT)].split()) for span in longest)
    return f"{quoted}……"
