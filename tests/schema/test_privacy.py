"""Identity and telephone numbers become unreadable, and nothing else changes."""

import re
import unicodedata
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.identifiers import credit_code, id_number
from schema.privacy import hidden, mask, mask_number

WIDE = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in "0123456789X-()"}


@pytest.mark.parametrize(("text", "masked"), [
    ("500103199001011234", "500103********1234"),
    ("法人张三（身份证号：50010319900101123X）", "法人张三（身份证号：500103********123X）"),
    ("500103 1990 0101 1234", "500103********1234"),
    ("5 0 0 1 0 3 1 9 9 0 0 1 0 1 1 2 3 x", "500103********123X"),
    ("20230616500103199001011234.docx", "20230616500103********1234.docx"),
    ("500103199001011234，500103199001011235", "500103********1234，500103********1235"),
    ("50010319900101123 13812345678", "500103*******1123 138****5678"),  # a digit is missing
    ("5001031990010112345", "500103********12345"),  # a digit too many
    ("500103199013011234", "500103********1234"),  # no such month
    ("500103900101123", "500103*****1123"),  # of the old kind
    ("张三13812345678.docx", "张三138****5678.docx"),
    ("138 1234 5678", "138****5678"),
    ("138-1234-5678", "138****5678"),
    ("1381-234-5678", "138****5678"),
    ("1 3 8 1 2 3 4 5 6 7 8", "138****5678"),
    ("138123\n45678", "138****5678"),
    ("138\u200b1234\u200b5678", "138****5678"),
    ("+86 13812345678", "+86 138****5678"),
    ("2023061613812345678", "20230616138****5678"),
    ("1381234567813912345678", "138****5678139****5678"),
    ("13812345678@139.com", "138****5678@139.com"),
    ("023-60000483", "023-****0483"),
    ("（023）6000 0483 转 801", "（023）****0483 转 801"),
    ("083012345678", "0830****5678"),
    ("0830-1234567", "0830-***4567"),
    ("联系电话（办公）：60000483", "联系电话（办公）：****0483"),
    ("手机 1381234567", "手机 138***4567"),
    ("身份证号50010319900101", "身份证号500*******0101"),
])
def test_numbers_are_masked(text: str, masked: str) -> None:
    """In any spacing, in file names, beside other words, one after the other; in full-width digits as well."""
    assert mask(text) == masked
    narrow = unicodedata.normalize("NFKC", mask(text.translate(WIDE)))
    assert narrow == unicodedata.normalize("NFKC", masked)
    assert mask(masked) == masked


@pytest.mark.parametrize("text", [
    "", "重庆照母山数字技术研究院", "91500112MA5U7QXW0P", "915001137721114132", "2023-06-16 12:00", "2023年6月16日", "18,620",
    "2018 4927 4622 305 2019 3595 2916 679", "1560 360 1200", "IMG_20230616_123456.jpg", "mmexport1686881234567.jpg", "GB 11643—1999",
    "12.5万元", "138****5678", "500103********1234", "证件号91500112MA5U7QXW0P", "0.138123456789",
])
def test_other_texts_stay(text: str) -> None:
    """Credit codes, days, amounts, rows of a table, and what is masked already."""
    assert mask(text) == text


def test_credit_codes_of_digits_alone_stay() -> None:
    """No code of the city, for whatever kind of unit, is taken for an identity number."""
    rng = Random(7)
    codes = (
        credit_code(rng, rng.choice(["91", "92", "93", "51", "52", "53", "12", "11", "13"]), f"5001{rng.randint(1, 56):02d}", recent=False)
        for _ in range(4000)
    )
    assert [code for code in codes if code.isdecimal() and mask(code) != code] == []


@given(st.randoms(use_true_random=False), st.sampled_from(["", " ", "-", "\u3000", "\u200b"]), st.booleans(), st.text("甲乙,。（）: \n", max_size=5))
def test_no_identity_number_gets_through(rng: Random, between: str, wide: bool, beside: str) -> None:
    """The day of birth is gone, whatever the writing and whatever stands around."""
    number = id_number(rng, rng.choice(["500103", "110101", "512221"]), date(rng.randint(1930, 2010), rng.randint(1, 12), 28), woman=True)
    written = between.join((number[:6], number[6:14], number[14:]))
    masked = mask(f"{beside}{written.translate(WIDE) if wide else written}{beside}")
    assert number[6:14] not in re.sub(r"[^0-9*]", "", unicodedata.normalize("NFKC", masked))
    assert f"{number[:6]}********{number[14:]}" in masked


@pytest.mark.parametrize(("text", "masked"), [
    ("1234567890", "123***7890"), ("60000483", "****0483"), ("12345", "***45"), ("023-88152487、86868884", "023-****2487、****8884"),
    ("50010319901301123", "500103*******1123"), ("约四百", "约四百"), ("4001", "4001"), ("138****5678", "138****5678"),
])
def test_a_box_for_numbers_is_masked_whatever_stands_in_it(text: str, masked: str) -> None:
    """Numbers that are none as well: too short, without an area code."""
    assert mask_number(text) == masked


def test_a_masked_number_is_as_long() -> None:
    """How many digits were written can still be seen."""
    assert all(len(hidden("7" * length)) == length for length in range(5, 25))


@pytest.mark.parametrize("text", ["1 " * 50_000, "1" * 50_000, "电话" * 50_000, "1\n" * 50_000, "5001031990" * 5_000])
def test_long_texts_end(text: str) -> None:
    """The time goes with the length: nothing in a text makes it stand still."""
    assert len(mask_number(text)) <= len(text)
