"""The text of a paragraph, run by run, as Word shows it with all tracked changes accepted."""

import re
from collections.abc import Callable, Iterator

from extractors.docx.controls import NO_CONTROL, control_of, field_value
from extractors.docx.flow import Flow
from extractors.docx.names import (
    ABSOLUTE_TAB,
    ALTERNATE,
    BOX_CONTENT,
    BREAK,
    CHAR,
    CHOICE,
    CONTROL,
    CONTROL_CONTENT,
    DELETED,
    DRAWING,
    FALLBACK,
    FIELD_CHARACTER,
    FIELD_TYPE,
    FONT,
    INSERTED,
    MATH_TEXT,
    MOVED_FROM,
    MOVED_TO,
    NO_BREAK_HYPHEN,
    OBJECT,
    PARAGRAPH_PROPERTIES,
    PARAGRAPH_STYLE,
    PICTURE,
    RETURN,
    RUBY,
    RUBY_BASE,
    RUN,
    RUN_FONTS,
    RUN_PROPERTIES,
    RUN_STYLE,
    SYMBOL,
    SYMBOL_EX,
    TAB,
    TABLE,
    TEXT,
    VALUE,
    XML_SPACE,
    W,
)
from extractors.docx.styles import PLAIN, Look, look_of
from extractors.docx.symbols import is_symbol_font, shown, symbol
from extractors.docx.trail import Trail
from extractors.docx.xml import Element, child

_Handler = Callable[[Element, Flow], None]
_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")
_ASCII_FONT, _ANSI_FONT = W + "ascii", W + "hAnsi"
_SYMBOL_CHAR, _SYMBOL_FONT = SYMBOL_EX.replace("}symEx", "}char"), SYMBOL_EX.replace("}symEx", "}font")


class ParagraphReader:
    """Reads paragraphs into flows. What it does not know, it looks into: no text is lost in an unknown wrapper."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail
        self._paragraph_look = PLAIN
        watches_runs = trail.watch_looks or trail.watch_fonts
        self._handlers: dict[str, _Handler | None] = {
            TEXT: self._text, MATH_TEXT: self._text,
            RUN: self._watched_run if watches_runs else self._inline,
            TAB: _putting("\t"), ABSOLUTE_TAB: _putting("\t"),
            BREAK: _putting("\n"), RETURN: _putting("\n"), NO_BREAK_HYPHEN: _putting("-"),
            SYMBOL: _symbol, SYMBOL_EX: _symbol_ex, FIELD_CHARACTER: _field_character,
            CONTROL: self._control, RUBY: self._ruby, ALTERNATE: self._alternate,
            INSERTED: self._inserted, MOVED_TO: self._inserted, DELETED: self._deleted, MOVED_FROM: self._deleted,
            DRAWING: _anchor, PICTURE: _anchor, OBJECT: _anchor, TABLE: _anchor_table,
            PARAGRAPH_PROPERTIES: None, RUN_PROPERTIES: None,
        }

    def read(self, paragraph: Element, flow: Flow) -> bool:
        """Add a paragraph's text to a flow; whether its mark is deleted, so that the next one joins it."""
        trail = self._trail
        trail.count()
        start = len(flow.pieces)
        joins = False
        if flow.fields:
            flow.fields.clear()  # an instruction that no end or result follows is kept as text
        if trail.watch_looks or trail.watch_marks:
            changes = trail.changes
            properties = child(paragraph, PARAGRAPH_PROPERTIES)
            self._paragraph_look = self._style_look(properties, PARAGRAPH_STYLE) if trail.styles else PLAIN
            self._inline(paragraph, flow)
            joins = self._mark_deleted(properties, counted=trail.changes > changes)
        else:
            self._inline(paragraph, flow)
        control = trail.control
        if control.box is not None:
            flow.put_box(start, control.box)
            trail.control = NO_CONTROL
        elif control.placeholder:
            flow.mark_placeholder(start)
        return joins

    def _inline(self, parent: Element, flow: Flow) -> None:
        handlers = self._handlers
        inside = self._inline
        for element in parent:
            handler = handlers.get(element.tag, inside)
            if handler is not None:
                handler(element, flow)

    def _text(self, element: Element, flow: Flow) -> None:
        text = element.text
        if text:
            if "\n" in text:  # line ends of the XML are a blank in Word, and none at all at the edges
                text = _LINE_ENDS.sub(" ", text)
                text = text if element.get(XML_SPACE) == "preserve" else text.strip(" ")
            flow.pieces.append(text)

    def _watched_run(self, element: Element, flow: Flow) -> None:
        properties = child(element, RUN_PROPERTIES)
        look = look_of(properties)
        if self._trail.styles:
            look = look.over(self._style_look(properties, RUN_STYLE)).over(self._paragraph_look)
        if look.hidden:
            self._hide(element)
            return
        start = len(flow.pieces)
        self._inline(element, flow)
        if self._trail.watch_fonts and properties is not None:
            _show_symbols(properties, flow, start)
        if look.struck:
            flow.strike(start)

    def _hide(self, element: Element) -> None:
        aside = Flow()
        self._inline(element, aside)
        boxed = "".join(text.text or "" for box in aside.anchored for text in box.iter(TEXT))
        self._trail.hide("".join(aside.pieces) + boxed)

    def _style_look(self, properties: Element | None, tag: str) -> Look:
        style = child(properties, tag) if properties is not None else None
        return PLAIN if style is None else self._trail.styles.get(style.get(VALUE, ""), PLAIN)

    def _mark_deleted(self, properties: Element | None, *, counted: bool) -> bool:
        """Whether the paragraph's mark is deleted; a change of the mark alone is counted, not one beside its text's."""
        mark = child(properties, RUN_PROPERTIES) if properties is not None else None
        if mark is None:
            return False
        deleted = child(mark, DELETED) is not None or child(mark, MOVED_FROM) is not None
        if deleted and not counted:
            self._trail.delete()
        elif not counted and (child(mark, INSERTED) is not None or child(mark, MOVED_TO) is not None):
            self._trail.insert()
        return deleted

    def _inserted(self, element: Element, flow: Flow) -> None:
        self._trail.insert()
        self._inline(element, flow)

    def _deleted(self, element: Element, flow: Flow) -> None:  # noqa: ARG002 - every handler takes both
        self._trail.delete()

    def _control(self, element: Element, flow: Flow) -> None:
        content = child(element, CONTROL_CONTENT)
        if content is None:
            return
        control = control_of(element)
        start = len(flow.pieces)
        self._inline(content, flow)
        if control.box is not None:
            flow.put_box(start, control.box)
        elif control.placeholder:
            flow.mark_placeholder(start)

    def _ruby(self, element: Element, flow: Flow) -> None:
        base = child(element, RUBY_BASE)
        if base is not None:
            self._inline(base, flow)

    def _alternate(self, element: Element, flow: Flow) -> None:
        """The first choice; what stands in for it only where that holds neither text nor a text box."""
        before = len(flow.pieces), len(flow.anchored)
        for tag in (CHOICE, FALLBACK):
            branch = child(element, tag)
            if branch is not None and before == (len(flow.pieces), len(flow.anchored)):
                self._inline(branch, flow)


