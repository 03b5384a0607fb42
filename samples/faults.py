"""What applicants get wrong. Every fault changes a draft and says which findings it must lead to.

A fault is named by the finding code it is made for, with a variant where there are several ways to it
(`identity.credit_code:length`) and a field where it may sit in several (`limits.characters@plan.text`).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from samples.draft import Draft
from samples.faults_content import CONTENT
from samples.faults_gaps import GAPS
from samples.faults_links import LINKS
from samples.faults_numbers import NUMBERS

Fault = Callable[[Draft, str], list[str]]

FAULTS: Mapping[str, Fault] = MappingProxyType({**NUMBERS, **CONTENT, **GAPS, **LINKS})


def spoil(draft: Draft, fault: str) -> list[str]:
    """Work a fault into a draft.

    fault: a key of FAULTS, with `@` and a field path where the fault asks for one.
    Returns the findings that must follow, `code@field`. Raises KeyError for a fault that there is not, and where the
    draft's form has not the boxes that the fault needs.
    """
    name, _, path = fault.partition("@")
    return FAULTS[name](draft, path)

