"""Which styles hide their text or strike it through."""

from typing import Final, NamedTuple

from extractors.docx.names import DOUBLE_STRIKE, RUN_PROPERTIES, STRIKE, VALUE, VANISH, W
from extractors.docx.xml import DocumentTypeError, Element, child, is_on, normalised, parse
from extractors.errors import DocumentError

_STYLE, _STYLE_ID, _BASED_ON = W + "style", W + "styleId", W + "basedOn"


class Look(NamedTuple):
    """How a run shows; None where it says nothing of it."""

    hidden: bool | None = None
    struck: bool | None = None

    def over(self, below: "Look") -> "Look":
        """The same, with what it leaves open taken from what it rests on."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
        )


PLAIN: Final = Look()


def look_of(properties: Element | None) -> Look:
    """What run properties (`w:rPr`) say themselves."""
    if properties is None:
        return PLAIN
    hidden: bool | None = None
    struck: bool | None = None
    for element in properties:
        tag = element.tag
        if tag == VANISH:
            hidden = is_on(element)
        elif tag in (STRIKE, DOUBLE_STRIKE):
            struck = is_on(element) or bool(struck)
    return Look(hidden, struck)


def read_styles(data: bytes) -> dict[str, Look]:
    """The styles that hide or strike their text, by id, with what they inherit.

    Only named styles count, not the document's defaults. Damaged styles are as none: the text is read without them.
    """
    data = normalised(data)
    if b"vanish" not in data and b"trike" not in data:  # most styles: they need not be parsed
        return {}
    try:
        root = parse(data)
    except DocumentTypeError:
        raise
    except DocumentError:
        return {}
    own: dict[str, Look] = {}
    bases: dict[str, str] = {}
    for style in root.iterchildren(_STYLE):
        name = style.get(_STYLE_ID, "")
        own[name] = look_of(child(style, RUN_PROPERTIES))
        base = child(style, _BASED_ON)
        if base is not None:
            bases[name] = base.get(VALUE, "")
    found = {name: _inherited(name, own, bases) for name in own}
    return {name: look for name, look in found.items() if look != PLAIN}


def _inherited(name: str, own: dict[str, Look], bases: dict[str, str]) -> Look:
    look = PLAIN
    seen: set[str] = set()
    while name in own and name not in seen:
        seen.add(name)
        look = look.over(own[name])
        name = bases.get(name, "")
    return look
