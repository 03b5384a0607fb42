"""The same form as a Word file and on paper, in one submission: one record, with what the paper says beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from ingest.grouping.submissions import group
from ingest.ledger.found import Found, Kept, renamed_row
from schema.batch import FileEntry, FormRow
from schema.finding import Finding
from schema.folding import fold
from schema.notice import Notice
from schema.record import Record, Seal
from validators.copies import copies_say_the_same
from validators.submissions import report_with


def unite_copies(found: Found, read: Callable[[Kept], Record], notice: Notice) -> Found:
    """What was read, with one form for each that came both as a Word file and as a scan or PDF.

    read: gives the record of a form. The Word file's form stays, and keeps its papers; where they differ is told. A paper
    by itself is no longer one of the forms.
    """
    rows: dict[str, FormRow | None] = {}
    kept: dict[str, Kept] = {}
    united: dict[str, str] = {}
    for word, papers in _pairs(found):
        record = read(found.kept[word.id])
        copies = [read(found.kept[row.id]) for row in papers]
        differing = [finding for paper in copies for finding in copies_say_the_same(record, paper, notice)]
        # The paper may have been read first, and have the id that the form alone would have.
        name = min((word.id, *(row.id for row in papers)), key=lambda one: (len(one), one))
        named = renamed_row(word, name).model_copy(update={"unsealed": all(row.unsealed for row in (word, *papers))})
        told = report_with(named, [*differing, *_about_seals(papers)])
        rows |= {row.id: None for row in papers} | {word.id: named.model_copy(update={"report": told})}
        kept[name] = replace(found.kept[word.id], papers=tuple(found.kept[row.id] for row in papers))
        united |= dict.fromkeys((word.id, *(row.id for row in papers)), name)
    return found.changed(lambda entry: _of_word(entry, united), lambda row: rows.get(row.id, row), kept)


def with_copies(record: Record, papers: Sequence[Record]) -> Record:
    """The record of a Word file, with the papers of the same form, and their seals."""
    copies = tuple(source for paper in papers for source in paper.sources)
    return record.model_copy(update={"copies": copies, "seals": _seals(record, papers)}) if papers else record


def _seals(record: Record, copies: Sequence[Record]) -> tuple[Seal, ...] | None:
    """The seals of a record and of its papers; None where nothing is known of any."""
    of_papers = [
        tuple(seal.model_copy(update={"paper": paper.source.path}) for seal in paper.seals)
        for paper in copies if paper.seals is not None
    ]
    if record.seals is None and not of_papers:
        return None
    return (*(record.seals or ()), *chain.from_iterable(of_papers))


def _about_seals(papers: Sequence[FormRow]) -> Sequence[Finding]:
    """What is to be said of the seals of the paper that is sealed best."""
    return min(([one for one in row.report.findings if one.code.startswith("seal.")] for row in papers), key=len)


def _pairs(found: Found) -> Iterator[tuple[FormRow, list[FormRow]]]:
    """Each Word file's form with its papers, where one alone of a submission's Word files can be meant."""
    for sent in group(found.files, found.forms).submissions:
        for share in sent.shares:
            by_type = sorted(share.forms, key=lambda row: row.form_type)
            for _, alike in groupby(by_type, key=lambda row: row.form_type):
                yield from _matched(list(alike))


def _matched(rows: Sequence[FormRow]) -> Iterator[tuple[FormRow, list[FormRow]]]:
    words = [row for row in rows if row.reader == "docx"]
    papers = [row for row in rows if row.reader != "docx"]
    matched: dict[str, list[FormRow]] = {}
    for paper in papers:
        fitting = [word for word in words if _same_occupation(word, paper)]
        if len(fitting) == 1:
            matched.setdefault(fitting[0].id, []).append(paper)
    yield from ((word, matched[word.id]) for word in words if word.id in matched)


def _same_occupation(one: FormRow, other: FormRow) -> bool:
    """Not for two occupations; one that is missing or was not read is no contradiction."""
    return not one.occupation or not other.occupation or fold(one.occupation) == fold(other.occupation)


def _of_word(entry: FileEntry, united: dict[str, str]) -> FileEntry:
    records = tuple(dict.fromkeys(united.get(name, name) for name in entry.records))
    return entry if records == entry.records else entry.model_copy(update={"records": records})
