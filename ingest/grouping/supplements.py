"""Papers that came without a form, in a mail of their own or by themselves, for forms that came another way.

A paper is the unit's, as where both come together: it counts for all forms of the one applicant whose it is. What the paper
says goes before what it is called, and both before how it came; what speaks of another unit is not that applicant's. Where
it may be of several, it counts for none, and people are told.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.grouping.applicants import Applicants, may_be
from ingest.grouping.documents import Item, items
from ingest.grouping.shares import Owner
from schema.batch import FileEntry, FormRow
from schema.sent import Sent, Share, Supplement
from schema.submission import Mail, Sign
from schema.unit_names import unit_name_in
from validators.credit_code import diagnose

_FAINT: tuple[Sign, ...] = ("beside", "sender")
_ID = re.compile(r"<[^<>\s]+>")
_ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")


class _Whose(NamedTuple):
    """The applicants whose a paper may be, and by what."""

    owners: frozenset[Owner]
    by: Sign


def with_supplements(submissions: Sequence[Sent], files: Sequence[FileEntry], forms: Sequence[FormRow]) -> tuple[Sent, ...]:
    """The submissions, with the papers that came without a form at those whose forms they are for.

    files, forms: of the batch.
    """
    adding = [number for number, sent in enumerate(submissions) if _may_add(sent)]
    if not adding or not forms:
        return tuple(submissions)
    signs = _Signs(files, forms)
    of_owner: defaultdict[Owner, list[FormRow]] = defaultdict(list)
    for row in forms:
        of_owner[signs.owner(row)].append(row)
    found = list(submissions)
    of_form: defaultdict[str, list[Supplement]] = defaultdict(list)
    for number in adding:
        sent = submissions[number]
        supplements = tuple(_supplements(sent, signs.whose(sent), of_owner))
        found[number] = _without(sent, supplements)
        for one in supplements:
            for row in one.forms:
                of_form[row.id].append(one)
    return tuple(sent._replace(shares=tuple(_with(share, of_form) for share in sent.shares)) for sent in found)


def _may_add(sent: Sent) -> bool:
    return not sent.forms and any(entry.paper for entry in sent.files)


def _may_be_another_application(sent: Sent) -> bool:
    """Nothing of it can be read, or its form cannot: a sender of several units may have sent one more."""
    unread_form = any(entry.problem and entry.paper and entry.paper.kind == "form" for entry in sent.files)
    return unread_form or not any(entry.paper and not entry.problem for entry in sent.files)


def _supplements(
    sent: Sent, whose: Iterable[tuple[FileEntry, _Whose]], of_owner: Mapping[Owner, Sequence[FormRow]],
) -> Iterator[Supplement]:
    alike: defaultdict[_Whose, list[FileEntry]] = defaultdict(list)
    for entry, known in whose:
        alike[known].append(entry)
    for known, entries in alike.items():
        forms = tuple(row for owner in sorted(known.owners, key=str) for row in of_owner[owner])
        yield Supplement(tuple(entries), sent.title, sent.mail, known.by, forms, is_sure=len(known.owners) == 1)


def _without(sent: Sent, supplements: tuple[Supplement, ...]) -> Sent:
    """A submission whose papers count elsewhere, or may: what is left is judged if there is a paper among it."""
    if not supplements:
        return sent
    away = {id(entry) for one in supplements for entry in one.files}
    left = tuple(entry for entry in sent.files if id(entry) not in away)
    shares = (Share((), left),) if any(entry.paper and not entry.problem for entry in left) else ()
    return sent._replace(shares=shares, supplements=supplements)


def _with(share: Share, of_form: Mapping[str, list[Supplement]]) -> Share:
    found = tuple(one for row in share.forms for one in of_form.get(row.id, ()))
    return share._replace(supplements=tuple({id(one): one for one in found}.values())) if found else share


class _Signs:
    """What shows whose a paper is."""

    def __init__(self, files: Sequence[FileEntry], forms: Sequence[FormRow]) -> None:
        self._applicants = Applicants(forms)
        self._every = list(items(files, forms))
        self._items = {id(item.entry): item for item in self._every}
        self._forms = {row.id: row for row in forms}
        self._of_thread: defaultdict[str, set[Owner]] = defaultdict(set)
        self._of_sender: defaultdict[str, set[Owner]] = defaultdict(set)
        for item in self._every:
            for mail in self._mails(item) if item.forms else ():
                owners = {self.owner(row) for row in item.forms}
                for name in _ID.findall(mail.message_id or ""):
                    self._of_thread[name] |= owners
                for address in _addresses(mail):
                    self._of_sender[address] |= owners

    def owner(self, row: FormRow) -> Owner:
        """The applicant of a form; a form of nobody that is known is its own."""
        number = self._applicants.of(row)
        return row.id if number is None else number

    def whose(self, sent: Sent) -> Iterator[tuple[FileEntry, _Whose]]:
        """The documents of a submission without forms of which anything shows whose they are."""
        said = [(self._items[id(entry)], self._said(entry)) for entry in sent.files if entry.paper or entry.problem]
        beside = frozenset(owner for _, whose in said if whose for owner in whose.owners)
        for item, whose in said:
            known = whose or self._by_way(item, beside)
            if known is not None and known.owners and not (known.by in _FAINT and _may_be_another_application(sent)):
                yield item.entry, known

    def _said(self, entry: FileEntry) -> _Whose | None:
        """By what somebody, the paper itself or its name says; None where they say nothing of anybody known."""
        told = self._forms.get(entry.corrects or "")
        if told is not None:
            return _Whose(frozenset((self.owner(told),)), "told")
        by_content = self._applicants.named_by(entry.paper)
        if by_content:
            return _Whose(by_content, "content")
        by_name = self._applicants.named_in(entry.path)
        return _Whose(by_name, "name") if by_name else None

    def _by_way(self, item: Item, beside: frozenset[Owner]) -> _Whose | None:
        """By what came with it, and the mails that it came by, the innermost first."""
        mails = list(self._mails(item))
        units = list(_units(item.entry))
        if not units and _says_a_code(item.entry):
            return None
        titled = [unit for mail in mails if (unit := unit_name_in(mail.subject))]
        for by, owners in self._ways(mails, beside):
            if owners:
                said = units if by == "subject" else [*units, *titled]
                return _Whose(frozenset(owner for owner in owners if self._may_be_of(owner, said)), by)
        return None

    def _ways(self, mails: Sequence[Mail], beside: frozenset[Owner]) -> Iterator[tuple[Sign, frozenset[Owner]]]:
        yield "beside", beside
        for mail in mails:
            yield "subject", self._applicants.named_in(mail.subject)
            answered = _ID.findall(f"{mail.in_reply_to or ''} {mail.references or ''}")
            yield "thread", frozenset().union(*(self._of_thread.get(name, ()) for name in answered))
            yield "sender", frozenset().union(*(self._of_sender.get(address, ()) for address in _addresses(mail)))

    def _may_be_of(self, owner: Owner, units: Sequence[str]) -> bool:
        names = self._applicants.names(owner) if isinstance(owner, int) else frozenset()
        return not names or all(may_be(unit, names) for unit in units)

    def _mails(self, item: Item) -> Iterator[Mail]:
        for place in reversed(item.chain):
            mail = self._every[place].entry.mail
            if mail is not None:
                yield mail


def _units(entry: FileEntry) -> Iterator[str]:
    """What a paper and its name say of units."""
    if entry.paper is not None:
        yield from entry.paper.names
    called = unit_name_in(entry.path.rpartition("/")[2])
    if called is not None:
        yield called


def _says_a_code(entry: FileEntry) -> bool:
    """Of a unit; not one that was misread."""
    paper = entry.paper
    return paper is not None and any(diagnose(code) is None for code in (*paper.credit_codes, *paper.qr_credit_codes))


def _addresses(mail: Mail) -> list[str]:
    return [address.casefold() for address in _ADDRESS.findall(mail.sender)[-1:]]
