"""The commands. What one needs is imported inside it: `check` of one file must start at once."""

import gc
import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import UsageError
from ingest.exits import Exit
from ingest.fail_on import FailOn, reached
from ingest.limit_option import limit_table, limits_of
from ingest.machine import cores
from ingest.usage import Command, Group
from schema.forms import FormType
from schema.notice import DEFAULT_NOTICE, Notice, load_notice

if TYPE_CHECKING:
    from ingest.check import Checked
    from ingest.ledger.telling import Telling
    from ingest.sources import SourceFile

_LEDGER = "ledger.db"  # as in ingest.ledger.opening, which takes half a second to import
_OBJECTS_IN_A_BATCH = 10_000
_EXITS = """退出状态：
  0    完成，没有达到 --fail-on 级别的问题
  1    发现达到 --fail-on 级别的问题
  2    命令行写法不对
  3    有文件无法读取（其余已处理）；check 时，文件不是推荐表也算在内
  4    输出无法写入
  130  被中断（已完成的保留）
  1 和 3 同时出现时，check 返回 1，run 返回 3。"""

_FETCH_EXITS = """退出状态：
  0    完成，没有新邮件也算完成
  2    命令行写法不对，或没有密码
  3    连不上服务器、登录不了、连接中断，或有邮件没有取回（其余已取回）
  4    存放邮件的文件夹无法写入
  130  被中断（已取回的保留）"""


