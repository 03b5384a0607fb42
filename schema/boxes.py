"""How a form is declared: a box of the paper, a group of boxes, a table of rows.

A form is a pydantic class whose fields stand in the order of the paper. `box`, `group` and `rows`
say which printed labels lead to a field and what may stand in it; everything that is said lands in
the JSON Schema as `title` and `x-…` keys, so that `hebiao schema` shows all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo


class Kind(StrEnum):
    """What stands in a box, and so how its text is read."""

    TEXT = "text"
    PROSE = "prose"
    CREDIT_CODE = "credit_code"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    INTEGER = "integer"
    AMOUNT = "amount"
    AREA = "area"
    YEAR = "year"
    DATE = "date"
    YES_NO = "yes_no"
    LEVELS = "levels"


# A value that is absent or cannot be read is None, never a guess.
Text = Annotated[str | None, Kind.TEXT]
Prose = Annotated[str | None, Kind.PROSE]
CreditCode = Annotated[str | None, Kind.CREDIT_CODE]
IdNumber = Annotated[str | None, Kind.ID_NUMBER]
Phone = Annotated[str | None, Kind.PHONE]
Email = Annotated[str | None, Kind.EMAIL]
Integer = Annotated[int | None, Kind.INTEGER]
Amount = Annotated[float | None, Kind.AMOUNT]
Area = Annotated[float | None, Kind.AREA]
Year = Annotated[int | None, Kind.YEAR]
Date = Annotated[str | None, Kind.DATE]
YesNo = Annotated[bool | None, Kind.YES_NO]
Levels = Annotated[tuple[str, ...], Kind.LEVELS]

LEVEL_NAMES = ("初级", "中级", "高级")
LEVEL_KEYS = dict(zip(("junior", "intermediate", "senior"), LEVEL_NAMES, strict=True))


class Section(BaseModel):
    """A part of a form: frozen, and indifferent to what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def box(
    label: str,
    *aliases: str,
    required: bool = True,
    limit: int | None = None,
    prompt: str | None = None,
    unit: str | None = None,
    within: str | None = None,
) -> Any:
    """One box of the paper.

    label, aliases: the label as printed, and other spellings that applicants use for it.
    required: the applicant must fill it.
    limit: the most 字 (as Word counts them) that the text may have.
    prompt: the template's own words inside the box, no part of an answer.
    unit: of a number without one: 万元, m², 人次 …
    within: field path of the group in which alone the label means this box.
    """
    extra = {"x-aliases": list(aliases), "x-required": required, "x-limit": limit,
             "x-prompt": prompt, "x-unit": unit, "x-within": within}
    return Field(default=None, title=label, json_schema_extra=_said(extra))


def levels(label: str, *aliases: str) -> Any:
    """The box in which 初级, 中级 and 高级 are ticked."""
    return Field(default=(), title=label, json_schema_extra=_said({"x-aliases": list(aliases), "x-required": True}))


def group(section: type[Section], label: str, *aliases: str, inline: bool = False) -> Any:
    """Boxes that share a label to their left or above them; `inline` where the answers stand behind
    their labels inside one cell. An empty label is a section that the paper's header rows name.
    """
    extra = {"x-aliases": list(aliases), "x-inline": inline or None}
    return Field(default_factory=section, title=label, json_schema_extra=_said(extra))


def rows(label: str, *aliases: str, printed: bool = True, required: bool = True) -> Any:
    """A table of rows under a header row of labels.

    printed: False where the paper has no label of its own for the table (then `label` only names it).
    """
    extra = {"x-aliases": list(aliases), "x-required": required, "x-printed": printed}
    return Field(default=(), title=label, json_schema_extra=_said(extra))


def _said(extra: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in extra.items() if value is not None and value != []}


