"""附件2 数字技术工程师培育项目评价机构推荐表."""

from typing import ClassVar

from schema.boxes import Integer, Levels, Phone, Prose, Section, Text, Year, YesNo, box, group, levels, rows
from schema.organisation import (
    PHONE,
    Commitment,
    LevelFees,
    LevelNumbers,
    Organisation,
    Recommendation,
    Venue,
    commitment,
    recommendation,
)


class CertificateYear(Section):
    """A row of 近5年开展考核评价规模（人次）."""

    year: Year = box("年度", "年份")
    name: Text = box("证书名称", "颁发证书名称", "证书")
    nature: Text = box("证书性质（自有证书或其它机构证书）", "证书性质", "证书性质（自有证书或其他机构证书）", "性质")
    issued: Integer = box("颁证数量", "颁证数", "颁发数量", "发证数量", "颁证人数", unit="人次")


class Expert(Section):
    """A row of the list of 命题专家."""

    name: Text = box("命题专家姓名", "专家姓名", "命题专家", "姓名")
    employer: Text = box("工作单位", "所在单位", "现工作单位", "单位")
    title: Text = box("专业技术职务/职称", "专业技术职务", "职称", "职务/职称", "专业技术职称", "技术职称")
    phone: Phone = box("联系电话", *(label for label in PHONE if label != "联系电话"))


class EvaluationFoundation(Section):
    """已有基础 of an evaluation institution."""

    conducts_evaluation: YesNo = box("是否开展评价", "是否开展考核评价", "开展评价")
    issues_certificates: YesNo = box("是否颁发证书", "是否颁证", "颁发证书")
    certificate_history: tuple[CertificateYear, ...] = rows(
        "近5年开展考核评价规模（人次）", "近五年开展考核评价规模（人次）", "近5年开展考核评价规模", "近5年考核评价规模（人次）",
        "近五年考核评价规模", "考核评价规模",
    )
    issued_total: Integer = box("总规模", "考核评价总规模", "颁证总规模", "评价总规模", unit="人次")
    own_total: Integer = box("其中自有证书规模", "（其中自有证书规模）", "自有证书规模", "其中：自有证书规模", unit="人次")
    certificate_category: Text = box("证书类别", "证书类型", "证书种类")
    venues: tuple[Venue, ...] = rows(
        "自有场地及设施设备情况", "自有场地及设施设备", "场地及设施设备情况", "自有场地和设施设备情况", "场地设备情况",
    )
    platform: Prose = box(
        "信息化平台建设情况", "信息化平台建设", "信息化平台情况", limit=300,
        prompt="主要内容：是否有信息化平台支撑考核评价工作，基本情况介绍，具体链接网址等，300字以内",
    )
    team_total: Integer = box("考评团队总人数", "考评队伍总人数", "考评团队人数", unit="人")
    examiners: Integer = box("考评员队伍人数", "考评员人数", "考评员队伍", "考评人员人数", unit="人")
    supervisors: Integer = box("督导员队伍人数", "督导员人数", "督导员队伍", "督导人员人数", unit="人")
    experts: tuple[Expert, ...] = rows("命题专家", "命题专家名单", printed=False)
    evaluation_summary: Prose = box(
        "已开展考核评价情况简述", "已开展考核评价情况", "考核评价情况简述", limit=500,
        prompt="主要包括：近五年来在所申报职业领域组织开展考核评价的情况，考务管理、考核保密、证书管理等相关管理规章制度等。"
        "具体文本、支撑材料另附。500字以内",
    )
    team_mechanism: Prose = box(
        "考评团队建设机制", "考评团队建设机制简述", "考评队伍建设机制", limit=500,
        prompt="建设机制包括：考评团队建设及队伍优化措施、命题专家团队建设、考评员和督导员培训等。500字以内",
    )


class EvaluationPlan(Section):
    """下一步工作方案 of an evaluation institution."""

    candidates: LevelNumbers = group(
        LevelNumbers, "年度计划考核人数（人次）", "年度计划考核人数", "计划考核人数", "年度考核计划（人次）",
    )
    fees: LevelFees = group(LevelFees, "考核费用（元/次）", "考核费用", "考核费", "考核收费标准", "收费标准（元/次）")
    text: Prose = box(
        "下步考核评价工作规划", "下一步考核评价工作规划", "考核评价工作规划", "下步工作规划", limit=800,
        prompt="主要包括：下一步开展有关职业专业技术等级考核的工作考虑以及有关条件保障等，包括实施方案及质量管控相关制度、考核规模、"
        "师资培训、考核站点建设、考核方案、题库建设、考核费用测算等，800字以内",
    )


class EvaluationForm(Section):
    """附件2: a unit asks to be entered in the catalogue of evaluation institutions."""

    TITLE: ClassVar[str] = "数字技术工程师培育项目评价机构推荐表"
    ANNEX: ClassVar[str] = "附件2"

    occupation: Text = box(
        "拟申报开展评价的职业（仅填一项）", "拟申报开展评价的职业", "拟申报评价的职业", "申报评价职业", "拟申报职业", "申报职业",
    )
    levels: Levels = levels(
        "拟申报开展评价的专业技术等级", "拟申报评价的专业技术等级", "拟申报专业技术等级", "申报专业技术等级", "专业技术等级",
    )
    organisation: Organisation = group(Organisation, "")
    foundation: EvaluationFoundation = group(EvaluationFoundation, "")
    plan: EvaluationPlan = group(EvaluationPlan, "")
    commitment: Commitment = commitment()
    recommendation: Recommendation = recommendation()
