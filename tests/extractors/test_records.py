"""Ids of records: readable, safe as names of files, and made of nobody's numbers."""

import re

import pytest

from extractors.mapping.mapper import MappedForm
from extractors.mapping.readings import Reading
from extractors.records import build_record
from extractors.values.value import Value
from schema.boxes import boxes
from schema.forms import FORMS
from schema.notice import load_notice
from schema.record import Evidence, Source


def record_id(**values: str) -> str:
    """The id of a record in which these boxes are filled, by the last parts of their paths."""
    by_path = {box.path: box for box in boxes(FORMS["training_institution"])}
    paths = {"name": "organisation.name", "code": "organisation.credit_code", "occupation": "occupation"}
    readings = tuple(
        Reading(paths[key], by_path[paths[key]], Value("read", value), Evidence(label="", raw=value, state="read"))
        for key, value in values.items()
    )
    source = Source(path="a.docx", origin=("a.docx",), sha256="ab" * 32, media_type="", reader="docx")
    return build_record(MappedForm("training_institution", readings, {}, (), ()), source, (), load_notice()).id


def test_a_row_without_its_first_cell() -> None:
    """The cell of the first column may be missing from a row, or reach down into it: the other cells stay where they are."""
    by_path = {box.path: box for box in boxes(FORMS["training_institution"])}
    cells = (("year", 1, 2021), ("year", 3, 2019), ("trained", 0, 90), ("trained", 1, 80), ("trained", 2, 70))
    readings = tuple(
        Reading(
            f"foundation.training_history[{row}].{column}", by_path[f"foundation.training_history[].{column}"],
            Value("read", value), Evidence(label="", raw=str(value), state="read"),
        )
        for column, row, value in cells
    )
    source = Source(path="a.docx", origin=("a.docx",), sha256="ab" * 32, media_type="", reader="docx")
    record = build_record(MappedForm("training_institution", readings, {}, (), ()), source, (), load_notice())
    rows = record.value("foundation.training_history")
    assert [(row.year, row.trained) for row in rows] == [(None, 90), (2021, 80), (None, 70), (2019, None)]


def test_the_applicant_is_its_credit_code() -> None:
    """Else its name, else the file's digest."""
    assert record_id(code="91500112MA5U7QXW0P", name="某公司", occupation="云计算工程技术人员") == "培训-91500112MA5U7QXW0P-云计算"
    assert record_id(code="错", name="某（重庆）公司") == "培训-某重庆公司-未填职业"
    assert record_id() == "培训-未识别单位abababab-未填职业"


@pytest.mark.parametrize("values", [
    {"code": "500103199001011234", "name": "某公司"}, {"name": "某公司 138/1234/5678"}, {"name": "１３８１２３４５６７８"},
    {"occupation": "张三500103199001011234"}, {"name": "张三13812345678（500103199001011234）"},
])
def test_no_number_of_a_person_is_in_an_id(values: dict[str, str]) -> None:
    """Identity and telephone numbers that stand in the wrong box do not become names of files."""
    assert not re.search(r"19900101|1381234", record_id(**values))


@pytest.mark.parametrize("name", ["../../evil", "CON", "a\x00b", "\u202exod.exe", "x" * 300, "很" * 300, "<script>", "a. ", "-", "😀"])
def test_an_id_is_a_safe_name(name: str) -> None:
    """Whatever the unit is called: letters, digits and dashes, and no longer than a file's name may be."""
    made = record_id(name=name, occupation=name)
    assert re.fullmatch(r"培训-[0-9A-Za-z\u4e00-\u9fff]+-[0-9A-Za-z\u4e00-\u9fff]+", made)
    assert len(f".{made}.json.part".encode()) <= 255
