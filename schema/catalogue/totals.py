"""Sums that must come out: `totals.*`, and texts that must fit: `limits.*`."""

from schema.catalogue.entry import Entry, Wording

_RECOUNT = "请核对各年度数据和合计数，改正有误的一处，使二者一致。"

TOTALS: tuple[Entry, ...] = (
    Entry(
        "totals.trained", "error", "培训总规模与各年合计不符", "truth",
        "培训总规模填报 {stated} 人次，近5年培训人数合计 {summed} 人次，相差 {difference} 人次", _RECOUNT,
    ),
    Entry(
        "totals.independent", "error", "独立培训规模与各年合计不符", "truth",
        "其中独立培训规模填报 {stated} 人次，近5年独立培训人数合计 {summed} 人次，相差 {difference} 人次", _RECOUNT,
    ),
    Entry(
        "totals.year_split", "error", "年度培训人数与独立、合作之和不符", "truth",
        "{row}培训人数填报 {stated} 人次，独立培训 {independent} 人次与合作培训 {cooperative} 人次之和为 {summed} 人次，"
        "相差 {difference} 人次",
        "请核对该年度数据，使培训人数等于独立培训人数与合作培训人数之和。",
    ),
    Entry(
        "totals.independent_exceeds", "error", "独立培训规模大于培训总规模", "truth",
        "其中独立培训规模填报 {part} 人次，大于培训总规模 {whole} 人次，多出 {difference} 人次",
        "独立培训规模是培训总规模的一部分，请核对两项数据后更正。",
    ),
    Entry(
        "totals.issued", "error", "颁证总规模与各年合计不符", "truth",
        "总规模填报 {stated} 人次，近5年颁证数量合计 {summed} 人次，相差 {difference} 人次", _RECOUNT,
    ),
    Entry(
        "totals.own", "error", "自有证书规模与各年合计不符", "truth",
        "其中自有证书规模填报 {stated} 人次，近5年自有证书颁证数量合计 {summed} 人次，相差 {difference} 人次",
        "请核对各年度颁证数量、证书性质和自有证书规模，改正有误的一处，使二者一致。",
    ),
    Entry(
        "totals.own_exceeds", "error", "自有证书规模大于总规模", "truth",
        "其中自有证书规模填报 {part} 人次，大于总规模 {whole} 人次，多出 {difference} 人次",
        "自有证书规模是总规模的一部分，请核对两项数据后更正。",
    ),
    Entry(
        "totals.faculty", "error", "师资团队总人数与专职、兼职之和不符", "truth",
        "师资团队总人数填报 {stated} 人，专职师资 {full_time} 人与兼职师资 {part_time} 人之和为 {summed} 人，"
        "相差 {difference} 人",
        "请核对三项人数，使师资团队总人数等于专职与兼职师资人数之和。",
    ),
    Entry(
        "totals.team", "warning", "考评团队总人数与考评员、督导员之和不符", "truth",
        "考评团队总人数填报 {stated} 人，考评员 {examiners} 人与督导员 {supervisors} 人之和为 {summed} 人，"
        "相差 {difference} 人",
        "请核对三项人数；如有人员同时担任考评员和督导员，请作说明。",
    ),
    Entry(
        "limits.characters", "error", "文字超过字数限制", "form",
        "{box}限 {limit} 字以内，现有 {words} 字（按 Word 的“字数”统计，不含表内提示语），超出 {over} 字",
        "请将内容压缩至 {limit} 字以内，其余内容可另附材料。",
        {
            "characters_only": Wording(
                "{box}限 {limit} 字以内，按 Word 的“字数”统计为 {words} 字，未超过限制；"
                "按“字符数（不计空格）”统计为 {characters} 个，超出 {over} 个",
                "无需修改；如有关方面按字符数统计，请酌情压缩。",
                "info",
            ),
        },
    ),
)
