"""What stands in a box: the answer in the style's spelling, the template's prompt, the tick boxes."""

from collections.abc import Sequence

from samples.forms import Filled
from samples.spelling import day, spell
from samples.style import Style, Ticks
from samples.ticks import GAP, Piece, options
from schema.boxes import LEVEL_NAMES, Box, Kind, boxes
from schema.forms import FORMS
from schema.layout import PLEDGE
from schema.record import value_at

YES_NO = ("是", "否")
_LEVELS_GAP = "   "
_LEVELS_ASK = "    （请打√）"
_BLANK_DATES = {"commitment": "年  月  日", "recommendation": "年   月     日"}
_CONTACT_GAP = " " * 20
# The four boxes in which the paper prints 是□ 否□; for the other questions it leaves the box empty.
_PRINTED = ("national_base", "industry_base", "provincial_base", "standard_developer")
_NOTHING_FITS = (Kind.INTEGER, Kind.AMOUNT, Kind.AREA, Kind.TEXT)


def answer(filled: Filled, box: Box, path: str, style: Style) -> tuple[Piece, ...]:
    """What stands in the box of a field. path: the box's, with the row's index."""
    written = filled.written.get(path)
    if written is not None:
        return (Piece(written),)
    value = value_at(filled.form, path)
    if box.kind is Kind.LEVELS:
        pieces = options(LEVEL_NAMES, value, style.ticks, _LEVELS_GAP)
        # Who strikes out takes the request for a √ out too.
        return (*pieces, Piece(_LEVELS_ASK)) if style.prompts and style.ticks is not Ticks.STRUCK else pieces
    if box.kind is Kind.YES_NO and (box.name in _PRINTED or path in filled.ticks):
        ticked = filled.ticks.get(path, () if value is None else (YES_NO[0 if value else 1],))
        return options(YES_NO, ticked, style.ticks, GAP)
    if box.kind is Kind.PROSE:
        return _prose(box, value, style)
    if value is None:
        return (Piece(style.nothing if box.kind in _NOTHING_FITS and _row_is_used(filled, path) else ""),)
    return (Piece(spell(box, value, style, style.rng(path))),)


def inline(filled: Filled, path: str, style: Style) -> tuple[Piece, ...]:
    """What stands in 承诺, in 推荐理由, or in the line with 推荐单位联系人 (`recommendation.contact`)."""
    lines = {"commitment": _pledge, "recommendation": _reason, "recommendation.contact": _contact}[path]
    return (Piece("\n".join(lines(filled, style))),)


def _row_is_used(filled: Filled, path: str) -> bool:
    """Whether anything stands in the row, for a field of a table: nobody puts dashes into a row left over."""
    row = path.partition("]")[0] + "]" if "[" in path else ""
    return value_at(filled.form, row) is not None if row else True


def _prose(box: Box, value: str | None, style: Style) -> tuple[Piece, ...]:
    prompt = f"（{box.prompt}）" if box.prompt and style.prompts else ""
    return (Piece("\n".join(part for part in (prompt, value) if part)),)


def _pledge(filled: Filled, style: Style) -> Sequence[str]:
    return ("承  诺", PLEDGE, *_signed(filled, style, "commitment", ("organisation", "signatory")))


def _reason(filled: Filled, style: Style) -> Sequence[str]:
    head = f"{_labels(filled, 'recommendation')['reason']}："
    reason = value_at(filled.form, "recommendation.reason") or ""
    return (head, reason, *_signed(filled, style, "recommendation", ("organisation", "signatory")))


def _contact(filled: Filled, _style: Style) -> Sequence[str]:
    labels, said = _labels(filled, "recommendation"), filled.form.recommendation
    return (f"{labels['contact']}：{said.contact or ''}{_CONTACT_GAP}{labels['phone']}：{said.phone or ''}",)


def _signed(filled: Filled, style: Style, section: str, names: Sequence[str]) -> Sequence[str]:
    labels = _labels(filled, section)
    answers = [f"{labels[name]}：{value_at(filled.form, f'{section}.{name}') or ''}" for name in names]
    date = value_at(filled.form, f"{section}.date")
    return (*answers, day(date, style) if date else _BLANK_DATES[section])


def _labels(filled: Filled, section: str) -> dict[str, str]:
    return {box.name: box.label for box in boxes(FORMS[filled.form_type]) if box.section == section}
