"""The paper: which label and which box stand where, on a grid of twelve columns.

The rendering in the report, the blank templates and the samples are all drawn from it. A row is a tuple of
slots; a slot covers `span` columns and, where it is a label of several rows, `down` rows.
"""

from typing import Literal, NamedTuple

from schema.forms import FormType

COLUMNS = 12
SlotKind = Literal["section", "label", "field", "inline", "more"]


class Slot(NamedTuple):
    r"""One cell of the paper.

    kind: `section` a header over the whole width; `label` printed words; `field` the box of a field;
        `inline` the box of a group whose labels and answers stand inside it; `more` the 「……」 row's first cell
        or an empty cell beside it.
    text: of a section or label (`\n` breaks the line).
    path: of a field (`foundation.teachers[].phone` in a repeated row) or of an inline group.
    """

    kind: SlotKind
    span: int
    text: str = ""
    path: str = ""
    down: int = 1


class Row(NamedTuple):
    """One row of the paper.

    repeat: path of the table of rows that this row is an entry of; blanks: how many such rows the paper has.
    """

    slots: tuple[Slot, ...]
    repeat: str = ""
    blanks: int = 1


def _label(text: str, span: int, down: int = 1) -> Slot:
    return Slot("label", span, text=text, down=down)


def _field(path: str, span: int, down: int = 1) -> Slot:
    return Slot("field", span, path=path, down=down)


def _section(text: str) -> Row:
    return Row((Slot("section", COLUMNS, text=text),))


def _row(*slots: Slot) -> Row:
    return Row(slots)


def _entries(path: str, blanks: int, *slots: Slot) -> Row:
    return Row(slots, repeat=path, blanks=blanks)


def _head(verb: str) -> tuple[Row, ...]:
    return (
        _row(_label(f"拟申报开展{verb}的职业（仅填一项）", 6), _field("occupation", 6)),
        _row(_label(f"拟申报开展{verb}的专业技术等级", 6), _field("levels", 6)),
    )


_TAX = "organisation.tax_records"
_ORGANISATION = (
    _section("申报单位基本情况"),
    _row(_label("单位名称（盖章）", 3), _field("organisation.name", 9)),
    _row(_label("统一社会信用代码", 3), _field("organisation.credit_code", 9)),
    _row(_label("法定代表人", 3, down=2), _label("姓名", 4), _label("身份证号", 5)),
    _row(_field("organisation.legal_representative.name", 4), _field("organisation.legal_representative.id_number", 5)),
    _row(_label("单位地址", 3), _field("organisation.address", 9)),
    _row(_label("单位类型", 3), _field("organisation.type", 3), _label("所属行业", 3), _field("organisation.industry", 3)),
    _row(
        _label("注册资金（万元）", 3), _field("organisation.registered_capital", 3),
        _label("正式员工数", 3), _field("organisation.employees", 3),
    ),
    _row(_label("单位成立时间", 3), _field("organisation.established", 9)),
    _row(
        _label("近三年纳税情况", 3, down=4), _label("年份", 2), _label("税额（万元）", 3),
        _label("是否有失信行为（从信用中国平台查询后填）", 4),
    ),
    _entries(_TAX, 3, _field(f"{_TAX}[].year", 2), _field(f"{_TAX}[].amount", 3), _field(f"{_TAX}[].dishonest", 4)),
    _row(
        _label("国家级专业技术人员继续教育基地", 4), _field("organisation.national_base", 2),
        _label("行业专业技术人员\n继续教育基地", 4), _field("organisation.industry_base", 2),
    ),
    _row(
        _label("省级专业技术人员继续教育基地", 4), _field("organisation.provincial_base", 2),
        _label("申报职业的\n国家职业标准开发单位", 4), _field("organisation.standard_developer", 2),
    ),
    *(
        row
        for path, name in (("organisation.applicant", "申报负责人"), ("organisation.contact", "申报联系人"))
        for row in (
            _row(
                _label(name, 3, down=2), _label("姓名", 2), _field(f"{path}.name", 3),
                _label("电话", 2), _field(f"{path}.phone", 2),
            ),
            _row(_label("职务", 2), _field(f"{path}.position", 3), _label("邮箱", 2), _field(f"{path}.email", 2)),
        )
    ),
    _row(_label("单位基本情况", 3), _field("organisation.profile", 9)),
    _section("已有基础"),
)

