"""What one source file may unpack to, counted while it streams: a bomb is stopped long before it has gone off."""

from dataclasses import dataclass
from math import ceil

from extractors import progress
from extractors.errors import DocumentError
from schema.limits import MB, Limits, over_text, size_text

# A text of blanks packs well over a hundred times; below this size it hurts nobody.
_RATIO_FROM = MB
_ADVICE = "请只保留需要的材料，重新打包后提交。"


class OverLimitError(DocumentError):
    """A limit is reached.

    reason: one sentence in Chinese with the limit. ends: nothing further of the container can be had; else the limit
    is one member's own, and the next can be.
    """

    def __init__(self, reason: str, *, ends: bool) -> None:
        super().__init__("document.too_large", reason, _ADVICE)
        self.ends = ends

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str, str]]:
        return DocumentError, (self.code, self.reason, self.advice)


@dataclass(slots=True)
class _Spent:
    members: int = 0
    total: int = 0
    dropped: int = 0


class Budget:
    """What of the limits one source file has spent, by all the containers in it together.

    limits: the ratio is that of a member of more than 1 MB, of a container, and of the whole; the source file is the
        first container of the depth.
    size: bytes of the source file; None where it is not known, then the ratio is that of each container alone.
    """

    def __init__(self, limits: Limits, size: int | None = None) -> None:
        self._limits = limits
        self._size = size
        self._spent = _Spent()
        self._level = 1

    def deeper(self) -> "Budget":
        """The same budget for a container inside this one; raises OverLimitError where that is one too deep."""
        if self._level >= self._limits.depth:
            raise OverLimitError(f"邮件、压缩包一层套一层，超过上限 {self._limits.depth} 层，里面的文件没有读取。", ends=True)
        inner = Budget(self._limits, self._size)
        inner._spent = self._spent
        inner._level = self._level + 1
        return inner

    @property
    def members_left(self) -> int:
        """How many files may still come."""
        return self._limits.members - self._spent.members

    def count_member(self) -> None:
        """Count a file, had or refused; raises OverLimitError where it is one too many."""
        if self._spent.members >= self._limits.members:
            raise OverLimitError(f"里面的文件超过上限 {self._limits.members:,} 个，其余的没有读取。", ends=True)
        self._spent.members += 1

    def count_bytes(self, number: int) -> None:
        """Count so many unpacked bytes; raises OverLimitError where the whole gets too large."""
        self._spent.total += number
        if self._spent.total + self._spent.dropped > self._limits.total_size:
            raise OverLimitError(f"解开后的文件合计超过上限 {size_text(self._limits.total_size)}，其余的没有读取。", ends=True)
        if self._size is not None:
            self.check_ratio(self._spent.total, self._size, ends=True)

    def drop(self, number: int) -> None:
        """So many of the counted bytes were a refused member's: they took their time, but are no part of the ratio.

        Else one bomb would take the files beside it down with it.
        """
        self._spent.total -= number
        self._spent.dropped += number

    def check_ratio(self, unpacked: int, packed: int, *, ends: bool) -> None:
        """Raises OverLimitError where so many bytes have come, or are said to come, out of so few."""
        if unpacked > _RATIO_FROM and unpacked > self._limits.ratio * packed:
            ratio = ceil(unpacked / max(packed, 1))
            raise OverLimitError(f"压缩比达到 {ratio:,} 倍，超过上限 {self._limits.ratio:,} 倍（疑似压缩炸弹）。", ends=ends)

    def check_member(self, unpacked: int) -> None:
        """Raises OverLimitError where a member has, or is said to have, so many bytes."""
        if unpacked > self._limits.member_size:
            raise OverLimitError(f"这个文件解开后至少有 {over_text(unpacked, self._limits.member_size)}。", ends=False)


class Meter:
    """Counts what comes out of one container of so many bytes.

    packed: bytes of the container.
    """

    def __init__(self, budget: Budget, packed: int) -> None:
        self._budget = budget
        self._packed = packed
        self._unpacked = 0
        self._member = 0
        self._member_packed: int | None = None

    def start(self, packed: int | None = None, said: int = 0) -> None:
        """A member begins; raises OverLimitError where it is one too many, or too large by its own word.

        packed: its bytes in the container, None where members are packed together. said: its bytes as announced.
        """
        self._budget.count_member()
        self._member = 0
        self._member_packed = packed
        self.check(said)

    def count(self, number: int) -> None:
        """So many bytes of the member have come; raises OverLimitError where a limit is reached."""
        try:
            self.check(self._member + number)
        except OverLimitError:
            self._unpacked -= self._member
            self._budget.drop(self._member)
            raise
        self._member += number
        self.skip(number)

    def again(self) -> None:
        """What came of the member was nothing, and it begins once more: that counts as a refused one's."""
        self._unpacked -= self._member
        self._budget.drop(self._member)
        self._member = 0

    def skip(self, number: int) -> None:
        """So many bytes have come that are no member's, or of a refused one: they count for the whole only."""
        self._unpacked += number
        progress.made()
        self._budget.check_ratio(self._unpacked, self._packed, ends=True)
        self._budget.count_bytes(number)

    def check(self, unpacked: int) -> None:
        """Raises OverLimitError where the member has, or is said to have, so many bytes."""
        self._budget.check_member(unpacked)
        if self._member_packed is not None:
            self._budget.check_ratio(unpacked, self._member_packed, ends=False)