def _putting(text: str) -> _Handler:
    return lambda _element, flow: flow.pieces.append(text)


def _symbol(element: Element, flow: Flow) -> None:
    flow.pieces.append(symbol(element.get(CHAR), element.get(FONT)))


def _symbol_ex(element: Element, flow: Flow) -> None:
    flow.pieces.append(symbol(element.get(_SYMBOL_CHAR), element.get(_SYMBOL_FONT)))


def _show_symbols(properties: Element, flow: Flow, start: int) -> None:
    """Replace what a run in a symbol font shows, from a piece on."""
    fonts = child(properties, RUN_FONTS)
    if fonts is None:
        return
    font = next((name for name in (fonts.get(_ASCII_FONT), fonts.get(_ANSI_FONT)) if is_symbol_font(name)), None)
    if font is not None:
        flow.pieces[start:] = [shown(piece, font) for piece in flow.pieces[start:]]


def _field_character(element: Element, flow: Flow) -> None:
    """Begin, separator or end of a complex field: its instruction is taken back, its result stays.

    A form field shows what its data say instead of a result.
    """
    kind = element.get(FIELD_TYPE)
    if kind == "begin":
        value = field_value(element)
        if value:
            flow.pieces.append(value)
        flow.fields.append((len(flow.pieces), bool(value)))
    elif flow.fields and kind in ("separate", "end"):
        start, has_value = flow.fields.pop()
        if start >= 0:
            flow.cut(start)
        if kind == "separate":
            flow.fields.append((start if has_value else -1, has_value))


def _anchor(element: Element, flow: Flow) -> None:
    flow.anchored.extend(_text_boxes(element))


def _anchor_table(element: Element, flow: Flow) -> None:
    """A table inside a run, which no schema allows: it follows its paragraph."""
    flow.anchored.append(element)


def _text_boxes(parent: Element) -> Iterator[Element]:
    """The outermost text boxes of a drawing, each once."""
    for element in parent:
        tag = element.tag
        if tag == BOX_CONTENT:
            yield element
        elif tag == ALTERNATE:
            branch = child(element, CHOICE)
            branch = child(element, FALLBACK) if branch is None else branch
            if branch is not None:
                yield from _text_boxes(branch)
        else:
            yield from _text_boxes(element)