class LogLevel(StrEnum):
    """How much is logged to stderr."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


app = typer.Typer(
    cls=Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="核表：读取 Word 和 PDF 推荐表，找出不一致和不符合要求之处，并指明在哪里、怎样改。", epilog=_EXITS,
)

NoticeOption = Annotated[str, typer.Option(
    "--notice", metavar="NAME", help=f"通知规则：内置通知的名称或文号，或 .toml 文件（默认 {DEFAULT_NOTICE}）",
)]
JobsOption = Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help="并行处理的进程数（默认为处理器核数）")]
LimitOption = Annotated[list[str] | None, typer.Option(
    "--limit", metavar="NAME=VALUE", help="修改一项上限，可多次使用，如 --limit seconds=300 --limit memory=4GB（见下）", show_default=False,
)]
PasswordOption = Annotated[bool, typer.Option(
    "--password", help="提示输入密码，用来打开加密的文件和压缩包；可输入多个，每行一个，空行结束（也可用环境变量 HEBIAO_PASSWORD 提供）",
)]
LedgerOption = Annotated[str | None, typer.Option(
    "--ledger", metavar="URL", help="台账：postgresql://用户名@服务器/数据库，多人共用时写（默认为输出文件夹中的 ledger.db）", show_default=False,
)]
ResultsOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="输出文件夹（默认 outputs）")]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="hebiao run 的输出文件夹（默认 outputs）")]
LogOption = Annotated[LogLevel, typer.Option("--log-level", metavar="LEVEL", help="日志级别：debug、info、warning、error（默认 warning）")]
_FAIL_ON = "发现该级别及以上的问题时返回 1：never、warning、error（默认 {}）"

_MASK = "隐去身份证号和电话号码的中间几位：报告、总表、findings 和 manifest.json 都隐去，只有 records 中的数据保留原文"
_LETTERHEAD = "补正通知用的本单位公文模板（红头等），通知放在其中“{{正文}}”一段处，没有该段的放在最后"
_REPLY_BY = "补正通知要求报送的最后日期，如 2023-06-20（默认按通知规则的工作日数）"

MaskOption = Annotated[bool, typer.Option("--mask", help=_MASK)]
LetterheadOption = Annotated[Path | None, typer.Option("--letterhead", metavar="FILE.docx", help=_LETTERHEAD, show_default=False)]
ReplyByOption = Annotated[str | None, typer.Option("--reply-by", metavar="DATE", help=_REPLY_BY, show_default=False)]


@app.command(cls=Command, epilog=f"{limit_table()}\n\n{_EXITS}")
def run(
    inputs: Annotated[list[Path] | None, typer.Argument(
        metavar="[INPUT]...", help="文件或文件夹，可以有多个（默认 samples/mailbox）", show_default=False,
    )] = None,
    out: ResultsOption = Path("outputs"),
    notice: NoticeOption = DEFAULT_NOTICE,
    jobs: JobsOption = None,
    limit: LimitOption = None,
    password: PasswordOption = False,
    log_level: LogOption = LogLevel.WARNING,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", metavar="LEVEL", help=_FAIL_ON.format("never"))] = FailOn.NEVER,
    masked: MaskOption = False,
    ledger: LedgerOption = None,
    corrects: Annotated[str | None, typer.Option(
        "--corrects", metavar="ID", help="INPUT 是对 ID 这份申报的更正或补报（单位、职业改动较大，或看不出属于谁时用）", show_default=False,
    )] = None,
    letterhead: LetterheadOption = None,
    reply_by: ReplyByOption = None,
) -> Exit:
    """处理收件文件夹：读取其中全部推荐表，输出核对结果、总表和清单。"""
    gc.set_threshold(_OBJECTS_IN_A_BATCH)  # the start of a command puts collections off; a batch goes on for long
    load_notice(notice)  # which says what is wrong with it before anything is done
    limits = limits_of(limit or ())
    open_log(log_level)
    given = inputs or [Path("samples/mailbox")]
    must_be_inputs(given, out)
    from ingest.ledger.opening import ledger_address
    from ingest.passwords import find_passwords
    from ingest.run import at_desk, run_over
    from reports.terminal import print_totals

    telling = telling_of(notice, masked, letterhead, reply_by)
    passwords = find_passwords(ask=password)
    with at_desk(out, ledger_address(ledger, out), limits, jobs or cores()) as desk:
        done = run_over(given, desk, telling, passwords, corrects)
    print_totals(done.totals, done.index)
    if done.interrupted:
        return Exit.INTERRUPTED
    if done.totals.problems:
        return Exit.UNREADABLE_INPUT
    return Exit.DISCREPANCIES if reached((done.totals.together.counts,), fail_on) else Exit.DONE


@app.command(cls=Command, epilog=f"{limit_table()}\n\n{_EXITS}")
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="推荐表文件，可以有多个")],
    as_json: Annotated[bool, typer.Option("--json", help="在标准输出上只输出一份 JSON")] = False,
    notice: NoticeOption = DEFAULT_NOTICE,
    jobs: JobsOption = None,
    limit: LimitOption = None,
    password: PasswordOption = False,
    log_level: LogOption = LogLevel.WARNING,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", metavar="LEVEL", help=_FAIL_ON.format("error"))] = FailOn.ERROR,
    out: OutOption = Path("outputs"),
    ledger: LedgerOption = None,
) -> Exit:
    """核对单个文件，列出需要处理的问题，不写任何文件；台账中有同一申报的，对照上一版说明改了没有。"""
    rules = load_notice(notice)
    limits = limits_of(limit or ())
    open_log(log_level)
    sources = _single_files(files)
    from ingest.check import check_files, exit_code
    from ingest.passwords import find_passwords

    passwords = find_passwords(ask=password)
    checked = check_files(sources, rules, limits, passwords, jobs or cores())
    if ledger is not None or (out / _LEDGER).is_file():
        checked = _beside_ledger(checked, out, ledger, rules)
    if as_json:
        from reports.text import escaped

        print(escaped(checked.model_dump_json(indent=2)))
    else:
        from reports.terminal import print_check

        print_check(tuple(zip(checked.records, checked.findings, strict=True)), checked.problems)
    return exit_code(checked, fail_on)


@app.command(cls=Command, epilog=_FETCH_EXITS)
def fetch(
    url: Annotated[str, typer.Argument(metavar="URL", help="imaps://用户名@服务器/文件夹（不写文件夹即收件箱）；密码不写在这里")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="存放邮件的文件夹，每封一个 .eml 文件")],
) -> Exit:
    """从邮件服务器取回新邮件，可随时中断、重复运行；不改动服务器上的任何内容。"""
    from ingest.fetch.address import parse_address

    address = parse_address(url)
    from ingest.fetch.command import fetch_folder

    return fetch_folder(address, to)


@app.command(cls=Command)
def schema(
    form_type: Annotated[FormType | None, typer.Argument(
        metavar="[FORM_TYPE]", help="training_institution 或 evaluation_institution；不写则包含两种", show_default=False,
    )] = None,
) -> Exit:
    """输出记录的 JSON Schema。"""
    import json

    from ingest.describe import record_schema

    print(json.dumps(record_schema(form_type), ensure_ascii=False, indent=2))
    return Exit.DONE


@app.command(cls=Command)
def codes(notice: NoticeOption = DEFAULT_NOTICE) -> Exit:
    """列出全部问题代码：代码、级别、名称、依据。"""
    from ingest.describe import code_table

    print("\n".join(code_table(load_notice(notice))))
    return Exit.DONE


def _beside_ledger(checked: "Checked", out: Path, ledger: str | None, notice: Notice) -> "Checked":
    from ingest.comparing import against_ledger  # takes half a second to import, and is wanted where there is a ledger
    from ingest.ledger.opening import ledger_address, opened_to_read

    with opened_to_read(ledger_address(ledger, out)) as connection:
        reports = against_ledger(checked.records, checked.findings, connection, notice)
    return checked.model_copy(update={"findings": reports})


def telling_of(notice: str, masked: bool, letterhead: Path | None, reply_by: str | None) -> "Telling":
    """How a batch is to be told. Raises UsageError for a letterhead or a day that is none, before anything is done."""
    from ingest.ledger.telling import Telling
    from ingest.letters import day_of, manner_of

    telling = Telling(
        notice=_lasting(notice), masked=masked, letterhead=str(letterhead.absolute()) if letterhead else None,
        reply_by=None if reply_by is None else day_of(reply_by),
    )
    manner_of(telling)
    return telling


def must_be_inputs(given: Sequence[Path], out: Path) -> None:
    """Raises UsageError where one of them is not there, or is the output folder."""
    _must_exist(given)
    if any(path.resolve() == out.resolve() for path in given):
        raise UsageError(f"输出文件夹不能就是输入文件夹：{out}。")


def _lasting(notice: str) -> str:
    """The notice as it is found from any folder."""
    return str(Path(notice).absolute()) if notice.endswith(".toml") else notice


def _must_exist(paths: Sequence[Path]) -> None:
    missing = [str(path) for path in paths if not os.path.lexists(path)]
    if missing:
        raise UsageError(f"找不到：{'、'.join(missing)}。")


def _single_files(files: Sequence[Path]) -> tuple["SourceFile", ...]:
    _must_exist(files)
    folders = [str(file) for file in files if file.is_dir()]
    if folders:
        raise UsageError(f"{'、'.join(folders)} 是文件夹；处理文件夹请用 hebiao run。")
    from ingest.sources import SourceFile, printable

    return tuple(SourceFile(printable(file.name), file) for file in files)


def open_log(level: LogLevel) -> None:
    """Log from this level on."""
    if level is LogLevel.WARNING:
        return  # which is what it logs unasked; `check` needs none, and it takes 10 ms to import
    from ingest.log import log

    log.setLevel(level.value.upper())
