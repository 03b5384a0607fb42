"""Ids that are unique in a batch."""

from dataclasses import replace
from itertools import count

from ingest.process import CheckedForm


class Ids:
    """The ids given so far. Names that differ in case only are one name on Windows and macOS."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, wanted: str) -> str:
        """The id itself, or with the first of `-2`, `-3` … that is free."""
        spellings = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
        name = next(name for name in spellings if name.casefold() not in self._taken)
        self._taken.add(name.casefold())
        return name


def renamed(form: CheckedForm, record_id: str) -> CheckedForm:
    """The form under another id."""
    if form.record.id == record_id:
        return form
    record, report = form.record.model_copy(update={"id": record_id}), form.report.model_copy(update={"record": record_id})
    return replace(form, record=record, report=report)
