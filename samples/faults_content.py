"""Words outside the notice's lists and conditions that are not met: `catalogue.*`, `eligibility.*`, `periods.*`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from samples.draft import Draft
from samples.identifiers import credit_check


def _occupation(draft: Draft, _: str) -> list[str]:
    draft.data["occupation"] = "网络与信息安全管理员"
    return ["catalogue.occupation@occupation"]


def _occupation_near(draft: Draft, _: str) -> list[str]:
    # The record has the official name, the paper something near it.
    draft.written["occupation"] = draft.data["occupation"].replace("工程技术人员", "工程技术员")
    return ["catalogue.occupation@occupation"]


def _one_occupation(draft: Draft, _: str) -> list[str]:
    other = next(one.name for one in draft.notice.occupations if one.name != draft.data["occupation"])
    draft.data["occupation"] = f"{draft.data['occupation']}、{other}"
    return ["catalogue.one_occupation@occupation"]


def _closed_occupation(draft: Draft, _: str) -> list[str]:
    closed = next(one for one in draft.notice.occupations if draft.form_type in one.closed_for)
    draft.data["occupation"] = closed.name
    for section in (draft.organisation, draft.foundation, draft.plan):
        for name, value in section.items():
            if isinstance(value, str):  # the texts speak of the occupation too
                section[name] = value.replace(draft.words["职业"], closed.name).replace(draft.words["领域"], closed.short)
    return ["catalogue.closed_occupation@occupation"]


def _level(draft: Draft, _: str) -> list[str]:
    draft.data["levels"] = ()
    return ["catalogue.level@levels"]


def _unit_type(draft: Draft, _: str) -> list[str]:
    draft.organisation["type"] = "其他"
    return ["catalogue.unit_type@organisation.type"]


def _engagement(draft: Draft, _: str) -> list[str]:
    draft.foundation["teachers"][1]["engagement"] = "返聘"
    return ["catalogue.engagement@foundation.teachers[1].engagement"]


def _certificate_category(draft: Draft, _: str) -> list[str]:
    draft.foundation["certificate_category"] = "职业资格证书"
    return ["catalogue.certificate_category@foundation.certificate_category"]


def _certificate_nature(draft: Draft, _: str) -> list[str]:
    # A kind that is neither the unit's own nor another's: the sum of the unit's own then cannot be told.
    draft.foundation["certificate_history"][3]["nature"] = "联合颁发"
    return ["catalogue.certificate_nature@foundation.certificate_history[3].nature"]


def _industry(draft: Draft, _: str) -> list[str]:
    draft.organisation["industry"] = "数字经济"
    return ["catalogue.industry@organisation.industry"]


def _established(draft: Draft, _: str) -> list[str]:
    draft.organisation["established"] = "2019-05-06"
    return ["eligibility.established@organisation.established"]


def _scale(draft: Draft, _: str) -> list[str]:
    # The first year was small; the totals follow, so that nothing else is wrong.
    foundation = draft.foundation
    if draft.form_type == "training_institution":
        row = foundation["training_history"][0]
        row.update(trained=1640, independent=1500, cooperative=140)
        foundation["trained_total"] = sum(year["trained"] for year in foundation["training_history"])
        foundation["independent_total"] = sum(year["independent"] for year in foundation["training_history"])
        return ["eligibility.scale@foundation.training_history"]
    foundation["certificate_history"][0]["issued"] = 1580
    rows = foundation["certificate_history"]
    foundation["issued_total"] = sum(row["issued"] for row in rows)
    foundation["own_total"] = sum(row["issued"] for row in rows if row["nature"] == "自有证书")
    return ["eligibility.scale@foundation.certificate_history"]


def _dishonest(draft: Draft, _: str) -> list[str]:
    draft.organisation["tax_records"][1]["dishonest"] = True
    return ["eligibility.dishonest@organisation.tax_records[1].dishonest"]


def _region(draft: Draft, _: str) -> list[str]:
    # The whole unit moves to Chengdu: code, address, name and what it says of itself.
    organisation, code = draft.organisation, draft.organisation["credit_code"]
    body = code[:2] + "510107" + code[8:17]
    organisation["credit_code"] = body + credit_check(body)
    organisation["address"] = "四川省成都市武侯区" + organisation["address"].partition("区")[2]
    district = draft.unit.address.removeprefix("重庆市").partition("区")[0] + "区"
    for section in (organisation, draft.data["commitment"]):
        for name in ("name", "organisation", "profile"):
            if name in section:
                moved = section[name].replace(f"重庆市{district}", "成都市武侯区").replace("重庆", "成都")
                section[name] = moved
    return ["eligibility.region@organisation.address"]


def _tax_years(draft: Draft, _: str) -> list[str]:
    for record in draft.organisation["tax_records"]:
        record["year"] -= 1
    return ["periods.tax_years@organisation.tax_records"]


def _history_years(draft: Draft, _: str) -> list[str]:
    for row in _history(draft)[1]:
        row["year"] -= 1
    return [f"periods.history_years@{_history(draft)[0]}"]


def _history_years_repeated(draft: Draft, _: str) -> list[str]:
    path, rows = _history(draft)
    rows[3]["year"] = rows[2]["year"]
    return [f"periods.history_years@{path}"]


def _history(draft: Draft) -> tuple[str, list[dict[str, int]]]:
    name = "training_history" if draft.form_type == "training_institution" else "certificate_history"
    return f"foundation.{name}", draft.foundation[name]


CONTENT: Mapping[str, Callable[[Draft, str], list[str]]] = MappingProxyType({
    "catalogue.occupation": _occupation,
    "catalogue.occupation:near": _occupation_near,
    "catalogue.one_occupation": _one_occupation,
    "catalogue.closed_occupation": _closed_occupation,
    "catalogue.level": _level,
    "catalogue.unit_type": _unit_type,
    "catalogue.engagement": _engagement,
    "catalogue.certificate_category": _certificate_category,
    "catalogue.certificate_nature": _certificate_nature,
    "catalogue.industry": _industry,
    "eligibility.established": _established,
    "eligibility.scale": _scale,
    "eligibility.dishonest": _dishonest,
    "eligibility.region": _region,
    "periods.tax_years": _tax_years,
    "periods.history_years": _history_years,
    "periods.history_years:repeated": _history_years_repeated,
})
