"""What a document that is no form is, by what it says: a certificate, a credit report, a letter of commitment.

A paper begins with its title, a line of its own, and says below it what such a paper says; a list of materials has the
titles without the rest. Knows the papers and nothing of file formats.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Document, Paragraph, Table
from extractors.units_named import units_coded, units_named
from schema.folding import fold
from schema.submission import Paper, PaperKind

_TITLE_LONGEST = 40  # characters
_COPY = "(?:副本|正本|复印件|扫描件|样本|样例|电子证照|加盖公章)*"


@dataclass(frozen=True, slots=True)
class _Kind:
    """title: of a folded line. words: what such a paper says; at least so many of them below the title."""

    kind: PaperKind
    title: re.Pattern[str]
    words: tuple[str, ...]
    least: int


_KINDS = (
    _Kind(
        "certificate",
        re.compile(
            rf"(?:中华人民共和国)?(?:[\u4e00-\u9fff]{{0,10}}营业执照|[\u4e00-\u9fff]{{0,8}}法人(?:登记|资格)?证书"
            rf"|(?:民办非企业单位|社会团体|社会组织|社会服务机构|基金会|民间组织|事业单位|宗教活动场所)(?:法人)?登记证书?"
            rf"|统一社会信用代码证书?){_COPY}"
        ),
        (
            "统一社会信用代码", "名称", "类型", "法定代表人", "负责人", "注册资本", "注册资金", "开办资金", "成立日期", "经营范围",
            "业务范围", "住所", "登记机关", "登记管理机关", "发证机关", "业务主管单位", "举办单位", "经费来源", "有效期", "营业期限",
        ),
        4,
    ),
    _Kind(
        "credit_report",
        re.compile(r"[\u4e00-\u9fff0-9]{0,30}(?:信用|征信)(?:信息|状况|情况)*(?:查询|核查|评价|分析)?报告书?(?:自主查询版|银行版|简版|查询版|样例)?"),
        (
            "统一社会信用代码", "报告编号", "编号", "查询时间", "生成日期", "生成时间", "报告时间", "报告日期", "行政处罚", "行政许可", "失信",
            "经营异常", "登记状态", "信用中国", "报告说明", "信贷", "司法", "查询机构", "守信", "红名单", "黑名单",
        ),
        3,
    ),
    _Kind(
        "commitment",
        re.compile(r"[\u4e00-\u9fff]{0,24}承诺[书函](?:模板|样本|样例|盖章)?"),
        ("承诺", "盖章", "公章", "签字", "签名", "签章", "承诺人", "承诺单位", "法定代表人", "责任", "年月日"),
        2,
    ),
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    in_table: bool


def paper_in(document: Document) -> Paper | None:
    """What the document is; None where it says nothing that is known.

    Where it holds several papers one after the other, the first is its kind.
    """
    lines = tuple(_lines(document.blocks))
    kinds = tuple(dict.fromkeys(_papers(lines, titles_in_tables=True)))
    if not kinds:
        return None
    names, credit_codes = units_named([line.text for line in lines])
    names_coded, codes_coded = units_coded([code for image in document.images for code in image.codes])
    return Paper(
        kind=kinds[0], also=kinds[1:], by="content", names=tuple(dict.fromkeys((*names, *names_coded))),
        credit_codes=credit_codes, qr_credit_codes=codes_coded,
    )


def papers_beside_form(document: Document) -> tuple[PaperKind, ...]:
    """The papers that stand in the same document as a form. A form's own boxes are no titles."""
    return tuple(dict.fromkeys(_papers(tuple(_lines(document.blocks)), titles_in_tables=False)))


def _lines(blocks: Sequence[Paragraph | Table]) -> Iterator[_Line]:
    """The lines of a document in reading order; what stands in a cell is one line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (_Line(text, in_table=False) for text in block.text.split("\n") if text.strip())
            continue
        for cell in block.cells:
            if cell.text.strip():
                yield _Line(cell.text.replace("\n", ""), in_table=True)
            yield from (_Line(line.text, in_table=True) for line in _lines(cell.tables))


def _papers(lines: Sequence[_Line], *, titles_in_tables: bool) -> Iterator[PaperKind]:
    """The papers that begin at titles, in their order. Behind the first, a title in a table is what a row is about."""
    titles: list[tuple[int, _Kind]] = []
    for at, line in enumerate(lines):
        if line.in_table and (titles or not titles_in_tables):
            continue
        kind = _titled(line.text) or (_titled(line.text + lines[at + 1].text) if at + 1 < len(lines) else None)
        if kind is not None:
            titles.append((at, kind))
    ends = [*(at for at, _ in titles[1:]), len(lines)]
    for (at, kind), end in zip(titles, ends, strict=False):
        said = fold("".join(line.text for line in lines[at + 1 : end]))
        if sum(word in said for word in kind.words) >= kind.least:
            yield kind.kind


def _titled(text: str) -> _Kind | None:
    if len(text) > _TITLE_LONGEST:
        return None
    for part in (text, *text.split()):  # a code may stand beside the title
        folded = fold(part)
        kind = next((one for one in _KINDS if one.title.fullmatch(folded)), None)
        if kind is not None:
            return kind
    return None
