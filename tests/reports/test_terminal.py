"""What the commands say: complete, legible without colour, harmless on a terminal, and quick to load."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from reports.terminal import print_check, print_totals
from reports.totals import totals_of
from schema.finding import report
from tests.reports.builder import faulty, make_batch, make_files, make_record, make_submission
from tests.reports.hostile import hostile

PROBLEMS = [entry.problem for entry in make_files() if entry.problem]


class Terminal(io.StringIO):
    """A stdout that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """It is."""
        return True


def test_a_finding_says_what_and_how(capsys: pytest.CaptureFixture[str]) -> None:
    """Verdict, unit, counts, and of each finding severity, message, correction, label, place, clause and code."""
    print_check([faulty("training_institution")], [])
    said = capsys.readouterr().out
    assert said.startswith("退回  重庆照母山数字技术研究院有限公司  培训机构推荐表  云计算工程技术人员\n")
    assert "5 处错误、8 处警告、2 条提示" in said
    assert (
        "  错误  总规模填报 18,620 人次，近5年人数合计 18,520 人次，相差 100 人次\n"
        "        更正：请核对后更正。\n"
        "        总规模 · 第2页，第1张表第4行第4列 · 推荐表填写要求 · totals.trained\n"
    ) in said


def test_a_clean_form_and_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    """A clean form says so; a file that failed has reason and advice."""
    record = make_record("evaluation_institution")
    print_check([(record, report(record.id, []))], PROBLEMS)
    assert capsys.readouterr().out == (
        "通过  重庆悦来信息技术行业协会  评价机构推荐表  物联网工程技术人员\n"
        "      来信/推荐表-悦来.pdf  未发现问题\n"
        "\n"
        "未能处理  来信/扫描.pdf\n"
        "        文件中没有可以读取的文字。\n"
        "        处理：请申报单位改报 Word 电子版。\n"
    )


def test_totals(capsys: pytest.CaptureFixture[str]) -> None:
    """Sums by kind of form and verdict, files by outcome, and where the overview is."""
    clean = make_record("evaluation_institution")
    print_totals(totals_of(make_batch([faulty("training_institution"), (clean, report(clean.id, []))], make_files())), Path("outputs/index.html"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["表种", "份数", "退回", "待核", "通过", "错误", "警告", "提示"]
    assert [line.split() for line in lines[2:6] if "-" not in line] == [
        ["培训机构推荐表", "1", "1", "0", "0", "5", "8", "2"], ["评价机构推荐表", "1", "0", "0", "1", "0", "0", "0"],
        ["合计", "2", "1", "0", "1", "5", "8", "2"],
    ]
    assert "收到文件 5 个：推荐表 2，证明材料 1，忽略 1，未能处理 1" in lines
    assert "未能处理  来信/扫描.pdf" in lines
    assert lines[-1] == "汇总页：outputs/index.html"


def test_totals_of_submissions(capsys: pytest.CaptureFixture[str]) -> None:
    """How many things came, and how many of them lack a paper; nothing where no submissions are known."""
    batch = make_batch([faulty("training_institution")])
    came = (make_submission(), make_submission(id="2", missing=()), make_submission(id="3", kind="folder", mail=None))
    print_totals(totals_of(batch.model_copy(update={"submissions": came})), Path("outputs/index.html"))
    assert "来件 3 件，其中 材料不全 2 件" in capsys.readouterr().out.splitlines()
    print_totals(totals_of(batch), Path("outputs/index.html"))
    assert "来件" not in capsys.readouterr().out


def test_hostile_words_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """No escape sequence, no bell, no turned direction, no line of one's own gets through."""
    record, found = hostile("training_institution")
    print_check([(record, found)], [])
    said = capsys.readouterr().out
    assert not set(said) & set("\x1b\x07\x00\r\u202e\u2066")
    assert "alert(1)" in said


def test_colours_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal severities are coloured, and the words are the same."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_check([faulty("training_institution")], PROBLEMS)
    said = terminal.getvalue()
    assert "\x1b[1;31m错误\x1b[0m" in said
    assert "\n\n\x1b[1;31m未能处理" in said


def test_a_narrow_encoding_does_not_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that cannot say a character gets a question mark for it."""
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="gbk")
    monkeypatch.setattr(sys, "stdout", pipe)
    record = make_record("evaluation_institution", {"organisation.name": "重庆𠮷祥协会"})
    print_check([(record, report(record.id, []))], [])
    pipe.seek(0)
    assert "重庆?祥协会" in pipe.read()


def test_a_pipe_needs_no_rich_and_no_templates() -> None:
    """`hebiao check` into a pipe starts fast: nothing slow is loaded."""
    code = (
        "import sys; from reports.terminal import print_check; print_check([], []);"
        "print(sorted({'rich', 'jinja2', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]"]