# There is one Header and one Box for each place of a form, so they are compared by identity, which is quick.
@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """A label that governs boxes without holding a value: of a group or of a table of rows."""

    path: str
    label: str
    aliases: tuple[str, ...]
    inline: bool
    is_rows: bool
    printed: bool
    required: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels to look for; none where the paper prints none."""
        return (self.label, *self.aliases) if self.printed and self.label else ()


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A leaf of a form as the mapper, the validators and the reports see it.

    path: of the value, with `[]` for the rows of a table: `foundation.teachers[].phone`.
    headers: the groups and the table that it stands in, outermost first.
    table: the table of rows that it is a column of.
    group: the innermost labelled group or table that it stands in.
    """

    path: str
    label: str
    aliases: tuple[str, ...]
    kind: Kind
    required: bool
    limit: int | None
    prompt: str | None
    unit: str | None
    within: str | None
    headers: tuple[Header, ...]
    table: Header | None
    group: Header | None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels to look for, the printed one first."""
        return (self.label, *self.aliases)

    @property
    def leading_labels(self) -> tuple[str, ...]:
        """The labels that an answer follows: a signing date is filled into its own 「年 月 日」."""
        own_words = self.kind is Kind.DATE and self.group is not None and self.group.inline
        return self.aliases if own_words else self.labels

    @property
    def name(self) -> str:
        """The last part of the path: `phone`."""
        return self.path.rpartition(".")[2]

    @property
    def section(self) -> str:
        """The first part of the path: `organisation`."""
        return self.path.partition(".")[0]

    @property
    def title(self) -> str:
        """The label with its group, as a person would name the box: 「法定代表人—姓名」."""
        owner = next((header.label for header in reversed(self.headers) if header.label and not header.inline), "")
        return f"{owner}—{self.label}" if owner else self.label


@cache
def boxes(form: type[Section]) -> tuple[Box, ...]:
    """Every leaf of a form in the order of the paper."""
    return tuple(_walk(form, "", ()))


@cache
def headers(form: type[Section]) -> tuple[Header, ...]:
    """Every labelled group and table of a form in the order of the paper."""
    found = dict.fromkeys(header for box_ in boxes(form) for header in box_.headers if header.label)
    return tuple(found)


def _walk(section: type[Section], prefix: str, above: tuple[Header, ...]) -> Iterator[Box]:
    for name, info in section.model_fields.items():
        path = prefix + name
        inner, is_rows = _section_of(info)
        if inner is None:
            if _kind_of(info) is not None:
                yield _box_of(path, info, above)
            continue
        extra = _extra(info)
        header = Header(
            path=path, label=info.title or "", aliases=tuple(extra.get("x-aliases", ())),
            inline=bool(extra.get("x-inline")), is_rows=is_rows,
            printed=bool(extra.get("x-printed", True)), required=bool(extra.get("x-required", False)),
        )
        yield from _walk(inner, f"{path}[]." if is_rows else f"{path}.", (*above, header))


def _section_of(info: FieldInfo) -> tuple[type[Section] | None, bool]:
    """The section class behind a field, and whether the field is a table of such sections."""
    annotation = info.annotation
    is_rows = get_origin(annotation) is tuple
    candidate = get_args(annotation)[0] if is_rows else annotation
    if isinstance(candidate, type) and issubclass(candidate, Section):
        return candidate, is_rows
    return None, False


def _kind_of(info: FieldInfo) -> Kind | None:
    return next((item for item in info.metadata if isinstance(item, Kind)), None)


def _box_of(path: str, info: FieldInfo, above: tuple[Header, ...]) -> Box:
    extra = _extra(info)
    kind = _kind_of(info)
    if kind is None:  # pragma: no cover - _walk asks before
        raise TypeError(f"{path} is no box")
    return Box(
        path=path, label=info.title or "", aliases=tuple(extra.get("x-aliases", ())), kind=kind,
        required=bool(extra.get("x-required", False)), limit=extra.get("x-limit"), prompt=extra.get("x-prompt"),
        unit=extra.get("x-unit"), within=extra.get("x-within"), headers=above,
        table=next((header for header in above if header.is_rows), None),
        group=next((header for header in reversed(above) if header.labels), None),
    )


def _extra(info: FieldInfo) -> dict[str, Any]:
    return info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}


def iso_date(value: str | None) -> date | None:
    """A Date as far as it was given: the full day, or None where only month or year is known."""
    if value is None or len(value) != len("YYYY-MM-DD"):
        return None
    return date.fromisoformat(value)
