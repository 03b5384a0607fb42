"""What one file that came in may cost: every limit that can be set, in one place."""

from dataclasses import dataclass

KB = 1024
MB = 1024 * KB
GB = 1024 * MB


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one run. Sizes are in bytes.

    seconds: for one file in all. idle_seconds: without any progress. memory: of one process.
    pages: of a document. scans: pages of it that are pictures. megapixels: of a picture, which is a page. file_size: of a document.
    answer_size: of what a document gives (records, findings, the report).
    ratio: unpacked to packed bytes. depth: containers inside each other. members: files that one file brings,
        all levels together. member_size: of one of them. total_size: of all of them; also of the container itself.
    """

    seconds: float = 120
    idle_seconds: float = 30
    memory: int = 2 * GB
    pages: int = 200
    scans: int = 20
    megapixels: int = 100
    file_size: int = 200 * MB
    answer_size: int = 100 * MB
    ratio: int = 100
    depth: int = 5
    members: int = 2_000
    member_size: int = 200 * MB
    total_size: int = GB


def over_text(size: int, limit: int) -> str:
    """A size and the limit that it is over: 200.1 MB，超过上限 200 MB."""
    said, allowed = size_text(size), size_text(limit)
    return f"{f'{size:,} 字节' if said == allowed else said}，超过上限 {allowed}"


def size_text(number: int) -> str:
    """A number of bytes as people say it: 1 GB, 200 MB, 1.5 MB, 300 字节."""
    for unit, name in ((GB, "GB"), (MB, "MB"), (KB, "KB")):
        if number >= unit:
            return f"{number / unit:.3g} {name}"
    return f"{number} 字节"
