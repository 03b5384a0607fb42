"""What of a submission is whose, where several units share a mail: a district forwards what five of them sent."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.grouping.applicants import Applicants, unit_of
from ingest.grouping.documents import Item, forms_of
from ingest.grouping.folders import DEEPEST
from schema.batch import FormRow
from schema.sent import Share

Owner = int | str  # an applicant's number; the id of a form of nobody that is known


def shares(found: Sequence[Item], root: str, applicants: Applicants) -> tuple[Share, ...]:
    """A share for each applicant.

    found: the items of the submission. root: path of the mail or folder that they all lie in.
    A paper counts for those whom it names, or whose names stand in its path; else for those whose forms lie in the same
    folder, the nearest that has any; else for all.
    """
    forms: defaultdict[Owner, list[FormRow]] = defaultdict(list)
    owners = {row.id: applicants.of(row) for item in found for row in item.forms}
    several = len(set(owners.values()) - {None}) > 1
    if not several:
        return (Share(forms_of(found), tuple(item.entry for item in found)),)
    of_form: dict[str, Owner] = {name: name if owner is None else owner for name, owner in owners.items()}
    for row in forms_of(found):
        forms[of_form[row.id]].append(row)
    sharing = _Sharing(root, applicants, frozenset(forms), found, of_form)
    files = [(item.entry, sharing.owners(item)) for item in found]
    return tuple(
        Share(tuple(rows), tuple(entry for entry, whose in files if owner in whose)) for owner, rows in forms.items()
    )


class _Sharing:
    def __init__(
        self, root: str, applicants: Applicants, everybody: frozenset[Owner], found: Sequence[Item], of_form: dict[str, Owner],
    ) -> None:
        self._root = root
        self._applicants = applicants
        self._everybody = everybody
        self._of_form = of_form
        self._in_folder: defaultdict[str, set[Owner]] = defaultdict(set)
        for item in found:
            for folder in self._folders(item) if item.forms else ():
                self._in_folder[folder] |= {of_form[row.id] for row in item.forms}

    def owners(self, item: Item) -> frozenset[Owner]:
        if item.forms:
            return frozenset(self._of_form[row.id] for row in item.forms)
        paper = item.entry.paper
        if paper and (paper.names or paper.credit_codes):
            return self._everybody & self._applicants.named_by(paper)
        called = self._everybody & self._applicants.named_in(item.entry.path.removeprefix(f"{self._root}/"))
        return called or self._by_folder(item)

    def _by_folder(self, item: Item) -> frozenset[Owner]:
        for folder in self._folders(item):
            if folder in self._in_folder:
                return frozenset(self._in_folder[folder])
            if unit_of(folder.rpartition("/")[2]):  # of a unit whose form is not there
                return frozenset()
        return self._everybody

    def _folders(self, item: Item) -> Iterator[str]:
        """The folders below the root that it lies in, the nearest first."""
        below = item.folder.removeprefix(self._root).split("/")[1 : DEEPEST + 1]
        for depth in range(len(below), 0, -1):
            yield "/".join((self._root, *below[:depth]))
