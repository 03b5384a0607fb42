"""Draws the data of one form: a plain nested dict in the shape of the record's `form`, without a fault in it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from samples.people import Invented, People
from samples.prose import compose, reason
from samples.units import Unit, address_in, draw_unit, employer
from schema.boxes import LEVEL_KEYS, LEVEL_NAMES, Kind, boxes
from schema.forms import FORMS, FormType
from schema.notice import Notice, load_notice
from schema.organisation import Organisation

_TITLES = ("正高级工程师", "高级工程师", "高级工程师", "教授", "副教授", "讲师", "工程师", "工程师", "研究员")
_SPECIALTIES = (
    "计算机科学与技术", "软件工程", "自动化", "通信工程", "电子信息工程", "数据科学与大数据技术", "网络工程", "物联网工程",
    "数学与应用数学", "机械电子工程",
)
_OWN_DEPARTMENTS = ("教学部", "技术研发中心", "培训部", "教研室", "数字技术教研组")
_RECOMMENDERS = ("重庆巴云数字技术促进会", "重庆雾都星数字经济联合会", "重庆听涛软件产业服务中心")
_DATA_OF_LEVEL = {  # 人次 a year and 元, from the lowest to the highest
    "trainees": (240, 900), "candidates": (300, 1200), "training_institution": (25, 45), "evaluation_institution": (180, 320),
}


@dataclass(slots=True)
class Draft:
    """A form that is being filled, before it is handed in. Faults change it in place.

    data: as in the record's `form`. written, ticks: as in `samples.forms.Filled`.
    words: what stands for 领域, 职业, 单位 and 域名 in texts.
    """

    rng: Random
    form_type: FormType
    notice: Notice
    unit: Unit
    people: People
    words: dict[str, str]
    data: dict[str, Any]
    written: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def organisation(self) -> dict[str, Any]:
        """申报单位基本情况."""
        section: dict[str, Any] = self.data["organisation"]
        return section

    @property
    def foundation(self) -> dict[str, Any]:
        """已有基础."""
        section: dict[str, Any] = self.data["foundation"]
        return section

    @property
    def plan(self) -> dict[str, Any]:
        """下一步工作方案."""
        section: dict[str, Any] = self.data["plan"]
        return section


@cache
def notice() -> Notice:
    """The notice under which the samples apply."""
    return load_notice()


def draw(
    rng: Random, form_type: FormType, unit: Unit | None, occupation: str | None, listed: int | None,
    said_before: Organisation | None,
) -> Draft:
    """A form without a fault.

    unit, occupation, listed (how many teachers or experts): drawn where they are not given.
    said_before: what the unit says of itself on another form; it says the same again.
    """
    unit = unit or draw_unit(rng)
    opened = [one for one in notice().occupations if form_type not in one.closed_for]
    chosen = next(one for one in opened if one.name == occupation) if occupation else rng.choice(opened)
    words = {"领域": chosen.short, "职业": chosen.name, "单位": unit.name, "域名": unit.domain}
    people = People(rng)
    listed = listed or rng.randint(2, 7)
    representative = people.draw().name
    levels = [name for name in LEVEL_NAMES if rng.random() < 0.7] or [rng.choice(LEVEL_NAMES)]
    data: dict[str, Any] = {
        "occupation": chosen.name,
        "levels": tuple(levels),
        "organisation": _organisation(rng, unit, people, representative, rng.randint(62, 480) + listed),
        "plan": _plan(rng, form_type, levels),
        "commitment": {
            "organisation": unit.name, "signatory": representative,
            "date": str(date(2023, 6, 2) + timedelta(days=rng.randrange(13))),
        },
    }
    if form_type == "training_institution":
        data["foundation"] = _training(rng, unit, people, listed)
    else:
        data["foundation"] = _evaluation(rng, unit, people, listed)
    if said_before:
        data["organisation"] = said_before.model_dump()
        data["commitment"]["signatory"] = said_before.legal_representative.name
    if rng.random() < 0.35:
        data["recommendation"] = _recommendation(rng, people, words)
    draft = Draft(rng, form_type, notice(), unit, people, words, data)
    _write_texts(draft)
    return draft


def _organisation(
    rng: Random, unit: Unit, people: People, representative: str, employees: int,
) -> dict[str, Any]:
    taxes = [
        {"year": year, "amount": round(rng.uniform(18, 760), rng.choice((1, 2, 2))), "dishonest": False}
        for year in notice().tax_years
    ]
    return {
        "name": unit.name, "credit_code": unit.credit_code,
        "legal_representative": {"name": representative, "id_number": people.id_number()},
        "address": unit.address, "type": unit.type, "industry": unit.industry,
        "registered_capital": rng.choice((200, 300, 500, 500, 800, 1000, 1200, 2000, 3000, 5000)),
        "employees": employees, "established": str(unit.established), "tax_records": taxes,
        "national_base": rng.random() < 0.2, "industry_base": rng.random() < 0.4,
        "provincial_base": rng.random() < 0.4, "standard_developer": rng.random() < 0.15,
        "applicant": _person(people.draw(), unit, unit.head if rng.random() < 0.4 else rng.choice(unit.deputies[:2])),
        "contact": _person(people.draw(), unit, rng.choice(unit.deputies[2:])),
    }


def _person(somebody: Invented, unit: Unit, position: str) -> dict[str, Any]:
    return {
        "name": somebody.name, "phone": somebody.phone, "position": position, "email": f"{somebody.latin}@{unit.domain}",
    }


def _training(rng: Random, unit: Unit, people: People, listed: int) -> dict[str, Any]:
    history = []
    for year in notice().history_years:
        trained = rng.randint(2050, 5200)
        cooperative = trained * rng.randint(4, 30) // 100
        history.append({"year": year, "trained": trained, "independent": trained - cooperative, "cooperative": cooperative})
    full_time, part_time = rng.randint(8, 46) + listed, rng.randint(6, 30) + listed
    teachers = [_teacher(rng, unit, people.draw(), own=number % 3 != 2) for number in range(listed)]
    return {
        "training_history": history, "trained_total": sum(row["trained"] for row in history),
        "independent_total": sum(row["independent"] for row in history), "venues": _venues(rng, unit),
        "faculty_total": full_time + part_time, "faculty_full_time": full_time, "faculty_part_time": part_time,
        "teachers": teachers,
    }


def _teacher(rng: Random, unit: Unit, somebody: Invented, own: bool) -> dict[str, Any]:
    where = unit.name + rng.choice(_OWN_DEPARTMENTS) if own else employer(rng)
    return {
        "name": somebody.name, "employer": where, "title": rng.choice(_TITLES), "specialty": rng.choice(_SPECIALTIES),
        "engagement": "专职师资" if own else "兼职师资", "phone": somebody.phone,
    }


def _evaluation(rng: Random, unit: Unit, people: People, listed: int) -> dict[str, Any]:
    subject = rng.choice(("数字技术应用能力", "工业软件应用能力", "信息系统运维能力", "数据分析应用能力"))
    history = [
        {
            "year": year, "name": f"{subject}{rng.choice(('初级', '中级', '高级'))}证书",
            "nature": rng.choice(("自有证书", "自有证书", "其它机构证书")), "issued": rng.randint(2050, 4800),
        }
        for year in notice().history_years
    ]
    examiners, supervisors = rng.randint(14, 48), rng.randint(3, 12)
    experts = [
        {
            "name": somebody.name, "employer": employer(rng), "title": rng.choice(_TITLES),
            "phone": somebody.phone,
        }
        for somebody in (people.draw() for _ in range(listed))
    ]
    return {
        "conducts_evaluation": True, "issues_certificates": True, "certificate_history": history,
        "issued_total": sum(row["issued"] for row in history),
        "own_total": sum(row["issued"] for row in history if row["nature"] == "自有证书"),
        "certificate_category": rng.choice(notice().lists["certificate_category"]),
        "venues": _venues(rng, unit), "team_total": examiners + supervisors, "examiners": examiners,
        "supervisors": supervisors, "experts": experts,
    }


def _venues(rng: Random, unit: Unit) -> list[dict[str, Any]]:
    district = unit.address[:unit.address.index("区") + 1]
    return [
        {
            "address": unit.address if number == 0 else district + address_in(rng), "area": rng.randint(36, 420) * 10,
            "capacity": rng.randint(12, 86) * 10, "equipment_sets": rng.randint(60, 780),
            "equipment_value": rng.randint(80, 1600),
        }
        for number in range(rng.choice((1, 1, 2, 3)))
    ]


def _plan(rng: Random, form_type: FormType, levels: list[str]) -> dict[str, Any]:
    people = "trainees" if form_type == "training_institution" else "candidates"
    most, fewest = _DATA_OF_LEVEL[people][1], _DATA_OF_LEVEL[people][0]
    cheapest, dearest = _DATA_OF_LEVEL[form_type]
    numbers: dict[str, int | None] = {}
    fees: dict[str, int | None] = {}
    for step, (key, name) in enumerate(LEVEL_KEYS.items()):
        applied = name in levels
        numbers[key] = rng.randint(fewest, most) // (step + 1) // 10 * 10 if applied else None
        fees[key] = cheapest + step * (dearest - cheapest) // 2 + rng.choice((0, 5, 10)) if applied else None
    return {people: numbers, "fees": fees}


def _recommendation(rng: Random, people: People, words: dict[str, str]) -> dict[str, Any]:
    somebody, contact = people.draw(), people.draw()
    return {
        "reason": reason(rng, words),
        "organisation": rng.choice(_RECOMMENDERS), "signatory": somebody.name, "date": f"2023-06-{rng.randint(12, 16)}",
        "contact": contact.name, "phone": contact.phone,
    }


def _write_texts(draft: Draft) -> None:
    for box in boxes(FORMS[draft.form_type]):
        if box.kind is Kind.PROSE and box.limit:
            length = draft.rng.randint(box.limit * 45 // 100, box.limit * 94 // 100)
            section, _, name = box.path.partition(".")
            draft.data[section][name] = compose(draft.rng, draft.form_type, box.path, draft.words, length)
