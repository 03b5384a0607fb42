"""Clean records of invented units, and ways to spoil them."""

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from schema.boxes import LEVEL_NAMES, Kind, Section
from schema.forms import FORMS, FormType
from schema.notice import Notice, load_notice
from schema.record import Evidence, Record, Remark, Source, State, Tick
from validators import credit_code, id_number
from validators.places import fields

NOTICE: Notice = load_notice()
TRAINING: FormType = "training_institution"
EVALUATION: FormType = "evaluation_institution"
BASES = ("national_base", "industry_base", "provincial_base", "standard_developer")

Data = dict[str, Any]
Changes = Mapping[str, Any]


def make_credit_code(prefix: str = "91", division: str = "500105", organisation: str = "MA5U3K7R") -> str:
    """A valid 统一社会信用代码 of an invented unit."""
    body = prefix + division + organisation + credit_code.calc_organisation_check_digit(organisation)
    return body + credit_code.calc_check_digit(body)


def make_id_number(division: str = "500105", birth: date = date(1975, 10, 31), order: int = 713) -> str:
    """A valid 身份证号 of an invented person."""
    body = f"{division}{birth:%Y%m%d}{order:03}"
    return body + id_number.calc_check_digit(body)


def _organisation() -> Data:
    return {
        "name": "重庆云岭数字科技有限公司",
        "credit_code": make_credit_code(),
        "legal_representative": {"name": "周庆霞", "id_number": make_id_number()},
        "address": "重庆市江北区人民路284号6幢17层",
        "type": "民营企业",
        "industry": "软件和信息技术服务业",
        "registered_capital": 500.0,
        "employees": 413,
        "established": "2015-05-06",
        "tax_records": [{"year": year, "amount": 551.39, "dishonest": False} for year in (2020, 2021, 2022)],
        "national_base": False, "industry_base": True, "provincial_base": False, "standard_developer": False,
        "applicant": {"name": "龚浩", "phone": "19987896265", "position": "校长", "email": "dgkhtdq@126.com"},
        "contact": {"name": "廖丽鹏", "phone": "023-88152411", "position": "办公室主任", "email": "bc.gmaba@cqyl.com.cn"},
        "profile": "单位成立以来坚持服务地方数字经济发展。" * 10,
    }


def _common() -> Data:
    return {
        "occupation": "人工智能工程技术人员",
        "levels": ["初级", "中级"],
        "organisation": _organisation(),
        "commitment": {"organisation": "重庆云岭数字科技有限公司", "signatory": "周庆霞", "date": "2023-06-10"},
    }


_VENUES = [{
    "address": "重庆市北碚区青枫北路219号", "area": 1120.0, "capacity": 1290, "equipment_sets": 704, "equipment_value": 736.0,
}]


def clean_training() -> Data:
    """A training form without a fault."""
    history = [(2018, 2710, 2412), (2019, 4779, 3892), (2020, 4116, 4094), (2021, 2894, 2648), (2022, 3491, 2781)]
    names = ("邵梓", "顾兰", "李然军", "姜涛洋")
    return _common() | {
        "foundation": {
            "training_history": [
                {"year": year, "trained": all_, "independent": own, "cooperative": all_ - own} for year, all_, own in history
            ],
            "trained_total": 17990, "independent_total": 15827,
            "venues": deepcopy(_VENUES),
            "platform": "建有学习管理系统，支持直播、点播。" * 5,
            "faculty_total": 53, "faculty_full_time": 18, "faculty_part_time": 35,
            "teachers": [
                {"name": name, "employer": f"重庆云岭数字科技有限公司教学{index}部", "title": "高级工程师", "specialty": "软件工程",
                 "engagement": "专职师资" if index % 2 else "兼职师资", "phone": f"1860079{index}018"}
                for index, name in enumerate(names)
            ],
            "training_summary": "实行课前签到、课中抽查、课后测评三级考勤。" * 5,
            "faculty_mechanism": "对教师实行年度考核，考核结果与课酬、续聘挂钩。" * 5,
        },
        "plan": {
            "trainees": {"junior": 860, "intermediate": 168, "senior": None},
            "fees": {"junior": 25.0, "intermediate": 35.0, "senior": None},
            "text": "计划在本年度内完成教材开发、题库建设和师资轮训。" * 5,
        },
    }


