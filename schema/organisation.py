"""The sections that both forms share, as they stand on the paper."""

from schema.boxes import (
    Amount,
    Area,
    CreditCode,
    Date,
    Email,
    IdNumber,
    Integer,
    Phone,
    Prose,
    Section,
    Text,
    Year,
    YesNo,
    box,
    group,
    rows,
)

NAME = ("姓名", "名字")
PHONE = ("电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "联系手机", "办公电话")
POSITION = ("职务", "职位", "岗位", "现任职务")
EMAIL = ("邮箱", "电子邮箱", "电子信箱", "邮件", "电子邮件", "E-mail", "Email")


class LegalRepresentative(Section):
    """法定代表人."""

    name: Text = box(*NAME)
    id_number: IdNumber = box("身份证号", "身份证号码", "身份证", "公民身份号码", "身份证件号码", "证件号码")


class Person(Section):
    """申报负责人 and 申报联系人."""

    name: Text = box(*NAME)
    phone: Phone = box(*PHONE)
    position: Text = box(*POSITION)
    email: Email = box(*EMAIL)


class TaxRecord(Section):
    """A row of 近三年纳税情况."""

    year: Year = box("年份", "年度", "纳税年度")
    amount: Amount = box("税额（万元）", "税额", "纳税额", "纳税额（万元）", "纳税金额（万元）", "缴税金额（万元）", unit="万元")
    dishonest: YesNo = box(
        "是否有失信行为（从信用中国平台查询后填）", "是否有失信行为", "有无失信行为", "是否失信", "失信行为",
    )


class Organisation(Section):
    """申报单位基本情况."""

    name: Text = box("单位名称（盖章）", "单位名称", "申报单位名称", "机构名称", "单位全称", "申报机构名称")
    credit_code: CreditCode = box("统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "组织机构代码", "机构代码")
    legal_representative: LegalRepresentative = group(
        LegalRepresentative, "法定代表人", "法人代表", "法人", "法人代表（负责人）", "法定代表人（负责人）", "单位法人",
    )
    address: Text = box("单位地址", "地址", "住所", "单位住所", "注册地址", "通讯地址", "联系地址", "办公地址")
    type: Text = box("单位类型", "单位性质", "机构类型", "机构性质")
    industry: Text = box("所属行业", "行业", "行业类别", "所在行业", "行业分类", "国民经济行业")
    registered_capital: Amount = box(
        "注册资金（万元）", "注册资金", "注册资本", "注册资本（万元）", "开办资金", "开办资金（万元）", unit="万元",
    )
    employees: Integer = box(
        "正式员工数", "正式员工人数", "员工人数", "正式职工数", "在职员工数", "正式在职员工数", "职工人数", unit="人",
    )
    established: Date = box("单位成立时间", "成立时间", "成立日期", "注册时间", "单位成立日期", "注册成立时间")
    tax_records: tuple[TaxRecord, ...] = rows("近三年纳税情况", "近3年纳税情况", "纳税情况", "近三年纳税")
    national_base: YesNo = box("国家级专业技术人员继续教育基地", "国家级继续教育基地", "国家级专技人员继续教育基地")
    industry_base: YesNo = box("行业专业技术人员继续教育基地", "行业继续教育基地", "行业专技人员继续教育基地")
    provincial_base: YesNo = box(
        "省级专业技术人员继续教育基地", "省级继续教育基地", "市级专业技术人员继续教育基地", "省（市）级专业技术人员继续教育基地",
    )
    standard_developer: YesNo = box("申报职业的国家职业标准开发单位", "国家职业标准开发单位", "国家职业技术技能标准开发单位")
    applicant: Person = group(Person, "申报负责人", "项目负责人", "负责人", "单位负责人")
    contact: Person = group(Person, "申报联系人", "项目联系人", "联系人", "经办人")
    profile: Prose = box(
        "单位基本情况", "单位简介", "机构简介", "单位情况简介", "单位概况", limit=800,
        prompt="主要包括：基本情况、行业地位、单位优势，800字以内",
    )


class Venue(Section):
    """A row of 自有场地及设施设备情况."""

    address: Text = box("场地地址", "场地名称及地址", "培训场地地址", "考核场地地址", "场所地址", "地址")
    area: Area = box("场地面积", "面积", "建筑面积", "场地面积（平方米）", "场地面积（㎡）", "场所面积", unit="m²")
    capacity: Integer = box("容纳人数", "可容纳人数", "容纳人数（人）", unit="人")
    equipment_sets: Integer = box(
        "设施设备台套", "设施设备台套数", "设备台套", "设备台套数", "设施设备数量", "设备数量", "台套数", unit="台套",
    )
    equipment_value: Amount = box(
        "设施设备总值", "设施设备总值（万元）", "设备总值", "设备总值（万元）", "设施设备价值", "设备价值", unit="万元",
    )


class LevelNumbers(Section):
    """A number of persons for each level."""

    junior: Integer = box("初级", unit="人次")
    intermediate: Integer = box("中级", unit="人次")
    senior: Integer = box("高级", unit="人次")


class LevelFees(Section):
    """A price in 元 for each level."""

    junior: Amount = box("初级", unit="元")
    intermediate: Amount = box("中级", unit="元")
    senior: Amount = box("高级", unit="元")


class Commitment(Section):
    """承诺: the answers stand behind their labels in one cell."""

    organisation: Text = box("申报单位（盖章）", "申报单位", "承诺单位（盖章）", "单位（盖章）", "单位盖章")
    signatory: Text = box(
        "法定代表人（或委托代理人）", "法定代表人或委托代理人", "法定代表人（委托代理人）", "法定代表人（签字）",
        "法定代表人签字", "法定代表人",
    )
    date: Date = box("年月日", "日期", "签字日期", "时间")


_ASKED = "包括申报材料审核意见，申报单位在本地区、本行业专业技术人员继续教育体系中的地位作用等"


class Recommendation(Section):
    """推荐理由 and the line below it, filled by the recommending office, not by the applicant."""

    reason: Prose = box(f"推荐理由（{_ASKED}）", "推荐理由", "推荐意见", required=False, prompt=_ASKED)
    organisation: Text = box("推荐单位（盖章）", "推荐单位", required=False)
    signatory: Text = box("推荐单位负责人签字", "推荐单位负责人（签字）", "推荐单位负责人", "负责人签字", required=False)
    date: Date = box("年月日", "日期", "签字日期", "时间", required=False)
    contact: Text = box("推荐单位联系人", "联系人", required=False)
    phone: Phone = box("联系电话", "电话", "推荐单位联系电话", required=False)


def commitment() -> Commitment:
    """The 承诺 box."""
    section: Commitment = group(Commitment, "承诺", "承诺书", "单位承诺", "诚信承诺", inline=True)
    return section


def recommendation() -> Recommendation:
    """The 推荐理由 box and the line below it."""
    section: Recommendation = group(Recommendation, "推荐意见", inline=True)
    return section
