"""What a box may say: `catalogue.*` by the notice's lists, `eligibility.*` by its conditions."""

from schema.catalogue.entry import Entry, Wording

_AS_LISTED = "请从下列选项中选填：{expected}。"

CONTENT: tuple[Entry, ...] = (
    Entry(
        "catalogue.occupation", "error", "申报职业不在职业目录内", "occupations",
        "{box}填报“{found}”，不在通知的职业目录之内", "请从职业目录中选填一项：{expected}。",
        {
            "near": Wording(
                "{box}填报“{found}”，与职业目录的名称不完全一致，已按“{expected}”处理", "建议填写职业目录中的全称“{expected}”。", "info",
            ),
        },
    ),
    Entry(
        "catalogue.one_occupation", "error", "一份表申报了多个职业", "one_occupation",
        "{box}填报了 {count} 个职业（{names}），每份推荐表仅填一项", "请按职业分别填写推荐表申报。",
    ),
    Entry(
        "catalogue.closed_occupation", "error", "该职业本批不遴选", "closed",
        "{box}填报“{found}”，该职业本批不遴选{applicants}", "请改报本批遴选的职业，或者撤回本表。",
    ),
    Entry(
        "catalogue.level", "error", "未勾选专业技术等级", "levels",
        "{box}未勾选，初级、中级、高级应至少勾选一项", "请在拟申报的等级后打√。",
    ),
    Entry(
        "catalogue.unit_type", "warning", "单位类型不在规定选项内", "notes",
        "{box}填报“{found}”，不在推荐表注1列出的类型之内", _AS_LISTED,
    ),
    Entry(
        "catalogue.engagement", "warning", "人员性质不在规定选项内", "notes",
        "{box}填报“{found}”，不在推荐表注3列出的选项之内", _AS_LISTED,
    ),
    Entry(
        "catalogue.certificate_category", "warning", "证书类别不在规定选项内", "notes",
        "{box}填报“{found}”，不在推荐表注3列出的类别之内", _AS_LISTED,
    ),
    Entry(
        "catalogue.certificate_nature", "warning", "证书性质不在规定选项内", "form",
        "{box}填报“{found}”，不在规定的选项之内", _AS_LISTED,
    ),
    Entry(
        "catalogue.industry", "warning", "所属行业不是国民经济行业分类的类别", "GB/T 4754—2017《国民经济行业分类》（推荐表注2）",
        "{box}填报“{found}”，不是《国民经济行业分类》（GB/T 4754—2017）中的门类、大类、中类或小类",
        "请按《国民经济行业分类》填写行业名称或代码。{hint}",
    ),
    Entry(
        "eligibility.established", "warning", "单位成立时间不符合条件", "founded",
        "{box}为 {found}，晚于 {expected}", "请核对单位成立时间；如填报无误，请说明理由，由受理部门审核。",
    ),
    Entry(
        "eligibility.scale", "warning", "年度规模未达到要求", "scale",
        "{years}，未达到每年 {scale} 人次", "请核对各年度数据；如填报无误，请说明理由，由受理部门审核。",
    ),
    Entry(
        "eligibility.dishonest", "error", "有失信行为", "reputation",
        "{row}“是否有失信行为”填报为“是”", "有失信记录的单位不符合申报条件；如系误填，请按信用中国平台查询结果更正。",
    ),
    Entry(
        "eligibility.region", "warning", "单位不在本市", "region",
        "{places}，不在{city}", "请核对统一社会信用代码和单位地址；非{city}的单位请向所在地申报。",
    ),
)
