"""附件1 数字技术工程师培育项目培训机构推荐表."""

from typing import ClassVar

from schema.boxes import Integer, Levels, Phone, Prose, Section, Text, Year, box, group, levels, rows
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


class TrainingYear(Section):
    """A row of 近5年培训规模（人次）."""

    year: Year = box("年度", "年份")
    trained: Integer = box("培训人数", "培训人次", "培训总人数", "培训人数（人次）", unit="人次")
    independent: Integer = box("独立培训人数", "独立培训", "独立培训人次", "自主培训人数", unit="人次")
    cooperative: Integer = box("合作培训人数", "合作培训", "合作培训人次", "联合培训人数", unit="人次")


class Teacher(Section):
    """A row of the list of teachers."""

    name: Text = box("培训教师姓名", "教师姓名", "培训师姓名", "师资姓名", "姓名")
    employer: Text = box("工作单位", "所在单位", "现工作单位", "单位")
    title: Text = box("专业技术职务/职称", "专业技术职务", "职称", "职务/职称", "专业技术职称", "技术职称")
    specialty: Text = box("专业", "所学专业", "从事专业", "任教专业")
    engagement: Text = box("人员性质", "师资性质", "性质", "专职/兼职", "专/兼职")
    phone: Phone = box("联系电话", *(label for label in PHONE if label != "联系电话"))


class TrainingFoundation(Section):
    """已有基础 of a training institution."""

    training_history: tuple[TrainingYear, ...] = rows(
        "近5年培训规模（人次）", "近五年培训规模（人次）", "近5年培训规模", "近五年培训规模", "培训规模",
    )
    trained_total: Integer = box("培训总规模", "总规模", "培训总人次", "培训规模合计", unit="人次")
    independent_total: Integer = box(
        "（其中独立培训规模）", "其中独立培训规模", "独立培训规模", "其中：独立培训规模", "独立培训总规模", unit="人次",
    )
    venues: tuple[Venue, ...] = rows(
        "自有场地及设施设备情况", "自有场地及设施设备", "场地及设施设备情况", "自有场地和设施设备情况", "场地设备情况",
    )
    platform: Prose = box(
        "信息化平台建设情况", "信息化平台建设", "信息化平台情况", limit=300,
        prompt="主要内容：是否有信息化平台支撑线上培训工作，基本情况介绍，具体网址等，300字以内",
    )
    faculty_total: Integer = box("师资团队总人数", "师资总人数", "师资队伍总人数", "师资团队人数", unit="人")
    faculty_full_time: Integer = box("专职师资队伍人数", "专职师资人数", "专职教师人数", "专职师资队伍", unit="人")
    faculty_part_time: Integer = box("兼职师资队伍人数", "兼职师资人数", "兼职教师人数", "兼职师资队伍", unit="人")
    teachers: tuple[Teacher, ...] = rows("培训教师", "培训教师名单", "师资名单", printed=False)
    training_summary: Prose = box(
        "已有培训情况简述", "已有培训情况", "培训情况简述", limit=500,
        prompt="主要包括：近五年来在所申报职业领域组织开展培训的情况，培训课程、课时、人数、形式等，以及考勤管理、质量评估等"
        "相关培训管理规章制度等。具体文本、支撑材料另附。500字以内",
    )
    faculty_mechanism: Prose = box(
        "师资团队建设机制简述", "师资团队建设机制", "师资队伍建设机制简述", "师资队伍建设机制", limit=500,
        prompt="建设机制包括：专职与兼职师资队伍结构优化措施、专家聘请方式、师资团队建设激励机制等。500字以内",
    )


class TrainingPlan(Section):
    """下一步工作方案 of a training institution."""

    trainees: LevelNumbers = group(
        LevelNumbers, "年度计划培训人数（人次）", "年度计划培训人数", "计划培训人数", "年度培训计划（人次）",
    )
    fees: LevelFees = group(LevelFees, "培训费用（元/学时）", "培训费用", "培训费", "培训收费标准", "收费标准（元/学时）")
    text: Prose = box(
        "下步培训工作规划", "下一步培训工作规划", "培训工作规划", "下步工作规划", limit=800,
        prompt="主要包括：下一步开展有关职业培训的工作考虑以及有关条件保障等，包括实施方案及质量管控相关制度、培训规模、师资培训、"
        "学习资源开发、培训费用测算等，800字以内",
    )


class TrainingForm(Section):
    """附件1: a unit asks to be entered in the catalogue of training institutions."""

    TITLE: ClassVar[str] = "数字技术工程师培育项目培训机构推荐表"
    ANNEX: ClassVar[str] = "附件1"

    occupation: Text = box(
        "拟申报开展培训的职业（仅填一项）", "拟申报开展培训的职业", "拟申报培训的职业", "申报培训职业", "拟申报职业", "申报职业",
    )
    levels: Levels = levels(
        "拟申报开展培训的专业技术等级", "拟申报培训的专业技术等级", "拟申报专业技术等级", "申报专业技术等级", "专业技术等级",
    )
    organisation: Organisation = group(Organisation, "")
    foundation: TrainingFoundation = group(TrainingFoundation, "")
    plan: TrainingPlan = group(TrainingPlan, "")
    commitment: Commitment = commitment()
    recommendation: Recommendation = recommendation()
