"""Pull the plug: kill a run with all its workers at some point, let the next ones finish, and hold them against one left in peace."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.ingest.support import ROOT, contents

_HEBIAO = str(Path(sys.executable).with_name("hebiao"))
_AGAIN = 0.4  # the share of the kills after which the next run is killed as well
_LONGEST = 300  # seconds that a run may take, on a busy machine
_FINISHED = (0, 3)  # some of what came in cannot be read


@dataclass(frozen=True, slots=True)
class Peace:
    """A run that nobody disturbed.

    command: what it was called with, but for the output folder. seconds: that it took. before: the output folder that it
    went on with, None where it began a new one.
    """

    command: Sequence[str]
    files: dict[str, bytes]
    seconds: float
    before: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)


class Pulled(NamedTuple):
    """What became of a run that was killed so many times. wrong: all that is not as it was to be."""

    kills: int
    wrong: list[str]


def in_peace(command: Sequence[str], out: Path, before: Path | None = None) -> Peace:
    """Run to the end. before: an output folder to go on with; it stays as it is."""
    if before is not None:
        shutil.copytree(before, out)
    started = time.monotonic()
    code, said = _run(command, out, {})
    if code not in _FINISHED:
        raise AssertionError(f"a run that nobody disturbed ended with {code}: {said}")
    return Peace(command, contents(out), time.monotonic() - started, before)


def pull(peace: Peace, out: Path, seed: int) -> Pulled:
    """Kill the same run at a point that the seed says, sometimes the next one too; then run to the end."""
    chance = random.Random(seed)
    kills = int(kill(peace, out, chance))
    while chance.random() < _AGAIN:
        kills += kill(peace, out, chance)
    code, said = _run(peace.command, out, peace.environment)
    if code not in _FINISHED:
        return Pulled(kills, [f"the last run ended with {code}: {said}"])
    return Pulled(kills, differences(peace.files, contents(out)) + leftovers(out))


def kill(peace: Peace, out: Path, chance: random.Random) -> bool:
    """Start the same run and kill it at some point. Returns False where it had ended before."""
    if peace.before is not None and not out.exists():
        shutil.copytree(peace.before, out)
    code, _ = _run(peace.command, out, peace.environment, kill_after=chance.uniform(0, peace.seconds))
    return code == -signal.SIGKILL


def differences(wanted: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """Forms that are lost or doubled, then everything else that is not as it was to be."""
    said = [f"lost: {name}" for name in sorted(wanted.keys() - found.keys())]
    said += [f"doubled: {name}" for name in sorted(found.keys() - wanted.keys())]
    said += [f"differs: {name}" for name in sorted(wanted.keys() & found.keys()) if wanted[name] != found[name]]
    if "interrupted" in json.loads(found.get("manifest.json", b"{}")):
        said.append("the manifest is not complete")
    return said


def leftovers(out: Path) -> list[str]:
    """What a run keeps while it goes on, and should not have left."""
    return [f"left: {file.relative_to(out)}" for file in sorted(out.rglob(".*")) if file.suffix == ".part" or file.name.startswith(".unpacked")]


def _run(command: Sequence[str], out: Path, environment: dict[str, str], kill_after: float | None = None) -> tuple[int, str]:
    """The exit code of a run, negative where it was killed, and what it said on stderr."""
    with subprocess.Popen(
        [_HEBIAO, *command, "--out", str(out)], cwd=ROOT, env=os.environ | environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
    ) as process:
        try:
            _, said = process.communicate(timeout=_LONGEST if kill_after is None else kill_after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            _, said = process.communicate()
    return process.returncode, said