def clean_evaluation() -> Data:
    """An evaluation form without a fault."""
    history = [(year, 2100 + year - 2018, "自有证书") for year in range(2018, 2023)] + [(2022, 700, "其它机构证书")]
    names = ("邵梓", "顾兰", "李然军")
    return _common() | {
        "foundation": {
            "conducts_evaluation": True, "issues_certificates": True,
            "certificate_history": [
                {"year": year, "name": "人工智能应用能力证书" if nature == "自有证书" else "工业软件应用证书", "nature": nature,
                 "issued": issued} for year, issued, nature in history
            ],
            "issued_total": 11210, "own_total": 10510,
            "certificate_category": "企业证书",
            "venues": deepcopy(_VENUES),
            "platform": "建有考试管理系统，支持在线监考。" * 5,
            "team_total": 40, "examiners": 30, "supervisors": 10,
            "experts": [
                {"name": name, "employer": f"重庆云岭数字科技有限公司研发{index}部", "title": "正高级工程师", "phone": f"1770630684{index}"}
                for index, name in enumerate(names)
            ],
            "evaluation_summary": "考务管理、考核保密、证书管理均有制度。" * 5,
            "team_mechanism": "对考评员和督导员实行年度培训。" * 5,
        },
        "plan": {
            "candidates": {"junior": 860, "intermediate": 168, "senior": None},
            "fees": {"junior": 250.0, "intermediate": 350.0, "senior": None},
            "text": "计划在本年度内完成题库建设和考核站点建设。" * 5,
        },
    }


CLEAN = {TRAINING: clean_training, EVALUATION: clean_evaluation}


def spoil(data: Data, changes: Changes) -> Data:
    """The data with values set at paths such as `foundation.teachers[0].phone`."""
    data = deepcopy(data)
    for path, value in changes.items():
        keys = [int(key[1:-1]) if key.startswith("[") else key for key in re.findall(r"\[\d+\]|[^.\[\]]+", path)]
        place: Any = data
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value
    return data


def make_record(
    form_type: FormType = TRAINING, changes: Changes | None = None, *,
    data: Data | None = None, evidence: Mapping[str, Evidence] | None = None, remarks: tuple[Remark, ...] = (),
) -> Record:
    """A record with synthetic evidence.

    changes: to the clean data, or to `data`. evidence: instead of the synthetic, by path.
    """
    form = FORMS[form_type].model_validate(spoil(data or CLEAN[form_type](), changes or {}))
    source = Source(path="推荐表.docx", origin=("推荐表.docx",), sha256="0" * 64, media_type="application/x", reader="docx")
    return Record(
        id="invented", form_type=form_type, notice=NOTICE.name, source=source, form=form,
        evidence=_evidence_of(form) | dict(evidence or {}), remarks=remarks,
    )


def seen(raw: str, state: State = "unreadable", **ticks: str) -> Evidence:
    """Evidence of something that stands in a box: `seen("是☑否☑", 是="on", 否="on")`."""
    told = tuple(Tick.model_validate({"option": option, "state": tick}) for option, tick in ticks.items())
    return Evidence(label="", raw=raw, state=state, cell="T1R1C1", ticks=told)


def _evidence_of(form: Section) -> dict[str, Evidence]:
    found = {}
    for index, field in enumerate(fields(form)):
        value, kind = field.value, field.box.kind
        ticks: tuple[Tick, ...] = ()
        if field.box.name in BASES:
            ticks = tuple(Tick(option=name, state="on" if value is on else "off") for name, on in (("是", True), ("否", False)))
        elif kind is Kind.LEVELS:
            ticks = tuple(Tick(option=name, state="on" if name in value else "off") for name in LEVEL_NAMES)
        state: State = "blank" if value in (None, "", ()) else "read"
        raw = "" if state == "blank" else str(value)
        found[field.path] = Evidence(label=field.box.label, raw=raw, state=state, cell=f"T1R{index}C1", ticks=ticks)
    return found
