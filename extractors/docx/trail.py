"""What the reader leaves out or takes in while it walks, to be told in the end."""

from typing import Final

from extractors import progress
from extractors.docx.controls import NO_CONTROL, Control
from extractors.docx.styles import Look
from extractors.errors import DocumentError
from schema.record import Remark

MAX_PARTS: Final = 100_000
_LONGEST_QUOTE = 60


class Trail:
    """What one walk over a document knows and remembers.

    styles: the styles that hide or strike. watch_looks, watch_fonts, watch_marks: hidden or struck text, symbol fonts,
    deleted or inserted paragraph marks can occur; where not, nothing is looked up run by run.
    place: the locator of what is being read. control: the content control around the paragraphs being read.
    """

    def __init__(self, styles: dict[str, Look], *, watch_looks: bool, watch_fonts: bool, watch_marks: bool) -> None:
        self.styles = styles
        self.watch_looks = watch_looks
        self.watch_fonts = watch_fonts
        self.watch_marks = watch_marks
        self.place = ""
        self.control: Control = NO_CONTROL
        self._parts = 0
        self._inserted = 0
        self._deleted = 0
        self._changed_at: str | None = None
        self._hidden: list[str] = []
        self._hidden_at: list[str] = []

    def count(self) -> None:
        """One more paragraph or cell. Raises DocumentError `document.too_large` for more than any form has."""
        self._parts += 1
        progress.made()
        if self._parts > MAX_PARTS:
            reason = f"文件的段落和单元格超过 {MAX_PARTS:,} 个的上限，不是推荐表。"
            raise DocumentError("document.too_large", reason, "请核对是否发错了文件，并重新报送填写好的推荐表。")

    @property
    def changes(self) -> int:
        """How many tracked changes were met so far."""
        return self._inserted + self._deleted

    def insert(self) -> None:
        """A tracked insertion is taken."""
        self._inserted += 1
        self._changed_at = self._changed_at or self.place

    def delete(self) -> None:
        """A tracked deletion is left out."""
        self._deleted += 1
        self._changed_at = self._changed_at or self.place

    def hide(self, text: str) -> None:
        """A text is left out because it does not show; several of one place are one."""
        if not text.strip():
            return
        if self._hidden and self._hidden_at[-1] == self.place:
            self._hidden[-1] += text
        else:
            self._hidden.append(text)
            self._hidden_at.append(self.place)

    def remarks(self, *, macros: bool) -> tuple[Remark, ...]:
        """What is to be said of the file."""
        remarks: list[Remark] = []
        if self.changes:
            counts = [f"插入 {self._inserted:,} 处"] * bool(self._inserted) + [f"删除 {self._deleted:,} 处"] * bool(self._deleted)
            detail = f"文件带有未接受的修订：{'、'.join(counts)}；已按接受修订读取，插入的内容计入，删除的内容不计"
            remarks.append(Remark(code="document.tracked_changes", detail=detail, cell=self._changed_at or None))
        if self._hidden:
            quote = "；".join(" ".join(text.split()) for text in self._hidden)
            if len(quote) > _LONGEST_QUOTE:
                quote = quote[:_LONGEST_QUOTE] + "……"
            detail = f"文件中有隐藏文字 {len(self._hidden):,} 处，未计入：「{quote}」"
            remarks.append(Remark(code="document.hidden_text", detail=detail, cell=self._hidden_at[0] or None))
        if macros:
            remarks.append(Remark(code="document.macros", detail="文件含有宏，读取时未运行"))
        return tuple(remarks)
