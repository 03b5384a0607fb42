"""A 是□ 否□ must have exactly one tick: `marks.yes_no`.

Clause: the boxes of the form. A tick that cannot be told from none is no fault of this kind: completeness says that it
cannot be read. An answer in words beside the boxes counts.

Example: 省级专业技术人员继续教育基地 「是□ 否□」 left as it is.
"""

from collections.abc import Iterator

from schema.boxes import Kind
from schema.finding import Finding
from schema.forms import Form
from schema.record import Evidence
from validators.check import Case, check


@check("marks.yes_no")
def one_of_yes_and_no_is_ticked(case: Case[Form]) -> Iterator[Finding]:
    """Neither none nor both are ticked."""
    for field in case.fields:
        evidence = case.record.evidence.get(field.path) if field.box.kind is Kind.YES_NO else None
        if field.value is not None or evidence is None or not is_contradictory(evidence):
            continue
        options = "".join(f"“{option}”" for option in ticked(evidence))
        yield case.finding(
            "marks.yes_no", field.path, variant="several" if options else None,
            found=f"同时勾选{options}" if options else "均未勾选", expected="勾选一项", options=options,
        )


def is_contradictory(evidence: Evidence) -> bool:
    """Whether there are boxes, and for certain none or more than one of them is ticked."""
    states = [tick.state for tick in evidence.ticks]
    return states.count("on") > 1 or (bool(states) and all(state == "off" for state in states))


def ticked(evidence: Evidence) -> list[str]:
    """The options that are ticked."""
    return [tick.option for tick in evidence.ticks if tick.state == "on"]
