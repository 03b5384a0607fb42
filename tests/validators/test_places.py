"""The fields of a filled form: their order and their names."""

import doctest

from schema import folding
from schema.boxes import boxes
from schema.forms import FORMS
from tests.validators.records import EVALUATION, TRAINING, make_record
from validators import places
from validators.places import fields, label_of, position


def test_docstrings_tell_the_truth() -> None:
    """The examples in the docstrings hold."""
    assert doctest.testmod(places).failed == 0
    assert doctest.testmod(folding).failed == 0


def test_fields_are_the_boxes_in_their_order() -> None:
    """Every box of the form comes, those of tables once for each row, and in the order of their positions."""
    for form_type, form in FORMS.items():
        found = list(fields(make_record(form_type).form))
        assert {field.box for field in found} == set(boxes(form))
        positions = [position(form, field.path) for field in found]
        assert positions == sorted(positions)
        assert positions[-1] < position(form, None)


def test_boxes_are_named_as_on_the_paper() -> None:
    """With the group, the row and the year; an answer behind its label with the box that it stands in."""
    training, evaluation = make_record(TRAINING), make_record(EVALUATION)
    assert [label_of(training, field) for field in (
        "organisation.name", "organisation.legal_representative.id_number", "plan.fees.junior", "foundation.teachers",
        "foundation.teachers[1].phone", "foundation.training_history[0].trained", "organisation.tax_records[2].amount",
        "commitment.date", None,
    )] == [
        "单位名称（盖章）", "法定代表人—身份证号", "培训费用（元/学时）—初级", "培训教师", "培训教师第2行—联系电话",
        "近5年培训规模（人次）2018年—培训人数", "近三年纳税情况2022年—税额（万元）", "承诺—年月日", "文件",
    ]
    assert label_of(evaluation, "foundation.certificate_history[4].issued") == "近5年开展考核评价规模（人次）第5行—颁证数量"
