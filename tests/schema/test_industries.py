"""GB/T 4754—2017."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema import industries
from schema.industries import is_industry, nearest_industry

TABLE = industries._table()


def test_the_table_is_whole() -> None:
    """20 sections, 97 divisions, 473 groups and 1381 classes."""
    lengths = [len(code) if code.isdecimal() else 1 for code in TABLE.sections]
    assert [lengths.count(length) for length in (1, 2, 3, 4)] == [20, 97, 473, 1381]


@given(st.sampled_from(TABLE.ordered), st.sampled_from(sorted(TABLE.sections)), st.sampled_from("—-/>、 "))
def test_every_name_and_code_passes(name: str, code: str, sign: str) -> None:
    """Any name and any code, alone, side by side, or with the letter of the section."""
    full = TABLE.sections[code] + code if code.isdecimal() else code
    for text in (name, code, full, f"{full} {name}", f"{name}（{code}）", f"教育{sign}{name}", name.replace("、", "，")):
        assert is_industry(text), text


@pytest.mark.parametrize(
    "text",
    [
        "信息传输、软件和信息技术服务业—软件开发", "信息传输软件和信息技术服务业", "教育业", "软件和信息技术服务", "大类：教育", "６５１３",
        "i65软件和信息技术服务业",
    ],
)
def test_other_spellings_pass(text: str) -> None:
    """Levels joined, punctuation left out, the final 业 left out or put in, the level said."""
    assert is_industry(text)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("软件行业", "软件开发"), ("教育培训", "教育"), ("人力资源", "人力资源服务"), ("IT行业", None), ("I83", None), ("9999", None), ("", None)],
)
def test_others_do_not_and_the_nearest_is_named(text: str, nearest: str | None) -> None:
    """What is no category, or a code under the wrong section; a suggestion only where something is near."""
    assert not is_industry(text)
    assert nearest_industry(text) == nearest


@given(st.text(max_size=30))
def test_any_text_has_an_answer(text: str) -> None:
    """Nothing that may stand in the box breaks the look-up."""
    is_industry(text)
