"""Ids that are unique in a batch."""

from ingest.process import CheckedForm


class Names:
    """The ids given so far. Names that differ in case only are one name on Windows and macOS."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, form: CheckedForm) -> CheckedForm:
        """The form under its own id, or with the first of `-2`, `-3` … that is free."""
        wanted = name = form.record.id
        number = 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name.casefold())
        if name == wanted:
            return form
        return CheckedForm(form.record.model_copy(update={"id": name}), form.report.model_copy(update={"record": name}))
