"""Killed at any moment, nothing is lost and nothing doubled."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.fetch.store import STATE
from tests.ingest.fetch.conftest import Mailbox

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")

# Runs the command, and kills it before or after the n-th time that it flushes a file or puts one in its place: the
# steps between which the disk is in a state of its own.
_KILLED = """
import os, pathlib, signal, sys
at, after = int(sys.argv.pop(1)), sys.argv.pop(1) == "after"
steps = 0
def deadly(step):
    def wrapped(*arguments, **settings):
        global steps
        steps += 1
        if steps == at and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = step(*arguments, **settings)
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return wrapped
os.fsync = deadly(os.fsync)
pathlib.Path.replace = deadly(pathlib.Path.replace)
from ingest.cli import main
sys.exit(main())
"""


def mails(count: int) -> list[bytes]:
    return [b"Subject: %d\r\n\r\n%s\r\n" % (number, b"%d " % number * 20_000) for number in range(count)]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", range(7, 14))
def test_killed_at_a_step(mailbox: Mailbox, step: int, when: str) -> None:
    """Each step alone, from the first mail's first (6 come before it) over those of the state to the second mail's first."""
    sent = mails(3)
    mailbox.deliver(*sent)
    command = [sys.executable, "-c", _KILLED, str(step), when, "fetch", mailbox.url(), "--to", str(mailbox.to)]
    done = subprocess.run(command, env=mailbox.settings(), capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert all(mail in sent for mail in mailbox.fetched())  # whole, even now
    told = mailbox.fetch()
    assert (told.returncode, mailbox.fetched()) == (0, sent)
    assert not list(mailbox.to.glob(".*.part"))
    assert "取回 0 封" in mailbox.fetch().stdout


def test_killed_again_and_again(mailbox: Mailbox) -> None:
    """From outside, whenever some lines have come: every run goes on where the last was killed."""
    sent = mails(60)
    mailbox.deliver(*sent)
    killed = 0
    command = [str(Path(sys.executable).with_name("hebiao")), "fetch", mailbox.url(), "--to", str(mailbox.to)]
    for lines in (1, 2, 3, 5, 8, 13):
        before = len(mailbox.fetched())
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=mailbox.settings()) as process:
            assert process.stderr
            for _ in range(lines):
                process.stderr.readline()
            process.kill()
        killed += process.returncode == -signal.SIGKILL
        assert (mailbox.to / STATE).exists()
        # One that was there already may have come again: it was killed before it could note that it had it.
        assert before + lines - 1 <= len(mailbox.fetched()) <= 60
    assert killed == 6
    told = mailbox.fetch()
    assert (told.returncode, mailbox.fetched()) == (0, sent)
    assert "取回 0 封" in mailbox.fetch().stdout


def test_interrupted_by_the_clerk(mailbox: Mailbox) -> None:
    """Ctrl-C: one sentence, exit code 130, and nothing half done is left."""
    sent = mails(60)
    mailbox.deliver(*sent)
    command = [str(Path(sys.executable).with_name("hebiao")), "fetch", mailbox.url(), "--to", str(mailbox.to)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=mailbox.settings()) as process:
        assert process.stderr
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().decode()
    assert process.returncode == 130
    assert "已中断" in said
    assert "Traceback" not in said
    assert not list(mailbox.to.glob(".*.part"))
    mailbox.fetch()
    assert mailbox.fetched() == sent


def test_part_of_a_mail_that_is_gone(mailbox: Mailbox) -> None:
    """A run was killed in the middle of a mail that nobody can fetch again: its part goes, other people's files stay."""
    mailbox.to.mkdir()
    part, foreign = mailbox.to / ".7-1.eml.part", mailbox.to / ".list.part"
    for file in (part, foreign):
        file.touch()
    mailbox.fetch()
    assert (part.exists(), foreign.exists()) == (False, True)
