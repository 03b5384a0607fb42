"""Which occupation a text names."""

import pytest

from schema.notice import Occupation, load_notice
from schema.occupations import match_occupation

NOTICE = load_notice()
AI, IOT, DATA = "人工智能工程技术人员", "物联网工程技术人员", "大数据工程技术人员"


@pytest.mark.parametrize("occupation", NOTICE.occupations, ids=lambda item: item.short)
def test_names_and_codes_are_exact(occupation: Occupation) -> None:
    """Official name and codes, alone or together, in brackets or broken, name the occupation and nothing less."""
    name, codes = occupation.name, occupation.codes
    texts = [name, f"《{name}》", f"{name[:3]} {name[3:5]}\n{name[5:]}", *codes]
    texts += [f"{name}（{code}）" for code in codes] + [f"{code.replace('-', '－')} {name}" for code in codes]
    for text in texts:
        match = match_occupation(text, NOTICE)
        assert (match.names, match.exact) == ((name,), True), text


@pytest.mark.parametrize("occupation", NOTICE.occupations, ids=lambda item: item.short)
def test_short_names_are_near(occupation: Occupation) -> None:
    """The short name, alone or with another ending, names the occupation, but not exactly."""
    short, name = occupation.short, occupation.name
    for text in (short, f"{short}方向", f"数字技术工程师（{short}）", f"拟申报：{name}", f"{name}（初级、中级）"):
        match = match_occupation(text, NOTICE)
        assert (match.names, match.exact) == ((name,), False), text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("人工智能工程技术员", (AI,)), ("人工智能工程师", (AI,)), ("人工智能工程技术人才", (AI,)), ("物联冈工程技术人员", (IOT,)),
        ("数字化管理员", ("数字化管理师",)), ("大数据应用工程技术人员", (DATA,)), ("人工智能工程技术人员（2-02-38-02）", (AI,)),
        ("人工智能、大数据工程技术人员", (AI, DATA)), ("人工智能和大数据", (AI, DATA)), ("人工智能\n大数据", (AI, DATA)),
        ("1.人工智能工程技术人员 2.物联网工程技术人员", (AI, IOT)), ("2-02-38-01、2-02-38-02", (AI, IOT)),
        (f"{AI}，{DATA[:5]}\n{DATA[5:]}", (AI, DATA)), (f"{AI}/{AI}", (AI,)),
    ],
)
def test_near_misses_and_several(text: str, names: tuple[str, ...]) -> None:
    """A slip of a character, another ending, several joined in any way."""
    match = match_occupation(text, NOTICE)
    assert (match.names, match.exact) == (names, False)


@pytest.mark.parametrize(
    "text",
    [
        "人工智能训练师", "物联网安装调试员", "区块链应用操作员", "增材制造工程技术人员", "机器人工程技术人员", "数据安全工程技术人员",
        "互联网工程技术人员", "互联网营销师", "数字化解决方案设计师", "人工智能制造", "大数据分析与人工智能", "会计", "2-02-99-99", "", "、",
    ],
)
def test_other_occupations_are_not_taken_for_one(text: str) -> None:
    """What is an occupation of its own, or could be two of the ten, or none, names none."""
    assert match_occupation(text, NOTICE).names == ()


def test_industrial_internet_is_one() -> None:
    """工业互联网 names one occupation, though it looks like 物联网."""
    assert match_occupation("工业互联网", NOTICE).names == ("工业互联网工程技术人员",)
