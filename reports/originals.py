"""The scanned pages in a report: their pictures once each, with a box over every field, and crops of them at findings.

A picture is the background of its class, so that page and crops share it; place and size of all boxes are rules of one
style, which the page's Content-Security-Policy allows by its hash.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from reports.pages import Asset
from reports.sheet import Sheet
from schema.finding import Finding, Report
from schema.record import BBox, PagePicture, Record

_MARGIN = 0.012  # of the page around a crop
_HIGHEST = 0.3  # of the page that a crop shows


@dataclass(frozen=True, slots=True)
class Spot:
    """A box over a field. name: of its class and anchor. target: the anchor that it leads to. severity: of its finding."""

    name: str
    target: str
    severity: str
    title: str


@dataclass(frozen=True, slots=True)
class Original:
    """A page: its number, the class of its picture, and the boxes over it."""

    page: int
    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Originals:
    """All scanned pages of a record. crops: class of the crop, and anchor of the box, by the number of a finding."""

    pages: tuple[Original, ...]
    crops: Mapping[int, tuple[str, str]]
    style: Asset


def originals(
    record: Record, report: Report, numbers: Mapping[int, int], sheet: Sheet, jpegs: Mapping[str, bytes],
) -> Originals | None:
    """The scanned pages of a record; None where it has none.

    numbers: the number of each finding in the report, by its place among the findings. jpegs: by PagePicture.file.
    """
    from markupsafe import Markup

    shown = {picture.page: picture for picture in record.pictures if picture.file in jpegs}
    if not shown:
        return None
    rules = [_picture_rule(picture, jpegs[picture.file]) for picture in shown.values()]
    crops: dict[int, tuple[str, str]] = {}
    told: dict[tuple[int, BBox], tuple[int, Finding]] = {}
    for place, finding in enumerate(report.findings):
        where = finding.evidence
        if where.page in shown and where.bbox is not None and where.file == record.file_of(where.page):
            told.setdefault((where.page, where.bbox), (numbers[place], finding))
            number = numbers[place]
            rules.append(_crop_rule(f"crop-{number}", shown[where.page], where.bbox))
            crops[number] = (f"crop-{number} picture-{where.page}", f"spot-{told[where.page, where.bbox][0]}")
    spots: dict[int, list[Spot]] = {page: [] for page in shown}
    fields = {(said.page, said.bbox): field for field, said in reversed(record.evidence.items()) if said.bbox and said.page in shown}
    for number, key in enumerate({**dict.fromkeys(told), **dict.fromkeys(fields)}):
        page, box = key
        if page is None or box is None:
            continue
        if key in told:
            finding_number, finding = told[key]
            spot = Spot(f"spot-{finding_number}", f"finding-{finding_number}", finding.severity, finding.label)
        else:
            field = fields[key]
            spot = Spot(f"field-{number}", sheet.target(field), "", record.evidence[field].label)
        rules.append(_spot_rule(spot.name, shown[page].shares(box)))
        spots[page].append(spot)
    text = "\n".join(rules)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    pages = tuple(Original(page, f"picture-{page}", tuple(spots[page])) for page in sorted(shown))
    return Originals(pages, crops, Asset(Markup(text), f"'sha256-{digest}'"))  # noqa: S704 - numbers and base64 alone


def _picture_rule(picture: PagePicture, jpeg: bytes) -> str:
    width, height = (picture.width, picture.height) if picture.turns % 2 == 0 else (picture.height, picture.width)
    encoded = base64.b64encode(jpeg).decode("ascii")
    return (
        f".picture-{picture.page}{{background-image:url(data:image/jpeg;base64,{encoded})}}"
        f".page-of.picture-{picture.page}{{aspect-ratio:{width:.1f}/{height:.1f}}}"
    )


def _spot_rule(name: str, box: BBox) -> str:
    x0, top, x1, bottom = (min(max(edge, 0.0), 1.0) * 100 for edge in box)
    return f".{name}{{left:{x0:.2f}%;top:{top:.2f}%;width:{max(x1 - x0, 0.5):.2f}%;height:{max(bottom - top, 0.5):.2f}%}}"


def _crop_rule(name: str, picture: PagePicture, box: BBox) -> str:
    width, height = (picture.width, picture.height) if picture.turns % 2 == 0 else (picture.height, picture.width)
    x0, top, x1, bottom = picture.shares(box)
    x0, top = max(0.0, x0 - _MARGIN), max(0.0, top - _MARGIN)
    x1, bottom = min(0.999, x1 + _MARGIN), min(0.999, bottom + _MARGIN, top + _HIGHEST)
    across, down = max(x1 - x0, 0.01), max(bottom - top, 0.01)
    return (
        f".{name}{{aspect-ratio:{across * width:.1f}/{down * height:.1f};max-width:{across * width * 1.3:.0f}px;"
        f"background-size:{100 / across:.2f}% {100 / down:.2f}%;"
        f"background-position:{100 * x0 / (1 - across):.2f}% {100 * top / (1 - down):.2f}%}}"
    )
