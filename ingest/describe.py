"""What `hebiao schema` and `hebiao codes` print."""

from typing import Any
from unicodedata import east_asian_width

from schema.catalogue import CATALOGUE
from schema.finding import SEVERITY_NAMES
from schema.forms import FORMS, FormType
from schema.notice import Notice
from schema.record import Record


def record_schema(form_type: FormType | None) -> dict[str, Any]:
    """The JSON Schema of a record as it is written; of one kind of form where it is named."""
    schema = Record.model_json_schema(mode="serialization")
    if form_type:
        schema["properties"]["form"] = {"$ref": f"#/$defs/{FORMS[form_type].__name__}"}
        schema["properties"]["form_type"] = {"const": form_type, "title": "Form Type", "type": "string"}
        needed = _referred(schema["properties"], schema["$defs"], set())
        schema["$defs"] = {name: value for name, value in schema["$defs"].items() if name in needed}
    return schema


def code_table(notice: Notice) -> list[str]:
    """The catalogue, a code a line: code, severities, title, clause of the notice or standard, in columns."""
    rows = [
        (entry.code, "、".join(SEVERITY_NAMES[name] for name in entry.severities), entry.title, entry.basis_in(notice))
        for entry in CATALOGUE
    ]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _referred(value: Any, definitions: dict[str, Any], known: set[str]) -> set[str]:
    """The names of all definitions that a part of a schema leads to."""
    if isinstance(value, dict):
        name = str(value.get("$ref", "")).rpartition("/")[2]
        if name and name not in known:
            known.add(name)
            _referred(definitions[name], definitions, known)
        for part in value.values():
            _referred(part, definitions, known)
    elif isinstance(value, list):
        for part in value:
            _referred(part, definitions, known)
    return known
