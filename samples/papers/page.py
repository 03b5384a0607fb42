"""One sheet of paper beside the form, whatever the file that shows it."""

from dataclasses import dataclass

MARK = "样例：单位、人员、代码和内容均为虚构，不是真实证照，没有任何效力"
STAMP = "样　例"
Entries = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the sheet, from top to bottom; MARK and STAMP stand on every one.

    corner: lines at the upper left. below: lines below the title. columns: labels with what they say, in one column or in
    several beside each other; ruled: in a table with rules. text: paragraphs. signed: lines at the lower right.
    lying: the sheet is wider than high. code: what its QR code says, on pictures of it.
    """

    title: str
    corner: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    columns: tuple[Entries, ...] = ()
    ruled: bool = False
    text: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    lying: bool = False
    code: str = ""
