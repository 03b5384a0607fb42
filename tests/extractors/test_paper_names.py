"""What the names of files say that is in them."""

import pytest

from extractors.paper_names import kinds_by_name


@pytest.mark.parametrize(("name", "kinds"), [
    ("附件1推荐表", ["form"]), ("附件1 培训机构推荐表（盖章）", ["form"]), ("推荐表（含信用承诺）", ["form"]),
    ("法人证书", ["certificate"]), ("法人证（副本）", ["certificate"]), ("法人登记证书复印件", ["certificate"]),
    ("营业执照", ["certificate"]), ("（副本）营业执照扫描件", ["certificate"]), ("营业执照副本复印件（盖章）", ["certificate"]),
    ("执照1", ["certificate"]), ("营 业 执 照", ["certificate"]), ("三证合一", ["certificate"]),
    ("事业单位法人证书正本", ["certificate"]), ("民办非企业单位登记证书", ["certificate"]), ("民非登记证", ["certificate"]),
    ("社会团体法人登记证书", ["certificate"]), ("基金会法人登记证书", ["certificate"]), ("单位登记证书", ["certificate"]),
    ("农民专业合作社营业执照", ["certificate"]), ("统一社会信用代码证书", ["certificate"]), ("某某学校登记证书", ["certificate"]),
    ("信用报告", ["credit_report"]), ("企业信用报告（自主查询版）", ["credit_report"]), ("公共信用信息报告", ["credit_report"]),
    ("征信报告", ["credit_report"]), ("企业征信", ["credit_report"]), ("信用中国截图", ["credit_report"]),
    ("诚信承诺书", ["commitment"]), ("承诺书（盖章）", ["commitment"]), ("诚信 承 诺 书（签字）", ["commitment"]), ("诚实守信承诺", ["commitment"]),
    ("推荐表+营业执照+承诺书", ["form", "certificate", "commitment"]), ("营业执照、信用报告", ["certificate", "credit_report"]),
])
def test_names_that_say_it(name: str, kinds: list[str]) -> None:
    """Spaces, brackets and remarks about the copy do not hide what it is; a name may list several papers."""
    assert list(kinds_by_name(name)) == kinds


@pytest.mark.parametrize("name", [
    "法人身份证", "法人代表身份证复印件", "法人授权委托书", "办学许可证", "教师资格证书", "软件著作权登记证书", "作品登记证书", "注册商标登记证书",
    "信用等级证书", "重庆信用科技有限公司", "重庆市诚信职业培训学校简介", "税务登记证", "IMG_2033", "扫描件0001", "",
])
def test_names_of_other_papers(name: str) -> None:
    """A word of the names is not enough: an identity card of the 法人 is no 法人证书, nor is a unit called 信用."""
    assert kinds_by_name(name) == ()
