"""Which folders are one applicant's, with all that lies in them. An archive's path counts as a folder, a mail's does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.paper_names import kinds_by_name
from ingest.grouping.applicants import Applicants, may_be, unit_of
from ingest.grouping.documents import Item, forms_of
from schema.folding import fold

DEEPEST = 16  # what lies deeper counts for this depth: senders decide how deep


@dataclass(slots=True)
class Folder:
    """A folder of the INPUTs. path: empty for the INPUT itself. items: that lie in it."""

    path: str
    items: list[Item] = field(default_factory=list)
    folders: dict[str, "Folder"] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As in the folder around it."""
        return self.path.rpartition("/")[2]

    def everything(self) -> Iterator[Item]:
        """All items in it, however deep."""
        yield from self.items
        for folder in self.folders.values():
            yield from folder.everything()


def folders_of_applicants(
    found: Sequence[Item], applicants: Applicants, *, beside_mails: bool,
) -> tuple[list[tuple[str, list[Item]]], list[Item]]:
    """The topmost folders that are one applicant's, by path, with all their items; and the items that are loose.

    A folder is an applicant's where its forms are all of one applicant, and where it has none, but other papers of the
    notice, which go with nobody's form. The INPUT itself is one only where nothing in it is of others.
    beside_mails: mails lie in the INPUTs as well.
    """
    sorting = _Sorting(applicants, beside_mails=beside_mails)
    taken: list[tuple[str, list[Item]]] = []
    loose: list[Item] = []
    open_folders = [_tree(found)]
    while open_folders:
        folder = open_folders.pop()
        if sorting.is_applicants(folder):
            taken.append((folder.path, list(folder.everything())))
        else:
            loose += folder.items
            open_folders += folder.folders.values()
    return sorted(taken, key=lambda one: one[0]), loose


def _tree(found: Sequence[Item]) -> Folder:
    root = Folder("")
    for item in found:
        here = root
        for name in item.folder.split("/")[:DEEPEST] if item.folder else ():
            here = here.folders.setdefault(name, Folder(f"{here.path}/{name}" if here.path else name))
        here.items.append(item)
    return root


@dataclass(frozen=True, slots=True)
class _Sorting:
    applicants: Applicants
    beside_mails: bool

    def is_applicants(self, folder: Folder) -> bool:
        everything = list(folder.everything())
        forms = forms_of(everything)
        if not forms:
            return bool(folder.path) and self._lacks_its_form(folder, everything)
        known = {owner for row in forms if (owner := self.applicants.of(row)) is not None}
        if len(known) > 1 or (not known and len(forms) > 1):
            return False
        names = self.applicants.names(known.pop()) if known else frozenset()
        if not folder.path:
            return self._input_is_applicants(folder, everything, names)
        return any(item.forms for item in folder.items) or not _has_others(folder, names)

    def _input_is_applicants(self, folder: Folder, everything: Sequence[Item], names: frozenset[str]) -> bool:
        called_by_form = [one for name, one in folder.folders.items() if "form" in kinds_by_name(name)]
        holders = [folder, *called_by_form]
        if self.beside_mails or not any(item.forms for holder in holders for item in holder.items):
            return False
        units = (unit_of(_without_papers(item.entry.path)) for item in everything if _is_proof(item))
        return not _has_others(folder, names) and all(unit is None or not names or may_be(unit, names) for unit in units)

    def _lacks_its_form(self, folder: Folder, everything: Sequence[Item]) -> bool:
        if not any(map(_is_proof, everything)):
            return False
        if any(self.applicants.named_by(item.entry.paper) or self.applicants.named_in(item.entry.path) for item in everything):
            return False
        units = [set(map(fold, (*paper.names, *paper.credit_codes, *paper.qr_credit_codes))) for item in everything if (paper := item.entry.paper)]
        units += [{fold(unit)} for name in folder.folders if (unit := unit_of(name))]
        return _are_one([unit for unit in units if unit])


def _has_others(folder: Folder, names: frozenset[str]) -> bool:
    """A folder in it holds papers, but no form, and is called by another unit."""
    for inner in folder.folders.values():
        unit = unit_of(inner.name)
        if unit is None or not names or may_be(unit, names):
            continue
        everything = list(inner.everything())
        if any(map(_is_proof, everything)) and not any(item.forms for item in everything):
            return True
    return False


def _is_proof(item: Item) -> bool:
    """A paper that the notice asks for beside the form."""
    return item.entry.paper is not None and item.entry.paper.kind not in ("form", "other") and item.entry.problem is None


def _without_papers(path: str) -> str:
    """A file's name without what it says that the file is."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    for word in ("营业执照", "法人证书", "登记证书", "信用报告", "诚信承诺书", "承诺书", "副本", "复印件"):
        name = name.replace(word, "")
    return name


def _are_one(units: list[set[str]]) -> bool:
    """Whether all names and codes belong together, each with the next by one that they share."""
    if not units:
        return True
    joined, rest = set(units[0]), units[1:]
    while True:
        near = [unit for unit in rest if unit & joined]
        if not near:
            return not rest
        joined.update(*near)
        rest = [unit for unit in rest if not unit & joined]
