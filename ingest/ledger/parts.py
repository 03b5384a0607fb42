"""Parts of forms as JSON, as they stand in the ledger."""

from functools import cache

from pydantic import TypeAdapter

from extractors.parts import Part


def dumped(part: Part) -> str:
    """The JSON of a part."""
    return _adapter().dump_json(part).decode()


def loaded(body: str) -> Part:
    """The part of a JSON."""
    return _adapter().validate_json(body)


@cache
def _adapter() -> TypeAdapter[Part]:
    return TypeAdapter(Part)
