"""Forms whose pages came in several scanned files, put together between the two halves of a run, or within a check."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from extractors.parts import Part, read_joined
from ingest import formats
from ingest.grouping.sheaves import Sheaf, sheaves
from ingest.ledger.found import Found, Kept
from ingest.log import log
from ingest.naming import Ids, renamed
from ingest.pool import each
from ingest.process import CheckedForm, Outcome, with_note
from ingest.rows import form_row
from ingest.worker import Failure
from schema.batch import FileEntry, FormRow
from schema.limits import Limits
from schema.notice import Notice
from schema.record import Remark
from schema.submission import Paper
from validators import verify
from validators.telling import named
from validators.texts.fingerprints import fingerprints


def join_pages(found: Found, notice: Notice, limits: Limits, jobs: int) -> Found:
    """What was read, with one form for the pages of each that came in several files, instead of what each file gave alone.

    Pages that make no form together stay what they are.
    """
    places = {id(one.part): (unit, at) for unit, came in enumerate(found.units) for at, one in came.parts.items()}
    wanted = sheaves([one.part for unit in found.units for one in unit.parts.values()])
    if not wanted:
        return found
    files = [list(unit.files) for unit in found.units]
    rows = {row.id: row for unit in found.units for row in unit.forms}
    joined = list(_joined(wanted, notice, limits, jobs))
    for sheaf, _ in joined:
        for unit, at in (places[id(part)] for part in sheaf.every):
            for name in files[unit][at].records:
                rows.pop(name, None)
    ids = Ids()
    for name in rows:
        ids.give(name)
    kept: dict[str, Kept] = {}
    begins: defaultdict[int, list[FormRow]] = defaultdict(list)
    for sheaf, form in joined:
        record = renamed(form, ids.give(form.record.id))
        parts = [found.units[unit].parts[at].kept for unit, at in (places[id(part)] for part in sheaf.parts)]
        kept[record.record.id] = replace(
            parts[0], digest=sha256(record.record.model_dump_json().encode()).hexdigest(), joined=record.record,
            pages=frozenset(part.reading for part in parts),
        )
        begins[places[id(sheaf.parts[0])][0]].append(form_row(record))
        for part in sheaf.every:
            unit, at = places[id(part)]
            files[unit][at] = _as_page(files[unit][at], part, sheaf, record.record.id)
    units = tuple(
        replace(
            unit, files=tuple(files[number]),
            forms=(*(rows[row.id] for row in unit.forms if row.id in rows), *begins[number]),
        )
        for number, unit in enumerate(found.units)
    )
    return Found(units, {**found.kept, **kept})


def _joined(wanted: Sequence[Sheaf], notice: Notice, limits: Limits, jobs: int) -> Iterator[tuple[Sheaf, CheckedForm]]:
    for sheaf, form in each(partial(check_sheaf, notice=notice), wanted, min(jobs, len(wanted)), limits):
        if isinstance(form, Failure):
            log.warning("file=%r failure=%s detail=%s", sheaf.parts[0].source.path, form.kind, form.detail)
        elif form is not None:
            yield sheaf, form


def with_joined(groups: Sequence[tuple[Outcome, ...]], notice: Notice) -> list[tuple[Outcome, ...]]:
    """What became of files that were given together, with one form for its pages that came in several of them."""
    left = list(groups)
    for sheaf in sheaves([outcome.part for group in groups for outcome in group if outcome.part is not None]):
        form = check_sheaf(sheaf, notice)
        if form is None:
            continue
        pages = {id(part) for part in sheaf.every}
        of_sheaf = [group for group in left if any(id(outcome.part) in pages for outcome in group)]
        whole = tuple(
            replace(outcome, entry=outcome.entry.model_copy(update={"problem": None}), forms=(form,), part=None)
            if id(outcome.part) in pages else outcome
            for outcome in of_sheaf[0]
        )
        merged = {id(group) for group in of_sheaf[1:]}
        left = [whole if group is of_sheaf[0] else group for group in left if id(group) not in merged]
    return left


def check_sheaf(sheaf: Sheaf, notice: Notice) -> CheckedForm | None:
    """The form of a sheaf, verified; None where its parts do not make one."""
    record = read_joined(sheaf.parts, (Remark(code="document.joined_pages", detail=_told(sheaf)),), notice)
    return CheckedForm(record, verify(record, notice), fingerprints(record.form)) if record else None


def _as_page(entry: FileEntry, part: Part, sheaf: Sheaf, record: str) -> FileEntry:
    """The line of a file that holds pages of a form which came in several files. record: the id of the form."""
    better = next((kept for worse, kept in sheaf.left_out if worse is part), None)
    if better is None:
        note = f"推荐表的一部分，与其他 {len(sheaf.parts) - 1} 个文件合为一份" if len(sheaf.parts) > 1 else ""
    else:
        note = f"与“{_name(better)}”是同一页，采用了较清晰的“{_name(better)}”"
    page = entry.model_copy(update={
        "outcome": "form", "problem": None, "records": (record,), "paper": Paper(kind="form", by="content"), "note": "",
    })
    return with_note(with_note(page, note), formats.mismatch(entry.media_type, entry.path))


def _told(sheaf: Sheaf) -> str:
    parts = [f"各页来自 {len(sheaf.parts)} 个文件：{named(_names(sheaf.parts))}"] if len(sheaf.parts) > 1 else []
    parts += [f"“{_name(worse)}”与“{_name(better)}”是同一页，采用了较清晰的后者" for worse, better in sheaf.left_out]
    return "；".join(parts)


def _names(parts: Iterable[Part]) -> list[str]:
    return [_name(part) for part in parts]


def _name(part: Part) -> str:
    return part.source.origin[-1].rpartition("/")[2]
