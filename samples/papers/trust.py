"""What says that a unit can be trusted: its public credit report, or else its own pledge."""

from samples.papers.page import Page
from samples.papers.registration import Registration

_NOTHING = "0 条"


def credit_report(entry: Registration) -> Page:
    """信用报告, as websites of public credit information give it out."""
    return Page(
        title="法人和非法人组织公共信用信息报告",
        below=(
            f"机构名称：{entry.name}", f"统一社会信用代码：{entry.credit_code}", "报告编号：样例 20230605-000",
            "报告生成日期：2023年06月05日",
        ),
        columns=((
            ("登记状态", "存续（在营、开业、在册）"), ("法定代表人", entry.representative), ("成立日期", f"{entry.established}"),
            ("住所", entry.address), ("行政许可", "2 条"), ("行政处罚", _NOTHING), ("严重失信主体名单", _NOTHING),
            ("经营异常名录（状态）信息", _NOTHING), ("信用承诺", "1 条"), ("司法判决", _NOTHING),
        ),),
        ruled=True,
        text=(
            "报告说明：", "1. 本报告按样例编制，内容为虚构，不作任何用途。", "2. 本报告仅展示截至生成日期归集到的信用信息，如有异议，可以提出申诉。",
        ),
    )


def commitment(entry: Registration) -> Page:
    """诚信承诺书, which the notice takes in place of the report."""
    return Page(
        title="诚信承诺书",
        text=(
            f"我单位（{entry.name}，统一社会信用代码：{entry.credit_code}）自愿申报数字技术工程师培育项目，现郑重承诺：",
            "一、报送的推荐表、登记证书和证明材料真实、准确、完整，没有隐瞒和弄虚作假。",
            "二、近三年依法经营、诚实守信，没有被列入严重失信主体名单，没有重大违法违规行为。",
            "三、严格按照国家职业标准和有关规定开展工作，不乱收费，不作虚假宣传，自觉接受监督检查。",
            "四、如违反上述承诺，自愿退出项目，并承担由此产生的一切责任。",
        ),
        signed=(f"承诺单位（盖章）：{entry.name}", f"法定代表人（签字）：{entry.representative}", "2023年6月8日"),
    )
