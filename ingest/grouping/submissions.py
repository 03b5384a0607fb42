"""From the files and forms of a batch to its submissions. A pure function; the order of the files makes no difference."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.grouping.applicants import Applicants
from ingest.grouping.documents import Item, forms_of, items
from ingest.grouping.folders import folders_of_applicants
from ingest.grouping.shares import shares
from ingest.naming import Ids
from schema.batch import FileEntry, FormRow
from schema.ids import part_of_id
from schema.sent import Sent
from schema.submission import SUBMISSION_NAMES, SubmissionKind

_LONGEST_NAME = 24
_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Grouped:
    """submissions: in the order of their first files. of_file: for every file of the batch the id of its submission.

    applicants: the forms of each applicant, however they came.
    """

    submissions: tuple[Sent, ...]
    of_file: tuple[str | None, ...]
    applicants: tuple[tuple[FormRow, ...], ...]


@dataclass(slots=True)
class _Group:
    kind: SubmissionKind
    path: str
    items: list[Item]
    mail: FileEntry | None = None

    @property
    def forms(self) -> tuple[FormRow, ...]:
        return forms_of(self.items)


def group(files: Sequence[FileEntry], forms: Sequence[FormRow]) -> Grouped:
    """Put together what belongs together.

    The outermost mail makes one submission, with what it forwards; so does each folder that is one applicant's. The
    other files are loose: those of one applicant go together, by what they say or else by what they are called; without a
    form where its forms came by mail.
    """
    applicants = Applicants(forms)
    every = list(items(files, forms))
    documents = [item for item in every if item.entry.members is None]
    by_mail: defaultdict[int, list[Item]] = defaultdict(list)
    for item in documents:
        if item.mail is not None:
            by_mail[item.mail].append(item)
    mails = [item for item in every if item.mail == item.at]
    groups = {item.at: _Group("mail", item.entry.path, by_mail[item.at], item.entry) for item in mails}
    for one in _without_mail([item for item in documents if item.mail is None], applicants, beside_mails=bool(mails)):
        one.items.sort(key=lambda item: item.at)
        groups[one.items[0].at] = one
    ids = Ids()
    sent = {at: _sent(groups[at], applicants, ids) for at in sorted(groups)}
    return Grouped(tuple(sent.values()), _of_files(every, groups, sent), tuple(applicants))


def _without_mail(found: Sequence[Item], applicants: Applicants, *, beside_mails: bool) -> Iterator[_Group]:
    folders, loose = folders_of_applicants(found, applicants, beside_mails=beside_mails)
    groups = [_Group("folder", path, inside) for path, inside in folders]
    known: dict[int | str, _Group] = {}
    homes: dict[int, _Group] = {}  # of a document with forms, and of one in which such are embedded
    for one in groups:
        for row in one.forms:
            known.setdefault(_owner(row, applicants), one)
    for item in sorted(loose, key=lambda item: (item.entry.path, item.at)):
        if not item.forms:
            continue
        at_home = next((known[owner] for row in item.forms if (owner := _owner(row, applicants)) in known), None)
        if at_home is None:
            at_home = _Group("loose", item.entry.path, [])
            groups.append(at_home)
        for row in item.forms:
            known.setdefault(_owner(row, applicants), at_home)
        at_home.items.append(item)
        homes[item.document] = at_home
    yield from (*groups, *_with_papers(loose, applicants, known, homes))


def _with_papers(
    loose: Sequence[Item], applicants: Applicants, known: Mapping[int | str, _Group], homes: Mapping[int, _Group],
) -> Iterable[_Group]:
    """Put loose papers to the forms of their applicants. Returns those whose forms came by mail, which stand by themselves."""
    apart: dict[tuple[frozenset[int], str | None], _Group] = {}
    for item in loose:
        if item.forms or item.entry.paper is None:
            continue
        named = applicants.named_by(item.entry.paper) or applicants.named_in(item.entry.path)
        home = next((known[owner] for owner in sorted(named) if owner in known), None)
        home = home or homes.get(item.document)
        if item.entry.corrects or (named and home is None):
            home = apart.setdefault((named, item.entry.corrects), _Group("loose", item.entry.path, []))
        if home is not None:
            home.items.append(item)
    return apart.values()


def _owner(row: FormRow, applicants: Applicants) -> int | str:
    owner = applicants.of(row)
    return row.id if owner is None else owner


def _sent(one: _Group, applicants: Applicants, ids: Ids) -> Sent:
    unit = next((row.organisation for row in one.forms if row.organisation), None)
    code = next((row.credit_code for row in one.forms if row.credit_code), None)
    first = one.items[0].entry.path if one.items else one.path
    if one.mail is not None and one.mail.mail is not None:
        title = one.mail.mail.subject or one.path.rpartition("/")[2]
        wanted = f"{_named(title)}-{one.mail.sha256[:_DIGEST]}"
    elif one.kind == "folder":
        title = one.path or unit or first
        wanted = _named(title)
    else:
        title = unit or first
        wanted = _named(code or title)
    return Sent(
        id=ids.give(f"{SUBMISSION_NAMES[one.kind]}-{wanted}"), kind=one.kind, title=title, place=one.path or first,
        mail=one.mail.mail if one.mail else None, files=tuple(item.entry for item in one.items),
        shares=shares(one.items, one.path, applicants),
    )


def _of_files(every: Sequence[Item], groups: dict[int, _Group], sent: dict[int, Sent]) -> tuple[str | None, ...]:
    """Documents belong to their groups, what came by a mail to the mail's; an archive where all that it brought belongs."""
    of_file: list[str | None] = [None if item.mail is None else sent[item.mail].id for item in every]
    brought: defaultdict[int, set[str]] = defaultdict(set)
    for at, one in groups.items():
        for item in one.items:
            of_file[item.at] = sent[at].id
            for container in item.chain:
                brought[container].add(sent[at].id)
    for container, ids in brought.items():
        if of_file[container] is None and len(ids) == 1:
            of_file[container] = next(iter(ids))
    return tuple(of_file)


def _named(text: str) -> str:
    return part_of_id(text, _LONGEST_NAME) or "未命名"
