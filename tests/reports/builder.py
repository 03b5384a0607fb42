"""Invented records for the tests of what people read: evidence is derived from the form's values.

All units, people and numbers are invented.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schema.batch import Batch, FileEntry, FormRow, Problem
from schema.boxes import LEVEL_NAMES, Box, Kind, boxes
from schema.finding import Finding, FindingEvidence, Report, Severity, report
from schema.forms import FORMS, FormType
from schema.record import Evidence, Record, Source, Tick, Unassigned, value_at
from schema.submission import Mail, Paper, Submission

PROFILE = "单位成立以来始终以服务地方数字经济发展为宗旨，建有规范的财务制度和管理制度，社会信用良好。" * 4
SUMMARY = "近五年来面向制造、金融、能源等行业开设课程26门，实行课前签到、课中抽查、课后测评三级考勤；过程材料留存不少于五年。" * 3

_ORGANISATION: dict[str, Any] = {
    "name": "重庆照母山数字技术研究院有限公司",
    "credit_code": "91500112MA5U7QXW0P",
    "legal_representative": {"name": "黎文博", "id_number": "11010519491231002X"},
    "address": "重庆市渝北区春晖大道226号4幢20层",
    "type": "民营企业",
    "industry": "互联网和相关服务",
    "registered_capital": 1200.0,
    "employees": 430,
    "established": "2012-02-05",
    "tax_records": [
        {"year": 2020, "amount": 434.21, "dishonest": False},
        {"year": 2021, "amount": 450.72, "dishonest": False},
        {"year": 2022, "amount": 1216.4, "dishonest": False},
    ],
    "national_base": False, "industry_base": True, "provincial_base": True, "standard_developer": False,
    "applicant": {"name": "田红勇", "phone": "13300000317", "position": "副院长", "email": "tian@example.org.cn"},
    "contact": {"name": "傅庆", "phone": "023-60000483", "position": "项目主管", "email": "fu@example.org.cn"},
    "profile": PROFILE,
}
_VENUES = [
    {"address": "重庆市北碚区春晖大道224号5幢14层", "area": 6762.0, "capacity": 713, "equipment_sets": 379,
     "equipment_value": 1689.0},
    {"address": "重庆市江北区金开大道40号7幢15层", "area": 6244.5, "capacity": 1155, "equipment_sets": 576,
     "equipment_value": 1814.25},
]
_FEES = {"junior": None, "intermediate": 35.0, "senior": 40.0}
_PEOPLE = {"junior": None, "intermediate": 591, "senior": 163}
_COMMITMENT = {"organisation": _ORGANISATION["name"], "signatory": "黎文博", "date": "2023-06-14"}

CLEAN: dict[FormType, dict[str, Any]] = {
    "training_institution": {
        "occupation": "云计算工程技术人员",
        "levels": ["中级", "高级"],
        "organisation": _ORGANISATION,
        "foundation": {
            "training_history": [
                {"year": 2018, "trained": 4927, "independent": 4622, "cooperative": 305},
                {"year": 2019, "trained": 3595, "independent": 2916, "cooperative": 679},
                {"year": 2020, "trained": 4544, "independent": 4063, "cooperative": 481},
                {"year": 2021, "trained": 2924, "independent": 2128, "cooperative": 796},
                {"year": 2022, "trained": 4608, "independent": 4427, "cooperative": 181},
            ],
            "trained_total": 20598, "independent_total": 18156,
            "venues": _VENUES,
            "platform": "建有学习管理系统，支持直播、点播、在线作业与考试，并发能力不低于5000人。",
            "faculty_total": 21, "faculty_full_time": 12, "faculty_part_time": 9,
            "teachers": [
                {"name": "朱梅", "employer": "重庆照母山教育科技研究院教学部", "title": "工程师", "specialty": "通信工程",
                 "engagement": "兼职师资", "phone": "18600000750"},
                {"name": "钟燕", "employer": "重庆悦来智能装备研究院培训中心", "title": "研究员", "specialty": "自动化",
                 "engagement": "兼职师资", "phone": "15000000921"},
                {"name": "程军", "employer": "重庆照母山数字技术研究院有限公司教学部", "title": "正高级工程师",
                 "specialty": "数据科学与大数据技术", "engagement": "专职师资", "phone": "13800000807"},
            ],
            "training_summary": SUMMARY, "faculty_mechanism": SUMMARY,
        },
        "plan": {"trainees": _PEOPLE, "fees": _FEES, "text": PROFILE},
        "commitment": _COMMITMENT,
    },
    "evaluation_institution": {
        "occupation": "物联网工程技术人员",
        "levels": ["初级", "中级", "高级"],
        "organisation": {**_ORGANISATION, "name": "重庆悦来信息技术行业协会", "type": "行业协会等社团组织"},
        "foundation": {
            "conducts_evaluation": True, "issues_certificates": True,
            "certificate_history": [
                {"year": year, "name": "物联网安装调试水平证书", "nature": "自有证书", "issued": 4000 + year}
                for year in range(2018, 2023)
            ],
            "issued_total": 30100, "own_total": 30100, "certificate_category": "行业证书",
            "venues": _VENUES[:1],
            "platform": "建有考务管理平台，报名、编排、阅卷、发证全程留痕。",
            "team_total": 40, "examiners": 30, "supervisors": 10,
            "experts": [
                {"name": "金轩", "employer": "重庆渝智物联科技集团技术部", "title": "讲师", "phone": "17700000539"},
                {"name": "程梓春", "employer": "重庆渝州教育科技股份有限公司技术部", "title": "讲师", "phone": "15800000912"},
            ],
            "evaluation_summary": SUMMARY, "team_mechanism": SUMMARY,
        },
        "plan": {"candidates": {**_PEOPLE, "junior": 120}, "fees": {**_FEES, "junior": 200.0}, "text": PROFILE},
        "commitment": {**_COMMITMENT, "organisation": "重庆悦来信息技术行业协会"},
    },
}


def make_record(
    form_type: FormType,
    changes: Mapping[str, Any] | None = None,
    evidence: Mapping[str, Evidence] | None = None,
    data: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Record:
    """A record of CLEAN (or `data`).

    changes: values by field path (`foundation.teachers[0].phone`), put into the form before evidence is derived.
    evidence: by field path, instead of what is derived. fields: of the record itself.
    """
    form = FORMS[form_type].model_validate(_changed(data or CLEAN[form_type], changes or {}))
    derived = {path: _evidence(box, value_at(form, path)) for box in boxes(FORMS[form_type]) for path in paths(form, box)}
    name = {"training_institution": "推荐表-照母山.docx", "evaluation_institution": "推荐表-悦来.pdf"}[form_type]
    source = Source(
        path=f"来信/{name}", origin=("来信.eml", "材料.zip", name), sha256="0f" * 32, media_type="application/pdf",
        reader="docx" if name.endswith("docx") else "pdf", pages=None if name.endswith("docx") else 4,
    )
    defaults: dict[str, Any] = {"id": f"样例-{form_type}", "notice": "渝人社办〔2023〕138号", "source": source}
    return Record(form_type=form_type, form=form, evidence={**derived, **(evidence or {})}, **{**defaults, **fields})


def make_finding(
    field: str | None, severity: Severity = "error", code: str = "totals.trained", **fields: Any
) -> Finding:
    """A finding about a field, with words of its own."""
    words: dict[str, Any] = {
        "label": f"栏目 {field}", "message": f"{field} 填写有误。", "found": "18,620", "expected": "18,520",
        "suggestion": "请核对后更正。", "basis": "推荐表填写要求",
        "evidence": FindingEvidence(file="来信/推荐表.docx", page=2, cell="T1R4C4", excerpt="18620"),
    }
    return Finding(code=code, severity=severity, field=field, **{**words, **fields})


def faulty(form_type: FormType) -> tuple[Record, Report]:
    """A record that has something wrong everywhere, and the report on it."""
    table = {"training_institution": "foundation.teachers", "evaluation_institution": "foundation.experts"}[form_type]
    total = {"training_institution": "trained_total", "evaluation_institution": "issued_total"}[form_type]
    record = make_record(
        form_type,
        {
            f"foundation.{total}": 18620, "organisation.employees": None, "organisation.national_base": None,
            "organisation.profile": None, "foundation.venues[0].area": None, f"{table}[1].name": "朱梅", f"{table}[0].name": "朱梅",
            "organisation.tax_records": [], "organisation.contact.email": None, "commitment.date": "2023-07-01",
        },
        {
            "organisation.employees": _said("约四百余", "unreadable"),
            "organisation.national_base": Evidence(
                label="国家级", raw="是☑ 否☑", state="unreadable",
                ticks=(Tick(option="是", state="on"), Tick(option="否", state="on")),
            ),
            "organisation.profile": _said("（主要包括：基本情况、行业地位、单位优势，800字以内）", "placeholder"),
            "foundation.venues[0].area": _said("三栋楼", "unreadable"),
            f"foundation.{total}": _said("１８６２０人次左右", "read"),
            "organisation.contact.email": _said("/", "blank"),
            "organisation.credit_code": _said("91500112 MA5U7QXW0P", "read"),
        },
        unassigned=(Unassigned(text="（附件：办学许可证复印件）", page=3), Unassigned(text="此处盖章", cell="P12")),
    )
    history = {"training_institution": "training_history", "evaluation_institution": "certificate_history"}[form_type]
    findings = [
        make_finding("organisation.employees", "warning", "completeness.unreadable", label="正式员工数",
                     message="正式员工数填写“约四百余”，无法识别为人数。", found="约四百余", expected=None,
                     suggestion="请填写整数，如 430。"),
        make_finding("organisation.tax_records", "error", "completeness.required", label="近三年纳税情况",
                     message="近三年纳税情况未填写。", found=None, expected=None, suggestion="请补填。"),
        make_finding("organisation.national_base", "error", "marks.yes_no", label="国家级专业技术人员继续教育基地"),
        make_finding("organisation.contact.email", "error", "completeness.required", label="申报联系人—邮箱"),
        make_finding("organisation.profile", "error", "completeness.required", label="单位基本情况"),
        make_finding(f"foundation.{total}", "error", label="总规模",
                     message="总规模填报 18,620 人次，近5年人数合计 18,520 人次，相差 100 人次"),
        make_finding(f"foundation.{total}", "info", "totals.independent", label="总规模"),
        make_finding(f"foundation.{history}", "warning", "eligibility.scale", label="近5年规模"),
        make_finding(f"foundation.{history}[2]", "warning", "periods.history_years", label="近5年规模—第3行"),
        make_finding("foundation.venues[0].area", "warning", "completeness.unreadable", label="场地面积"),
        make_finding(f"{table}[1].name", "warning", "consistency.duplicate_person", label="姓名"),
        make_finding(table, "warning", "consistency.teachers", label="名单"),
        make_finding("plan.fees", "warning", "consistency.levels", label="费用"),
        make_finding("commitment.date", "warning", "consistency.commitment", label="承诺—日期"),
        make_finding(None, "info", "document.unmapped_label", label="文件", found=None, expected=None),
    ]
    return record, report(record.id, findings)


def make_mail(**changes: Any) -> Mail:
    """A mail that came in time."""
    said: dict[str, Any] = {
        "sender": "傅庆 <fu@example.org.cn>", "to": "收件 <office@example.org>", "subject": "第二批培训机构申报材料",
        "date": "2023-06-15T16:20:00+08:00", "received": "2023-06-15T08:21:07+00:00", "message_id": "<1@example.org.cn>",
        "in_reply_to": None,
    }
    return Mail.model_validate({**said, **changes})


def make_submission(**changes: Any) -> Submission:
    """A mail with one form, to which everything else is missing, and which came too late."""
    late = make_finding(
        None, "error", "timing.late", label="收到时间", message="来件于 2023年6月17日 00:30 收到，晚于申报截止日期 2023年6月16日",
        found="2023年6月17日 00:30", expected="2023年6月16日", evidence=FindingEvidence(file="来信.eml"),
    )
    missing = make_finding(
        None, "error", "materials.missing", label="申报材料", message="来件中没有法人登记证书复印件", found=None,
        expected="法人登记证书复印件", evidence=FindingEvidence(file="来信.eml"),
    )
    said: dict[str, Any] = {
        "id": "邮件-1", "kind": "mail", "title": "第二批培训机构申报材料", "mail": make_mail(),
        "files": ("来信/推荐表-照母山.docx", "来信/扫描.pdf", "来信/执照.pdf"),
        "records": ("样例-training_institution",), "missing": ("法人登记证书复印件",), "findings": (missing, late),
    }
    return Submission.model_validate({**said, **changes})


def paths(form: Any, box: Box) -> Iterator[str]:
    """The field paths of a box in a form: one, or one a row."""
    head, rows, tail = box.path.partition("[]")
    if not rows:
        yield box.path
    else:
        yield from (f"{head}[{index}]{tail}" for index in range(len(value_at(form, head))))


def _said(raw: str, state: Any) -> Evidence:
    return Evidence(label="栏目", raw=raw, state=state, page=1, cell="T1R1C2")


def _evidence(box: Box, value: Any) -> Evidence:
    ticks: tuple[Tick, ...] = ()
    if box.kind is Kind.LEVELS:
        ticks = tuple(Tick(option=name, state="on" if name in value else "off") for name in LEVEL_NAMES)
    elif box.kind is Kind.YES_NO and box.path.startswith("organisation.") and "[]" not in box.path:
        options = (("是", True), ("否", False))
        ticks = tuple(Tick(option=word, state="on" if value is said else "off") for word, said in options)
    raw = "" if value is None else {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return Evidence(label=box.label, raw=raw, state="read" if raw else "blank", page=1, cell="T1R1C2", ticks=ticks)


def _changed(value: Any, changes: Mapping[str, Any], path: str = "") -> Any:
    if path in changes:
        return changes[path]
    if isinstance(value, Mapping):
        keys = {**value, **{key: None for key in changes if not path and key not in value and "." not in key}}
        return {key: _changed(inner, changes, f"{path}.{key}" if path else key) for key, inner in keys.items()}
    if isinstance(value, list):
        return [_changed(inner, changes, f"{path}[{index}]") for index, inner in enumerate(value)]
    return value


def make_batch(
    results: Sequence[tuple[Record, Report]], files: Sequence[FileEntry] = (), submissions: Sequence[Submission] = (),
) -> Batch:
    """A batch of these results, of the files they came from and others, and of submissions, to which the files belong."""
    rows = tuple(
        FormRow(
            reader=record.source.reader, unsealed=False,
            id=record.id, form_type=record.form_type, path=record.source.path, organisation=record.form.organisation.name,
            credit_code=record.form.organisation.credit_code, occupation=record.form.occupation,
            levels=record.form.levels, address=record.form.organisation.address,
            legal_representative=record.form.organisation.legal_representative.name,
            established=record.form.organisation.established,
            contact=record.form.organisation.contact.name, contact_phone=record.form.organisation.contact.phone,
            scale=20598, sha256=record.source.sha256, places={}, report=found,
        )
        for record, found in results
    )
    came = tuple(
        FileEntry(
            path=record.source.path, origin=record.source.origin, size=48_213, sha256=record.source.sha256,
            media_type=record.source.media_type, outcome="form", records=(record.id,), paper=Paper(kind="form", by="content"),
        )
        for record, _ in results
    )
    owner = {path: submission.id for submission in submissions for path in submission.files}
    return Batch(
        notice="渝人社办〔2023〕138号", notice_title="关于开展数字技术工程师培育项目第二批培训机构和评价机构申报工作的通知",
        forms=rows, files=tuple(entry.model_copy(update={"submission": owner.get(entry.path)}) for entry in (*came, *files)),
        submissions=tuple(submissions),
    )


def make_files() -> tuple[FileEntry, ...]:
    """A file of every outcome but a form."""
    problem = Problem(
        file="来信/扫描.pdf", code="document.unreadable", reason="文件中没有可以读取的文字。", advice="请申报单位改报 Word 电子版。",
    )
    common: dict[str, Any] = {"size": 1024, "sha256": "0a" * 32, "media_type": "application/pdf"}
    return (
        FileEntry(path="来信/扫描.pdf", origin=("来信/扫描.pdf",), outcome="problem", problem=problem, **common),
        FileEntry(path="来信/执照.pdf", origin=("来信.eml", "执照.pdf"), outcome="material", note="法人登记证书",
                  paper=Paper(kind="certificate", by="name"), **common),
        FileEntry(path="来信/Thumbs.db", origin=("Thumbs.db",), outcome="ignored", note="系统文件", **common),
    )
