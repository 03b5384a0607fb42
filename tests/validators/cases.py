"""For every code of the catalogue, and every way in which it is told: a record that raises it, and a near miss.

Each example changes a clean form of an invented unit. `near` is as close to the fault as can be without being one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schema.catalogue import ENTRIES
from schema.finding import Severity
from schema.forms import FormType
from schema.record import Evidence, Remark
from tests.validators.records import EVALUATION, TRAINING, Changes, make_credit_code, make_id_number, seen
from validators.credit_code import ALPHABET, calc_check_digit


@dataclass(frozen=True)
class Example:
    """wrong, near: changes to the clean form. at: field of the finding. says: a part of its message.

    variant: of the catalogue's entry. wrong_seen, near_seen: evidence instead of the synthetic.
    """

    code: str
    at: str | None
    wrong: Changes
    near: Changes
    says: str
    form: FormType = TRAINING
    variant: str | None = None
    severity: Severity = "error"
    wrong_seen: Mapping[str, Evidence] = field(default_factory=dict)
    near_seen: Mapping[str, Evidence] = field(default_factory=dict)
    remark: Remark | None = None

    def __str__(self) -> str:
        return f"{self.code}-{self.variant}" if self.variant else self.code


def _other(character: str) -> str:
    """Another character of the alphabet of credit codes."""
    return ALPHABET[(ALPHABET.index(character) + 1) % len(ALPHABET)]


_CODE = make_credit_code()
_OTHER_INNER = _CODE[:16] + _other(_CODE[16])
_ID = make_id_number()
_ID_FIELD = "organisation.legal_representative.id_number"
_CERTIFICATES = "foundation.certificate_history"
_NO_CERTIFICATES = {
    "foundation.issues_certificates": False, _CERTIFICATES: [], "foundation.issued_total": None,
    "foundation.own_total": None, "foundation.certificate_category": None,
}
_NONE_COUNTED = _NO_CERTIFICATES | {_CERTIFICATES: [{"year": 2022, "name": "人工智能应用能力证书"}], "foundation.issued_total": 0}
_TEACHERS = "foundation.teachers"
_PERSON = {"employer": "重庆云岭数字科技有限公司教学0部", "title": "高级工程师", "specialty": "软件工程", "engagement": "兼职师资"}
_HAN_300, _HAN_301 = "字" * 300, "字" * 301

_TOTALS = (
    Example(
        "totals.trained", "foundation.trained_total", {"foundation.trained_total": 18090},
        {"foundation.trained_total": None}, "培训总规模填报 18,090 人次，近5年培训人数合计 17,990 人次，相差 100 人次",
    ),
    Example(
        "totals.independent", "foundation.independent_total", {"foundation.independent_total": 15828},
        {"foundation.training_history[4].independent": None}, "填报 15,828 人次，近5年独立培训人数合计 15,827 人次，相差 1 人次",
    ),
    Example(
        "totals.year_split", "foundation.training_history[1].trained", {"foundation.training_history[1].cooperative": 888},
        {"foundation.training_history[1].cooperative": None},
        "近5年培训规模2019年培训人数填报 4,779 人次，独立培训 3,892 人次与合作培训 888 人次之和为 4,780 人次，相差 1 人次",
    ),
    Example(
        "totals.independent_exceeds", "foundation.independent_total", {"foundation.independent_total": 17991},
        {"foundation.independent_total": 17990}, "独立培训规模填报 17,991 人次，大于培训总规模 17,990 人次，多出 1 人次",
    ),
    Example(
        "totals.issued", "foundation.issued_total", {"foundation.issued_total": 11209},
        {f"{_CERTIFICATES}[0].issued": None}, "总规模填报 11,209 人次，近5年颁证数量合计 11,210 人次", EVALUATION,
    ),
    Example(
        "totals.own", "foundation.own_total", {"foundation.own_total": 11210},
        {"foundation.own_total": 11210, f"{_CERTIFICATES}[5].nature": "行业证书"},
        "填报 11,210 人次，近5年自有证书颁证数量合计 10,510 人次，相差 700 人次", EVALUATION,
    ),
    Example(
        "totals.own_exceeds", "foundation.own_total", {"foundation.own_total": 11211}, {"foundation.own_total": 11210},
        "大于总规模 11,210 人次，多出 1 人次", EVALUATION,
    ),
    Example(
        "totals.faculty", "foundation.faculty_total", {"foundation.faculty_total": 54},
        {"foundation.faculty_total": 54, "foundation.faculty_part_time": 36},
        "填报 54 人，专职师资 18 人与兼职师资 35 人之和为 53 人，相差 1 人",
    ),
    Example(
        "totals.team", "foundation.team_total", {"foundation.team_total": 38}, {"foundation.supervisors": None},
        "填报 38 人，考评员 30 人与督导员 10 人之和为 40 人，相差 2 人", EVALUATION, severity="warning",
    ),
    Example(
        "limits.characters", "foundation.platform", {"foundation.platform": _HAN_301}, {"foundation.platform": _HAN_300},
        "信息化平台建设情况限 300 字以内，现有 301 字", severity="error",
    ),
    Example(
        "limits.characters", "foundation.platform", {"foundation.platform": "字" * 290 + "Python" * 2},
        {"foundation.platform": "字" * 290 + " Python   "}, "统计为 291 字，未超过限制", variant="characters_only", severity="info",
    ),
)

_IDENTITY = (
    Example(
        "identity.credit_code", "organisation.credit_code", {"organisation.credit_code": _CODE[:17] + _other(_CODE[17])},
        {"organisation.credit_code": f"{_CODE[:9].lower()} {_CODE[9:]}"}, "第18位校验码不符",
    ),
    Example(
        "identity.credit_code", "organisation.credit_code", {"organisation.credit_code": _CODE[:17]},
        {"organisation.credit_code": None}, "共 17 位，应为18位", variant="length",
    ),
    Example(
        "identity.credit_code", "organisation.credit_code", {"organisation.credit_code": _CODE.replace("0", "O")},
        {"organisation.credit_code": make_credit_code("A1")}, "不使用的字符“O”", variant="alphabet",
    ),
    Example(
        "identity.credit_code", "organisation.credit_code",
        {"organisation.credit_code": _OTHER_INNER + calc_check_digit(_OTHER_INNER)},
        {"organisation.credit_code": make_credit_code("N2")}, "第17位（主体标识码的校验码）不符", variant="organisation",
    ),
    Example(
        "identity.credit_code", "organisation.credit_code", {"organisation.credit_code": _OTHER_INNER + _CODE[17]},
        {"organisation.credit_code": make_credit_code("Y1")}, "第17位（主体标识码的校验码）和第18位校验码均不符", variant="both",
    ),
    Example(
        "identity.id_number", _ID_FIELD, {_ID_FIELD: _ID[:17] + str((int(_ID[17]) + 1) % 10)},
        {_ID_FIELD: "11010519491231002x"}, "第18位校验码不符",
    ),
    Example("identity.id_number", _ID_FIELD, {_ID_FIELD: _ID[:16]}, {_ID_FIELD: None}, "共 16 位", variant="length"),
    Example(
        "identity.id_number", _ID_FIELD, {_ID_FIELD: "110105491231002"}, {_ID_FIELD: f"{_ID[:6]} {_ID[6:14]} {_ID[14:]}"},
        "15位旧号码", variant="old",
    ),
    Example(
        "identity.id_number", _ID_FIELD, {_ID_FIELD: "5OO" + _ID[3:]}, {_ID_FIELD: "５００" + _ID[3:]}, "“O”", variant="alphabet",
    ),
    Example(
        "identity.id_number", _ID_FIELD, {_ID_FIELD: "500105197502290017"},
        {_ID_FIELD: make_id_number(birth=date(1976, 2, 29))}, "“1975-02-29”不存在", variant="birth",
    ),
    Example(
        "identity.id_number", _ID_FIELD, {_ID_FIELD: make_id_number(birth=date(2023, 6, 17))},
        {_ID_FIELD: make_id_number(birth=date(2023, 6, 16))}, "“2023-06-17”晚于申报截止日期", variant="future",
    ),
    Example(
        "identity.id_number", _ID_FIELD, {_ID_FIELD: make_id_number("999999")}, {_ID_FIELD: make_id_number("512221")},
        "“999999”不是已知的行政区划代码", variant="region", severity="warning",
    ),
    Example(
        "identity.phone", "organisation.applicant.phone", {"organisation.applicant.phone": "1998789626"},
        {"organisation.applicant.phone": "19987896265、023-88152411转801"}, "申报负责人电话“1998789626”不是有效的", severity="warning",
    ),
    Example(
        "identity.phone", "foundation.teachers[2].phone", {"foundation.teachers[2].phone": "88152411"},
        {"foundation.teachers[2].phone": "0851-88152411"}, "培训教师第3行联系电话“88152411”是固定电话号码，但没有区号",
        variant="area_code", severity="warning",
    ),
    Example(
        "identity.phone", "recommendation.phone", {"recommendation": {"phone": "400-800-1234"}},
        {"recommendation": {"phone": "17777859760"}}, "服务号码", variant="service", severity="warning",
    ),
    Example(
        "identity.email", "organisation.contact.email", {"organisation.contact.email": "bcgmaba126.com"},
        {"organisation.contact.email": "bc-g.maba@cs.cqyl.edu.cn"}, "申报联系人邮箱“bcgmaba126.com”", severity="warning",
    ),
)

_CATALOGUE = (
    Example("catalogue.occupation", "occupation", {"occupation": "人工智能训练师"}, {"occupation": "2-02-38-01"}, "“人工智能训练师”"),
    Example(
        "catalogue.occupation", "occupation", {}, {}, "填报“人工智能工程技术员”", variant="near", severity="info",
        wrong_seen={"occupation": seen("人工智能工程技术员", "read")},
        near_seen={"occupation": seen("《人工智能 工程技术人员》（2-02-10-09）", "read")},
    ),
    Example(
        "catalogue.one_occupation", "occupation", {"occupation": "人工智能、大数据工程技术人员"},
        {"occupation": "工业互联网工程技术人员"}, "2 个职业（人工智能工程技术人员、大数据工程技术人员）",
    ),
    Example(
        "catalogue.closed_occupation", "occupation", {"occupation": "区块链工程技术人员"}, {"occupation": "云计算工程技术人员"},
        "“区块链工程技术人员”，该职业本批不遴选评价机构", EVALUATION,
    ),
    Example("catalogue.level", "levels", {"levels": []}, {"levels": ["高级"]}, "未勾选"),
    Example(
        "catalogue.unit_type", "organisation.type", {"organisation.type": "国有企业"}, {"organisation.type": "企业（民营）"},
        "“国有企业”", severity="warning",
    ),
    Example(
        "catalogue.engagement", "foundation.teachers[0].engagement", {"foundation.teachers[0].engagement": "高级"},
        {"foundation.teachers[0].engagement": "兼职"}, "培训教师第1行人员性质填报“高级”", severity="warning",
    ),
    Example(
        "catalogue.certificate_category", "foundation.certificate_category", {"foundation.certificate_category": "国家证书"},
        {"foundation.certificate_category": "行业证书、企业证书"}, "“国家证书”", EVALUATION, severity="warning",
    ),
    Example(
        "catalogue.certificate_nature", f"{_CERTIFICATES}[5].nature", {f"{_CERTIFICATES}[5].nature": "行业证书"},
        {f"{_CERTIFICATES}[5].nature": "其他机构证书"}, "第6行证书性质填报“行业证书”", EVALUATION, severity="warning",
    ),
    Example(
        "catalogue.industry", "organisation.industry", {"organisation.industry": "软件行业"},
        {"organisation.industry": "I65 软件和信息技术服务业"}, "“软件行业”", severity="warning",
    ),
    Example(
        "eligibility.established", "organisation.established", {"organisation.established": "2019"},
        {"organisation.established": "2018-12"}, "为 2019，晚于 2018-12-31", severity="warning",
    ),
    Example(
        "eligibility.scale", "foundation.training_history",
        {"foundation.training_history[0].trained": 1999, "foundation.training_history[2].trained": 300},
        {"foundation.training_history[0].trained": 2000}, "2018年培训 1,999 人次、2020年培训 300 人次，未达到每年 2,000 人次",
        severity="warning",
    ),
    Example(
        "eligibility.scale", _CERTIFICATES, {f"{_CERTIFICATES}[0].issued": 1999},
        {f"{_CERTIFICATES}[4].issued": 1300}, "2018年颁证 1,999 人次", EVALUATION, severity="warning",
    ),
    Example(
        "eligibility.dishonest", "organisation.tax_records[1].dishonest", {"organisation.tax_records[1].dishonest": True},
        {"organisation.tax_records[1].dishonest": None}, "近三年纳税情况2021年“是否有失信行为”填报为“是”",
    ),
    Example(
        "eligibility.region", "organisation.address",
        {"organisation.credit_code": make_credit_code(division="510104"), "organisation.address": "成都市锦江区红星路1号"},
        {"organisation.credit_code": make_credit_code(division="510104")}, "510104，单位地址为“成都市锦江区红星路1号”，不在重庆市",
        severity="warning",
    ),
)

_COMPLETENESS = (
    Example(
        "completeness.required", "organisation.address", {"organisation.address": None},
        {"organisation.registered_capital": 0.0}, "单位地址未填写",
    ),
    Example(
        "completeness.required", "plan.text", {"plan.text": None}, {"plan.fees.senior": None}, "只有表格原有的提示语",
        variant="placeholder", wrong_seen={"plan.text": seen("（主要包括：……）", "placeholder")},
    ),
    Example(
        "completeness.required", _TEACHERS, {_TEACHERS: []}, {"recommendation": {"reason": None}}, "培训教师没有填写任何一行",
        variant="table",
    ),
    Example(
        "completeness.required", _TEACHERS,
        {f"{_TEACHERS}[1].phone": None, f"{_TEACHERS}[1].title": "", f"{_TEACHERS}[3].specialty": None},
        {f"{_TEACHERS}[1].phone": None}, "培训教师有未填写的栏目：第2行的专业技术职务/职称、联系电话；第4行的专业", variant="cells",
        near_seen={f"{_TEACHERS}[1].phone": seen("1860079▇018", "covered")},
    ),
    Example(
        "completeness.required", _CERTIFICATES, {**_NO_CERTIFICATES, "foundation.issues_certificates": True}, _NO_CERTIFICATES,
        "近5年开展考核评价规模没有填写任何一行", EVALUATION, variant="table",
    ),
    Example(
        "completeness.unreadable", "organisation.employees", {"organisation.employees": None}, {"organisation.employees": None},
        "正式员工数填写为“见附件”，无法识别为整数", severity="warning",
        wrong_seen={"organisation.employees": seen("见附件")},
    ),
    Example(
        "completeness.unreadable", "organisation.credit_code", {"organisation.credit_code": None}, {},
        "统一社会信用代码被印章等遮盖", variant="covered", severity="warning",
        wrong_seen={"organisation.credit_code": seen("9150▇", "covered")},
    ),
    Example(
        "completeness.unreadable", "levels", {"levels": []}, {"levels": []}, "勾选不能辨认", variant="ticks", severity="warning",
        wrong_seen={"levels": seen("初级? 中级□ 高级□", 初级="unclear", 中级="off", 高级="off")},
    ),
    Example(
        "periods.tax_years", "organisation.tax_records", {"organisation.tax_records[0].year": 2019},
        {"organisation.tax_records[0].year": None}, "年份为 2019、2021、2022，应为 2020、2021、2022", severity="warning",
    ),
    Example(
        "periods.history_years", "foundation.training_history", {"foundation.training_history[0].year": 2023},
        {"foundation.training_history[0].year": None}, "2019、2020、2021、2022、2023", severity="warning",
    ),
    Example(
        "periods.history_years", _CERTIFICATES, {f"{_CERTIFICATES}[5].name": "人工智能应用能力证书"},
        {f"{_CERTIFICATES}[5].name": "人工智能应用能力证书（二级）"}, "重复填报：2022年“人工智能应用能力证书”", EVALUATION, variant="repeated",
        severity="warning",
    ),
    Example(
        "marks.yes_no", "organisation.provincial_base", {"organisation.provincial_base": None},
        {"organisation.provincial_base": None}, "省级专业技术人员继续教育基地的“是”和“否”均未勾选",
        near_seen={"organisation.provincial_base": seen("是? 否□", 是="unclear", 否="off")},
    ),
    Example(
        "marks.yes_no", "organisation.provincial_base", {"organisation.provincial_base": None},
        {"organisation.provincial_base": False}, "同时勾选了“是”“否”", variant="several",
        wrong_seen={"organisation.provincial_base": seen("是☑ 否☑", 是="on", 否="on")},
        near_seen={"organisation.provincial_base": seen("是□ 否☑", "read", 是="off", 否="on")},
    ),
)

_CONSISTENCY = (
    Example(
        "consistency.certificates", "foundation.issues_certificates", {"foundation.issues_certificates": False},
        _NONE_COUNTED, "近5年颁证数量合计 11,210 人次、总规模填报 11,210 人次", EVALUATION,
    ),
    Example(
        "consistency.teachers", "foundation.faculty_full_time", {"foundation.faculty_full_time": 1},
        {"foundation.faculty_full_time": 2}, "列有专职师资 2 人，多于填报的专职师资队伍人数 1 人", severity="warning",
    ),
    Example(
        "consistency.employees", "foundation.faculty_full_time", {"organisation.employees": 17}, {"organisation.employees": 18},
        "专职师资队伍人数填报 18 人，多于正式员工数 17 人", severity="warning",
    ),
    Example(
        "consistency.unit_type", "organisation.type", {"organisation.type": "事业单位"}, {"organisation.type": "集体企业"},
        "以“91”开头，登记为企业", severity="warning",
    ),
    Example(
        "consistency.levels", "plan.trainees.senior", {"plan.trainees.senior": 100}, {"plan.trainees.senior": 0},
        "未申报高级，但年度计划培训人数高级填报 100 人次", severity="warning",
    ),
    Example(
        "consistency.levels", "plan.candidates.junior", {"plan.candidates.junior": None},
        {"plan.candidates.junior": None, "levels": []}, "申报了初级", EVALUATION, variant="missing", severity="warning",
    ),
    Example(
        "consistency.duplicate_person", "foundation.teachers[3].name",
        {"foundation.teachers[3]": {**_PERSON, "name": "邵 梓", "phone": "18600790018"}},
        {"foundation.teachers[3]": {**_PERSON, "name": "邵梓", "phone": "13900000001", "employer": "重庆另一所大学"}},
        "培训教师名单第4行“邵 梓”与第1行重复", severity="warning",
    ),
    Example(
        "consistency.duplicate_person", "foundation.experts[2].name", {"foundation.experts[2].name": "邵梓", "foundation.experts[2].phone": None},
        {"foundation.experts[2].name": "邵梓"}, "命题专家名单第3行“邵梓”与第1行重复", EVALUATION, severity="warning",
    ),
    Example(
        "consistency.commitment", "commitment.organisation", {"commitment.organisation": "重庆云岭科技有限公司"},
        {"organisation.name": "重庆云岭（集团）公司", "commitment.organisation": "重庆云岭(集团) 公司（盖章）"}, "“重庆云岭科技有限公司”",
        severity="warning",
    ),
    Example(
        "consistency.commitment", "commitment.date", {"commitment.date": "2023-06-17"}, {"commitment.date": "2023-06"},
        "承诺日期为 2023-06-17，晚于申报截止日期 2023-06-16", variant="date", severity="warning",
    ),
    Example(
        "consistency.commitment", "commitment.signatory", {"commitment.signatory": "龚浩"},
        {"commitment.signatory": "周庆霞（签章）"}, "由“龚浩”签署，法定代表人为“周庆霞”", variant="signatory", severity="info",
    ),
)

_READ = {"document.type_mismatch": "read"}  # how it is told of a file that gave a record; else it is a problem
_DOCUMENTS = tuple(
    Example(
        code, None, {}, {}, "这是说明", variant=_READ.get(code), severity=entry.wording(_READ.get(code)).severity or entry.severity,
        remark=Remark(code=code, detail="这是说明", page=2, cell="T1R1C1"),
    )
    for code, entry in ENTRIES.items() if code.startswith("document.")
)

EXAMPLES: tuple[Example, ...] = (*_TOTALS, *_IDENTITY, *_CATALOGUE, *_COMPLETENESS, *_CONSISTENCY, *_DOCUMENTS)
