"""Units that do not exist: names, codes and addresses that fit each other."""

from dataclasses import dataclass
from datetime import date
from random import Random

from samples.identifiers import credit_code

_MARKS = {
    "云岫": "yunxiu", "栖梧": "qiwu", "砚池": "yanchi", "澜桥": "lanqiao", "岫岚": "xiulan", "沐远": "muyuan", "衡川": "hengchuan",
    "启明湾": "qimingwan", "青黛": "qingdai", "听涛": "tingtao", "朗逸": "langyi", "聚岚": "julan", "雾都星": "wuduxing", "砚桥": "yanqiao",
    "观岚": "guanlan", "墨舟": "mozhou", "山屿": "shanyu", "拓衡": "tuoheng", "芯禾": "xinhe", "桥都": "qiaodu", "江渚": "jiangzhu",
    "半山": "banshan", "锦帆": "jinfan", "数岚": "shulan", "砺锋": "lifeng",
}
_FIELDS = ("数字科技", "智能科技", "信息技术", "软件", "数据服务", "云计算", "物联科技", "智造科技")
_OFFICES = ("研发部", "技术中心", "数据业务部", "交付中心")
_FACULTIES = ("信息工程系", "软件学院", "智能制造学院")
_ROADS = ("云栖大道", "星汉大道", "望岚路", "听江路", "学苑中路", "青禾大道", "知行路", "石桥二路", "金竹街", "锦帆路")
_DISTRICTS = {
    "渝中区": "500103", "江北区": "500105", "沙坪坝区": "500106", "九龙坡区": "500107", "南岸区": "500108", "北碚区": "500109",
    "渝北区": "500112", "巴南区": "500113", "永川区": "500118", "璧山区": "500120",
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of legal entity. prefix: the first two characters of its credit codes; industries: of GB/T 4754-2017."""

    prefix: str
    pattern: str
    types: tuple[str, ...]
    industries: tuple[str, ...]
    head: str
    deputies: tuple[str, ...]


_COMPANY_INDUSTRIES = (
    "软件和信息技术服务业", "软件开发", "应用软件开发", "互联网和相关服务", "互联网数据服务", "物联网技术服务", "信息技术咨询服务",
    "科技推广和应用服务业",
)
_COMPANY = _Kind(
    "91", "重庆{mark}{field}有限公司", ("企业", "民营企业"), _COMPANY_INDUSTRIES, "总经理",
    ("副总经理", "培训总监", "项目经理", "人力资源部经理", "综合部主管"),
)
_COLLEGE = _Kind(
    "12", "重庆{mark}职业技术学院", ("事业单位",), ("教育", "高等教育", "普通高等教育"), "院长",
    ("副院长", "继续教育学院院长", "培训科科长", "教务处处长"),
)
_KINDS = (
    _COMPANY,
    _COLLEGE,
    _Kind(
        "91", "重庆{mark}{field}股份有限公司", ("企业", "集体企业", "民营企业"), _COMPANY_INDUSTRIES, "总经理",
        ("副总经理", "技术总监", "教育事业部经理", "行政主管"),
    ),
    _Kind(
        "12", "重庆{mark}{field}研究院", ("事业单位",), ("研究和试验发展", "工程和技术研究和试验发展", "专业技术服务业"), "院长",
        ("副院长", "科研处处长", "培训中心主任", "办公室主任"),
    ),
    _Kind(
        "52", "重庆市{district}{mark}职业培训学校", ("民办非企业单位",), ("职业技能培训", "教育", "技能培训、教育辅助及其他教育"), "校长",
        ("副校长", "教务主任", "招生办主任", "教研室主任"),
    ),
    _Kind(
        "51", "重庆市{mark}{field}行业协会", ("行业协会等社团组织",), ("行业性团体", "社会团体", "专业性团体"), "会长",
        ("秘书长", "副秘书长", "培训部主任", "会员部主任"),
    ),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """An applicant. domain: of its web and mail addresses, below the reserved example.com."""

    name: str
    domain: str
    credit_code: str
    address: str
    type: str
    industry: str
    established: date
    head: str
    deputies: tuple[str, ...]


def draw_unit(rng: Random) -> Unit:
    """Some applicant, registered in Chongqing before the notice's founding date."""
    kind = rng.choice(_KINDS)
    mark, field, district = rng.choice(list(_MARKS)), rng.choice(_FIELDS), rng.choice(list(_DISTRICTS))
    established = date(rng.randint(2003, 2018), rng.randint(1, 11), rng.randint(1, 28))
    return Unit(
        name=kind.pattern.format(mark=mark, field=field, district=district),
        domain=f"{_MARKS[mark]}.example.com",
        credit_code=credit_code(rng, kind.prefix, _DISTRICTS[district], recent=established.year >= 2016),
        address=f"重庆市{district}{address_in(rng)}",
        type=rng.choice(kind.types),
        industry=rng.choice(kind.industries),
        established=established,
        head=kind.head,
        deputies=kind.deputies,
    )


def address_in(rng: Random) -> str:
    """Street, number, building and floor."""
    return f"{rng.choice(_ROADS)}{rng.randint(2, 298)}号{rng.randint(1, 12)}幢{rng.randint(1, 24)}层"


def employer(rng: Random) -> str:
    """Some other unit and a department of it, where part-time teachers and experts work."""
    kind, departments = rng.choice(((_COMPANY, _OFFICES), (_COMPANY, _OFFICES), (_COLLEGE, _FACULTIES)))
    name = kind.pattern.format(mark=rng.choice(list(_MARKS)), field=rng.choice(_FIELDS))
    return name + rng.choice(departments)
