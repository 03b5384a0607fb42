"""Layouts that applicants invent: each is read, or said, but never guessed."""

from extractors.document import Cell, Locator, Paragraph, Table
from extractors.mapping.mapper import MappedForm, map_document
from extractors.marks import find_marks
from schema.forms import FormType
from schema.layout import LAYOUTS, Row
from tests.extractors.mapping.paper import Answers, around, document, paper, sample_answers

TRAINING: FormType = "training_institution"
Line = tuple[str | tuple[str, int], ...]


def table(*lines: Line) -> Table:
    """A table of twelve columns from lines of texts, each with the columns it covers (equal shares without)."""
    cells = []
    for row, line in enumerate(lines):
        column = 0
        for item in line:
            text, span = item if isinstance(item, tuple) else (item, 12 // len(line))
            cells.append(Cell(row, column, 1, span, text, Locator(cell=f"T9R{row + 1}C{column + 1}"), find_marks(text)))
            column += span
    return Table(tuple(cells), len(lines), tuple(60 + 40.0 * index for index in range(13)))


def without(*paths: str) -> tuple[Row, ...]:
    """The paper's rows but those that hold a box whose path begins so, and the label rows above entries."""
    return tuple(
        row for row in LAYOUTS[TRAINING]
        if not any(slot.path.startswith(path) for slot in row.slots for path in paths)
    )


def form_of(answers: Answers, *instead: Table, drop: tuple[str, ...] = ()) -> MappedForm:
    """The training form without some rows, and tables of one's own in their place."""
    before, title, rest, *notes = around(TRAINING, paper(TRAINING, answers, rows=without(*drop)))
    (form,) = map_document(document(before, title, *instead, rest, *notes))
    return form


def raw(form: MappedForm, path: str) -> str | None:
    """What was found in a box."""
    return next((reading.evidence.raw for reading in form.readings if reading.path == path), None)


def test_labels_above_their_answers() -> None:
    """A header row with the answers in the row below."""
    answers = sample_answers(TRAINING)
    form = form_of(
        answers, table(("单位类型", "所属行业"), ("民营企业", "教育")), drop=("organisation.type",),
    )
    assert raw(form, "organisation.type") == "民营企业"
    assert raw(form, "organisation.industry") == "教育"


def test_group_in_the_label() -> None:
    """「联系人电话」 names the group and the box at once."""
    answers = sample_answers(TRAINING)
    own = table(("申报联系人姓名", "张三", "联系人电话", "13800000099"), ("联系人职务", "主任", "联系人邮箱", "z@example.cn"))
    form = form_of(answers, own, drop=("organisation.contact",))
    assert raw(form, "organisation.contact.name") == "张三"
    assert raw(form, "organisation.contact.phone") == "13800000099"
    assert raw(form, "organisation.contact.position") == "主任"
    assert raw(form, "organisation.applicant.name") == answers["organisation.applicant.name"]


def test_group_label_that_was_not_merged() -> None:
    """A group's label typed once, with an empty cell below it."""
    answers = sample_answers(TRAINING)
    own = table(
        ("申报联系人", "姓名", "张三", "电话", "1380"), ("", "职务", "主任", "邮箱", "z@example.cn"),
    )
    own = own._replace(cells=tuple(cell._replace(colspan=2, col=2 * at) for at, cell in ((c.col // 2, c) for c in own.cells)))
    form = form_of(answers, own, drop=("organisation.contact",))
    assert raw(form, "organisation.contact.position") == "主任"
    assert raw(form, "organisation.contact.email") == "z@example.cn"


def test_an_answer_that_is_also_a_label() -> None:
    """A position of 负责人 or 联系人 is an answer where it stands beside 职务."""
    answers = sample_answers(TRAINING)
    answers["organisation.applicant.position"] = "联系人"
    answers["organisation.contact.position"] = "负责人"
    answers["foundation.teachers[0].specialty"] = "专业"
    form = form_of(answers)
    assert raw(form, "organisation.applicant.position") == "联系人"
    assert raw(form, "organisation.contact.position") == "负责人"
    assert raw(form, "organisation.contact.email") == answers["organisation.contact.email"]
    assert raw(form, "organisation.applicant.email") == answers["organisation.applicant.email"]
    assert raw(form, "foundation.teachers[0].specialty") == "专业"


def test_options_in_cells_of_their_own() -> None:
    """是 and 否, or the three levels, each in a cell."""
    answers = sample_answers(TRAINING)
    own = table(
        (("拟申报开展培训的专业技术等级", 6), ("初级□", 2), ("中级□√", 2), ("高级□", 2)),
        (("国家级专业技术人员继续教育基地", 4), ("是□", 1), ("否□√", 1), ("行业专业技术人员继续教育基地", 4), ("是√", 1), ("否□", 1)),
    )
    form = form_of(answers, own, drop=("levels", "organisation.national_base"))
    ticks = {reading.path: reading.evidence.ticks for reading in form.readings}
    assert [tick.state for tick in ticks["levels"]] == ["off", "on", "off"]
    assert [tick.state for tick in ticks["organisation.national_base"]] == ["off", "on"]
    assert [tick.state for tick in ticks["organisation.industry_base"]] == ["on", "off"]


def test_label_and_answer_in_one_cell() -> None:
    """「单位地址：…」 as one cell, and as a line of text."""
    answers = sample_answers(TRAINING)
    form = form_of(answers, table(("单位地址：重庆市渝北区甲路1号",), ), drop=("organisation.address",))
    assert raw(form, "organisation.address") == "重庆市渝北区甲路1号"


def test_teachers_pasted_into_a_cell() -> None:
    """A list of teachers pasted as a table of its own is read, with and without its own header row."""
    answers = {path: text for path, text in sample_answers(TRAINING).items() if not path.startswith("foundation.teachers[1]")}
    people = (("李四", "甲公司", "讲师", "数学", "专职师资", "13800000001"), ("王五", "乙公司", "教授", "软件", "兼职师资", "13800000002"))
    for header in ((), (("姓名", "工作单位", "职称", "专业", "人员性质", "联系电话"),)):
        inner = table(*header, *people)
        whole = paper(TRAINING, answers)
        row = 1 + next(cell.row for cell in whole.cells if cell.text == "培训教师姓名")
        host = Cell(row, 0, 1, 12, "", Locator(cell="T1R9C1"), tables=(inner,))
        cells = tuple(cell for cell in whole.cells if cell.row != row)
        pasted = whole._replace(cells=tuple(sorted((*cells, host), key=lambda cell: (cell.row, cell.col))))
        (form,) = map_document(document(*around(TRAINING, pasted)))
        assert raw(form, "foundation.teachers[0].name") == "李四"
        assert raw(form, "foundation.teachers[1].phone") == "13800000002"
        assert raw(form, "foundation.teachers[1].title") == "教授"


def test_a_label_that_matches_nothing_is_reported() -> None:
    """An invented row is left unassigned and its label is named."""
    answers = sample_answers(TRAINING)
    form = form_of(answers, table((("吉祥物名称", 3), ("小核", 9))))
    assert {one.text for one in form.unassigned} == {"吉祥物名称", "小核"}
    (remark,) = form.remarks
    assert remark.code == "document.unmapped_label"
    assert "吉祥物名称" in remark.detail
    assert "小核" in remark.detail


def test_missing_rows_are_reported() -> None:
    """Rows that the applicant deleted are named, a whole group by its label."""
    answers = sample_answers(TRAINING)
    form = form_of(answers, drop=("organisation.address", "recommendation"))
    (remark,) = form.remarks
    assert remark.code == "document.template_altered"
    assert "单位地址" in remark.detail
    assert "推荐意见" in remark.detail
    assert raw(form, "organisation.address") is None


def test_a_near_miss_loses_to_an_exact_label() -> None:
    """A retyped label is taken when nothing else is it, and never before the label itself."""
    answers = sample_answers(TRAINING)
    form = form_of(answers, table((("单位成立的时间", 3), ("2001年", 9))))
    assert raw(form, "organisation.established") == answers["organisation.established"]
    form = form_of(answers, table((("单位成立的时间", 3), ("2001年", 9))), drop=("organisation.established",))
    assert raw(form, "organisation.established") == "2001年"


def test_pledge_in_paragraphs() -> None:
    """承诺 and 推荐意见 as text below the table, a line each."""
    answers = sample_answers(TRAINING)
    rows = tuple(row for row in LAYOUTS[TRAINING] if row.slots[0].kind != "inline")
    lines = (
        "承诺", "申报单位（盖章）：甲公司", "法定代表人（或委托代理人）：张三", "2023年6月5日", "推荐单位（盖章）：某局",
        "推荐单位联系人：李四  联系电话：023-88152487",
    )
    paragraphs = [Paragraph(line, Locator(cell=f"P{n}")) for n, line in enumerate(lines, start=3)]
    before, title, rest, *_ = around(TRAINING, paper(TRAINING, answers, rows=rows))
    (form,) = map_document(document(before, title, rest, *paragraphs))
    assert raw(form, "commitment.organisation") == "甲公司"
    assert raw(form, "commitment.signatory") == "张三"
    assert raw(form, "commitment.date") == "2023年6月5日"
    assert raw(form, "recommendation.organisation") == "某局"
    assert raw(form, "recommendation.contact") == "李四"
    assert raw(form, "recommendation.phone") == "023-88152487"


def test_words_of_an_inline_label_in_prose() -> None:
    """A telephone number inside a text is part of the text."""
    answers = sample_answers(TRAINING)
    answers["organisation.profile"] = "本单位成立多年。\n联系电话：023-88152487\n日期：2020年"
    form = form_of(answers)
    assert raw(form, "organisation.profile") == answers["organisation.profile"]
    assert raw(form, "recommendation.phone") == answers["recommendation.phone"]


def test_two_forms_in_one_file() -> None:
    """Each form of a file is mapped by itself, in one table or in two."""
    first = sample_answers(TRAINING)
    second = sample_answers("evaluation_institution")
    blocks = (*around(TRAINING, paper(TRAINING, first)), *around("evaluation_institution", paper("evaluation_institution", second)))
    forms = map_document(document(*blocks))
    assert [form.form_type for form in forms] == ["training_institution", "evaluation_institution"]
    assert all(form.unassigned == () and form.remarks == () for form in forms)
    above, below = paper(TRAINING, first), paper(TRAINING, {**first, "occupation": "另一职业"})
    shifted = tuple(cell._replace(row=cell.row + above.rows) for cell in below.cells)
    joined = above._replace(cells=above.cells + shifted, rows=above.rows + below.rows)
    one, two = map_document(document(*around(TRAINING, joined)))
    assert raw(one, "occupation") == first["occupation"]
    assert raw(two, "occupation") == "另一职业"


def test_another_form_is_no_form() -> None:
    """Common labels alone make no form of ours."""
    foreign = table(
        ("姓名", "张三", "性别", "女"), ("单位名称", "甲公司", "联系电话", "1380"), ("职务", "主任", "邮箱", "a@example.cn"),
        ("单位地址", "某路1号", "统一社会信用代码", ""), ("法定代表人", "李四", "所属行业", "教育"),
    )
    assert map_document(document(Paragraph("某某奖励申报表", Locator(cell="P1")), foreign)) == ()
    assert map_document(document(Paragraph("关于填写培训机构推荐表的通知", Locator(cell="P1")))) == ()


def test_an_empty_table_is_known_to_be_there() -> None:
    """A list of teachers that nobody filled has evidence of its own, for the finding to point at."""
    answers = {path: text for path, text in sample_answers(TRAINING).items() if "teachers" not in path}
    form = form_of(answers)
    assert form.empty_tables["foundation.teachers"].state == "blank"
    assert form.empty_tables["foundation.teachers"].cell
    assert form.remarks == ()
