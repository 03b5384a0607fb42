"""What the name of a unit looks like: 「重庆市…职业培训学校」."""

import re

_ENDINGS = (
    "公司|集团|大学|学院|学校|中学|小学|医院|研究院|科学院|设计院|研究所|事务所|协会|学会|商会|联合会|促进会|研究会|基金会|"
    "联盟|合作社|工作室|中心|总站|工会|分校|分院|幼儿园|博物馆|图书馆"
)
_LETTERS = r"\u4e00-\u9fffA-Za-z0-9()（）〔〕·&\-"
_LEAST = 5  # letters: 「培训中心」 is no unit's name
_NAME = re.compile(rf"[{_LETTERS}]+(?:{_ENDINGS})(?:[(（][{_LETTERS}]+?[)）])?")
_WHOLE = re.compile(rf"[{_LETTERS}]{{2,60}}(?:{_ENDINGS}|院|所|会|社|厂|校|局|处|委|部|店)(?:[(（][{_LETTERS}]+?[)）])?")


def is_unit_name(text: str) -> bool:
    """Whether a text as a whole can be the name of a unit."""
    return len(text) >= _LEAST and _WHOLE.fullmatch(text) is not None


def unit_name_in(text: str) -> str | None:
    """The part of a text that looks like the name of a unit, to its last word that ends one; None where there is none.

    >>> unit_name_in("02 重庆市某某职业培训学校-材料"), unit_name_in("证明材料")
    ('重庆市某某职业培训学校', None)
    """
    return next((name for name in _NAME.findall(text) if len(name) >= _LEAST), None)
