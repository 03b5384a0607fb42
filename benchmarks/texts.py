"""How the comparison of texts grows with their number: texts that nobody copied, but for one in fifty."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from schema.folding import fold
from validators.texts.candidates import Fingerprint, alike
from validators.texts.fingerprints import kept_of

_LENGTH = 500  # characters
_LETTERS = [chr(number) for number in range(0x4E00, 0x4E00 + 2500)]  # as many as are in common use
_COPIED = 50  # one text of so many
_CHANGED = 50  # one character of so many
_KILOBYTES = 1024


class Texts(NamedTuple):
    """Seconds of the processor for the signatures and for finding the pairs, the pairs found of those that were copied, and megabytes."""

    reading: float
    pairing: float
    found: int
    copied: int
    megabytes: float


def of(count: int) -> Texts:
    """Measure so many texts in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.texts", str(count)], capture_output=True, text=True, check=True)
    reading, pairing, found, copied, megabytes = done.stdout.split()
    return Texts(float(reading), float(pairing), int(found), int(copied), float(megabytes))


def _measured(count: int) -> Texts:
    rng = Random(count)
    reading, kept = 0.0, []
    for number, text in enumerate(_texts(rng, count)):
        start = time.process_time()
        kept.append(Fingerprint(kept_of(fold(text)), number))
        reading += time.process_time() - start
    start = time.process_time()
    pairs = set(alike(kept, frozenset()).pairs)
    pairing = time.process_time() - start
    wanted = {(number - 1, number) for number in range(_COPIED - 1, count, _COPIED)}
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES
    return Texts(reading, pairing, len(pairs & wanted), len(wanted), most)


def _texts(rng: Random, count: int) -> Iterator[str]:
    text = ""
    for number in range(count):
        if number % _COPIED == _COPIED - 1:
            text = "".join(rng.choice(_LETTERS) if rng.randrange(_CHANGED) == 0 else letter for letter in text)
        else:
            text = "".join(rng.choices(_LETTERS, k=_LENGTH))
        yield text


if __name__ == "__main__":
    print(*_measured(int(sys.argv[1])))
