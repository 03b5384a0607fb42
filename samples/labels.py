"""The printed words of the paper as somebody retyped them."""

from functools import cache

from samples.style import Labels, Style
from schema.boxes import boxes, headers
from schema.forms import FORMS, FormType

_SPACED_UP_TO = 4  # characters: people space short labels out to fill the cell
_BROKEN_FROM = 5


def spell_label(form_type: FormType, text: str, style: Style) -> str:
    """A label in the style's spelling."""
    plain = text.replace("\n", "")
    rng = style.rng(f"label {plain}")
    if style.labels is Labels.SPACED and len(plain) <= _SPACED_UP_TO:
        return ("　" if len(plain) == len("姓名") else " ").join(plain)
    if style.labels is Labels.BROKEN and len(plain) >= _BROKEN_FROM:
        middle = rng.randint(2, len(plain) - 2)
        return f"{plain[:middle]}\n{plain[middle:]}"
    if style.labels is Labels.SYNONYM and rng.random() < 0.6:
        return rng.choice(_synonyms(form_type).get(plain, (text,)))
    return text


@cache
def _synonyms(form_type: FormType) -> dict[str, tuple[str, ...]]:
    """What else the schema knows each printed label by, as far as it means nothing but this label."""
    form = FORMS[form_type]
    printed = {box.label for box in boxes(form)} | {header.label for header in headers(form)}
    found: dict[str, tuple[str, ...]] = {}
    named = [(box.label, box.aliases) for box in boxes(form)] + [(header.label, header.aliases) for header in headers(form)]
    for label, aliases in named:
        found.setdefault(label, tuple(alias for alias in aliases if alias not in printed))
    return {label: aliases for label, aliases in found.items() if aliases}
