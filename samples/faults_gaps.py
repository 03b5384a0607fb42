"""Boxes left empty, filled with what is no value, or ticked twice: `completeness.*`, `marks.*`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from samples.draft import Draft
from schema.boxes import boxes
from schema.forms import FORMS

UNREADABLE = "详见附件"


def _required(draft: Draft, path: str) -> list[str]:
    """Nothing stands in the box, or in the whole table where the path is that of a table."""
    owner, name = _owner(draft.data, path)
    owner[name] = () if isinstance(owner[name], list | tuple) else None
    return [f"completeness.required@{path}"]


def _required_prompt(draft: Draft, path: str) -> list[str]:
    """Nothing but the template's own words stands in the box."""
    prompt = next(box.prompt for box in boxes(FORMS[draft.form_type]) if box.path == path)
    draft.written[path] = f"（{prompt}）"
    return _required(draft, path)


def _required_cell(draft: Draft, path: str) -> list[str]:
    """A box of a table's row is empty; the table counts as one field."""
    _required(draft, path)
    return [f"completeness.required@{path.partition('[')[0]}"]


def _unreadable(draft: Draft, path: str) -> list[str]:
    owner, name = _owner(draft.data, path)
    owner[name] = None
    draft.written[path] = UNREADABLE
    return [f"completeness.unreadable@{path}"]


def _yes_no(draft: Draft, path: str) -> list[str]:
    owner, name = _owner(draft.data, path)
    owner[name] = None
    draft.ticks[path] = ()
    return [f"marks.yes_no@{path}"]


def _yes_no_several(draft: Draft, path: str) -> list[str]:
    owner, name = _owner(draft.data, path)
    owner[name] = None
    draft.ticks[path] = ("是", "否")
    return [f"marks.yes_no@{path}"]


def _owner(data: dict[str, Any], path: str) -> tuple[Any, str]:
    """The dict that holds the value of a path such as `foundation.teachers[0].phone`, and its key there."""
    *above, name = path.replace("[", ".[").split(".")
    owner: Any = data
    for part in above:
        owner = owner[int(part[1:-1])] if part.startswith("[") else owner[part]
    return owner, name


GAPS: Mapping[str, Callable[[Draft, str], list[str]]] = MappingProxyType({
    "completeness.required": _required,
    "completeness.required:prompt": _required_prompt,
    "completeness.required:cell": _required_cell,
    "completeness.unreadable": _unreadable,
    "marks.yes_no": _yes_no,
    "marks.yes_no:several": _yes_no_several,
})
