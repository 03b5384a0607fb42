"""Whose a seal is, and on which boxes of the form it lies."""

from typing import Any

import pytest

from extractors.sealed import seals_of_form
from schema.record import Evidence, Seal
from tests.validators.records import make_record

NAME, OTHER = "重庆云岭数字科技有限公司", "重庆市江北区人力资源和社会保障局"
PLEDGE, ADVICE = (90.0, 400.0, 510.0, 500.0), (90.0, 500.0, 510.0, 600.0)


def seal(middle: tuple[float, float], text: str = "", page: int | None = 3, **more: Any) -> Seal:
    """A round seal of 42 mm."""
    x, y = middle
    return Seal(kind="round", page=page, bbox=(x - 60, y - 60, x + 60, y + 60), text=text, confidence=0.95, **more)


def placed(*seals: Seal, **form: Any) -> tuple[Seal, ...]:
    """The seals of a form whose 承诺 and 推荐理由 stand below each other on page 3, its name on page 1."""
    record = make_record(changes={"recommendation": {"organisation": OTHER}, **form})
    evidence = {
        "organisation.name": Evidence(label="", raw="", state="read", page=1, bbox=(190, 160, 520, 180)),
        "commitment.organisation": Evidence(label="", raw="", state="read", page=3, bbox=PLEDGE),
        "recommendation.organisation": Evidence(label="", raw="", state="read", page=3, bbox=ADVICE),
    }
    return seals_of_form(seals, record.form, evidence)


@pytest.mark.parametrize(("middle", "text", "places", "owner"), [
    ((300, 440), "", ("commitment",), "applicant"),
    ((300, 480), "", ("commitment", "recommendation"), "applicant"),
    ((300, 560), "", ("recommendation",), "recommender"),
    ((300, 510), "", ("recommendation", "commitment"), None),
    ((300, 560), NAME, ("recommendation",), "applicant"),
    ((300, 440), "重庆市江北区人力源和社会保障局", ("commitment",), "recommender"),
    ((300, 200), "", (), None),
    ((300, 200), NAME, (), "applicant"),
])
def test_text_tells_whose_a_seal_is_else_the_box(
    middle: tuple[float, float], text: str, places: tuple[str, ...], owner: str | None,
) -> None:
    """A seal over both boxes that cannot be read may be either's."""
    [found] = placed(seal(middle, text))
    assert (found.places, found.owner) == (places, owner)


def test_a_seal_on_the_first_line_is_the_applicants() -> None:
    """单位名称（盖章） is wider than the seal, and lower."""
    [found] = placed(seal((300, 170), page=1))
    assert (found.places, found.owner) == (("organisation.name",), "applicant")


def test_seals_on_other_papers_of_the_file_are_not_of_the_form() -> None:
    """A certificate on the fifth page bears one too; a signature is of the whole file."""
    assert placed(seal((300, 440), page=5)) == ()
    [signature] = placed(Seal(kind="electronic", text=NAME, confidence=1.0))
    assert signature.owner == "applicant"
