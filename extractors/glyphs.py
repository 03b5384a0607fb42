"""Characters that a PDF's fonts name by their shape, folded to the ordinary characters that were typed.

One glyph of a font often serves 工 (U+5DE5) and the Kangxi radical ⼯ (U+2F2F); Skia and others then write the
radical. NFKC would fold the Kangxi radicals, but full-width punctuation and digits with them, and hardly any of
the CJK radicals supplement.
"""

import unicodedata
from functools import cache

# U+2E80 to U+2EF3 in their order. Source: Unicode Character Database, EquivalentUnifiedIdeograph.txt;
# U+2E80 has no ideograph, U+2E9A is not assigned.
_SUPPLEMENT_FIRST = 0x2E80
_SUPPLEMENT = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母"
    "民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹"
    "艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠"
    "饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBILITY = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
# The standard decomposes ⼾ to 戶 (U+6236); the fonts for simplified Chinese draw it as 户 (U+6237).
_SIMPLIFIED = {0x2F3E: "户"}


def fold_glyphs(text: str) -> str:
    """The text with radicals and compatibility ideographs as ordinary ideographs, everything else as it was.

    One character for one: offsets into the text stay valid.
    """
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    table = {
        code: folded
        for codes in (_KANGXI, *_COMPATIBILITY)
        for code in codes
        if (folded := unicodedata.normalize("NFKC", chr(code))) != chr(code) and len(folded) == 1
    }
    table.update(enumerate(_SUPPLEMENT, start=_SUPPLEMENT_FIRST))
    return table | _SIMPLIFIED
