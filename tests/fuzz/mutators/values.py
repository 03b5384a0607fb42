"""What is written into the boxes of a form."""

import zipfile
from functools import cache
from pathlib import Path
from random import Random

from lxml import etree

from tests.fuzz.mutators.markup import _of_docx
from tests.fuzz.mutators.mutator import Mutator

_T = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_TEMPLATES = Path(__file__).parents[3] / "samples" / "templates"
_NUMBERS = (
    "0", "-5", "−3", "1e400", "1E5", "9" * 5000, "１２３．４５", "1,2,3,4", "1，234，567", ".5", "5.", "..", "一", "〇", "零",
    "二〇二三", "廿三", "卅", "壹佰贰拾叁万肆仟", "亿亿亿亿", "万万万万万万万万", "十" * 500,
    "百千万亿兆京", "半", "一又二分之一", "3/4", "1/0", "50%", "①", "⑳", "㊿", "Ⅷ", "ⅷ", "²", "³²", "½", "٣٤", "𝟗𝟗", "𝟮𝟬𝟮𝟯",
    "９９", "NaN", "inf", "∞", "0x1F", "1_000", "+86", "12万元", "12万亿", "3.5亿元", "约100", "100余", "100-200", "100～200人",
    "1.2.3", "0.1万", "-0", "1e-400", "00000", "1 000", "1\u00a0000", "壱", "两", "俩", "仨", "2千", "2K", "￥100", "$5",
    "１００㎡", "100m²", "100m2", "1公顷", "12亩",
)
_DATES = (
    "2023-02-30", "2023年13月45日", "0年0月0日", "9999-12-31", "10000-01-01", "二〇二三年二月三十日", "二零二三年", "民国112年",
    "2023.5", "2023/5/6/7", "20230230", "99999999", "２０２３年５月", "2023年 月 日", "年  月  日", "2023-W05", "０", "²⁰²³年",
    "٢٠٢٣年",
    "1-1-1", "2023年十三月卅一日", "2023-05-06T07:08:09Z", "45000", "5月6日", "2023年5月6日至2024年5月6日", "2023" * 100,
    "长期", "1899-12-31", "0000-00-00", "2023年05月06日05月06日",
)
_PEOPLE = (
    "138 0000 0000", "+86-138-0000-0000", "023-6812345", "023－68123456转8001", "(023)68123456", "１３８００００００００",
    "1380000000" * 50, "+" * 50, "电话：", "110", "无", "/", "—", ";tel:+1;ext=" + "9" * 300,
    "50010319900307123X", "50010319900230123x", "５００１０３", "²" * 18, "91500108MA78RR7Y02", "９１５００１０８", "0" * 18,
    "٣" * 18, "I" * 18, "91500108MA78RR7Y0²",
    "a@b", "@", "a" * 300 + "@b.cn", "张三@例子.中国", '"a b"@c.cn', "a@[1.2.3.4]", "a@" + "b." * 200 + "cn", "a@b.cn；c@d.cn",
    "mailto:a@b.cn", "\u202ea@b.cn", "a@xn--.cn", "a@\u00ad.cn", "a@-.cn", "a@²³.cn",
)
_MARKS = (
    "□", "☑是 □否", "□是√ □否", "□√□", "√", "√√√√", "（√）", "（ ）" * 200, "□" * 301, "×", "是/否", "是", "否否",
    "□是□否" * 200, "☐初级☒中级■高级", "在□内打√", "请在“□”内打“√”", "〇", "●○", "√" * 1000 + "□" * 1000, "（请打√）□" * 300,
)
_TEXTS = (
    "", " ", "/", "无", "——", "……", "…", "、、、", "见附件", "（主要包括：基本情况、行业地位、单位优势，800字以内）",
    "（" * 3000, "）" * 3000, "（）" * 1000, "字" * 30_000, "a" * 30_000, "a " * 10_000, "，" * 5000, "\u200b" * 3000,
    "\u0301" * 3000, "\U0001f600" * 2000,
    "👩‍👩‍👧" * 500, "\u202e倒", "<script>alert(1)</script>", "=HYPERLINK(\"http://a\")", "{{ 7*7 }}", "{% raw %}", "%s%n",
    "\\x00", "]]>", "&#0;", "\ufffe", "\u2028", "\u0085", "⼯⼈⻰", "ｶﾞ", "Å", "ﬁ", "姓名", "单位名称（盖章）", "法定代表人",
    "培训人数", "统一社会信用代码",
    "申报单位基本情况", "姓名：姓名：姓名：" * 100, "推荐单位联系人：联系电话：", "承诺人：年月日", "附件1", "附件2",
    "智能制造、大数据", "人工智能；区块链；云计算" * 50, "智能制照", "初级 中级", "C3411", "制造业" * 300, "电 话" * 500,
    "123456" * 3000,
)
_ALL = (_NUMBERS, _NUMBERS, _DATES, _PEOPLE, _MARKS, _TEXTS)


@cache
def _printed() -> frozenset[str]:
    """What the templates print."""
    found: set[str] = set()
    for template in _TEMPLATES.glob("*.docx"):
        with zipfile.ZipFile(template) as package:
            found |= {element.text or "" for element in etree.fromstring(package.read("word/document.xml")).iter(_T)}
    return frozenset(found)


def _texts(root: etree._Element, chance: Random) -> list[etree._Element]:
    """What was filled in, and now and then what is printed too."""
    texts = list(root.iter(_T))
    return texts if chance.random() < 0.15 else [element for element in texts if (element.text or "") not in _printed()]


def write(root: etree._Element, chance: Random) -> None:
    """Write odd values over texts: one, some, or all of them."""
    texts = _texts(root, chance)
    for _ in range(min(len(texts), chance.choice((1, 5, 20, 200)))):
        chance.choice(texts).text = chance.choice(chance.choice(_ALL))


def append(root: etree._Element, chance: Random) -> None:
    """Write odd values behind texts, or before them."""
    texts = _texts(root, chance)
    for _ in range(min(len(texts), chance.choice((1, 5, 50)))):
        element, value = chance.choice(texts), chance.choice(chance.choice(_ALL))
        element.text = chance.choice((f"{element.text or ''}{value}", f"{value}{element.text or ''}"))


def same(root: etree._Element, chance: Random) -> None:
    """Write one value everywhere."""
    value = chance.choice(chance.choice(_ALL))[:2000]
    for element in _texts(root, chance):
        if chance.random() < 0.8:
            element.text = value


def exchange(root: etree._Element, chance: Random) -> None:
    """Let texts change places: labels become values and values labels."""
    texts = list(root.iter(_T))
    for _ in range(chance.choice((1, 10, 100))):
        one, other = chance.choice(texts), chance.choice(texts)
        one.text, other.text = other.text, one.text


def fuse(root: etree._Element, chance: Random) -> None:
    """Take characters out, or double them, in many texts."""
    for element in root.iter(_T):
        text = element.text or ""
        if text and chance.random() < 0.3:
            at = chance.randrange(len(text))
            element.text = text[:at] + chance.choice(("", text[at] * 2, "\u3000", "\u200b", "（")) + text[at + 1 :]


VALUES = Mutator(tuple(map(_of_docx, (write, write, append, same, exchange, fuse))), ("docx",), share=12)
