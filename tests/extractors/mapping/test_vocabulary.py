"""What a printed label may mean."""

import subprocess
import sys

import pytest

from extractors.mapping.vocabulary import vocabulary
from schema.boxes import boxes, headers
from schema.forms import FORMS, FormType

TRAINING = vocabulary("training_institution")


def best(text: str) -> str | None:
    """The path of the box or group that a label means."""
    senses = TRAINING.senses(text)
    return senses[0].target.path if senses else None


@pytest.mark.parametrize("form_type", FORMS)
def test_every_printed_label_is_known(form_type: FormType) -> None:
    """Every label and alias of the schema leads to its own box or group."""
    words = vocabulary(form_type)
    targets = [(box.path, box.leading_labels) for box in boxes(words.form)]
    targets += [(header.path, header.labels) for header in headers(words.form)]
    for path, labels in targets:
        for label in labels:
            assert path in {sense.target.path for sense in words.senses(label)}, label


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("单 位　名 称：", "organisation.name"),
        ("*单位名称", "organisation.name"),
        ("单位\ufffd\ufffd名称", "organisation.name"),
        ("1．单位名称", "organisation.name"),
        ("统一社会信用\n代码", "organisation.credit_code"),
        ("统一社会信用代码证号", "organisation.credit_code"),
        ("单位地址（详细）", "organisation.address"),
        ("注册资金(人民币万元)", "organisation.registered_capital"),
        ("近五年培训规模\n（人次）", "foundation.training_history"),
        ("信息化平台的建设情况", "foundation.platform"),
        ("⼈员性质".replace("⼈", "人"), "foundation.teachers[].engagement"),
        ("下步培训工作规划（800字以内）", "plan.text"),
        ("基地继续教育国家级专业技术人员", "organisation.national_base"),  # its words in another order
        ("申报联系人手机号码", "organisation.contact.phone"),
    ],
)
def test_retyped_labels(label: str, path: str) -> None:
    """Spaces, breaks, numbering, remarks, near misses and reordered words."""
    assert best(label) == path


@pytest.mark.parametrize(
    "text",
    ["张三", "民营企业", "软件和信息技术服务业", "500", "2023年6月1日", "专职师资", "高级工程师", "吉祥物名称", "", "重庆市渝北区春华大道99号",
     "91500108MA78RR7Y02", "是□  否□√"],
)
def test_answers_are_no_labels(text: str) -> None:
    """Ordinary answers are not taken for labels."""
    assert best(text) is None


def test_a_near_miss_is_worth_less_than_an_alias_and_an_alias_less_than_the_label() -> None:
    """The template's own words come first."""
    label, alias, near = (TRAINING.senses(text)[0].quality for text in ("单位成立时间", "成立日期", "单位成立的时间"))
    assert label > alias > near


def test_ordinary_labels_do_not_load_jieba() -> None:
    """The dictionary is read only for labels whose words stand in another order."""
    code = (
        "import sys; from extractors.mapping.vocabulary import vocabulary as v; w = v('training_institution');"
        "w.senses('单位名称'); w.senses('信息化平台的建设情况'); w.senses('工业互联网工程技术人员');"
        "sys.exit('jieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
