"""The commands of the reviewer's desk: what is done with a batch between two runs. Importing this adds them to `app`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ingest.commands import (
    JobsOption,
    LedgerOption,
    LetterheadOption,
    LimitOption,
    LogLevel,
    LogOption,
    MaskOption,
    NoticeOption,
    OutOption,
    PasswordOption,
    ReplyByOption,
    ResultsOption,
    app,
    must_be_inputs,
    open_log,
    telling_of,
)
from ingest.errors import UsageError
from ingest.exits import Exit
from ingest.limit_option import limit_table, limits_of
from ingest.machine import cores
from ingest.usage import Command
from schema.limits import Limits
from schema.notice import DEFAULT_NOTICE, load_notice

__all__ = ["app"]

_EXITS = """退出状态：
  0    完成
  2    命令行写法不对，或没有这份申报、这个问题
  4    输出文件夹或台账无法写入"""

_WATCH_EXITS = """退出状态：
  0    按 Ctrl-C 或收到结束信号后结束（处理到一半的，下次接着处理）
  2    命令行写法不对
  4    输出无法写入，或者已有一个 hebiao watch 使用该输出文件夹"""


@app.command(cls=Command, epilog=_EXITS)
def decide(
    application: Annotated[str, typer.Argument(metavar="ID", help="申报编号，即报告的文件名，见汇总页")],
    code: Annotated[str, typer.Argument(metavar="CODE[@FIELD]", help="问题代码，如 totals.trained；同一代码有多处时加 @ 和字段")],
    waive: Annotated[bool, typer.Option("--waive", help="不再追究：不计入核对结论")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="确认有误，需要补正")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="理由")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="决定人")] = "",
    out: OutOption = Path("outputs"),
    ledger: LedgerOption = None,
) -> Exit:
    """记录对一个问题的处理决定；数值不变则一直有效，改动后重新提出。只增不改，全部留痕。"""
    if waive == confirm:
        raise UsageError("请写明 --waive（不再追究）或 --confirm（确认有误）中的一个。")
    if not reason.strip() or not by.strip():
        raise UsageError("请用 --reason 写明理由，用 --by 写明决定人。")
    from ingest.deciding import decide_on
    from ingest.ledger.opening import ledger_address
    from ingest.run import at_desk

    with at_desk(out, ledger_address(ledger, out), Limits(), cores()) as desk:
        for line in decide_on(desk, application, code, "waive" if waive else "confirm", by.strip(), reason.strip()):
            print(line)
    return Exit.DONE


@app.command(cls=Command, epilog=_EXITS)
def history(
    application: Annotated[str, typer.Argument(metavar="ID", help="申报编号，即报告的文件名，见汇总页")],
    out: OutOption = Path("outputs"),
    ledger: LedgerOption = None,
) -> Exit:
    """列出一份申报的各次报送、每个问题改了没有、改动了哪些内容、作过哪些决定。"""
    from ingest.deciding import history_of
    from ingest.ledger.opening import ledger_address, opened_to_read
    from reports.history import print_history

    with opened_to_read(ledger_address(ledger, out)) as connection:
        print_history(*history_of(connection, application))
    return Exit.DONE


@app.command(cls=Command, epilog=_EXITS)
def rebuild(
    out: OutOption = Path("outputs"),
    ledger: LedgerOption = None,
    jobs: JobsOption = None,
    limit: LimitOption = None,
    log_level: LogOption = LogLevel.WARNING,
) -> Exit:
    """按台账重新生成输出文件夹中的全部文件，不读取收件。"""
    open_log(log_level)
    from ingest.ledger.opening import ledger_address
    from ingest.run import at_desk, tell_again
    from reports.terminal import print_totals

    with at_desk(out, ledger_address(ledger, out), limits_of(limit or ()), jobs or cores()) as desk:
        done = tell_again(desk)
    print_totals(done.totals, done.index)
    return Exit.INTERRUPTED if done.interrupted else Exit.DONE


@app.command(cls=Command, epilog=f"{limit_table()}\n\n{_WATCH_EXITS}")
def watch(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="收件文件夹，可以有多个")],
    out: ResultsOption = Path("outputs"),
    notice: NoticeOption = DEFAULT_NOTICE,
    jobs: JobsOption = None,
    limit: LimitOption = None,
    password: PasswordOption = False,
    log_level: LogOption = LogLevel.WARNING,
    masked: MaskOption = False,
    ledger: LedgerOption = None,
    letterhead: LetterheadOption = None,
    reply_by: ReplyByOption = None,
) -> Exit:
    """一直查看收件文件夹：有新的或改动的文件，等它复制完（5 秒内大小和时间不变）就处理；按 Ctrl-C 结束。"""
    load_notice(notice)  # which says what is wrong with it before anything is done
    limits = limits_of(limit or ())
    open_log(log_level)
    must_be_inputs(folders, out)
    files = [str(path) for path in folders if not path.is_dir()]
    if files:
        raise UsageError(f"{'、'.join(files)} 不是文件夹；处理文件请用 hebiao run。")
    from ingest.digests import Digests
    from ingest.ledger.lock import the_only_watcher
    from ingest.ledger.opening import ledger_address
    from ingest.outcome import Run
    from ingest.passwords import find_passwords
    from ingest.run import Settled, at_desk, run_over
    from ingest.watching import WallClock
    from ingest.watching import watch as watch_folders
    from reports.terminal import print_totals

    telling = telling_of(notice, masked, letterhead, reply_by)
    passwords = find_passwords(ask=password)
    address = ledger_address(ledger, out)
    digests = Digests()

    def run(settled: Settled) -> Run:
        with at_desk(out, address, limits, jobs or cores()) as desk:
            done = run_over(folders, desk, telling, passwords, settled=settled, digests=digests)
        print_totals(done.totals, done.index)
        return done

    with the_only_watcher(out):
        print(f"正在查看 {'、'.join(map(str, folders))}，结束请按 Ctrl-C。", file=sys.stderr, flush=True)
        watch_folders(folders, out, run, WallClock())
    return Exit.DONE