_VENUES = "foundation.venues"
_VENUE_ROWS = (
    _row(
        _label("自有场地及设施设备情况", 2, down=2), _label("场地地址", 3), _label("场地面积", 2), _label("容纳人数", 1),
        _label("设施设备台套", 2), _label("设施设备总值", 2),
    ),
    _entries(
        _VENUES, 1, _field(f"{_VENUES}[].address", 3), _field(f"{_VENUES}[].area", 2), _field(f"{_VENUES}[].capacity", 1),
        _field(f"{_VENUES}[].equipment_sets", 2), _field(f"{_VENUES}[].equipment_value", 2),
    ),
)


def _plan(people: str, people_label: str, fees_label: str, text_label: str) -> tuple[Row, ...]:
    levels = (("junior", "初级"), ("intermediate", "中级"), ("senior", "高级"))
    rows = [_section("下一步工作方案")]
    for index, (key, name) in enumerate(levels):
        left = (_label(people_label, 3, down=3),) if index == 0 else ()
        middle = (_label(fees_label, 2, down=3),) if index == 0 else ()
        rows.append(_row(
            *left, _label(name, 1), _field(f"plan.{people}.{key}", 3),
            *middle, _label(name, 1), _field(f"plan.fees.{key}", 2),
        ))
    rows.append(_row(_label(text_label, 3), _field("plan.text", 9)))
    rows.append(_row(Slot("inline", COLUMNS, path="commitment")))
    rows.append(_row(Slot("inline", COLUMNS, path="recommendation")))
    return tuple(rows)


_HISTORY = "foundation.training_history"
_TEACHERS = "foundation.teachers"
_TRAINING = (
    *_head("培训"),
    *_ORGANISATION,
    _row(
        _label("近5年\n培训规模\n（人次）", 2, down=8), _label("年度", 2), _label("培训人数", 2),
        _label("独立培训人数", 3), _label("合作培训人数", 3),
    ),
    _entries(
        _HISTORY, 5, _field(f"{_HISTORY}[].year", 2), _field(f"{_HISTORY}[].trained", 2),
        _field(f"{_HISTORY}[].independent", 3), _field(f"{_HISTORY}[].cooperative", 3),
    ),
    _row(_label("培训总规模", 4), _field("foundation.trained_total", 6)),
    _row(_label("（其中独立培训规模）", 4), _field("foundation.independent_total", 6)),
    *_VENUE_ROWS,
    _row(_label("信息化\n平台建设情况", 3), _field("foundation.platform", 9)),
    _row(
        _label("师资团队总人数", 3, down=2), _field("foundation.faculty_total", 2, down=2),
        _label("专职师资队伍人数", 4), _field("foundation.faculty_full_time", 3),
    ),
    _row(_label("兼职师资队伍人数", 4), _field("foundation.faculty_part_time", 3)),
    _row(
        _label("培训教师姓名", 2), _label("工作单位", 3), _label("专业技术职务/职称", 2), _label("专业", 2),
        _label("人员性质", 1), _label("联系电话", 2),
    ),
    _entries(
        _TEACHERS, 2, _field(f"{_TEACHERS}[].name", 2), _field(f"{_TEACHERS}[].employer", 3),
        _field(f"{_TEACHERS}[].title", 2), _field(f"{_TEACHERS}[].specialty", 2),
        _field(f"{_TEACHERS}[].engagement", 1), _field(f"{_TEACHERS}[].phone", 2),
    ),
    _row(
        Slot("more", 2, text="……"), Slot("more", 3), Slot("more", 2), Slot("more", 2), Slot("more", 1), Slot("more", 2),
    ),
    _row(_label("已有培训情况简述", 3), _field("foundation.training_summary", 9)),
    _row(_label("师资团队建设机制简述", 3), _field("foundation.faculty_mechanism", 9)),
    *_plan("trainees", "年度计划培训人数（人次）", "培训费用（元/学时）", "下步培训工作规划"),
)

