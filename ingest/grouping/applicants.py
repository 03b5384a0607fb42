"""Who is one applicant: forms with one valid credit code, or with one name but for spaces and brackets."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from schema.batch import FormRow
from schema.folding import fold
from schema.submission import Paper
from schema.unit_names import unit_name_in
from validators.credit_code import compact, diagnose

_LEAST = 4  # letters of a name that is looked for in the names of files
_COPY_WORDS = ("申报材料", "申报", "材料", "资料", "附件", "推荐表", "盖章", "电子版", "扫描件", "zip", "rar", "7z")


class Applicants:
    """The applicants of a batch, by number. Forms that say neither code nor name are of nobody that is known."""

    def __init__(self, forms: Sequence[FormRow]) -> None:
        self._owners: dict[str, int] = {}  # by valid code, and by folded name
        self._forms: dict[int, list[FormRow]] = {}
        for row in forms:
            self._add(row)
        self._in_parts: dict[str, frozenset[tuple[str, int]]] = {}  # by name of a file or folder
        self._names = [(name, owner) for name, owner in self._owners.items() if len(name) >= _LEAST and not _is_code(name)]

    def __iter__(self) -> Iterator[tuple[FormRow, ...]]:
        """The forms of each."""
        return map(tuple, self._forms.values())

    def of(self, row: FormRow) -> int | None:
        """The applicant of a form."""
        return next((self._owners[key] for key in _keys(row.credit_code, row.organisation)), None)

    def names(self, number: int) -> frozenset[str]:
        """The folded names of an applicant."""
        return frozenset(fold(row.organisation) for row in self._forms[number] if row.organisation)

    def named_by(self, paper: Paper | None) -> frozenset[int]:
        """The applicants that a paper names."""
        if paper is None:
            return frozenset()
        keys = (*paper.credit_codes, *paper.qr_credit_codes, *map(fold, paper.names))
        return frozenset(self._owners[key] for key in keys if key in self._owners)

    def named_in(self, path: str) -> frozenset[int]:
        """The applicants whose names stand in the names of a file and its folders; of names in each other the longest."""
        found: set[tuple[str, int]] = set().union(*(self._called(part) for part in path.split("/")))
        return frozenset(
            owner for name, owner in found if not any(name in other and name != other for other, _ in found)
        )

    def _called(self, part: str) -> frozenset[tuple[str, int]]:
        if part not in self._in_parts:
            folded = fold(part)
            self._in_parts[part] = frozenset(pair for pair in self._names if pair[0] in folded)
        return self._in_parts[part]

    def _add(self, row: FormRow) -> None:
        keys = list(_keys(row.credit_code, row.organisation))
        known = sorted({self._owners[key] for key in keys if key in self._owners})
        if not keys:
            return
        number = known[0] if known else len(self._owners)
        for other in known[1:]:  # the form shows that they are one
            self._forms[number] += self._forms.pop(other)
            self._owners = {key: number if owner == other else owner for key, owner in self._owners.items()}
        self._owners |= dict.fromkeys(keys, number)
        self._forms.setdefault(number, []).append(row)


def unit_of(folder: str) -> str | None:
    """The unit that a folder or an archive is called by; None where it is called by more or by something else."""
    unit = unit_name_in(folder)
    if unit is None:
        return None
    rest = fold(folder.replace(unit, "", 1))
    for word in _COPY_WORDS:
        rest = rest.replace(word, "")
    return None if rest.strip("0123456789") else unit


def may_be(unit: str, names: Iterable[str]) -> bool:
    """Whether a unit's name, perhaps in short, may be meant for one of these (folded): its letters stand in it in order."""
    wanted = fold(unit)
    return any(_stands_in(wanted, name) or _stands_in(name, wanted) for name in names)


def _stands_in(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _keys(credit_code: str | None, name: str | None) -> Iterator[str]:
    if credit_code and _is_code(compact(credit_code)):
        yield compact(credit_code)
    if name and fold(name):
        yield fold(name)


@lru_cache(10_000)
def _is_code(text: str) -> bool:
    return diagnose(text) is None
