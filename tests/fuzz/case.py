"""One mutated input, made of nothing but a mutator's name and a number."""

from random import Random
from typing import NamedTuple

from tests.fuzz.mutators import MUTATORS
from tests.fuzz.mutators.mutator import InapplicableError, Mutator, Step
from tests.fuzz.mutators.raw import RAW
from tests.fuzz.seeds import Seed, seeds

_STEPS = (1, 1, 1, 2, 3, 5)
_THEN_RAW = 0.1  # of all cases: bytes are broken after what was changed below the syntax
_RENAMED = 0.1
_NAMES = (
    "推荐表.docx", "推荐表.pdf", "推荐表", "推荐表.doc", "a.eml", "a.zip", "材料.rar", "法人证书.jpg", "~$推荐表.docx", "a.TXT",
    "\u202excod.exe", "x" * 250 + ".docx", "a b;c&d'e\"f<g>.docx", "目录/推荐表.docx",
)


class Case(NamedTuple):
    """An input by its name. kept: numbers of the steps to take, None for all of them."""

    mutator: str
    number: int
    kept: tuple[int, ...] | None = None

    def __str__(self) -> str:
        """As the command line takes it."""
        kept = "" if self.kept is None else ":" + ",".join(map(str, self.kept))
        return f"{self.mutator}:{self.number}{kept}"


class Input(NamedTuple):
    """A case's bytes. name: of the file. steps: what was done to the seed, by their names, those that did not fit as well."""

    name: str
    data: bytes
    steps: tuple[str, ...]


def parse_case(said: str) -> Case:
    """A case as its text says it."""
    mutator, number, *kept = said.split(":")
    return Case(mutator, int(number), tuple(map(int, kept[0].split(","))) if kept else None)


def make(case: Case) -> Input:
    """The input of a case, the same every time."""
    chance = Random(f"{case.mutator}:{case.number}")
    mutator = MUTATORS[case.mutator]
    seed = _seed(mutator, chance)
    steps: list[Step] = [chance.choice(mutator.steps) for _ in range(chance.choice(_STEPS))]
    if chance.random() < _THEN_RAW:
        steps.append(chance.choice(RAW.steps))
    name = chance.choice(_NAMES) if chance.random() < _RENAMED else seed.name
    data = seed.data
    for number, step in enumerate(steps):
        if case.kept is None or number in case.kept:
            try:
                data = step(data, Random(f"{case.mutator}:{case.number}:{number}"))
            except InapplicableError:
                continue
    return Input(name, data, tuple(step.__name__ for step in steps))


def _seed(mutator: Mutator, chance: Random) -> Seed:
    return chance.choice(seeds(chance.choice(mutator.kinds)))
