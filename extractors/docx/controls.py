"""Content controls and form fields: the state of a box, and whether a text is only a placeholder."""

from typing import Final, NamedTuple

from extractors.docx.names import (
    CHECKBOX,
    CHECKBOX_CHECKED,
    CONTROL_PROPERTIES,
    FIELD_DATA,
    FORM_CHECKBOX,
    FORM_CHECKED,
    FORM_DEFAULT,
    FORM_ENTRY,
    FORM_LIST,
    FORM_RESULT,
    SHOWING_PLACEHOLDER,
    VALUE,
    W14_VALUE,
)
from extractors.docx.xml import Element, child, is_on

ON, OFF = "☑", "☐"


class Control(NamedTuple):
    """What a content control (`w:sdt`) says of its content.

    box: the glyph of a check box; None for any other control. placeholder: it shows its own words.
    """

    box: str | None = None
    placeholder: bool = False


NO_CONTROL: Final = Control()


def control_of(element: Element, around: Control = NO_CONTROL) -> Control:
    """A content control by its properties, inside another one.

    A check box (`w14:checkbox`) is on where `w14:checked` says so, whatever glyph is shown.
    """
    properties = child(element, CONTROL_PROPERTIES)
    if properties is None:
        return around
    box = child(properties, CHECKBOX)
    if box is not None:
        checked = child(box, CHECKBOX_CHECKED)
        ticked = checked is not None and checked.get(W14_VALUE, "1") in ("1", "true", "on")
        return Control(box=ON if ticked else OFF)
    return Control(around.box, around.placeholder or is_on(child(properties, SHOWING_PLACEHOLDER)))


def field_value(character: Element) -> str:
    """What a legacy form field shows by its data: FORMCHECKBOX its box, FORMDROPDOWN the chosen entry.

    Nothing for every other field: its result stands in the text.
    """
    data = child(character, FIELD_DATA)
    if data is None:
        return ""
    box = child(data, FORM_CHECKBOX)
    if box is not None:
        checked = child(box, FORM_CHECKED)
        return ON if is_on(child(box, FORM_DEFAULT) if checked is None else checked) else OFF
    choices = child(data, FORM_LIST)
    return "" if choices is None else _chosen(choices)


def _chosen(choices: Element) -> str:
    chosen = child(choices, FORM_RESULT)
    if chosen is None:
        chosen = child(choices, FORM_DEFAULT)
    entries = [entry.get(VALUE, "") for entry in choices.iterchildren(FORM_ENTRY)]
    index = chosen.get(VALUE, "") if chosen is not None else "0"
    return entries[int(index)] if index.isdecimal() and len(index) < 4 and int(index) < len(entries) else ""
