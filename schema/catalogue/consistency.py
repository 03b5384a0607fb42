"""Boxes that must agree with each other: `consistency.*`."""

from schema.catalogue.entry import Entry, Wording

CONSISTENCY: tuple[Entry, ...] = (
    Entry(
        "consistency.certificates", "error", "是否颁发证书与颁证数量矛盾", "truth",
        "是否颁发证书填报为“否”，但{counted}", "请核对是否颁发证书和颁证数量，更正有误的一处。",
    ),
    Entry(
        "consistency.teachers", "warning", "所列教师多于师资队伍人数", "truth",
        "培训教师名单列有{engagement} {listed} 人，多于填报的{engagement}队伍人数 {stated} 人",
        "请核对培训教师名单和师资队伍人数，更正有误的一处。",
    ),
    Entry(
        "consistency.employees", "warning", "专职师资多于正式员工", "truth",
        "专职师资队伍人数填报 {full_time} 人，多于正式员工数 {employees} 人",
        "专职师资应为本单位正式员工，请核对两项人数后更正。",
    ),
    Entry(
        "consistency.unit_type", "warning", "单位类型与统一社会信用代码矛盾", "truth",
        "单位类型填报“{found}”，但统一社会信用代码以“{prefix}”开头，登记为{registered}",
        "请对照法人登记证书核对单位类型和统一社会信用代码。",
    ),
    Entry(
        "consistency.levels", "warning", "年度计划与申报等级不一致", "truth",
        "未申报{level}，但{box}填报 {found} 人次", "请核对申报等级和年度计划；不申报的等级不填计划人数。",
        {
            "missing": Wording("申报了{level}，但{box}未填写或者为 0", "请填写该等级的年度计划人数，或者取消该等级的勾选。"),
        },
    ),
    Entry(
        "consistency.duplicate_person", "warning", "名单中人员重复", "truth",
        "{table}第{row}行“{name}”与第{earlier}行重复", "请核对名单，删除重复的人员；如系同名不同人，请分别填明工作单位和联系电话。",
    ),
    Entry(
        "consistency.commitment", "warning", "承诺内容与表内信息不一致", "truth",
        "承诺的申报单位为“{found}”，与单位名称“{expected}”不一致", "请核对单位名称，承诺应由申报单位作出并盖章。",
        {
            "date": Wording("承诺日期为 {found}，晚于申报截止日期 {expected}", "请核对承诺日期；逾期不再受理。", basis="deadline"),
            "signatory": Wording(
                "承诺由“{found}”签署，法定代表人为“{expected}”", "如由委托代理人签署，请附授权委托书；否则请由法定代表人签署。", "info",
            ),
        },
    ),
)
