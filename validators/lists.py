"""Boxes for which the notes below the form list what may stand there: 单位类型, 人员性质, 证书类别, 证书性质.

Clause: 推荐表注1 and 注3 (of either form); the label of 证书性质. The lists themselves are in the notice.
A spelling that obviously means an item is taken for it: 社会团体, 专职, 其他机构证书, 「企业（民营）」.

Example: 单位类型 「国有企业」 is a warning, for the list has 企业, 集体企业 and 民营企业.
"""

import re
from collections.abc import Iterable, Iterator

from schema.evaluation import EvaluationForm
from schema.finding import Finding
from schema.folding import fold
from schema.forms import Form
from schema.notice import Notice
from schema.training import TrainingForm
from validators.check import Case, check

# Patterns that are seldom needed are strings: `re` compiles each on first use, and keeps it.
_SEPARATORS = r"[、,，;；/|\n]"
_BRACKETED = r"[（(【\[][^）)】\]]*[）)】\]]"
# What else people call an item, folded, with 其他 for 其它.
_ALIASES = {
    "unit_type": {
        "社会团体": "行业协会等社团组织", "社会团体法人": "行业协会等社团组织", "社会组织": "行业协会等社团组织",
        "社团组织": "行业协会等社团组织", "社团": "行业协会等社团组织", "行业协会": "行业协会等社团组织",
        "协会": "行业协会等社团组织", "学会": "行业协会等社团组织", "行业组织": "行业协会等社团组织",
        "事业": "事业单位", "公益一类事业单位": "事业单位", "公益二类事业单位": "事业单位",
        "事业法人": "事业单位", "事业单位法人": "事业单位", "企业单位": "企业", "企业法人": "企业",
        "私营企业": "民营企业", "民企": "民营企业", "民营": "民营企业", "集体所有制企业": "集体企业",
        "民办非企业": "民办非企业单位", "民非": "民办非企业单位", "民办非企业法人": "民办非企业单位",
        "民办非企业单位法人": "民办非企业单位", "民非企业": "民办非企业单位", "社会服务机构": "民办非企业单位",
    },
    "engagement": {
        "专职": "专职师资", "专职教师": "专职师资", "专任教师": "专职师资", "专任": "专职师资", "专职人员": "专职师资",
        "兼职": "兼职师资", "兼职教师": "兼职师资", "外聘": "兼职师资", "兼职人员": "兼职师资",
    },
    "certificate_category": {"行业": "行业证书", "企业": "企业证书", "其他": "其他类型证书", "其他证书": "其他类型证书"},
    "certificate_nature": {"自有": "自有证书", "其他机构": "其它机构证书", "其他证书": "其它机构证书", "其他": "其它机构证书"},
}


def listed(notice: Notice, name: str, text: str) -> str | None:
    """The item of a notice's list that a text means; None where it means none."""
    items = {_plain(item): item for item in notice.lists.get(name, ())}
    for spelling in (_plain(text), _plain(re.sub(_BRACKETED, "", text))):
        item = items.get(spelling) or _ALIASES.get(name, {}).get(spelling)
        if item in items.values():
            return item
    return None


def is_own_certificate(nature: str | None) -> bool | None:
    """Whether a 证书性质 means 自有证书; None where it says neither that nor 其它机构证书, or both."""
    plain = _plain(nature or "")
    own, other = "自有" in plain, "其他" in plain or "外部" in plain
    return own if own != other else None


@check("catalogue.unit_type")
def unit_type_is_listed(case: Case[Form]) -> Iterator[Finding]:
    """单位类型 is one of 推荐表注1."""
    yield from _unlisted(case, "unit_type", [("organisation.type", case.form.organisation.type)])


@check("catalogue.engagement", form=TrainingForm)
def engagement_is_listed(case: Case[TrainingForm]) -> Iterator[Finding]:
    """人员性质 of every teacher is 专职师资 or 兼职师资."""
    rows = enumerate(case.form.foundation.teachers)
    fields = [(f"foundation.teachers[{index}].engagement", row.engagement) for index, row in rows]
    yield from _unlisted(case, "engagement", fields)


@check("catalogue.certificate_nature", form=EvaluationForm)
def certificate_nature_is_listed(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """证书性质 of every certificate is 自有证书 or 其它机构证书."""
    rows = enumerate(case.form.foundation.certificate_history)
    fields = [(f"foundation.certificate_history[{index}].nature", row.nature) for index, row in rows]
    yield from _unlisted(case, "certificate_nature", fields)


@check("catalogue.certificate_category", form=EvaluationForm)
def certificate_category_is_listed(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """证书类别 is one of 推荐表注3, or several of them."""
    value = case.form.foundation.certificate_category
    yield from _unlisted(case, "certificate_category", [("foundation.certificate_category", value)])


def _unlisted(
    case: Case[Form] | Case[TrainingForm] | Case[EvaluationForm], name: str, fields: Iterable[tuple[str, str | None]],
) -> Iterator[Finding]:
    items = case.notice.lists.get(name, ())
    for field, value in fields:
        if not value or not items or value in items or all(listed(case.notice, name, part) for part in _parts(value)):
            continue
        yield case.finding(f"catalogue.{name}", field, found=value, expected="、".join(items))


def _parts(value: str) -> list[str]:
    return [part for part in re.split(_SEPARATORS, value) if part.strip()]


def _plain(text: str) -> str:
    return fold(text).replace("其它", "其他")
