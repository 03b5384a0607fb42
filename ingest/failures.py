"""What is to be said of a file on which a worker failed."""

from extractors.errors import DocumentError
from ingest.loading import too_much_memory
from ingest.log import log
from ingest.process import Outcome, failed
from ingest.sources import SourceFile
from ingest.worker import Failure
from schema.limits import Limits, size_text


def failed_in_worker(source: SourceFile, failure: Failure, limits: Limits) -> Outcome:
    """The outcome of a file on which a worker failed; what the maintainer needs to know goes to the log."""
    log.warning("file=%r failure=%s detail=%s", source.path, failure.kind, failure.detail)
    return failed(source, problem_of(failure, limits))


def problem_of(failure: Failure, limits: Limits) -> DocumentError:
    """What is to be said of work that a worker failed at."""
    if failure.kind == "memory":
        return too_much_memory(limits)
    if failure.kind == "timeout":
        return _too_large(f"处理时间超过上限 {limits.seconds:g} 秒")
    if failure.kind == "idle":
        return _too_large(f"处理没有进展的时间超过上限 {limits.idle_seconds:g} 秒")
    if failure.kind == "answer":
        return _too_large(f"从文件读出的内容超过上限 {size_text(limits.answer_size)}")
    if failure.kind == "crash":
        return DocumentError(
            "document.unreadable", f"读取时程序异常终止（{_exit(failure.detail)}），文件可能已损坏。",
            "请在 Word 或 WPS 中打开后另存为 .docx，或导出为 PDF 后重新提交。",
        )
    return DocumentError(
        "document.unreadable", f"读取时程序出错（{failure.detail.partition(' ')[0]}）。",
        "请在 Word 或 WPS 中打开后另存为 .docx 再试，并把此文件告知本程序的维护者。",
    )


def _too_large(what: str) -> DocumentError:
    return DocumentError("document.too_large", f"{what}。", "请删去无关的页和大图片，另存后重新提交。")


def _exit(status: str) -> str:
    """What an exit status means: a negative one is the signal that ended the process."""
    if status.startswith("-"):
        return f"信号 {status.removeprefix('-')}"
    return f"退出状态 {status}" if status else "原因不明"
