"""Phones, credit codes, ID numbers and addresses: one spelling, no character corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extractors.values.reader import told

PHONE = "organisation.contact.phone"
CODE = "organisation.credit_code"
ID_NUMBER = "organisation.legal_representative.id_number"
EMAIL = "organisation.contact.email"

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_CODES = st.text("0123456789ABCDEFGHJKLMNPQRTUWXYOI", min_size=18, max_size=18)
_DIVIDERS = st.lists(st.sampled_from(["", "", "", " ", "-", "\n", "　", "—", "\u200b"]), min_size=17, max_size=17)
_MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
_LANDLINES = st.one_of(
    st.tuples(st.sampled_from(["010", "023", "028"]), st.from_regex(r"[2-8][0-9]{7}", fullmatch=True)),
    st.tuples(st.sampled_from(["0731", "0851", "0571"]), st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True)),
)


@given(number=_MOBILES)
def test_a_mobile_number_in_any_spelling(number: str) -> None:
    """Blanks, dashes, country codes, brackets, full width and a line break come out."""
    first, middle, last = number[:3], number[3:7], number[7:]
    for text in (
        number, f"{first} {middle} {last}", f"{first}-{middle}-{last}", f"{first}—{middle}—{last}",
        f"{number[:9]}\n{number[9:]}", f"+86 {number}", f"+86-{number}", f"0086{number}", f"86{number}", f"(+86){number}",
        f"（+86）{first} {middle} {last}", number.translate(_WIDE), f"手机：{number}", f"{number}（微信同号）", f" {number} ",
        f"\u200b{number}", f"{first}\u00a0{middle}\u3000{last}",
    ):
        assert told(PHONE, text) == number, text


@given(landline=_LANDLINES, extension=st.from_regex(r"[0-9]{3,4}", fullmatch=True))
def test_a_landline_in_any_spelling(landline: tuple[str, str], extension: str) -> None:
    """Area code, dash, number; an extension behind 转."""
    area, number = landline
    expected = f"{area}-{number}"
    for text in (
        expected, f"{area}—{number}", f"（{area}）{number}", f"({area}){number}", f"{area} {number[:4]} {number[4:]}",
        f"{area}{number}", f"{area}－{number}", f"{area}-{number[:4]}\n{number[4:]}", f"+86 {area[1:]} {number}",
        f"+86-{area}-{number}", f"电话：{expected}",
    ):
        assert told(PHONE, text) == expected, text
    for text in (
        f"{expected}转{extension}", f"{expected}-{extension}", f"{area}{number} 转 {extension}", f"{expected}分机{extension}",
        f"{expected} ext. {extension}",
    ):
        assert told(PHONE, text) == f"{expected}转{extension}", text


@given(mobile=_MOBILES, landline=_LANDLINES, sign=st.sampled_from(["、", "，", "；", "/", "\n", "  ", " 或 "]))
def test_two_numbers_are_both_kept(mobile: str, landline: tuple[str, str], sign: str) -> None:
    """However they are parted, 「、」 joins them."""
    fixed = "-".join(landline)
    assert told(PHONE, f"{fixed}{sign}{mobile}") == f"{fixed}、{mobile}"


@pytest.mark.parametrize(("text", "expected"), [
    ("张三", "张三"), ("见附件", "见附件"), ("138****5678", "138****5678"), ("1381234567", "1381234567"),
    ("138 1234 567", "1381234567"),
    ("88152487", "88152487"), ("8815 2487", "88152487"), ("400-123-4567", "400-123-4567"),
    ("4001234567", "400-123-4567"),
    ("张三 13812345678", "张三 13812345678"), ("办公：023-88152487；手机：13812345678", "023-88152487、13812345678"),
])
def test_what_is_no_whole_number_stays(text: str, expected: str) -> None:
    """Names, masked and short numbers are kept for the check to report."""
    assert told(PHONE, text) == expected


@given(code=_CODES, dividers=_DIVIDERS, wide=st.booleans(), lower=st.booleans())
def test_a_code_with_dividers_is_joined_and_never_corrected(
    code: str, dividers: list[str], wide: bool, lower: bool,
) -> None:
    """Blanks, dashes, line breaks, full width and lower case come out; O and I stay what they are."""
    text = "".join(character + divider for character, divider in zip(code, [*dividers, ""], strict=True))
    text = text.lower() if lower else text
    text = text.translate({key: value for key, value in _WIDE.items() if chr(key) != "-"}) if wide else text
    assert told(CODE, text) == code
    assert told(CODE, f"统一社会信用代码：{text}") == code
    assert told(CODE, f"{text}（五证合一）") == code


@pytest.mark.parametrize("text", [
    "11010519491231002x", "11010519491231002Ｘ", "110105 19491231 002X", "身份证号：11010519491231002X",
    "110105194912\n31002X",
])
def test_id_numbers(text: str) -> None:
    """The standard's own example in the spellings of its last character."""
    assert told(ID_NUMBER, text) == "11010519491231002X"


@pytest.mark.parametrize(("text", "expected"), [
    ("abc.d@cqszjs.org.cn", "abc.d@cqszjs.org.cn"), ("AbC@QQ.com", "AbC@QQ.com"), ("abc＠qq．com", "abc@qq.com"),
    ("ａｂｃ@qq.com", "abc@qq.com"),
    ("abc @ qq. com", "abc@qq.com"), ("verylongname@cqszj\ns.org.cn", "verylongname@cqszjs.org.cn"),
    ("mailto:abc@qq.com", "abc@qq.com"),
    ("abc@qq.com。", "abc@qq.com"), ("abc@qq.com；", "abc@qq.com"), ("<abc@qq.com>", "abc@qq.com"),
    ("邮箱：abc@qq.com", "abc@qq.com"),
    ("E-mail: abc@qq.com", "abc@qq.com"), ("a@qq.com、b@163.com", "a@qq.com、b@163.com"),
    ("a@qq.com\nb@163.com", "a@qq.com、b@163.com"),
    ("abc#qq.com", "abc#qq.com"), ("12345", "12345"), ("无", "blank"), ("/", "blank"),
])
def test_email_addresses(text: str, expected: str) -> None:
    """Case is kept, blanks and what stands around come out; what is no address stays for the check."""
    assert told(EMAIL, text) == expected


@pytest.mark.parametrize("path", [PHONE, CODE, ID_NUMBER, EMAIL])
def test_nothing(path: str) -> None:
    """A dash is no number."""
    assert {told(path, text) for text in ("", "/", "—", "无", "  ", "____")} == {"blank"}