_CERTIFICATES = "foundation.certificate_history"
_EXPERTS = "foundation.experts"
_EVALUATION = (
    *_head("评价"),
    *_ORGANISATION,
    _row(
        _label("是否开展评价", 3), _field("foundation.conducts_evaluation", 3),
        _label("是否颁发证书", 3), _field("foundation.issues_certificates", 3),
    ),
    _row(
        _label("近5年开展考核评价规模（人次）", 2, down=8), _label("年度", 2), _label("证书名称", 3),
        _label("证书性质\n（自有证书或其它机构证书）", 3), _label("颁证数量", 2),
    ),
    _entries(
        _CERTIFICATES, 5, _field(f"{_CERTIFICATES}[].year", 2), _field(f"{_CERTIFICATES}[].name", 3),
        _field(f"{_CERTIFICATES}[].nature", 3), _field(f"{_CERTIFICATES}[].issued", 2),
    ),
    _row(_label("总规模", 4), _field("foundation.issued_total", 6)),
    _row(_label("其中自有证书规模", 4), _field("foundation.own_total", 6)),
    _row(_label("证书类别", 3), _field("foundation.certificate_category", 9)),
    *_VENUE_ROWS,
    _row(_label("信息化平台建设情况", 3), _field("foundation.platform", 9)),
    _row(
        _label("考评团队\n总人数", 3, down=2), _field("foundation.team_total", 2, down=2),
        _label("考评员队伍人数", 4), _field("foundation.examiners", 3),
    ),
    _row(_label("督导员队伍人数", 4), _field("foundation.supervisors", 3)),
    _row(_label("命题专家姓名", 3), _label("工作单位", 4), _label("专业技术职务/职称", 3), _label("联系电话", 2)),
    _entries(
        _EXPERTS, 2, _field(f"{_EXPERTS}[].name", 3), _field(f"{_EXPERTS}[].employer", 4),
        _field(f"{_EXPERTS}[].title", 3), _field(f"{_EXPERTS}[].phone", 2),
    ),
    _row(Slot("more", 3, text="……"), Slot("more", 4), Slot("more", 3), Slot("more", 2)),
    _row(_label("已开展考核评价情况简述", 3), _field("foundation.evaluation_summary", 9)),
    _row(_label("考评团队建设机制", 3), _field("foundation.team_mechanism", 9)),
    *_plan("candidates", "年度计划考核人数（人次）", "考核费用（元/次）", "下步考核评价工作规划"),
)

LAYOUTS: dict[FormType, tuple[Row, ...]] = {"training_institution": _TRAINING, "evaluation_institution": _EVALUATION}

PLEDGE = "本单位提交的所有材料均真实、准确、可靠，如有失信或弄虚作假，其责任由本单位自负并愿接受相关处理。"

_COMMON_NOTES = (
    "单位类型：行业协会等社团组织、事业单位、企业、集体企业、民营企业、民办非企业单位；",
    "所属行业：请参考《2017年国民经济行业分类》（GB/T 4754—2017）；",
)
_LAST_NOTES = (
    "工作单位：填写单位全称，建议填写至单位所在部门或二级单位；",
    "申请开展多个职业的培训或评价工作，请按职业分别填报申请；",
    "本表可另附页。",
)
NOTES: dict[FormType, tuple[str, ...]] = {
    "training_institution": (*_COMMON_NOTES, "人员性质：专职师资、兼职师资；", *_LAST_NOTES),
    "evaluation_institution": (
        *_COMMON_NOTES, "证书类别：行业证书、企业证书、在已取消的职业资格证书基础上升级改造的新型证书、其他类型证书；", *_LAST_NOTES,
    ),
}
