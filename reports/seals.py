"""The seals of a form as a report shows them: the picture, what it says, where it stands, and whose it is."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schema.moments import moment_text
from schema.record import Record, Seal, SealKind, SealOwner, SealPlace

_KINDS: dict[SealKind, str] = {"round": "圆形印章", "oval": "椭圆形印章", "square": "方形印章", "electronic": "电子签名"}
_OWNERS: dict[SealOwner | None, str] = {"applicant": "申报单位", "recommender": "推荐单位", None: "不能确定"}
_PLACES: dict[SealPlace, str] = {"commitment": "承诺处", "organisation.name": "单位名称处", "recommendation": "推荐理由处"}
_UNVERIFIED = "未验证签名和证书是否有效"


@dataclass(frozen=True, slots=True)
class ShownSeal:
    """A seal. picture: as a data URL, empty where there is none. facts: what is said of it, each with its term."""

    kind: str
    picture: str
    facts: tuple[tuple[str, str], ...]


def shown_seals(record: Record, jpegs: Mapping[str, bytes]) -> tuple[ShownSeal, ...]:
    """The seals of a record. jpegs: by Seal.picture; of those that are not there no picture is shown."""
    return tuple(
        ShownSeal(_KINDS[seal.kind], _data_url(jpegs.get(seal.picture or "")), tuple(_facts(seal))) for seal in record.seals or ()
    )


def _facts(seal: Seal) -> Iterator[tuple[str, str]]:
    if seal.kind == "electronic":
        yield "证书主体", seal.text or "（未写明）"
        yield "签署时间", f"{moment_text(seal.signed)}（签名自称）" if seal.signed else "（未写明）"
        yield "说明", _UNVERIFIED
    else:
        yield "印文", f"{seal.text}（识别把握 {seal.confidence:.0%}）" if seal.text else "（未能识别）"
        if seal.inner:
            yield "中间文字", seal.inner
        if seal.diameter:
            yield "尺寸", f"约 {seal.diameter:.0f} 毫米"
    yield "位置", "，".join(_where(seal)) or "（不显示）"
    yield "归属", _OWNERS[seal.owner]


def _where(seal: Seal) -> Iterator[str]:
    if seal.paper:
        yield f"“{seal.paper.rpartition('/')[2]}”"
    if seal.page:
        yield f"第{seal.page}页"
    if seal.places:
        yield "、".join(_PLACES[place] for place in seal.places)


def _data_url(jpeg: bytes | None) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}" if jpeg else ""
