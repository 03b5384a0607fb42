"""What all containers of one file that came in may bring together, however deep they lie in each other."""

from collections import Counter
from dataclasses import replace

from extractors.errors import DocumentError
from ingest.process import failed
from ingest.sources import SourceFile
from ingest.work import Work
from schema.limits import Limits, size_text


class Allowance:
    """Counts, for each file that came in, what its containers brought so far; in order, so that every run decides alike."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._members: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()

    def admit(self, work: Work) -> Work:
        """The work with the files that are still allowed; the others refused, and taken off the disk."""
        admitted: list[SourceFile] = []
        refused = list(work.refused)
        for source in work.files:
            if not source.root:  # a mail of a mailbox that came by itself is a source of its own
                admitted.append(source)
                continue
            self._members[source.root] += 1
            self._bytes[source.root] += source.file.stat().st_size if source.length is None else source.length
            error = self._refusal(source.root)
            if error is None:
                admitted.append(source)
                continue
            refused.append(failed(source, error).entry)
            if source.length is None:
                source.file.unlink()
        return replace(work, files=tuple(admitted), refused=tuple(refused))

    def _refusal(self, root: str) -> DocumentError | None:
        if self._members[root] > self._limits.members:
            return _too_large(f"这份来件解开后的文件超过上限 {self._limits.members:,} 个")
        if self._bytes[root] > self._limits.total_size:
            return _too_large(f"这份来件解开后的文件合计超过上限 {size_text(self._limits.total_size)}")
        return None


def _too_large(what: str) -> DocumentError:
    return DocumentError("document.too_large", f"{what}，这个文件没有处理。", "请申报单位只发送推荐表和规定的材料。")
