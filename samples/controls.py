"""Content controls, form fields and symbols of Word: what stands for text or a tick box without being text."""

from itertools import count

from lxml import etree

from samples.ooxml import el, properties, run
from samples.style import Ticks
from schema.boxes import Box, Kind
from schema.notice import Notice

PLACEHOLDER = "单击或点击此处输入文字。"


class Controls:
    """Makes content controls, each with a number of its own."""

    def __init__(self, notice: Notice) -> None:
        self._ids = count(1001)
        self._notice = notice

    def tick(self, on: bool) -> etree._Element:
        """A check box control, ☒ or ☐."""
        state = el(
            "w14:checkbox", el("w14:checked", val=int(on)), el("w14:checkedState", val="2612", font="MS Gothic"),
            el("w14:uncheckedState", val="2610", font="MS Gothic"),
        )
        return self._control([state], [run("☒" if on else "☐", properties("MS Gothic"))])

    def answer(self, box: Box, content: list[etree._Element], value: object) -> etree._Element:
        """A control around an answer: of runs, paragraphs, a cell or rows. value: None shows the placeholder."""
        if value is None:
            looks = el("w:rPr", el("w:rStyle", val="a3"))
            return self._control([el("w:showingPlcHdr"), el("w:text")], [run(PLACEHOLDER, looks)], box)
        return self._control([self._kind(box, value)], content, box)

    def around(self, content: list[etree._Element], *kinds: etree._Element) -> etree._Element:
        """A control around anything."""
        return self._control(list(kinds), content)

    def _kind(self, box: Box, value: object) -> etree._Element:
        items = {"type": "unit_type", "certificate_category": "certificate_category"}.get(box.name)
        if items:
            choices = [el("w:listItem", displayText=item, value=item) for item in self._notice.lists[items]]
            return el("w:dropDownList", *choices)
        if box.kind is Kind.DATE and len(str(value)) == len("2019-05-06"):
            form, language = el("w:dateFormat", val="yyyy年M月d日"), el("w:lid", val="zh-CN")
            stored = el("w:storeMappedDataAs", val="dateTime")
            return el("w:date", form, language, stored, el("w:calendar", val="gregorian"), fullDate=f"{value}T00:00:00Z")
        return el("w:richText" if box.kind is Kind.PROSE else "w:text")

    def _control(
        self, kinds: list[etree._Element], content: list[etree._Element], box: Box | None = None,
    ) -> etree._Element:
        named = [el("w:alias", val=box.label), el("w:tag", val=box.path)] if box else []
        return el("w:sdt", el("w:sdtPr", *named, el("w:id", val=next(self._ids)), *kinds), el("w:sdtContent", *content))


def symbol(on: bool) -> etree._Element:
    """A tick box out of the font Wingdings."""
    return el("w:r", properties(), el("w:sym", font="Wingdings", char="F0FE" if on else "F0A8"))


def form_field(on: bool) -> list[etree._Element]:
    """A check box of the old kind, as Word made them before content controls."""
    data = el(
        "w:ffData", el("w:name", val="Check1"), el("w:enabled"), el("w:calcOnExit", val="0"),
        el("w:checkBox", el("w:sizeAuto"), el("w:default", val="0"), el("w:checked", val=int(on))),
    )
    return [
        el("w:r", properties(), el("w:fldChar", data, fldCharType="begin")),
        run(" FORMCHECKBOX ", tag="w:instrText"),
        el("w:r", properties(), el("w:fldChar", fldCharType="separate")),
        el("w:r", properties(), el("w:fldChar", fldCharType="end")),
    ]


def tick_box(way: Ticks, on: bool, controls: Controls) -> list[etree._Element]:
    """A tick box that is no text, in the style's way."""
    if way is Ticks.SYMBOL:
        return [symbol(on)]
    return form_field(on) if way is Ticks.FORM_FIELD else [controls.tick(on)]
