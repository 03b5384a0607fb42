"""Where something stands in the file that came in, in words."""

import re

from schema.finding import FindingEvidence

_CELL = re.compile(r"T(\d+)R(\d+)C(\d+)")
_PARAGRAPH = re.compile(r"P(\d+)")


def place_text(evidence: FindingEvidence) -> str:
    """「第2页」, 「第1张表第4行第4列」, 「第3段」, both where both are known; empty where neither is."""
    page = f"第{evidence.page}页" if evidence.page else ""
    return "，".join(part for part in (page, cell_text(evidence.cell or "")) if part)


def cell_text(cell: str) -> str:
    """`T1R4C4`, `P3` or `T1R4C4/T1R2C1` (a table inside a cell) in words; what is written otherwise stays."""
    words = _CELL.sub(r"第\1张表第\2行第\3列", cell)
    return _PARAGRAPH.sub(r"第\1段", words).replace("/", "内")
