"""The seals of a form among those of its file: on which box each lies, and whose it is.

A seal belongs to the form on whose pages it stands. What it says tells whose it is; where that cannot be read, the box
under its middle does: the applicant seals 承诺 and 单位名称（盖章）, the recommending unit 推荐理由.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from schema.forms import Form
from schema.record import BBox, Evidence, Seal, SealOwner, SealPlace
from schema.seal_names import reads_as

_LEAST_OVER = 0.15  # of a seal that lies over a box
_ALSO_OVER = 0.3  # of it over a second box: without a text it may be meant for that one


def seals_of_form(seals: Sequence[Seal], form: Form, evidence: Mapping[str, Evidence]) -> tuple[Seal, ...]:
    """The seals on the pages of a form, each with its boxes and its owner. Signatures count for every form of a file."""
    pages = [said.page for said in evidence.values() if said.page is not None]
    boxes = dict(_boxes(evidence))
    return tuple(
        _of_form(seal, form, boxes)
        for seal in seals if seal.page is None or not pages or min(pages) <= seal.page <= max(pages)
    )


def _boxes(evidence: Mapping[str, Evidence]) -> Iterator[tuple[SealPlace, list[Evidence]]]:
    place: SealPlace
    for place in get_args(SealPlace):
        yield place, [said for path, said in evidence.items() if path == place or path.startswith(f"{place}.")]


def _of_form(seal: Seal, form: Form, boxes: Mapping[SealPlace, Sequence[Evidence]]) -> Seal:
    shares = {place: max((_share(seal, said) for said in found), default=0.0) for place, found in boxes.items()}
    over: list[SealPlace] = [place for place, share in shares.items() if share >= _LEAST_OVER]
    over.sort(key=lambda place: -shares[place])
    return seal.model_copy(update={"places": tuple(over), "owner": _owner(seal, form, shares, over)})


def _owner(seal: Seal, form: Form, shares: Mapping[SealPlace, float], over: Sequence[SealPlace]) -> SealOwner | None:
    applicant, recommender = form.organisation.name, form.recommendation.organisation
    if applicant and reads_as(seal.text, applicant):
        return "applicant"
    if recommender and reads_as(seal.text, recommender):
        return "recommender"
    if not over:
        return None
    if over[0] != "recommendation":
        return "applicant"
    return None if shares["commitment"] >= _ALSO_OVER else "recommender"


def _share(seal: Seal, said: Evidence) -> float:
    """How much of a seal lies over a place, 0 to 1."""
    if seal.bbox is None or said.bbox is None or seal.page != said.page:
        return 0.0
    return _common(seal.bbox, said.bbox, 0) * _common(seal.bbox, said.bbox, 1)


def _common(one: BBox, other: BBox, side: int) -> float:
    length = one[side + 2] - one[side]
    return max(0.0, min(one[side + 2], other[side + 2]) - max(one[side], other[side])) / length if length > 0 else 0.0
