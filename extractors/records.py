"""From the readings of a form to its record."""

import re
from collections.abc import Sequence
from typing import Any

from extractors.mapping.mapper import MappedForm
from extractors.mapping.readings import Reading
from extractors.sealed import seals_of_form
from schema.forms import FORMS, FormType
from schema.ids import part_of_id
from schema.notice import Notice
from schema.occupations import match_occupation
from schema.privacy import mask
from schema.record import PagePicture, Record, Remark, Seal, Source

_KIND: dict[FormType, str] = {"training_institution": "培训", "evaluation_institution": "评价"}
_LONGEST_PART = 32  # characters of an id's part: three parts stay below 255 bytes in UTF-8
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


def build_record(
    mapped: MappedForm, source: Source, remarks: Sequence[Remark], notice: Notice, pictures: tuple[PagePicture, ...] = (),
    seals: Sequence[Seal] | None = (),
) -> Record:
    """The record of one form.

    remarks: what is to be said of the whole file. seals: of the whole file, None where they cannot be known.
    The record's id is stable for the same applicant, form and
    occupation; two files of one applicant may have the same.
    """
    values: dict[str, Any] = {}
    for reading in mapped.readings:
        _put(values, reading)
    if values.get("occupation"):
        matched = match_occupation(values["occupation"], notice)
        if len(matched.names) == 1:
            values["occupation"] = matched.names[0]
    form = FORMS[mapped.form_type].model_validate(values)
    evidence = {reading.path: reading.evidence for reading in mapped.readings} | mapped.empty_tables
    return Record(
        id=_record_id(mapped.form_type, values, source, notice),
        form_type=mapped.form_type,
        notice=notice.name,
        source=source,
        form=form,
        evidence=evidence,
        unassigned=mapped.unassigned,
        remarks=(*remarks, *mapped.remarks),
        pictures=pictures,
        seals=None if seals is None else seals_of_form(seals, form, evidence),
    )


def _put(values: dict[str, Any], reading: Reading) -> None:
    """Put a value at its path, in rows that are made as they are needed: a row may lack the cell of the first column."""
    *parents, name = reading.path.split(".")
    target = values
    for part in parents:
        key, bracket, index = part.partition("[")
        if not bracket:
            target = target.setdefault(key, {})
            continue
        entries, number = target.setdefault(key, []), int(index[:-1])
        entries += ({} for _ in range(len(entries), number + 1))
        target = entries[number]
    if reading.value.state == "read":
        target[name] = reading.value.value


def _record_id(form_type: FormType, values: dict[str, Any], source: Source, notice: Notice) -> str:
    """Form, applicant and occupation, safe as a file name: 「培训-91500108MA78RR7Y02-集成电路」.

    Ids stand in names of files, so no identity or telephone number that stands in the wrong box becomes a part of one.
    """
    organisation = values.get("organisation", {})
    credit_code = organisation.get("credit_code") or ""
    is_code = _CREDIT_CODE.fullmatch(credit_code) and mask(credit_code) == credit_code
    applicant = credit_code if is_code else part_of_id(organisation.get("name") or "", _LONGEST_PART)
    occupation = values.get("occupation") or ""
    short = next((one.short for one in notice.occupations if one.name == occupation), part_of_id(occupation, _LONGEST_PART))
    return "-".join((_KIND[form_type], applicant or f"未识别单位{source.sha256[:8]}", short or "未填职业"))

