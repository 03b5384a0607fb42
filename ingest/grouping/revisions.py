"""Which forms are versions of one application, and which of them counts. A pure function; nothing is guessed silently.

Forms of one unit, one kind and one occupation are one application; so are those of which somebody said that they correct
it. The one that surely came last counts. Where that is not sure, all that may be the last stand side by side.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.grouping.applicants import Applicants
from ingest.ledger.found import Found, Kept, renamed_row
from schema.batch import FileEntry, FormRow
from schema.folding import fold


@dataclass(frozen=True, slots=True)
class Version:
    """A form that no longer counts, as it was read, and where the ledger keeps it."""

    row: FormRow
    kept: Kept


@dataclass(frozen=True, slots=True)
class Revised:
    """found: with the forms that count, under the ids of their applications.

    before: by id, the versions before each, the first first; none for those that came once.
    """

    found: Found
    before: Mapping[str, tuple[Version, ...]]


def revise(found: Found) -> Revised:
    """Put the versions of each application together."""
    present = {row.id for row in found.forms}
    counting: dict[str, str] = {}  # id of the application by that of the form
    superseded: dict[str, FormRow] = {}  # what counts instead, by id of the form
    before: dict[str, tuple[Version, ...]] = {}
    for rows in _applications(found):
        last = _last([row for row in rows if row.id in present], found.kept)
        if not last:
            continue
        earlier = [row for row in _ordered(rows, found.kept) if row not in last and _came_before(row, last, found.kept)]
        for row in last:
            # Under the name that the application had first; where it is not sure what counts, each under its own.
            name = earlier[0].id if earlier and len(last) == 1 else row.id
            counting[row.id] = name
            if earlier:
                before[name] = tuple(Version(row, found.kept[row.id]) for row in earlier)
        superseded |= {row.id: last[0] for row in earlier if row.id in present}
    return Revised(_with_what_counts(found, counting, superseded), before)


def _applications(found: Found) -> list[list[FormRow]]:
    """All forms, those of files that are gone as well, by application."""
    every = [*found.forms, *found.gone]
    applicants = Applicants(every)
    groups: dict[str, list[FormRow]] = {}
    of_key: dict[tuple[int, str, str], list[FormRow]] = {}
    for row in every:
        owner, occupation = applicants.of(row), fold(row.occupation or "")
        group = of_key.setdefault((owner, row.form_type, occupation), []) if owner is not None and occupation else []
        group.append(row)
        groups[row.id] = group
    _join_without_occupation(every, applicants, groups)
    for row in every:
        target = found.kept[row.id].corrects
        if target in groups and groups[target] is not groups[row.id] and groups[target][0].form_type == row.form_type:
            _join(groups, target, row.id)
    return list({id(group): group for group in groups.values()}.values())


def _join_without_occupation(every: Sequence[FormRow], applicants: Applicants, groups: dict[str, list[FormRow]]) -> None:
    """A form on which no occupation can be read belongs to the unit's only application of that kind."""
    of_kind: defaultdict[tuple[int, str], list[FormRow]] = defaultdict(list)
    for row in every:
        owner = applicants.of(row)
        if owner is not None:
            of_kind[owner, row.form_type].append(row)
    for rows in of_kind.values():
        named = [row for row in rows if row.occupation]
        if named and len({fold(row.occupation or "") for row in named}) == 1:
            for row in rows:
                if not row.occupation:
                    _join(groups, named[0].id, row.id)


def _join(groups: dict[str, list[FormRow]], target: str, other: str) -> None:
    group = groups[target]
    for row in groups[other]:
        group.append(row)
        groups[row.id] = group


def _ordered(rows: Sequence[FormRow], kept: Mapping[str, Kept]) -> list[FormRow]:
    """The first first; of a Word file and its paper, which came together, the Word file last."""
    received = {row.id: kept[row.id].received for row in rows}
    dated = all(one.moment is not None for one in received.values())

    def order(row: FormRow) -> tuple[int, float, bool]:
        one = received[row.id]
        return 0 if dated else one.intake, one.moment.timestamp() if one.moment else 0.0, row.reader == "docx"

    return sorted(rows, key=order)


def _last(rows: Sequence[FormRow], kept: Mapping[str, Kept]) -> list[FormRow]:
    """Those that may be the last: after which none surely came."""
    return [row for row in rows if not any(_is_after(other, row, kept) for other in rows)] or list(rows)


def _came_before(row: FormRow, last: Sequence[FormRow], kept: Mapping[str, Kept]) -> bool:
    return all(_is_after(one, row, kept) for one in last)


def _is_after(one: FormRow, other: FormRow, kept: Mapping[str, Kept]) -> bool:
    return kept[one.id].received.is_after(kept[other.id].received)


def _with_what_counts(found: Found, counting: Mapping[str, str], superseded: Mapping[str, FormRow]) -> Found:
    names = {**{form: counting[row.id] for form, row in superseded.items()}, **counting}

    def of_file(entry: FileEntry) -> FileEntry:
        if not entry.records:
            return entry
        by = None if any(name in counting for name in entry.records) else superseded[entry.records[0]].path
        return entry.model_copy(update={"records": tuple(dict.fromkeys(names[name] for name in entry.records)), "corrected_by": by})

    def of_form(row: FormRow) -> FormRow | None:
        return renamed_row(row, counting[row.id]) if row.id in counting else None

    return found.changed(of_file, of_form, {name: found.kept[form] for form, name in counting.items()})
