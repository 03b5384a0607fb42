"""The fields of a filled form: what each is called, and where it stands on the paper."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from schema.boxes import Box, Header, Section, boxes
from schema.record import Record, value_at

FILE_LABEL = "文件"
_REMARK = re.compile(r"（[^（）]*）")
_ROW = re.compile(r"\[(\d+)\]")
# Findings about the file come after those about its boxes.
Position = tuple[int, int, int]
LAST: Position = (1_000_000, 0, 0)


class Field(NamedTuple):
    """One box of a filled form. path: with the row's index: `foundation.teachers[0].phone`."""

    path: str
    box: Box
    value: Any


def fields(form: Section) -> Iterator[Field]:
    """Every box of a filled form, those of the rows of tables included, in the order of the paper."""
    for table, columns in _columns(type(form)):
        if table is None:
            yield from (Field(box.path, box, value_at(form, box.path)) for box in columns)
            continue
        for index, row in enumerate(value_at(form, table.path)):
            yield from (Field(f"{table.path}[{index}].{box.name}", box, getattr(row, box.name)) for box in columns)


@cache
def _columns(form: type[Section]) -> tuple[tuple[Header | None, tuple[Box, ...]], ...]:
    """The boxes of a form by the table that they stand in, or none."""
    return tuple((table, tuple(group)) for table, group in groupby(boxes(form), key=lambda box: box.table))


@cache
def tables(form: type[Section]) -> tuple[Header, ...]:
    """The tables of a form in the order of the paper."""
    return tuple(table for table, _ in _columns(form) if table is not None)


class Place(NamedTuple):
    """rank: of the box, or of the first column of the table, in the order of the paper. column: its own rank."""

    rank: int
    column: int
    box: Box | None
    header: Header | None


@cache
def places(form: type[Section]) -> dict[str, Place]:
    """Every box, group and table of a form by path, with `[]` for the rows of a table."""
    known: dict[str, Place] = {}
    for index, box in enumerate(boxes(form)):
        for header in box.headers:
            known.setdefault(header.path, Place(index, -1, None, header))
        rank = known[box.table.path].rank if box.table else index
        known[box.path] = Place(rank, index, box, box.table)
    return known


def position(form: type[Section], field: str | None) -> Position:
    """A sort key: by box or table, then by row, then by column. A field of None comes last."""
    if field is None:
        return LAST
    place = places(form)[_ROW.sub("[]", field)]
    row = _ROW.search(field)
    return place.rank, int(row[1]) if row else -1, place.column


def label_of(record: Record, field: str | None) -> str:
    """The box as the paper names it: 「法定代表人—姓名」, 「近5年培训规模（人次）2019年—培训人数」,
    「培训教师第2行—联系电话」, 「承诺—年月日」.
    """
    if field is None:
        return FILE_LABEL
    place = places(type(record.form))[_ROW.sub("[]", field)]
    row = _ROW.search(field)
    if place.box is None:
        return place.header.label if place.header else ""
    if row:
        return f"{row_label(record, field[:row.start()], int(row[1]))}—{place.box.label}"
    return _title(place.box)


def title_of(form: type[Section], field: str) -> str:
    """A box of a form that is in no table, as the paper names it."""
    box = places(form)[field].box
    return _title(box) if box else ""


def _title(box: Box) -> str:
    section = box.headers[-1] if box.headers else None
    return f"{section.label}—{box.label}" if section and section.inline else box.title


def in_words(label: str) -> str:
    """A label as one says it in a sentence: without remarks in brackets and without the dash.

    >>> in_words("近5年培训规模（人次）2019年—培训人数"), in_words("（其中独立培训规模）")
    ('近5年培训规模2019年培训人数', '其中独立培训规模')
    """
    return (_REMARK.sub("", label) or label.strip("（）")).replace("—", "")


def row_label(record: Record, table: str, index: int) -> str:
    """A row of a table by path, with the table's label: 「近5年培训规模（人次）2019年」."""
    header = places(type(record.form))[table].header
    return (header.label if header else "") + row_name(record, table, index)


def row_name(record: Record, table: str, index: int) -> str:
    """A row by its year, where the table has one row for each year, else by its number from 1: 「第2行」."""
    years = [getattr(row, "year", None) for row in value_at(record.form, table)]
    return f"{years[index]}年" if years[index] is not None and years.count(years[index]) == 1 else f"第{index + 1}行"
