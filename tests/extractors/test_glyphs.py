"""Radicals and compatibility ideographs as ordinary characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.glyphs import fold_glyphs


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("⼯程技术⼈员", "工程技术人员"),  # U+2F2F, U+2F08
        ("⼀⽹⽬⽉⽇", "一网目月日"),
        ("⻰⻓⻢⻔⻋⻅⻛", "龙长马门车见风"),  # the supplement, which NFKC leaves
        ("⺠⺟⻘", "民母青"),
        ("金樂\U0002f800", "金樂丽"),  # compatibility ideographs
    ],
)
def test_folds_to_what_was_typed(written: str, typed: str) -> None:
    """Both blocks of radicals and the compatibility ideographs become the ordinary character."""
    assert fold_glyphs(written) == typed


def test_folds_to_simplified_where_fonts_do() -> None:
    """⼾ is 户 in fonts for simplified Chinese, although its decomposition is 戶."""
    assert fold_glyphs("⼾籍") == "户籍"


def test_covers_both_blocks() -> None:
    """Every assigned radical that has an ideograph is folded out of its block."""
    radicals = [chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)) if unicodedata.name(chr(code), "")]
    unfolded = [radical for radical in radicals if fold_glyphs(radical) == radical]
    assert unfolded == ["⺀"]  # the only one without an ideograph
    assert all(unicodedata.name(fold_glyphs(radical)).startswith("CJK UNIFIED") for radical in radicals if radical != "⺀")


@given(st.text(alphabet="（１２３，：；％ＡＢ　〇々①㎡½ﬁ工人ab 12²√□☑"))
def test_leaves_everything_else(text: str) -> None:
    """Full-width punctuation and digits, squared units and ticks stay: what counts as Word's 字数 must not change."""
    assert fold_glyphs(text) == text


@given(st.text())
def test_keeps_offsets(text: str) -> None:
    """One character for one, and folding twice changes nothing more."""
    folded = fold_glyphs(text)
    assert len(folded) == len(text)
    assert fold_glyphs(folded) == folded
