"""`--letterhead` and `--reply-by`: how the letters of a run are written."""

import re
from datetime import date
from pathlib import Path

from ingest.errors import UsageError
from ingest.ledger.telling import Telling
from reports.letter.manner import Manner

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def manner_of(telling: Telling) -> Manner:
    """How letters are written; raises UsageError where the letterhead is missing or is none."""
    return Manner(None if telling.letterhead is None else _head(Path(telling.letterhead)), telling.reply_by)


def day_of(text: str) -> date:
    """A day as it is written on the command line; raises UsageError for what is none."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(f"--reply-by {text} 不对，应写作日期，如 2023-06-20。")


def _head(file: Path) -> bytes:
    # Here, as the library of Word files takes a tenth of a run over what was done already.
    from reports.letter.letterhead import LetterheadError
    from reports.letter.stationery import stationery

    try:
        head = file.read_bytes()
        stationery(head)
    except FileNotFoundError as error:
        raise UsageError(f"找不到：{file}。") from error
    except OSError as error:
        raise UsageError(f"--letterhead 的文件 {file} 无法读取（系统错误 {error.errno}）。") from error
    except LetterheadError as error:
        raise UsageError(f"--letterhead 的文件 {file} 不能用：{error}。") from error
    return head
