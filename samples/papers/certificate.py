"""法人登记证书 of the four kinds that the units have, laid out as they are, of registering offices that do not exist."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from samples.papers.page import Page
from samples.papers.registration import Registration
from samples.spelling import formal

_ISSUED = date(2021, 4, 12)
_VALID_TO = date(2026, 4, 11)
_PUBLIC, _SOCIETY, _SCHOOL = "12", "51", "52"


def certificate(entry: Registration) -> Page:
    """The certificate that a unit has, by the registering department and class in its credit code."""
    return _BY_CODE.get(entry.credit_code[:2], _licence)(entry)


def certificate_name(credit_code: str | None) -> str:
    """What the certificate of a unit with this code is called."""
    return _NAMES.get((credit_code or "")[:2], "营业执照")


def _licence(entry: Registration) -> Page:
    """营业执照, the form of 2019: two columns on a lying sheet, the code at the upper left."""
    kind = "股份有限公司" if "股份" in entry.name else "有限责任公司"
    return Page(
        title="营业执照", corner=("统一社会信用代码", entry.credit_code), below=("（副　本）",),
        columns=(
            (
                ("名　　称", entry.name), ("类　　型", kind), ("法定代表人", entry.representative),
                ("经营范围", f"一般项目：{entry.industry}；信息技术咨询服务；业务培训（不含教育培训、职业技能培训等需取得许可的培训）。"),
            ),
            (("注册资本", _capital(entry)), ("成立日期", _day(entry.established)), ("住　　所", entry.address)),
        ),
        signed=("登记机关　样例市场监督管理局", _day(_ISSUED)), lying=True,
    )


def _public_institution(entry: Registration) -> Page:
    """事业单位法人证书, which says how long it is valid and not when the unit was founded."""
    return Page(
        title="事业单位法人证书", below=("（副　本）", f"统一社会信用代码　{entry.credit_code}"),
        columns=((
            ("名称", entry.name), ("宗旨和业务范围", f"开展{entry.industry}领域的人才培养、科学研究、社会服务和技术推广。"),
            ("住所", entry.address), ("法定代表人", entry.representative), ("经费来源", "财政补助、事业收入"),
            ("开办资金", _capital(entry)), ("举办单位", "样例市样例局"),
        ),),
        text=(f"有效期　自{_day(_ISSUED)}至{_day(_VALID_TO)}",), signed=("登记管理机关　样例事业单位登记管理局", _day(_ISSUED)), lying=True,
    )


def _of_civil_affairs(title: str, capital: str) -> Callable[[Registration], Page]:
    """A certificate of the departments of civil affairs. capital: what it calls the money."""
    def page(entry: Registration) -> Page:
        return Page(
            title=title, below=("（副　本）",),
            columns=((
                ("统一社会信用代码", entry.credit_code), ("名称", entry.name), ("法定代表人", entry.representative),
                (capital, _capital(entry)), ("住所", entry.address), ("业务主管单位", "样例市样例局"),
                ("业务范围", f"{entry.industry}，行业调研、交流合作、咨询服务和数字技术人才培养。"),
                ("成立日期", _day(entry.established)), ("有效期限", f"自{_day(_ISSUED)}至{_day(_VALID_TO)}"),
            ),),
            signed=("发证机关　样例市民政局", f"发证日期　{_day(_ISSUED)}"),
        )

    return page


def _capital(entry: Registration) -> str:
    return f"{formal(entry.capital)}万元整"


def _day(day: date) -> str:
    return f"{day:%Y年%m月%d日}"


_NAMES: Mapping[str, str] = MappingProxyType({
    _PUBLIC: "事业单位法人证书", _SOCIETY: "社会团体法人登记证书", _SCHOOL: "民办非企业单位登记证书",
})
_BY_CODE: Mapping[str, Callable[[Registration], Page]] = MappingProxyType({
    _PUBLIC: _public_institution, _SOCIETY: _of_civil_affairs(_NAMES[_SOCIETY], "注册资金"),
    _SCHOOL: _of_civil_affairs(_NAMES[_SCHOOL], "开办资金"),
})
